"""An indicator of the reader's own in words, chart, map and files."""
