"""What passes from stage to stage: rows of cells, raw tables, what their columns are."""
