"""The shipped catalogue and sample chart, as data."""
