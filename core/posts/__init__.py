"""Scheduled posts: what is due, and what a failure means."""
