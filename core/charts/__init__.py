"""Charts: issues, entries and the weekly arithmetic."""
