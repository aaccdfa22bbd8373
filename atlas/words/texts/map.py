"""Sentences of the map page: filters, legend, sheets, tables."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    # Filters
    "filters": Label("Initiatives", "Initiatives"),
    "filter_unknown": Label("{title} (inconnu : {n})", "{title} (unknown: {n})"),
    "filters_more": Label("Plus de filtres", "More filters"),
    "reset": Label("Tout effacer", "Clear all"),
    # Map choices
    "map_shows": Label("La carte montre", "The map shows"),
    "map_shows_points": Label("Les initiatives", "Initiatives"),
    "map_shows_territories": Label("Les territoires", "Territories"),
    "map_of_initiatives": Label("Sièges des initiatives", "Seats of initiatives"),
    # What one sees
    "map_says_place": Label(" ({name})", " ({name})"),
    "map_says_type": Label(" de type « {type} »", " of the type “{type}”"),
    "map_says_types": Label(" de {n} types", " of {n} types"),
    "map_says_points": Label(
        "{n} initiatives connues{kind}{place}, {where}", "{n} known initiatives{kind}{place}, {where}"
    ),
    "map_says_point": Label(
        "{n} initiative connue{kind}{place}, {where}", "{n} known initiative{kind}{place}, {where}"
    ),
    "map_says_in": Label(
        "dans {k} {levels} sur {of} ({share} des habitants)",
        "in {k} {levels} of {of} ({share} of inhabitants)",
    ),
    "map_says_in_all": Label("dans les {of} {levels}", "in all {of} {levels}"),
    "map_says_most": Label(
        " ; le type le plus fréquent est « {type} » ({n})", "; the most frequent type is “{type}” ({n})"
    ),
    "map_says_nowhere": Label(
        " ; sans lieu connu, donc hors de la carte : {n}", "; without a known place, so not on the map: {n}"
    ),
    "map_says_beyond": Label(
        " ; hors de vos périmètres, ou sans commune connue : {n}",
        "; outside your perimeters, or without a known commune: {n}",
    ),
    "map_says_territories": Label(
        "{measure}{place} : {first} vient en tête avec {value}",
        "{measure}{place}: {first} comes first with {value}",
    ),
    "map_says_middle": Label(
        " ; la médiane des {n} qui en ont est {value}", "; the median of the {n} that have some is {value}"
    ),
    "map_says_without": Label(" ; rien de connu pour {n} sur {of}", "; nothing known for {n} of {of}"),
    "map_says_no_value": Label("{measure}{place} : rien de connu.", "{measure}{place}: nothing known."),
    "level": Label("Niveau", "Level"),
    "measure": Label("Mesure", "Measure"),
    "by": Label("Compter", "Count"),
    "by_seat": Label("au siège", "at the seat"),
    "by_coverage": Label("sur le territoire couvert", "over the area covered"),
    "by_usual_coverage": Label(
        "Ces programmes ont un périmètre : ils comptent par défaut sur ce qu'ils couvrent.",
        "These programmes have a perimeter: by default they count over what they cover.",
    ),
    "by_usual_mixed": Label(
        "Types mêlés : comptés au siège par défaut. Choisis sans les autres, ceux-ci comptent sur ce qu'ils"
        " couvrent : {types}.",
        "Mixed types: counted at the seat by default. Chosen without the others, these count over what they"
        " cover: {types}.",
    ),
    "by_uncovered": Label(
        "Périmètre inconnu pour {n} sur {of} : au siège.", "Perimeter unknown for {n} of {of}: at the seat."
    ),
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
    "place_across": Label(
        "Territoires à cheval sur ses limites : {n}. Ils sont montrés en entier ; seuls leurs habitants d'ici comptent.",
        "Territories that spill over its limits: {n}. They are shown whole; only their inhabitants here count.",
    ),
    "place_across_money": Label(
        "Territoires à cheval sur ses limites : {n}. Seule leur part d'ici compte.",
        "Territories that spill over its limits: {n}. Only their part here counts.",
    ),
    "place_across_tip": Label(
        "À cheval : {share} de ses habitants vivent ici", "Spills over: {share} of its inhabitants live here"
    ),
    "map_gathered": Label("{n} initiatives", "{n} initiatives"),
    "map_gathered_help": Label("Cliquez pour vous approcher", "Click to come closer"),
    "map_wheel": Label("Ctrl + molette pour zoomer", "Ctrl + wheel to zoom"),
    "map_fingers": Label("Deux doigts pour déplacer la carte", "Two fingers to move the map"),
    "keep_to": Label("Ne voir que ce territoire", "Keep to this territory"),
    "show_communes": Label("Voir ses communes", "Show its communes"),
    "close": Label("Fermer", "Close"),
    "inside": Label("Communes de {name}", "Communes of {name}"),
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
    "legend_raw": Label(
        "chiffres bruts : les territoires peuplés ou vastes l'emportent",
        "raw figures: populous or vast territories come out ahead",
    ),
    "legend_programmes": Label(
        "d'ordinaire un programme par autorité : les moins peuplées l'emportent",
        "usually one programme per authority: the least populous come out ahead",
    ),
    "legend_other_types": Label("+ {n} autres types · {count}", "+ {n} other types · {count}"),
    "legend_isolate": Label("Ne montrer que ceci", "Show this alone"),
    "legend_per": Label("rapporté à : {what}", "divided by: {what}"),
    "legend_types": Label("Sièges des initiatives", "Seats of initiatives"),
    "legend_stated": Label("plein : siège donné par la source", "filled: seat stated by the source"),
    "legend_inferred": Label("creux : point de référence", "hollow: reference point"),
    "legend_range": Label("{low} à {high}", "{low} to {high}"),
    "inferred": Label(
        "Point de référence, le siège n'est pas donné", "Reference point, the seat is not stated"
    ),
    "source_line": Label(
        "Initiatives : atlas, {n} sources · Limites : IGN, INSEE {millesime} · Populations : {year}",
        "Initiatives: atlas, {n} sources · Boundaries: IGN, INSEE {millesime} · Populations: {year}",
    ),
    "tiles_credit": Label("Fond : Plan IGN, Géoplateforme", "Background: Plan IGN, Géoplateforme"),
    "tiles_failed": Label(
        "Le fond IGN ne répond pas ; la carte reste utilisable sans lui.",
        "IGN's background does not answer; the map stays usable without it.",
    ),
    "map_failed": Label(
        "Les contours ne se chargent pas ; rechargez la page.", "The boundaries do not load; reload the page."
    ),
    "zoom_in": Label("Agrandir", "Zoom in"),
    "zoom_out": Label("Réduire", "Zoom out"),
    "map_frame": Label("Carte des initiatives", "Map of initiatives"),
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
    "per_100k": Label("/\xa0100\u202f000 hab.", "/\xa0100,000 inh."),
    "per_inhabitant": Label("€ / hab.", "€ / inh."),
    "place": Label("Territoire", "Territory"),
    "received_short": Label("Reçu", "Received"),
    "no_polygon": Label(
        "Cette commune d'une collectivité d'outre-mer n'a pas de contour dans les sources : elle est connue par son code seul.",
        "This commune of an overseas collectivity has no boundary in the sources: it is known by its code alone.",
    ),
    "no_epci": Label("Aucune intercommunalité (île)", "No intercommunalité (island)"),
    "table_perimeter": Label("Initiatives présentes\xa0: {name}", "Initiatives present: {name}"),
    "and_more": Label("… et {n} autres (voir le tableau)", "… and {n} more (see the table)"),
    # Initiative sheet
    "type": Label("Type", "Type"),
    "seat": Label("Siège", "Seat"),
    "reference_point": Label("Point de référence", "Reference point"),
    "seat_unknown": Label("Commune non connue", "Commune not known"),
    "seat_basis": Label("Pourquoi ce point", "Why this point"),
    "coverage": Label("Territoire couvert", "Area covered"),
    "coverage_unknown": Label("Non donné par les sources", "Not stated by the sources"),
    "coverage_more": Label("et {n} autres", "and {n} more"),
    "perimeter_fit": Label("Son périmètre et les zones", "Its perimeter and zones"),
    "perimeter_fit_told": Label(
        "{official} de ses habitants à déplacer pour suivre les {level} (de {low} à {high} pour des zones au hasard de mêmes populations)",
        "{official} of its inhabitants to move for it to follow {level} ({low} to {high} for random zones of the same populations)",
    ),
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
    "cooperation": Label("Coopération, selon le Labo de l'ESS", "Cooperation, by the Labo de l'ESS"),
    "contact": Label("Où la joindre", "Where to reach it"),
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
}
