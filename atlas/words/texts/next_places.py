"""Sentences of « Où agir ensuite », a section of the page of gaps."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "gaps_view": Label("Section", "Section"),
    "gaps_view_manques": Label("Les manques", "The gaps"),
    "gaps_view_suite": Label("Où agir ensuite", "Where next"),
    # Choices
    "next_k": Label("Lieux à proposer", "Places to suggest"),
    "next_km": Label("Portée", "Reach"),
    "next_km_help": Label(
        "Une initiative sert ceux qui vivent à cette distance au plus, à vol d'oiseau.",
        "An initiative serves those who live no farther than this, as the crow flies.",
    ),
    "next_weight": Label("Pour qui", "For whom"),
    "next_how": Label("Comment choisir", "How to choose"),
    "next_how_pas": Label("Pas à pas", "Step by step"),
    "next_how_optimum": Label("Le meilleur ensemble", "The best set"),
    "next_how_equite": Label("Équitable", "Fair"),
    "next_how_help": Label(
        "Pas à pas : chaque lieu est le meilleur après les précédents, aussitôt. Le meilleur ensemble : l'optimum, en quelques "
        "secondes à une demi-minute. Équitable : chaque lieu va au cadre dont neuf habitants sur dix ont "
        "le plus loin à aller, et le rapproche le plus.",
        "Step by step: each place is the best after those before it, at once. The best set: the optimum, in some seconds to "
        "half a minute. Fair: each place goes to the setting of which nine inhabitants of ten have "
        "farthest to go, and brings it nearest.",
    ),
    "next_level": Label("Un lieu par", "One place for each"),
    "next_level_help": Label(
        "Chaque territoire est représenté par sa commune la plus peuplée.",
        "Each territory stands for its most populous commune.",
    ),
    "next_least": Label("Communes possibles", "Communes that may be chosen"),
    "next_least_0": Label("Toutes", "All"),
    "next_least_n": Label("{n} habitants ou plus", "{n} inhabitants or more"),
    "next_among": Label("Seulement dans (codes)", "Only in (codes)"),
    "next_among_help": Label(
        "Votre propre liste : niveau:code séparés par des virgules, par exemple commune:26113,epci:242600252.",
        "Your own list: level:code separated by commas, such as commune:26113,epci:242600252.",
    ),
    "next_searching": Label("Recherche du meilleur ensemble…", "Looking for the best set…"),
    # Answer
    "next_answer": Label(
        "{place} : {n} lieux de plus ({names}) mettraient à {km}\xa0km au plus {people} des {without} habitants aujourd'hui sans "
        "{what}{known} aussi près.",
        "{place}: {n} more places ({names}) would reach, within {km}\xa0km, {people} of the {without} inhabitants now without "
        "{what}{known} so near.",
    ),
    "next_answer_one": Label(
        "{place} : {n} lieu de plus ({names}) mettrait à {km}\xa0km au plus {people} des {without} habitants aujourd'hui sans "
        "{what}{known} aussi près.",
        "{place}: {n} more place ({names}) would reach, within {km}\xa0km, {people} of the {without} inhabitants now without "
        "{what}{known} so near.",
    ),
    "next_known": Label(" que l'atlas connaisse", " that the atlas knows of"),
    "next_answer_none": Label(
        "{place} : aucun lieu possible n'atteint, à {km}\xa0km au plus, un habitant sans {what}{known} aussi près.",
        "{place}: no place that may be chosen reaches, within {km}\xa0km, an inhabitant without {what}{known} so near.",
    ),
    "next_fewer": Label(
        "Au delà de ces lieux ({n}), aucun autre n'atteint personne de plus.",
        "Beyond these places ({n}) no other reaches anyone more.",
    ),
    "next_no_chance": Label(
        "Aucune chance d'un vrai vide n'est donnée pour ce choix : prenez tous les habitants.",
        "No chance of a true blank is told for this choice: take all inhabitants.",
    ),
    "next_no_candidate": Label(
        "Aucune commune ne peut être choisie : admettez de plus petites communes, ou d'autres territoires.",
        "No commune may be chosen: allow smaller communes, or other territories.",
    ),
    "next_among_unknown": Label(
        "Territoires inconnus, laissés de côté : {names}.", "Unknown territories, left out: {names}."
    ),
    # Key figures
    "next_newly": Label(
        "habitants de plus à {km}\xa0km au plus d'une initiative",
        "more inhabitants within {km}\xa0km of an initiative",
    ),
    "next_newly_note": Label(
        "Soit {share} des {without} qui n'en ont pas de connue aussi près",
        "That is {share} of the {without} who have none known so near",
    ),
    "next_weighted": Label("Leur poids dans le choix : {n}", "What they weigh in the choice: {n}"),
    "next_served": Label(
        "habitants en ont déjà une de connue aussi près", "inhabitants have one known so near already"
    ),
    "next_served_note": Label(
        "Sur {n}, de la mairie de leur commune au siège", "Of {n}, from their commune's town hall to the seat"
    ),
    "next_far": Label(
        "à faire au plus, pour neuf habitants sur dix du cadre le plus éloigné ({setting})",
        "to go at most, for nine inhabitants of ten of the farthest setting ({setting})",
    ),
    "next_far_note": Label("Contre {km} aujourd'hui", "{km} today"),
    "next_far_none": Label("aucune de ce côté de la mer", "none on this side of the sea"),
    "next_gap": Label(
        "de plus au mieux, pour tout autre choix d'autant de lieux",
        "more at best, for any other choice of as many places",
    ),
    "next_gap_none": Label(
        "d'écart : aucun autre choix d'autant de lieux n'atteint davantage",
        "gap: no other choice of as many places reaches more",
    ),
    "next_gap_note_pas": Label(
        "Borne par relaxation lagrangienne ; « Le meilleur ensemble » cherche l'optimum",
        "Bound by Lagrangean relaxation; “The best set” looks for the optimum",
    ),
    "next_gap_note_optimum": Label("Optimum cherché par HiGHS", "Optimum looked for by HiGHS"),
    "next_gap_note_equite": Label(
        "C'est le prix, au plus, de servir d'abord le cadre le plus éloigné",
        "At most the price of serving the farthest setting first",
    ),
    # Map
    "next_map": Label("Habitants nouvellement à {km}\xa0km au plus", "Inhabitants newly within {km}\xa0km"),
    "next_unit": Label("habitants", "inhabitants"),
    "next_enough": Label("Personne de plus", "Nobody more"),
    "next_legend_note": Label(
        "habitants, à vol d'oiseau, chacun compté une fois",
        "inhabitants, as the crow flies, each counted once",
    ),
    "next_legend": Label("Lieux proposés", "Suggested places"),
    "next_legend_town": Label("lieu proposé, dans l'ordre", "suggested place, in order"),
    "next_legend_circle": Label("{km}\xa0km autour", "{km}\xa0km around"),
    # Places
    "next_places": Label("Les lieux proposés", "The suggested places"),
    "next_places_caption": Label(
        "Dans l'ordre du choix ; chaque habitant compte une fois, pour le premier lieu qui l'atteint",
        "In the order of choice; each inhabitant counts once, for the first place that reaches them",
    ),
    "next_rank": Label("Ordre", "Order"),
    "next_newly_row": Label("{n} habitants de plus", "{n} more inhabitants"),
    "next_total_row": Label("{n} en tout, {share} des mal servis", "{n} in all, {share} of those without"),
    "next_weighted_row": Label("poids : {n}", "weight: {n}"),
    "next_newly_column": Label("Habitants de plus", "More inhabitants"),
    "next_total_column": Label("En tout", "In all"),
    "next_nearest_column": Label("La plus proche aujourd'hui", "The nearest today"),
    "next_for": Label("pour {name}", "for {name}"),
    "next_file_title": Label(
        "Lieux proposés, habitants nouvellement à {km}\xa0km au plus",
        "Suggested places, inhabitants newly within {km}\xa0km",
    ),
    "next_file_gap": Label("Écart à l'optimum, au plus", "Gap to the optimum, at most"),
    "next_file_places": Label("Lieux proposés", "Suggested places"),
    "next_file_reached": Label("Communes nouvellement atteintes", "Communes newly reached"),
    # Curve
    "next_curve": Label("Ce que chaque lieu de plus apporte", "What each further place adds"),
    "next_curve_x": Label("lieux", "places"),
    "next_curve_y": Label("habitants atteints en plus", "more inhabitants reached"),
    "next_curve_tip": Label("{n} lieux : {people} habitants", "{n} places: {people} inhabitants"),
    "next_curve_note": Label(
        "Par le choix pas à pas ; le carré est celui de la page.",
        "By the step by step choice; the square is the one of the page.",
    ),
    "next_settings": Label("Qui a le plus loin à aller", "Who has farthest to go"),
    "next_settings_caption": Label(
        "Distance que neuf habitants sur dix ont au plus, selon le cadre de leur commune",
        "Distance that nine inhabitants of ten have at most, by the setting of their commune",
    ),
    "next_today": Label("Aujourd'hui", "Today"),
    "next_after": Label("Avec ces lieux", "With these places"),
    # What it leaves out
    "next_left": Label(
        "Une proposition à discuter : ce qu'elle laisse de côté",
        "A suggestion to discuss: what it leaves out",
    ),
    "next_left_roads": Label(
        "Les distances sont à vol d'oiseau, de la mairie au siège : ni routes, ni cols, ni trains, ni temps de trajet.",
        "Distances are straight, from town hall to seat: no roads, passes, trains or travel times.",
    ),
    "next_left_capacity": Label(
        "Une initiative est supposée servir de même tous ceux qui vivent à sa portée, quels que soient sa taille et son métier.",
        "An initiative is taken to serve alike all who live within its reach, whatever its size and its trade.",
    ),
    "next_left_people": Label(
        "Qui la porterait, avec quel argent, dans quel local, avec l'accord de qui : rien ici ne le dit.",
        "Who would carry it, with what money, in which rooms, with whose consent: nothing here tells.",
    ),
    "next_left_border": Label(
        "Ce qui existe au delà des frontières du pays n'est pas compté.",
        "What exists beyond the country's borders is not counted.",
    ),
    "next_left_list": Label(
        "{list} : là où l'atlas ne connaît rien, il y a peut-être déjà quelque chose.",
        "{list}: where the atlas knows of nothing there may be something already.",
    ),
    "next_left_unplaced": Label(
        "Initiatives choisies dont la commune est inconnue, qui ne servent donc personne ici : {n}.",
        "Chosen initiatives whose commune is unknown, which so serve nobody here: {n}.",
    ),
    "next_left_pointless": Label(
        "Habitants de communes sans point connu, dont la distance n'est pas mesurée : {n}.",
        "Inhabitants of communes without a known point, whose distance is not measured: {n}.",
    ),
    "next_left_perimeter": Label(
        "Un programme qui a un périmètre compte à son siège, non dans tout ce qu'il couvre.",
        "A programme that has a perimeter counts at its seat, not over all that it covers.",
    ),
    "next_left_chance": Label(
        "Le poids « chances d'un vrai vide » suppose que ce qui se cache dans une commune ne dépend pas de sa voisine. Essayé "
        "en cachant des lignes de quatre listes, il s'écarte de la vérité de 0,04 au plus, et de 0,11 pour les tiers-lieux à 25 km.",
        "The weight “chance of a true blank” takes what hides in one commune not to depend on the next. Tried by hiding rows "
        "of four lists, it is off the truth by 0.04 at most, and by 0.11 for tiers-lieux at 25 km.",
    ),
}
