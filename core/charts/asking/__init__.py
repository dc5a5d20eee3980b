"""What can be asked of the charts beyond one issue: runs, movers, recaps, records, comparisons."""
