"""The section of the page of scales on an indicator of the reader's own."""
