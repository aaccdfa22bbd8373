"""Sentences on how dynamics spread."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "scales_section_diffusion": Label("Diffusion", "Spread"),
    "spread_question": Label(
        "{type}\xa0: comment la dynamique s’est diffusée", "{type}: how the dynamic spread"
    ),
    # Several types
    "spread_choose": Label(
        "Les années de départ ne veulent pas dire la même chose d’un type à l’autre\xa0: elles ne sont jamais mêlées. Choisissez un seul type.",
        "Start years do not mean the same from type to type: they are never mixed. Choose one type.",
    ),
    "spread_types": Label("Ce que l’on peut demander à chaque type", "What can be asked of each type"),
    "spread_column_kind": Label("Sens de l’année", "Meaning of the year"),
    "spread_column_dated": Label("Datées ainsi, sur connues", "So dated, of known"),
    "spread_column_span": Label("Années", "Years"),
    "spread_column_growth": Label("Croissance, carte", "Growth, map"),
    "spread_column_test": Label("Proximité", "Nearness"),
    "spread_yes": Label("oui", "yes"),
    "spread_no": Label("non\xa0: {why}", "no: {why}"),
    # Why not
    "spread_why_none": Label("aucune date de départ", "no start date"),
    "spread_why_few": Label("trop peu de dates", "too few dates"),
    "spread_why_call": Label("dates d’appels à projets", "dates of calls for projects"),
    "spread_why_waves": Label("la liste vient par vagues", "the list comes in waves"),
    "spread_why_places": Label(
        "trop peu de lieux donnés par une source", "too few places that a source gives"
    ),
    "spread_why_many": Label("trop de dates pour une page", "too many dates for a page"),
    "spread_none": Label(
        "Aucune année connue n’est celle d’un départ\xa0: il n’y a rien à montrer.",
        "No known year is that of a start: there is nothing to show.",
    ),
    "spread_few": Label(
        "Trop peu de dates\xa0: {n} des {known} connues ont une année de même sens ({kind}), il en faut {least}. Aucun chiffre n’en est tiré.",
        "Too few dates: {n} of the {known} known ones have a year of the same meaning ({kind}), and it takes {least}. No figure is drawn from them.",
    ),
    # What dates say
    "spread_kind": Label("Année de", "Year of"),
    "spread_dated": Label(
        "{dated} des {known} connues ont une année de ce sens\xa0: {kind}. Les autres ne sont dans aucune année, et les parts sont un minimum.",
        "{dated} of the {known} known ones have a year of this meaning: {kind}. The others are in no year, and shares are a minimum.",
    ),
    "spread_dated_all": Label(
        "Les {known} connues ont toutes une année de ce sens\xa0: {kind}.",
        "All {known} known ones have a year of this meaning: {kind}.",
    ),
    "spread_others": Label(
        "Autres années, laissées à part\xa0: {kinds}.", "Other years, kept apart: {kinds}."
    ),
    "spread_renewal": Label(
        "La plupart des années de cette liste sont celles d’une dernière labellisation, qui efface la première\xa0: ce n’est pas un départ.",
        "Most years of this list are those of the latest labelling, which hides the first one: that is no start.",
    ),
    "spread_partial": Label(
        "La liste n’est pas complète\xa0: on lit la croissance de ce qui est connu.",
        "The list is not complete: one reads the growth of what is known.",
    ),
    "spread_wave": Label(
        "Vague (une année qui réunit au moins un quart des dates)\xa0: {years}.",
        "Wave (a year that holds at least a quarter of the dates): {years}.",
    ),
    # Map and key figures
    "spread_map_title": Label("Déjà là fin {year}\xa0: {n}", "There by the end of {year}: {n}"),
    "spread_year": Label("Fin de l’année", "End of the year"),
    "spread_card_total": Label("datées, déjà là fin {year}", "dated, there by the end of {year}"),
    "spread_card_started": Label("{n} cette année-là", "{n} in that year"),
    "spread_card_people": Label("des habitants, au moins, en ont une", "of inhabitants, at least, have one"),
    "spread_card_level": Label("à l’échelle\xa0: {level}", "at the level: {level}"),
    "spread_card_first": Label("de la première à la dernière", "from the first to the last"),
    # Charts
    "spread_growth": Label("Combien, et dans quel cadre", "How many, in which setting"),
    "spread_growth_y": Label("initiatives", "initiatives"),
    "spread_reach": Label("Part des habitants atteints", "Share of people reached"),
    "spread_reach_note": Label(
        "Habitants des territoires où au moins une, datée, a commencé. À la commune, ceux de la commune seule\xa0: habiter là n’est pas en bénéficier.",
        "Inhabitants of the territories where at least one, dated, has begun. At the commune, those of that commune alone: to live there is not to benefit from it.",
    ),
    "spread_unknown_setting": Label("commune inconnue", "commune unknown"),
    # The test
    "spread_test": Label(
        "Une nouvelle vient-elle plus tôt près d’une ancienne\xa0?",
        "Does a new one come sooner near an old one?",
    ),
    "spread_untested": Label("Ce n’est pas testé\xa0: {why}.", "It is not tested: {why}."),
    "spread_untested_call": Label(
        "Un programme à appels vient par vagues\xa0: qui gagne le même jour le doit à l’appel, pas au voisin.",
        "A programme with calls comes in waves: who wins on the same day owes it to the call, not to a neighbour.",
    ),
    "spread_untested_waves": Label(
        "Quelques années en réunissent au moins la moitié\xa0: la proximité des dates y est celle des vagues.",
        "A few years hold at least half of them: nearness of dates is that of the waves there.",
    ),
    "spread_verdict_yes": Label(
        "Oui\xa0: à {km}\xa0km et {delay} au plus, {pairs} paires contre {expected} attendues si les dates ignoraient les lieux (p corrigé {p}). Le test voit la proximité, pas sa cause\xa0: une politique régionale donne la même figure.",
        "Yes: within {km}\xa0km and {delay}, {pairs} pairs against {expected} expected if dates knew nothing of places (corrected p {p}). The test sees nearness, not its cause: a policy of the région gives the same picture.",
    ),
    "spread_verdict_no": Label(
        "Rien ne le montre\xa0: parmi {n} lieux sûrs et {cells} distances et délais essayés, le plus net est celui de {km}\xa0km et {delay}, {pairs} paires contre {expected} attendues (p corrigé {p}). Avec si peu de dates, une diffusion faible échapperait au test.",
        "Nothing shows it: among {n} sure places and {cells} distances and delays tried, the clearest is {km}\xa0km and {delay}, {pairs} pairs against {expected} expected (corrected p {p}). With so few dates, a weak spread would escape the test.",
    ),
    "spread_tries": Label("Toutes les distances et tous les délais", "All distances and delays"),
    "spread_column_km": Label("Distance au plus", "Distance at most"),
    "spread_column_years": Label("Délai au plus", "Delay at most"),
    "spread_column_pairs": Label("Paires", "Pairs"),
    "spread_column_expected": Label("Attendues", "Expected"),
    "spread_column_ratio": Label("Rapport", "Ratio"),
    "spread_column_p": Label("p", "p"),
    "spread_column_p_corrected": Label("p corrigé", "Corrected p"),
    "spread_delay_one": Label("{n}\xa0an", "{n}\xa0year"),
    "spread_delay": Label("{n}\xa0ans", "{n}\xa0years"),
    "spread_method": Label(
        "Test de Knox (1964), {n} permutations des dates entre les lieux (Mantel, 1967)\xa0: lieux et dates restent ce qu’ils sont. p corrigé pour tous les essais par le plus petit p de chaque permutation (Westfall et Young). Les lieux déduits ne comptent pas.",
        "Knox’s test (1964), {n} permutations of the dates over the places (Mantel, 1967): places and dates stay what they are. p corrected for all tries by the least p of each permutation (Westfall and Young). Inferred places do not count.",
    ),
    "spread_method_decisions": Label(
        "Deux de la même année, qu’une même décision peut réunir, ne sont pas comparées\xa0: le test est entre vagues.",
        "Two of the same year, which one decision may join, are not compared: the test is between waves.",
    ),
    # Files
    "spread_file_types": Label("Types et dates", "Types and dates"),
    "spread_file_growth": Label("Croissance", "Growth"),
    "spread_file_reach": Label("Habitants atteints", "People reached"),
    "spread_file_nearness": Label("Proximité", "Nearness"),
    "spread_file_film": Label("Carte et film", "Map and film"),
    "spread_file_whole": Label("Tout en un classeur", "All in one workbook"),
    "spread_file_title": Label("Diffusion, par année de {kind}", "Spread, by year of {kind}"),
    "spread_file_dated": Label("Datées ainsi", "So dated"),
    "spread_file_of": Label("{dated} sur {known} connues", "{dated} of {known} known"),
    "spread_file_seed": Label("Graine des tirages", "Seed of the draws"),
}
