"""The catalogue: dramas, artists, tracks, releases in parts, tags and questions."""
