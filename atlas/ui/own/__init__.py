"""The page of the reader's own data."""
