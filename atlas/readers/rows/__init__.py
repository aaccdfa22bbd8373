"""Rows to the tables of the atlas, with a ledger of every line."""
