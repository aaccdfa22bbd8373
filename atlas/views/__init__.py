"""What a reader sees of each question, for pages and terminal alike; no Streamlit.

Sentences, figures, links, charts, maps and files, in folders by question.
"""
