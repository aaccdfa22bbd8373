"""Perimeters that a reader brings, in words."""
