"""The arithmetic of the charts: every rule of docs/charts.md, pure and from the rows alone."""
