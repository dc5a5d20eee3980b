"""How the catalogue grows on a server: its own dramas, tracks and nicknames, and what its members suggest."""
