"""Where next in words, maps, charts and files."""
