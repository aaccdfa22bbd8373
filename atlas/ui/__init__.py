"""What needs Streamlit: state, widgets, panels. Whatever can do without stands in `atlas.views`."""
