"""Peers and networks in words, maps, links and files."""
