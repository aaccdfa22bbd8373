"""Sentences of every page: title, navigation, errors."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "report": Label("Signaler un oubli ou une erreur", "Tell of an omission or an error"),
    "report_subject": Label("Atlas : {name}", "Atlas: {name}"),
    "report_body": Label(
        "À propos de : {name} (identifiant : {id}). Page : {page}. Ce qui manque ou est faux, et la page publique qui le dit : ",
        "About: {name} (id: {id}). Page: {page}. What is missing or wrong, and the public page that says so: ",
    ),
    # Navigation and title
    "atlas": Label("Atlas des dynamiques territoriales", "Atlas of territorial dynamics"),
    "page_map": Label("Carte", "Map"),
    "page_sources": Label("Sources et méthodes", "Sources and methods"),
    "preview_sources": Label(
        "D'où vient chaque fait, de quand il date, et comment chaque chiffre est calculé.",
        "Where each fact comes from, how old it is, and how each figure is computed.",
    ),
    "link_copy": Label("Copier le lien", "Copy the link"),
    "link_copy_own": Label("Copier le lien (sans vos données)", "Copy the link (without your data)"),
    "alone_back": Label("Ouvrir dans l'atlas", "Open in the atlas"),
    "embed_copy": Label("Intégrer", "Embed"),
    "embed_copied": Label("Code copié", "Code copied"),
    "link_copied": Label("Lien copié", "Link copied"),
    "language": Label("Langue", "Language"),
    "distance_km": Label("{title} (km)", "{title} (km)"),
    "distance_bounds": Label("De {least} à {most}\xa0km.", "From {least} to {most}\xa0km."),
    "map_intro": Label(
        "Où sont les initiatives collectives de transition, à quelle échelle, avec quel argent ?",
        "Where are the collective initiatives of transition, at which scale, with what money?",
    ),
    # Errors
    "error_data": Label(
        "Les données de l’atlas sont absentes ou abîmées : {message}",
        "The data of the atlas are missing or damaged: {message}",
    ),
    "rows_open": Label(
        "Cocher une ligne ouvre sa fiche ; au clavier, Entrée.",
        "Ticking a row opens its sheet; with the keyboard, Enter does.",
    ),
    "rows_open_beside": Label(
        "Cocher une ligne ouvre sa fiche ; au clavier, Entrée. Deux à six lignes cochées se comparent.",
        "Ticking a row opens its sheet; with the keyboard, Enter does. Two to six ticked rows can be compared.",
    ),
    "rows_of": Label("Tableau ; Entrée ouvre la fiche de la ligne", "Table; Enter opens the row's sheet"),
    "table_empty": Label("Aucune ligne.", "No row."),
    "table_sort": Label("Trier le tableau par", "Sort the table by"),
    "table_as_is": Label("l'ordre de la page", "the order of the page"),
    "table_up": Label("{column}, croissant", "{column}, ascending"),
    "table_down": Label("{column}, décroissant", "{column}, descending"),
    "table_sort_help": Label(
        "Trie toutes les lignes ; un clic sur un en-tête ne trie que celles qui sont montrées.",
        "Sorts all rows; a click on a heading sorts those that are shown alone.",
    ),
    "table_part": Label("Lignes montrées", "Rows shown"),
    "table_rows": Label("{first} à {last} sur {of}", "{first} to {last} of {of}"),
    "table_printed": Label(
        "{n} lignes sur {of} ; « Télécharger », sur la page, les donne toutes.",
        "{n} rows of {of}; “Download”, on the page, gives them all.",
    ),
    "table_printed_columns": Label(
        "Les {n} premières colonnes sur {of} ; « Télécharger », sur la page, les donne toutes.",
        "The first {n} columns of {of}; “Download”, on the page, gives them all.",
    ),
    "error_unknown": Label(
        "Ce territoire ou cette initiative n'existe pas : {what}.",
        "This territory or initiative does not exist: {what}.",
    ),
}
