"""Scales and zonings in words, charts, maps and files."""
