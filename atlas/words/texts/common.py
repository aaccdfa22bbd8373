"""Sentences of every page: title, navigation, errors."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    # Navigation and title
    "atlas": Label("Atlas des dynamiques territoriales", "Atlas of territorial dynamics"),
    "page_map": Label("Carte", "Map"),
    "page_sources": Label("Sources et méthodes", "Sources and methods"),
    "language": Label("Langue", "Language"),
    "map_intro": Label(
        "Où sont les initiatives collectives de transition, à quelle échelle, avec quel argent ?",
        "Where are the collective initiatives of transition, at which scale, with what money?",
    ),
    # Errors
    "error_data": Label(
        "Les données de l’atlas sont absentes ou abîmées : {message}",
        "The data of the atlas are missing or damaged: {message}",
    ),
    "table_empty": Label("Aucune ligne.", "No row."),
    "error_unknown": Label(
        "Ce territoire ou cette initiative n'existe pas : {what}.",
        "This territory or initiative does not exist: {what}.",
    ),
}
