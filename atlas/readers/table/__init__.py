"""Cells to a header and its rows: what stands above, below and between is set apart."""
