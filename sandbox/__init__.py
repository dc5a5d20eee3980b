"""A Discord on your own machine."""
