"""Money in words, charts and files."""
