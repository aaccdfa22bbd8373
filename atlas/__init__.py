"""Atlas des dynamiques territoriales: initiatives, funding and territories of France.

The package holds functions, tables in and tables out; the pages of the app hold layout. Imports run one
way: `vocabulary`, `errors` and `settings` first, then `tables`, `territories`, `locate`, the modules that
answer a question, `maps` and `exports`, and last `ui` and `cli`. Only `atlas.ui` imports Streamlit.
"""
