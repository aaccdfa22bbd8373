"""What a column means wherever it stands."""

from atlas.vocabulary import Label

COLUMNS: dict[str, Label] = {
    "code": Label(
        "Code officiel du territoire (vide : non localisé à ce niveau).",
        "Official code of the territory (empty: not located at this level).",
    ),
    "level": Label("Niveau du territoire.", "Level of the territory."),
    "name": Label("Nom du territoire.", "Name of the territory."),
    "departement_name": Label(
        "Nom du département, ou des départements séparés par « | ».",
        "Name of the département, or of the départements separated by “|”.",
    ),
    "region_name": Label(
        "Nom de la région, ou des régions séparées par « | ».",
        "Name of the région, or of the régions separated by “|”.",
    ),
    "people": Label(
        "Habitants du territoire qui vivent dans le lieu choisi (tous, si c'est la France).",
        "Inhabitants of the territory who live in the chosen place (all of them, if it is France).",
    ),
    "people_inside": Label(
        "Habitants qui vivent dans le lieu choisi.", "Inhabitants who live in the chosen place."
    ),
    "share_inside": Label(
        "Part des habitants qui vivent dans le lieu choisi, de 0 à 1 ; sous 1, le territoire est à cheval.",
        "Share of the inhabitants who live in the chosen place, 0 to 1; under 1 the territory spills over.",
    ),
    "setting": Label(
        "Cadre où vit la majorité des habitants : urbain, periurbain ou rural.",
        "Setting in which most inhabitants live: urbain, periurbain or rural.",
    ),
    "population": Label("Population municipale.", "Municipal population."),
    "initiatives": Label("Nombre d'initiatives choisies présentes.", "Number of chosen initiatives present."),
    "funding": Label(
        "Euros reçus et comptés (vide : aucun montant connu).",
        "Euros received and counted (empty: no known amount).",
    ),
    "value": Label(
        "La mesure que montre la carte, dans son unité (vide : pas de valeur, voir status).",
        "The measure that the map shows, in its unit (empty: no value, see status).",
    ),
    "status": Label(
        "value ; sinon pourquoi il n'y a pas de valeur : zero (aucune initiative, liste complète), "
        "no_known (aucune initiative connue), no_data (montant inconnu).",
        "value; else why there is none: zero (no initiative, complete list), no_known (no known "
        "initiative), no_data (amount unknown).",
    ),
    "millesime": Label(
        "Millésime du code officiel géographique.", "Vintage of the official geographic code."
    ),
    "source": Label("Sources de la ligne.", "Sources of the row."),
    "licence": Label("Licence de réutilisation.", "Licence under which it may be used again."),
    "selection": Label("Ce qui a été choisi.", "What was chosen."),
    "created": Label("Date du fichier.", "Date of the file."),
    "commune_name": Label("Nom de la commune du siège.", "Name of the seat's commune."),
    "bassin_de_vie": Label("Code du bassin de vie du siège.", "Code of the seat's bassin de vie."),
    "epci": Label("SIREN de l'intercommunalité du siège.", "SIREN of the seat's intercommunalité."),
    "received_eur": Label(
        "Euros reçus et comptés (vide : aucun montant connu).",
        "Euros received and counted (empty: no known amount).",
    ),
    "contact_url": Label(
        "Où la joindre : son site, sinon la page publique de l'intercommunalité qui la porte, sinon sa"
        " source.",
        "Where to reach it: its site, else the public page of the intercommunalité that carries it, else its"
        " source.",
    ),
    "point_lon": Label(
        "Longitude du point montré, EPSG:4326 (celui de la commune du siège si la source n'en donne pas).",
        "Longitude of the point shown, EPSG:4326 (the seat commune's own where the source gives none).",
    ),
    "point_lat": Label("Latitude du même point.", "Latitude of the same point."),
    "map_value": Label("Valeur que la carte colore.", "Value that the map colours."),
    "map_status": Label(
        "value, ou la raison pour laquelle la carte ne colore pas.",
        "value, or the reason why the map does not colour.",
    ),
    # Gaps
    "rank": Label(
        "Rang parmi les territoires du même cadre (vide : écart incertain).",
        "Rank among the territories of the same setting (empty: uncertain gap).",
    ),
    "rate": Label("Initiatives pour 100 000 habitants.", "Initiatives per 100,000 inhabitants."),
    "left_out": Label(
        "Habitants sans initiative connue dans leur territoire.",
        "Inhabitants without a known initiative in their territory.",
    ),
    "blank_chance": Label(
        "Probabilité, de 0 à 1, qu'aucune initiative n'existe là où aucune n'est connue : 1 si la liste est "
        "complète, sous 0,90 à vérifier (vide : une initiative y est, ou rien n'en est dit).",
        "Probability, 0 to 1, that no initiative exists where none is known: 1 where the list is complete, "
        "under 0.90 to be checked (empty: one is there, or nothing is claimed).",
    ),
    "list_share": Label(
        "Part connue de ce qui existe, de 0 à 1 (vide : nul ne dit combien il en existe).",
        "Part known of what exists, 0 to 1 (empty: nobody says how many exist).",
    ),
    "left_out_weighted": Label(
        "Habitants laissés de côté fois cette probabilité.", "Inhabitants left out times that probability."
    ),
    "distance_km": Label(
        "Distance médiane des habitants au siège le plus proche de leur côté de la mer (km, à vol d'oiseau).",
        "Median distance of the inhabitants to the nearest seat on their side of the sea (km, great circle).",
    ),
    "way_km": Label(
        "Médiane du plus court chemin de mairie en mairie (km).",
        "Median of the shortest way from town hall to town hall (km).",
    ),
    "detour": Label(
        "Détour par la terre : ce chemin est plus d'une fois et demie la distance (eau ou relief).",
        "Detour by land: that way is more than half as long again as the distance (water or relief).",
    ),
    "reached": Label(
        "Si un siège est du même côté de la mer.", "Whether a seat lies on the same side of the sea."
    ),
    "nearest": Label(
        "Identifiant de l'initiative la plus proche pour le plus grand nombre.",
        "Id of the initiative that is nearest for most inhabitants.",
    ),
    "nearest_name": Label("Nom de l'initiative la plus proche.", "Name of the nearest initiative."),
    "nearest_commune": Label("Commune du siège de la plus proche.", "Commune of the nearest one's seat."),
    "nearest_departement": Label(
        "Département du siège de la plus proche.", "Département of the nearest one's seat."
    ),
    "nearest_km": Label(
        "Distance depuis la commune la plus proche (km).", "Distance from the nearest commune (km)."
    ),
    "across": Label(
        "Siège de la plus proche hors du territoire.", "Seat of the nearest one outside the territory."
    ),
    "expected": Label(
        "Nombre attendu à un taux par habitant, d'après la population et la référence choisie.",
        "Number expected at a rate per inhabitant, from the population and the chosen reference.",
    ),
    "compared": Label(
        "Initiatives présentes, sans les programmes dont chaque collectivité a un seul.",
        "Initiatives present, without the programmes of which each authority has one.",
    ),
    "covered": Label(
        "Habitants des communes qu'un périmètre couvre.",
        "Inhabitants of the communes that a perimeter covers.",
    ),
    "authorities": Label(
        "Intercommunalités qui ont une commune dans le territoire.",
        "Intercommunalités that have a commune in the territory.",
    ),
    "authorities_with": Label(
        "Intercommunalités du territoire où un programme compte.",
        "Intercommunalités of the territory in which a programme counts.",
    ),
    "shortfall": Label("Attendu moins comparé.", "Expected minus compared."),
    "ratio": Label("Comparé divisé par attendu.", "Compared divided by expected."),
    "ratio_shrunk": Label(
        "Rapport rapproché de 1, d'autant plus que les territoires se ressemblent.",
        "Ratio drawn towards 1, the more so the more territories are alike.",
    ),
    "p_adjusted": Label(
        "Probabilité d'un écart aussi grand parmi tous les territoires (vide : moins d'une attendue).",
        "Probability of so large a difference among all territories (empty: fewer than one expected).",
    ),
    "ratio_low": Label(
        "Borne basse de l'intervalle exact à 95 % du dénombrement.",
        "Low end of the exact 95% interval of the count.",
    ),
    "ratio_high": Label("Borne haute du même intervalle.", "High end of the same interval."),
    "certainty": Label(
        "below ou above : écart à un taux par habitant ; uncertain : écart incertain.",
        "below or above: different from a rate per inhabitant; uncertain: an uncertain difference.",
    ),
    "models": Label(
        "Territoires comparables qui ont une initiative, à appeler.",
        "Comparable territories that have an initiative, to call.",
    ),
    "reason": Label("La ligne en une phrase.", "The row in one sentence."),
    # Money
    "line_id": Label("Identifiant de la ligne de financement.", "Id of the funding line."),
    "initiative": Label("Nom de l'initiative.", "Name of the initiative."),
    "amount_eur": Label("Montant en euros, exact au centime.", "Amount in euros, exact to the cent."),
    "per_inhabitant_eur": Label(
        "Euros par habitant (population municipale de tout le territoire).",
        "Euros per inhabitant (municipal population of the whole territory).",
    ),
    "lines": Label("Nombre de lignes de financement.", "Number of funding lines."),
    "shared": Label(
        "Règle de partage d'un montant entre plusieurs territoires.",
        "Rule by which an amount over several territories is shared.",
    ),
    "prices": Label(
        "current : euros courants ; sinon année des euros constants.",
        "current: current euros; else the year of constant euros.",
    ),
    "year": Label("Année.", "Year."),
    "origin": Label(
        "D'où vient la ligne : atlas, ou own (vos données).",
        "Where the line comes from: atlas, or own (your data).",
    ),
    "own_eur": Label("Dont vos lignes (euros).", "Of which your rows (euros)."),
    "own_initiatives": Label("Dont vos initiatives.", "Of which your initiatives."),
    "nearest_origin": Label(
        "D'où vient l'initiative la plus proche : atlas, ou own (vos données).",
        "Where the nearest initiative comes from: atlas, or own (your data).",
    ),
    "kind": Label(
        "Pourquoi la ligne n'entre pas dans les totaux.", "Why the line is left out of the totals."
    ),
    "line": Label("Numéro de ligne dans le fichier.", "Line number in the file."),
    "identifier": Label("Identifiant de la ligne dans le fichier.", "Identifier of the row in the file."),
    "title": Label("Intitulé de l'aide dans le fichier.", "Title of the grant in the file."),
    "amount_problem": Label(
        "Pourquoi le montant n'est pas lu (vide : il l'est).", "Why the amount is not read (empty: it is)."
    ),
    "placed": Label("Par quoi la ligne est localisée.", "By what the row is located."),
    "problem": Label("Pourquoi elle ne l'est pas.", "Why it is not."),
    "candidates": Label("Communes possibles.", "Possible communes."),
    "departement": Label("Code du département.", "Code of the département."),
    "region": Label("Code de la région.", "Code of the région."),
    "grants": Label("Nombre d'aides du fichier.", "Number of grants of the file."),
    "grants_eur": Label("Euros d'aides du fichier.", "Euros of grants of the file."),
    "grants_per_inhabitant_eur": Label("Les mêmes, par habitant.", "The same, per inhabitant."),
    "funding_eur": Label(
        "Euros reçus par les initiatives (vide : aucun montant connu).",
        "Euros received by the initiatives (empty: no known amount).",
    ),
    "funding_per_inhabitant_eur": Label("Les mêmes, par habitant.", "The same, per inhabitant."),
    # Flows and the ledger of money
    "stage": Label("Ce que relie le flux.", "What the flow joins."),
    "giver": Label("Code de départ.", "Code at the start."),
    "target": Label("Code d'arrivée.", "Code at the end."),
    "located_eur": Label("Euros placés à ce niveau.", "Euros located at this level."),
    "unlocated_eur": Label("Euros non placés à ce niveau.", "Euros not located at this level."),
    # The study's claims
    "claim": Label("Affirmation de l'étude.", "Claim of the study."),
    "verdict": Label(
        "Ce que l'atlas en voit : supports, contradicts ou cannot_say.",
        "What the atlas sees of it: supports, contradicts or cannot_say.",
    ),
    "figure": Label("Chiffre.", "Figure."),
    "meaning": Label("Ce que le chiffre compte.", "What the figure counts."),
    "unit": Label("Unité du chiffre.", "Unit of the figure."),
    "total_eur": Label("Somme des lignes.", "Sum of the lines."),
    "unlocated_lines": Label("Lignes non placées.", "Lines not located."),
}
