"""A header and its rows to roles: which column says what."""
