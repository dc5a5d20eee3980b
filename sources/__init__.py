"""Outside chart sources."""
