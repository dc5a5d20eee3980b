"""Following dramas, artists and tracks: what happened to them, told once, the way each member chose."""
