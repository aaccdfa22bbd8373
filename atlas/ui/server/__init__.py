"""Between the network and Streamlit."""
