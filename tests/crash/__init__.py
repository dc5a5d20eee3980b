"""The crash matrix: the real bot is killed (SIGKILL) at every step, over and over; nothing is lost or doubled."""
