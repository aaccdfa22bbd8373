"""Sentences of downloads and of what files say of themselves."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "download": Label("Télécharger", "Download"),
    "download_parts": Label("Carte et tableaux séparés", "Map and tables apart"),
    "download_tables": Label("Télécharger les tables de l'atlas", "Download the tables of the atlas"),
    "download_map": Label("La carte", "The map"),
    "download_territories": Label("Les territoires", "The territories"),
    "download_initiatives": Label("Les initiatives", "The initiatives"),
    "download_ranking": Label("Le classement", "The ranking"),
    "download_ledger": Label("Les comptes par niveau", "The accounts by level"),
    "download_others": Label("Les lignes hors des totaux", "The lines out of the totals"),
    "download_note": Label(
        "Chaque fichier porte le choix fait ici, ses sources, millésimes, licence et date. QGIS retrouve dans le GeoPackage les classes et les couleurs de la carte.",
        "Each file carries what is chosen here, its sources, vintages, licence and date. QGIS finds the map's classes and colours in the GeoPackage.",
    ),
    "download_note_table": Label(
        "Chaque fichier porte ses sources, millésimes, licence et date.",
        "Each file carries its sources, vintages, licence and date.",
    ),
    "file_title": Label("{what}, par {level}", "{what}, by {level}"),
    "file_title_inside": Label("{what}, par commune ({name})", "{what}, by commune ({name})"),
    "file_initiatives": Label("Initiatives choisies", "Chosen initiatives"),
    "file_level_commune": Label("commune", "commune"),
    "file_inside": Label("Commune ({name})", "Commune ({name})"),
    "file_level_bassin_de_vie": Label("bassin de vie", "bassin de vie"),
    "file_level_epci": Label("intercommunalité (EPCI)", "intercommunalité (EPCI)"),
    "file_level_departement": Label("département", "département"),
    "file_level_region": Label("région", "région"),
    "file_all": Label("toutes", "all"),
    "file_years": Label(
        "de {first} à {last}, sans année connue comprises",
        "{first} to {last}, those without a known year included",
    ),
    "file_years_dated": Label("de {first} à {last}", "{first} to {last}"),
    "file_source_title": Label("Initiatives et financements", "Initiatives and funding"),
    "file_source_producer": Label(
        "tables de l'atlas, {n} sources publiques ; listes incomplètes, une absence n'est pas un zéro",
        "tables of the atlas, {n} public sources; the lists are incomplete, a blank is no zero",
    ),
    "file_brought": Label("fichier apporté par le lecteur", "file brought by the reader"),
    "file_licence_unknown": Label("licence non connue de l'atlas", "licence not known to the atlas"),
    "file_licence_brought": Label(
        "{licence} pour les données de l'atlas ; celle du fichier apporté n'est pas connue",
        "{licence} for the atlas's data; that of the file brought is not known",
    ),
    "file_values": Label("Valeurs en tableau", "Values as a table"),
}
