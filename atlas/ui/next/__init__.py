"""« Où agir ensuite » on the page of gaps."""
