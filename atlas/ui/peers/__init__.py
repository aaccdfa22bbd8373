"""The page of peers and networks."""
