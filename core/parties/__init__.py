"""Listening parties: who comes, what is played, when."""
