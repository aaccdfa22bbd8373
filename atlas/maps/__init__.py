"""The map: class breaks, palettes, and the two folium elements that make it fast."""
