"""The sentences, one module a subject; a key stands in one of them only."""
