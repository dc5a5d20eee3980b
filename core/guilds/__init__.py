"""What a server has chosen."""
