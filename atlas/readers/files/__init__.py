"""Bytes to cells or features: alphabets, formats, archives, each within bounds."""
