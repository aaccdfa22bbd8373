"""Gaps in words, charts and files."""
