"""What the pages share: words, number formats, link, filters, map and sheets. Only here is Streamlit used."""
