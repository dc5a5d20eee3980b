"""How the search finds: what a query may mean, the forms of a name, and how alike the two are."""
