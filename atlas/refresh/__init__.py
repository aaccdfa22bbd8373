"""Lists of other people, fetched again: what a new edition would change in the tables, then the change."""
