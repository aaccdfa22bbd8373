"""Every sentence of the interface, in French and in English, side by side.

A sentence without its translation cannot be written here: `Label` takes both. Braces are filled by
`str.format`.
"""

from atlas.vocabulary import Label
from atlas.vocabulary import Language

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
    # Filters
    "filters": Label("Initiatives", "Initiatives"),
    "types": Label("Types", "Types"),
    "all_types": Label("Tous les types", "All types"),
    "typology": Label("Cadre du siège, selon", "Setting of the seat, by"),
    "typology_setting": Label("les trois cadres de l'atlas", "the atlas's three settings"),
    "typology_density": Label("la grille de densité (INSEE)", "the density grid (INSEE)"),
    "typology_aav": Label("les aires d'attraction (INSEE)", "attraction areas (INSEE)"),
    "categories": Label("Cadres", "Settings"),
    "all_categories": Label("Tous les cadres", "All settings"),
    "scales": Label("Échelle déclarée", "Declared scale"),
    "all_scales": Label("Toutes les échelles", "All scales"),
    "years": Label("Année de départ", "Start year"),
    "undated": Label("Garder les {n} sans année connue", "Keep the {n} without a known year"),
    "funders": Label("Niveau du financeur", "Funder level"),
    "all_funders": Label("Tous, avec ou sans financement connu", "All, with or without known funding"),
    "text": Label("Texte", "Text"),
    "text_help": Label("Nom, territoire, porteur, type", "Name, territory, initiator, type"),
    "reset": Label("Tout effacer", "Clear all"),
    # Map choices
    "level": Label("Niveau", "Level"),
    "level_commune": Label("Communes d'un territoire", "Communes of a territory"),
    "measure": Label("Mesure", "Measure"),
    "by": Label("Compter", "Count"),
    "by_seat": Label("au siège", "at the seat"),
    "by_coverage": Label("sur le territoire couvert", "over the area covered"),
    "drawing": Label("Classes et couleurs", "Classes and colours"),
    "method": Label("Méthode", "Method"),
    "classes": Label("Nombre de classes", "Number of classes"),
    "palette": Label("Palette", "Palette"),
    "points": Label("Montrer les sièges", "Show seats"),
    "tiles": Label("Fond Plan IGN (data.geopf.fr)", "IGN map background (data.geopf.fr)"),
    "tiles_help": Label(
        "Le fond par défaut est celui de l'atlas ; celui de l'IGN est demandé à son serveur.",
        "The default background is the atlas's own; IGN's is fetched from its server.",
    ),
    # Territory search
    "find": Label("Chercher un territoire", "Find a territory"),
    "find_help": Label("Nom, code INSEE, SIREN ou code postal", "Name, INSEE code, SIREN or postal code"),
    "find_none": Label("Aucun territoire ne répond à « {text} ».", "No territory answers to “{text}”."),
    "show_communes": Label("Voir ses communes", "Show its communes"),
    "close": Label("Fermer", "Close"),
    "inside": Label("Communes de {name}", "Communes of {name}"),
    "inside_none": Label(
        "Choisissez d'abord un territoire, sur la carte ou par la recherche : ses communes s'afficheront. En attendant, voici les départements.",
        "First choose a territory, on the map or by the search: its communes will show. Until then, here are the départements.",
    ),
    # Key figures
    "n_initiatives": Label("initiatives choisies", "chosen initiatives"),
    "n_unplaced": Label("{n} sans place à ce niveau", "{n} without a place at this level"),
    "n_territories": Label("territoires concernés sur {n}", "territories concerned of {n}"),
    "population_share": Label("de la population y vit", "of the population live there"),
    "money": Label("reçus, montants connus", "received, known amounts"),
    "money_unplaced": Label(
        "Dont {amount} non localisés à ce niveau", "Of which {amount} not located at this level"
    ),
    "money_known": Label(
        "{n} initiatives sur {total} ont un montant connu", "{n} initiatives of {total} have a known amount"
    ),
    "money_caution": Label(
        "Somme des lignes connues, non un total du secteur", "Sum of the known lines, no total of the sector"
    ),
    "empty": Label("Aucune initiative ne répond à ces filtres.", "No initiative answers to these filters."),
    # Legend
    "legend_seat": Label("compté au siège", "counted at the seat"),
    "legend_coverage": Label("compté sur le territoire couvert", "counted over the area covered"),
    "legend_per": Label("rapporté à : {what}", "divided by: {what}"),
    "legend_types": Label("Sièges des initiatives", "Seats of initiatives"),
    "legend_stated": Label("plein : siège donné par la source", "filled: seat stated by the source"),
    "legend_inferred": Label("creux : point de référence", "hollow: reference point"),
    "legend_range": Label("{low} à {high}", "{low} to {high}"),
    "inferred": Label(
        "Point de référence, le siège n'est pas donné", "Reference point, the seat is not stated"
    ),
    "source_line": Label(
        "Initiatives : tables de l'atlas, {n} sources publiques · Limites : IGN, INSEE {millesime}",
        "Initiatives: tables of the atlas, {n} public sources · Boundaries: IGN, INSEE {millesime}",
    ),
    "tiles_credit": Label("Fond : Plan IGN, Géoplateforme", "Background: Plan IGN, Géoplateforme"),
    "tiles_failed": Label(
        "Le fond IGN ne répond pas ; la carte reste utilisable sans lui.",
        "IGN's background does not answer; the map stays usable without it.",
    ),
    "map_failed": Label(
        "Les contours ne se chargent pas ; rechargez la page.", "The boundaries do not load; reload the page."
    ),
    "places": Label("Aller à un territoire de France", "Go to a part of France"),
    "place_metropole": Label("Métropole", "Mainland"),
    "place_guadeloupe": Label("Guadeloupe", "Guadeloupe"),
    "place_martinique": Label("Martinique", "Martinique"),
    "place_guyane": Label("Guyane", "Guyane"),
    "place_reunion": Label("La Réunion", "La Réunion"),
    "place_mayotte": Label("Mayotte", "Mayotte"),
    # Territory summary
    "code": Label("Code", "Code"),
    "population": Label("Population municipale", "Municipal population"),
    "no_population": Label("inconnue", "unknown"),
    "area": Label("Superficie", "Area"),
    "settings_shares": Label("Population par cadre", "Population by setting"),
    "setting_of_commune": Label("Cadre : {setting} ({density})", "Setting: {setting} ({density})"),
    "here_initiatives": Label("Initiatives choisies ici", "Chosen initiatives here"),
    "compared": Label("Comparaison", "Comparison"),
    "france": Label("France", "France"),
    "per_100k": Label("/ 100 000 hab.", "/ 100,000 inh."),
    "per_inhabitant": Label("€ / hab.", "€ / inh."),
    "place": Label("Territoire", "Territory"),
    "received_short": Label("Reçu", "Received"),
    "no_polygon": Label(
        "Cette commune d'une collectivité d'outre-mer n'a pas de contour dans les sources : elle est connue par son code seul.",
        "This commune of an overseas collectivity has no boundary in the sources: it is known by its code alone.",
    ),
    "no_epci": Label("Aucune intercommunalité (île)", "No intercommunalité (island)"),
    "and_more": Label("… et {n} autres (voir le tableau)", "… and {n} more (see the table)"),
    # Initiative sheet
    "type": Label("Type", "Type"),
    "seat": Label("Siège", "Seat"),
    "reference_point": Label("Point de référence", "Reference point"),
    "seat_unknown": Label("Commune non connue", "Commune not known"),
    "seat_basis": Label("Pourquoi ce point", "Why this point"),
    "coverage": Label("Territoire couvert", "Area covered"),
    "coverage_unknown": Label("Non donné par les sources", "Not stated by the sources"),
    "declared_territory": Label("Territoire, selon la source", "Territory, as the source says"),
    "start": Label("Année", "Year"),
    "status": Label("Situation", "Status"),
    "initiator": Label("À l'initiative", "Started by"),
    "legal_forms": Label("Formes juridiques", "Legal forms"),
    "ess_link": Label("Lien avec l'ESS", "Link with the social economy"),
    "stage": Label("Étape", "Stage"),
    "study": Label("Étude du Labo de l'ESS", "Study of the Labo de l'ESS"),
    "setting_computed": Label("Cadre calculé (siège)", "Computed setting (seat)"),
    "setting_declared": Label("Cadre déclaré", "Declared setting"),
    "setting_differs": Label(
        "Le cadre déclaré diffère du cadre calculé à la commune du siège.",
        "The declared setting differs from the one computed for the seat commune.",
    ),
    "unknown": Label("Inconnu", "Unknown"),
    "confidence": Label("Fiabilité", "Confidence"),
    "note": Label("Remarque", "Note"),
    "sources": Label("Sources", "Sources"),
    "website": Label("Site", "Website"),
    "facts": Label("Faits relevés pour l'étude", "Facts recorded for the study"),
    "funding_lines": Label("Financements", "Funding"),
    "funding_none": Label("Aucune ligne de financement connue.", "No known funding line."),
    "funding_total": Label("Reçu et compté : {amount}", "Received and counted: {amount}"),
    "not_counted": Label("non compté : {reason}", "not counted: {reason}"),
    "not_counted_direction": Label("non compté : {direction}", "not counted: {direction}"),
    "amount_unknown": Label("montant inconnu", "amount unknown"),
    # Tables
    "table": Label("Tableau", "Table"),
    "table_none": Label("masqué", "hidden"),
    "table_territories": Label("des territoires", "of territories"),
    "table_initiatives": Label("des initiatives", "of initiatives"),
    "download_csv": Label("CSV", "CSV"),
    "download_geojson": Label("GeoJSON", "GeoJSON"),
    "download_help": Label(
        "Exactement les lignes de ce tableau, avec leurs sources et millésimes.",
        "Exactly the rows of this table, with their sources and vintages.",
    ),
    "name": Label("Nom", "Name"),
    "initiatives": Label("Initiatives", "Initiatives"),
    "funding": Label("Financements reçus (€)", "Funding received (€)"),
    "state": Label("Lecture", "Reading"),
    "state_value": Label("Valeur", "Value"),
    "department": Label("Département", "Département"),
    "commune": Label("Commune", "Commune"),
    "scale": Label("Échelle", "Scale"),
    "setting": Label("Cadre", "Setting"),
    "source": Label("Source", "Source"),
    "id": Label("Identifiant", "Identifier"),
    # Sources and methods
    "doc_reading": Label("Ce que contient l'atlas", "What the atlas holds"),
    "doc_reading_1": Label(
        "{n} initiatives, dont {located} situées à la commune et {unlocated} connues par leur département ou leur région seulement (elles comptent à ces niveaux), et {lines} lignes de financement. Chaque fait garde sa source, sa fiabilité et ses doutes ; ce qui n'est pas connu reste inconnu.",
        "{n} initiatives, of which {located} are placed at a commune and {unlocated} are known by their département or région only (they count at those levels), and {lines} funding lines. Every fact keeps its source, its confidence and its doubts; what is not known stays unknown.",
    ),
    "doc_reading_2": Label(
        "Pour {stated} initiatives, la source nomme la commune du siège : point plein. Pour {inferred}, le point est une référence (ville éponyme, chef-lieu du porteur, commune la plus peuplée de l'EPCI, ville choisie dans le territoire) : point creux, et la fiche dit pourquoi ce point.",
        "For {stated} initiatives the source names the seat commune: filled point. For {inferred} the point is a reference (eponymous town, seat of the carrier, most populous commune of the EPCI, a chosen town of the territory): hollow point, and the sheet says why.",
    ),
    "doc_reading_3": Label(
        "Plusieurs labels au même endroit font plusieurs lignes (Le Mené, Figeac, Grenoble, Mouans-Sartoux, Royans-Vercors, Biovallée) : un lieu, plusieurs programmes. Les monnaies fusionnées (Moneko, Gemme) figurent à côté de celles qu'elles ont remplacées. Sur la carte, les points d'une même commune sont posés côte à côte.",
        "Several labels at one place give several rows (Le Mené, Figeac, Grenoble, Mouans-Sartoux, Royans-Vercors, Biovallée): one place, several programmes. Merged currencies (Moneko, Gemme) stand beside those they replaced. On the map, the points of one commune stand side by side.",
    ),
    "doc_reading_4": Label(
        "L'année de départ n'a pas le même sens pour toutes (label, lancement, annonce, création) : la fiche et le tableau le disent.",
        "The start year does not mean the same for all (label, launch, announcement, creation): the sheet and the table say so.",
    ),
    "doc_completeness": Label("Complétude par type", "Completeness by type"),
    "doc_completeness_1": Label(
        "Une absence ne vaut « aucune initiative » que si la liste du type est complète ou presque, si toutes les initiatives choisies sont situées au niveau de la carte et si aucun filtre ne porte sur un fait souvent inconnu (échelle, année, financeur, texte). Sinon la carte écrit « aucune initiative connue ».",
        "A blank means “no initiative” only if the list of the type is complete or nearly so, if all chosen initiatives are placed at the level of the map, and if no filter rests on a fact that is often unknown (scale, year, funder, text). Otherwise the map says “no known initiative”.",
    ),
    "doc_here": Label("Dans l'atlas", "In the atlas"),
    "doc_exist": Label("Existantes, selon une source", "Existing, says a source"),
    "doc_class": Label("Liste", "List"),
    "doc_detail": Label("Détail", "Detail"),
    "doc_origin": Label("Origine du type", "Origin of the type"),
    "doc_missing": Label("Ce qui manque", "What is missing"),
    "doc_missing_study": Label(
        "L'étude du Labo de l'ESS porte sur {n} initiatives. Les sources disponibles permettent d'en décrire {known} : {names}. Les {unknown} autres ne sont nommées par aucune source disponible ; l'atlas n'en invente pas.",
        "The study of the Labo de l'ESS looks at {n} initiatives. The available sources let {known} of them be described: {names}. The other {unknown} are named by no available source; the atlas invents none.",
    ),
    "doc_missing_money": Label(
        "{funded} initiatives sur {n} ont au moins une ligne de financement ; {unknown} lignes sur {lines} n'ont pas de montant connu. Les sommes affichées sont celles de lignes connues, venues pour l'essentiel de Territoires d'innovation : ce n'est le total d'aucun secteur.",
        "{funded} initiatives of {n} have at least one funding line; {unknown} lines of {lines} have no known amount. The sums shown are those of known lines, most of it from Territoires d'innovation: they are no total of any sector.",
    ),
    "doc_missing_lists": Label(
        "Les listes partielles le sont inégalement : voir le tableau ci-dessus avant de lire un vide.",
        "Partial lists are unevenly so: see the table above before reading a blank.",
    ),
    "doc_missing_regions": Label(
        "Les régions dont les listes étaient lisibles (Auvergne-Rhône-Alpes, Occitanie, Bourgogne-Franche-Comté) sont mieux lues que les autres : une densité sur des types partiels suit les sources autant que le terrain.",
        "Régions whose lists were readable (Auvergne-Rhône-Alpes, Occitanie, Bourgogne-Franche-Comté) are better read than others: a density over partial types follows the sources as much as the ground.",
    ),
    "doc_territories": Label("Territoires", "Territories"),
    "doc_territories_1": Label(
        "Codes et limites au millésime {millesime}. La jointure se fait une fois, à la commune ; les autres niveaux se lisent dans les tables de l'INSEE. Les {overseas} communes des autres collectivités d'outre-mer sont connues par leur code, sans contour. Quatre îles n'appartiennent à aucun EPCI.",
        "Codes and boundaries of {millesime}. The join is made once, to the commune; other levels are read in INSEE's tables. The {overseas} communes of the other overseas collectivities are known by their code, without a boundary. Four islands belong to no EPCI.",
    ),
    "doc_levels": Label("Niveaux", "Levels"),
    "doc_number": Label("Nombre", "Number"),
    "doc_setting": Label("Cadre : urbain, péri-urbain, rural", "Setting: urban, peri-urban, rural"),
    "doc_setting_1": Label(
        "Urbain : niveaux 1 à 3 de la grille de densité. Péri-urbain : niveau 4 (ceintures urbaines), ou niveaux 5 à 7 dans la couronne d'une aire d'attraction de 50 000 habitants ou plus. Rural : le reste des niveaux 5 à 7. La règle suit le partage que l'INSEE fait du rural entre péri-urbain et non péri-urbain.",
        "Urban: levels 1 to 3 of the density grid. Peri-urban: level 4 (urban belts), or levels 5 to 7 in the commuting belt of an attraction area of 50,000 inhabitants or more. Rural: the rest of levels 5 to 7. The rule follows INSEE's own split of the rural into peri-urban and not.",
    ),
    "doc_setting_2": Label(
        "Un territoire plus grand porte les parts de sa population dans les trois cadres ; son nom de cadre est la majorité. Le mot de la source sur le cadre d'une initiative est gardé à côté du cadre calculé.",
        "A larger territory carries the shares of its population in the three settings; its label is the majority. A source's own word on an initiative's setting is kept beside the computed one.",
    ),
    "doc_communes": Label("Communes", "Communes"),
    "doc_share": Label("Part", "Share"),
    "doc_measures": Label("Mesures", "Measures"),
    "doc_unit": Label("Unité", "Unit"),
    "doc_divided": Label("Divisé par", "Divided by"),
    "doc_measures_1": Label(
        "Au siège : une initiative compte dans le territoire de sa commune. Sur le territoire couvert : elle compte dans chaque territoire qui partage au moins une commune avec ce qu'elle couvre ; la somme des territoires dépasse alors le nombre d'initiatives. Sans couverture connue, elle compte à son siège.",
        "At the seat: an initiative counts in the territory of its commune. Over the area covered: it counts in every territory that shares at least one commune with what it covers; the sum over territories then exceeds the number of initiatives. Without a known coverage it counts at its seat.",
    ),
    "doc_measures_2": Label(
        "Financements : seules s'ajoutent les lignes reçues et comptées. Ce qui est redistribué ou généré par les membres, les doublons, demandes, plafonds et coûts totaux sont listés dans la fiche avec la raison, et n'entrent dans aucune somme.",
        "Funding: only lines received and counted are added. What is redistributed or generated by members, duplicates, requests, ceilings and total costs are listed in the sheet with the reason, and enter no sum.",
    ),
    "doc_measures_3": Label(
        "Un montant est donné en entier au siège, ou partagé sur le territoire couvert selon la population, au plus fort reste : la somme d'un niveau plus « non localisé » égale la somme des lignes, au centime.",
        "An amount is given whole to the seat, or shared over the area covered by population with the largest remainder: the sum over a level plus “not located” equals the sum of the lines, to the cent.",
    ),
    "doc_measures_4": Label(
        "Montants en euros courants. Un montant inconnu n'est pas zéro : la carte écrit « montant inconnu ».",
        "Amounts in current euros. An unknown amount is not zero: the map says “amount unknown”.",
    ),
    "doc_measures_5": Label(
        "Avec un filtre sur le niveau du financeur, seules comptent les lignes de ces financeurs.",
        "With a filter on the funder level, only the lines of those funders count.",
    ),
    "doc_measures_6": Label(
        "Classes : mapclassify ; Fisher-Jenks est exact jusqu'à 200 valeurs, calculé au-delà sur 200 de leurs quantiles. Les bornes affichées sont des valeurs observées.",
        "Classes: mapclassify; Fisher-Jenks is exact up to 200 values and computed beyond on 200 of their quantiles. The bounds shown are observed values.",
    ),
    "doc_producer": Label("Producteur", "Producer"),
    "doc_vintage": Label("Millésime", "Vintage"),
    "doc_licence": Label("Licence", "Licence"),
    "doc_rows": Label("Lignes lues → gardées", "Rows read → kept"),
    "doc_hash": Label("Empreinte SHA-256", "SHA-256 hash"),
    "doc_boundaries": Label("Limites, zonages et populations", "Boundaries, zonings and populations"),
    "doc_pages": Label(
        "Les {n} pages publiques sur lesquelles reposent les initiatives et leurs financements (nombre de lignes)",
        "The {n} public pages on which initiatives and their funding rest (number of rows)",
    ),
    "doc_licence_atlas": Label(
        "Les tables de l'atlas sont publiées sous Licence Ouverte 2.0, son code sous licence MIT. Licence Ouverte : https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        "The atlas's tables are published under Licence Ouverte 2.0, its code under the MIT licence. Licence Ouverte: https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    "doc_tables": Label("Colonnes des tables", "Columns of the tables"),
    "doc_tables_1": Label(
        "La même déclaration sert à valider les fichiers, à écrire cette page et les Table Schema publiés à côté des tables.",
        "The same declaration validates the files and writes this page and the Table Schemas published beside the tables.",
    ),
    "doc_column": Label("Colonne", "Column"),
    "doc_meaning": Label("Sens", "Meaning"),
    "doc_form": Label("Forme", "Form"),
    "doc_example": Label("Exemple", "Example"),
    # Errors
    "error_data": Label(
        "Les données de l’atlas sont absentes ou abîmées : {message}",
        "The data of the atlas are missing or damaged: {message}",
    ),
    "error_unknown": Label(
        "Ce territoire ou cette initiative n'existe pas : {what}.",
        "This territory or initiative does not exist: {what}.",
    ),
}


def say(key: str, language: Language, **values: str) -> str:
    """Give a sentence of the interface.

    Parameters
    ----------
    key
        A key of `TEXTS`.
    language
        Of the reader.
    **values
        What fills the braces.

    Returns
    -------
    str
        The sentence.
    """
    return TEXTS[key].to(language).format(**values)
