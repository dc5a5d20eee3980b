"""The charts in words, in English and Korean."""
