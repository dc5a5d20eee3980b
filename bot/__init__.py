"""The Discord runtime and the composition root."""
