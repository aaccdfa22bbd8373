"""The map: its picture, its points, its files."""
