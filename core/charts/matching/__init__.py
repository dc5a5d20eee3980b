"""Which listing is which song, and which song is which OST."""
