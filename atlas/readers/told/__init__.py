"""What is said to the reader: notes, refusals, flags of rows, warnings of a file."""
