"""Rows to territories: codes, names, points, areas."""
