"""The portrait of a territory on screen, on paper and as files."""
