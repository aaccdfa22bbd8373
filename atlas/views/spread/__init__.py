"""What a reader sees of how dynamics spread. No Streamlit here."""
