"""What one cell says: an amount, a year, a place."""
