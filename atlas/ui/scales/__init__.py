"""The page of scales."""
