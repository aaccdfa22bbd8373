"""Sentences of the page of gaps."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_gaps": Label("Manques", "Gaps"),
    "gaps_intro": Label(
        "Où n’y a-t-il rien, pour combien d’habitants, à quelle distance, et à qui s’adresser\xa0?",
        "Where is there nothing, for how many people, how far away, and whom to call?",
    ),
    # Choices
    "gaps_sort": Label("Colorer et classer par", "Colour and rank by"),
    "gaps_setting": Label("Classer les territoires", "Rank the territories"),
    "gaps_setting_all": Label("de tous les cadres", "of all settings"),
    "gaps_reference": Label("Nombre attendu, selon", "Expected number, by"),
    "gaps_reference_help": Label(
        "Standardisation indirecte\xa0: les habitants de chaque cadre ou classe de densité, multipliés par le taux de la référence.",
        "Indirect standardisation: the inhabitants of each setting or density class times the rate of the reference.",
    ),
    "gaps_reference_self": Label(
        "Au niveau des régions, cette référence compare chaque région à elle-même\xa0: prenez-en une de France.",
        "At the level of régions this reference sets each région against itself: take one of France.",
    ),
    # Key figures
    "gaps_without_zero": Label(
        "territoires sans initiative, sur {n}", "territories without initiative, of {n}"
    ),
    "gaps_without_no_known": Label(
        "territoires sans initiative connue, sur {n}", "territories without known initiative, of {n}"
    ),
    "gaps_without_note": Label(
        "Initiatives choisies et situées\xa0: {n}", "Chosen and placed initiatives: {n}"
    ),
    "gaps_left_out": Label("habitants laissés de côté", "inhabitants left out"),
    "gaps_left_out_note": Label(
        "Soit {share} de ceux des territoires montrés, {france} de la population de France",
        "That is {share} of those of the territories shown, {france} of the population of France",
    ),
    "gaps_distance": Label("en moyenne jusqu’à la plus proche", "on average to the nearest one"),
    "gaps_distance_note": Label(
        "De la mairie de chaque commune au siège, à vol d’oiseau, pondéré par la population",
        "From each commune’s town hall to the seat, as the crow flies, weighted by population",
    ),
    "gaps_sure": Label("manques que le hasard n’explique pas", "gaps that chance does not explain"),
    "gaps_sure_note": Label(
        "Intervalle exact de Poisson à 95\xa0%. Sans initiative, il en faut {n} attendues pour conclure",
        "Exact Poisson interval at 95%. Without an initiative, {n} must be expected to conclude",
    ),
    # What a blank means
    "gaps_read_zero": Label(
        "{list}\xa0: une absence se lit «\xa0aucune initiative\xa0».",
        "{list}: a blank reads “no initiative”.",
    ),
    "gaps_read_list": Label("{type} ({known})", "{type} ({known})"),
    "gaps_read_partial": Label(
        "Listes incomplètes parmi les types choisis\xa0: {types}. Une absence se lit «\xa0aucune initiative connue\xa0», et le nombre attendu vient des seules initiatives connues.",
        "Incomplete lists among the chosen types: {types}. A blank reads “no known initiative”, and the expected number rests on known initiatives only.",
    ),
    "gaps_read_many": Label(
        "Listes incomplètes parmi les types choisis\xa0: {n}. Une absence se lit «\xa0aucune initiative connue\xa0», et le nombre attendu vient des seules initiatives connues.",
        "Incomplete lists among the chosen types: {n}. A blank reads “no known initiative”, and the expected number rests on known initiatives only.",
    ),
    "gaps_read_unplaced": Label(
        "Des initiatives choisies ne sont pas situées à ce niveau ({n})\xa0: là où elles peuvent être, une absence se lit «\xa0aucune initiative connue\xa0».",
        "Some chosen initiatives are not placed at this level ({n}): where they may be, a blank reads “no known initiative”.",
    ),
    "gaps_read_filter": Label(
        "Un filtre porte sur un fait souvent inconnu (échelle, année, financeur, texte)\xa0: une absence se lit «\xa0aucune initiative connue\xa0».",
        "A filter rests on a fact that is often unknown (scale, year, funder, text): a blank reads “no known initiative”.",
    ),
    # Map
    "gaps_map_population_zero": Label("Habitants sans initiative", "Inhabitants without an initiative"),
    "gaps_map_population_no_known": Label(
        "Habitants sans initiative connue", "Inhabitants without a known initiative"
    ),
    "gaps_map_distance": Label(
        "Distance moyenne à l’initiative la plus proche", "Mean distance to the nearest initiative"
    ),
    "gaps_map_shortfall": Label("Initiatives manquantes, hors hasard", "Initiatives missing, beyond chance"),
    "gaps_legend_weighted": Label(
        "habitants laissés de côté × chances d'un vrai vide", "inhabitants left out × chance of a true blank"
    ),
    "gaps_unit_population": Label("habitants", "inhabitants"),
    "gaps_unit_weighted": Label("habitants × chances", "inhabitants × chance"),
    "gaps_unit_distance": Label("km", "km"),
    "gaps_unit_shortfall": Label("de moins qu’attendu", "fewer than expected"),
    "gaps_enough_population": Label("Au moins une initiative", "At least one initiative"),
    "gaps_enough_shortfall": Label("Autant qu’attendu, ou plus", "As many as expected, or more"),
    "gaps_uncertain": Label("Moins qu’attendu, incertain", "Fewer than expected, uncertain"),
    "gaps_unweighted": Label("Aucune connue, sans chance donnée", "None known, no chance given"),
    "gaps_no_data": Label("Donnée absente", "No data"),
    "gaps_other": Label("Autre cadre", "Other setting"),
    "gaps_legend_distance": Label(
        "à vol d’oiseau, jusqu’au siège, pondérée par la population",
        "as the crow flies, to the seat, weighted by population",
    ),
    "gaps_legend_reference": Label("attendu\xa0: {reference}", "expected: {reference}"),
    # Why it is a gap, one sentence: what, then how far, then whether chance may explain it
    "gaps_why_zero": Label(
        "Aucune initiative pour {population} habitants", "No initiative for {population} inhabitants"
    ),
    "gaps_why_no_known": Label(
        "Aucune initiative connue pour {population} habitants",
        "No known initiative for {population} inhabitants",
    ),
    "gaps_why_value": Label(
        "Initiatives présentes\xa0: {n}, pour {population} habitants",
        "Initiatives present: {n} for {population} inhabitants",
    ),
    "gaps_why_distance": Label(
        ", à {km}\xa0km en moyenne de la plus proche", ", {km}\xa0km on average from the nearest one"
    ),
    "gaps_why_border": Label(
        "\xa0; {name}, à {commune} ({departement}), est juste de l’autre côté de la limite, à {km}\xa0km",
        "; {name}, in {commune} ({departement}), is just across the border, {km}\xa0km away",
    ),
    "gaps_why_outside": Label(
        "\xa0; {name}, à {commune} ({departement}), est hors du territoire, à {km}\xa0km au moins",
        "; {name}, in {commune} ({departement}), is outside the territory, at least {km}\xa0km away",
    ),
    "gaps_why_inside": Label(
        "\xa0; {name} a son siège dans le territoire, à {commune}",
        "; {name} has its seat in the territory, in {commune}",
    ),
    "gaps_why_below": Label(
        "\xa0; {expected} attendues, l’écart dépasse le hasard.",
        "; {expected} expected, more than chance explains.",
    ),
    "gaps_why_above": Label(
        "\xa0; {expected} attendues, c’est plus que le hasard ne l’explique.",
        "; {expected} expected, more than chance would give.",
    ),
    "gaps_why_uncertain": Label(
        "\xa0; nombre attendu {expected}, trop peu pour exclure le hasard.",
        "; expected number {expected}, too few to rule out chance.",
    ),
    "gaps_why_no_data": Label(
        "\xa0; distance et nombre attendu inconnus, faute de contour.",
        "; distance and expected number unknown, for want of a boundary.",
    ),
    # Ranking
    "gaps_ranking": Label("Les premiers manques", "The first gaps"),
    "gaps_ranking_caption": Label(
        "{shown} premiers sur {n}, classés chacun dans son cadre",
        "First {shown} of {n}, each ranked in its setting",
    ),
    "gaps_ranking_chance": Label(
        "Les écarts les plus grands, que le hasard suffit à expliquer",
        "The largest shortfalls, which chance is enough to explain",
    ),
    "gaps_ranking_chance_caption": Label(
        "{shown} plus grands sur {n}, aucun au-delà du hasard\xa0: sans rang",
        "Largest {shown} of {n}, none beyond chance: without a rank",
    ),
    "gaps_ranking_chance_note": Label(
        "Aucun écart ne se distingue du hasard\xa0: trop peu d’initiatives sont attendues dans chaque territoire pour conclure. Un niveau plus large en attend davantage par territoire.",
        "No shortfall stands out from chance: too few initiatives are expected in each territory to conclude. A coarser level expects more per territory.",
    ),
    "gaps_ranking_none": Label(
        "Aucun manque\xa0: chaque territoire a une initiative.", "No gap: every territory has one."
    ),
    "gaps_rank": Label("Rang dans son cadre", "Rank in its setting"),
    "gaps_rank_short": Label("Rang", "Rank"),
    "gaps_unranked": Label("sans rang", "no rank"),
    "gaps_why": Label("Pourquoi c’est un manque", "Why it is a gap"),
    "gaps_nowhere": Label(
        "Aucun territoire de ce niveau n'est sans initiative : choisissez un type ou un niveau plus fin, ou coloriez "
        "par distance ou par écart à l'attendu.",
        "No territory of this level is without an initiative: choose a type or a finer level, or colour by distance "
        "or by difference from what is expected.",
    ),
    "gaps_empty": Label(
        "Aucune initiative ne répond à ces filtres : élargissez les types, les années ou le texte, ou effacez tout.",
        "No initiative answers to these filters: widen the types, the years or the text, or clear all.",
    ),
    "gaps_models": Label(
        "Qui appeler\xa0: semblables mieux pourvus", "Whom to call: alike and better provided"
    ),
    "gaps_no_model": Label(
        "Aucun territoire comparable n’en a davantage.", "No comparable territory has more."
    ),
    "gaps_models_note": Label(
        "Semblables\xa0: même cadre, population et densité proches (écart logarithmique d’au plus 1, soit deux fois plus ou deux fois moins pour l’une et l’autre).",
        "Alike: same setting, close population and density (logarithmic distance of 1 at most, such as both twice as large).",
    ),
    "gaps_all_rows": Label("Tout le classement ({n} lignes)", "The whole ranking ({n} rows)"),
    "gaps_left_out_column": Label("Habitants laissés de côté", "Inhabitants left out"),
    "gaps_distance_column": Label("Distance moyenne (km)", "Mean distance (km)"),
    "gaps_nearest": Label("La plus proche", "The nearest"),
    "gaps_nearest_place": Label("Où", "Where"),
    "gaps_nearest_km": Label("À (km)", "At (km)"),
    "gaps_across": Label("Hors du territoire", "Outside the territory"),
    "gaps_expected": Label("Attendues", "Expected"),
    "gaps_shortfall": Label("Écart à l’attendu", "Shortfall"),
    "gaps_ratio": Label("Observé / attendu", "Observed / expected"),
    "gaps_ratio_low": Label("de (95\xa0%)", "from (95%)"),
    "gaps_ratio_high": Label("à (95\xa0%)", "to (95%)"),
    "gaps_certainty": Label("Certitude", "Certainty"),
    "gaps_interval": Label("{ratio} ({low} à {high})", "{ratio} ({low} to {high})"),
    # Chart
    "gaps_chart": Label(
        "Part de la population couverte, selon l’échelle et le cadre",
        "Share of population covered, by scale and setting",
    ),
    "gaps_chart_note": Label(
        "Un territoire est couvert dès qu’une initiative choisie y est présente ({by})\xa0; tous ses habitants le sont alors. La même question, cinq réponses\xa0: l’ampleur du manque dépend de la maille.",
        "A territory is covered once a chosen initiative is present in it ({by}); all its inhabitants then are. The same question, five answers: the size of the gap depends on the mesh.",
    ),
    "gaps_all": Label("Ensemble", "All"),
    "gaps_share_axis": Label("Population couverte (%)", "Population covered (%)"),
    # Sources and methods
    "doc_gaps_covered": Label(
        "Un territoire est couvert dès qu’une initiative choisie y est présente, à son siège ou sur ce qu’elle couvre\xa0; tous ses habitants le sont alors, sinon tous sont laissés de côté. Trois vides\xa0: aucune initiative (listes complètes), aucune initiative connue (listes partielles, initiatives sans place ou filtre sur un fait souvent inconnu), donnée absente.",
        "A territory is covered once a chosen initiative is present in it, at its seat or over what it covers; all its inhabitants then are, else all are left out. Three blanks: no initiative (complete lists), no known initiative (partial lists, initiatives without a place, or a filter on a fact that is often unknown), no data.",
    ),
    "doc_gaps_distance": Label(
        "Distance\xa0: arc de grand cercle de la mairie de chaque commune au siège le plus proche, en moyenne pondérée par les habitants. L’initiative nommée est la plus proche du plus grand nombre d’habitants\xa0; «\xa0à x\xa0km\xa0» est sa distance à la commune la plus proche d’elle. Par-dessus un océan, la distance est vraie et la commune est nommée.",
        "Distance: great-circle arc from each commune’s town hall to the nearest seat, averaged over the inhabitants. The initiative named is the nearest one of the most inhabitants; “x\xa0km away” is its distance from the commune nearest to it. Across an ocean the distance is true and the commune is named.",
    ),
    "doc_gaps_expected": Label(
        "Nombre attendu\xa0: standardisation indirecte (Breslow et Day, 1987). Les habitants de chaque strate, multipliés par le taux de la référence. Une initiative compte dans la strate de son siège, dans celles des communes qu’elle couvre selon leurs habitants, ou, sa commune inconnue, dans celles de son territoire. Le rapport observé sur attendu a un intervalle exact de Poisson à 95\xa0% (Garwood, 1936)\xa0; un territoire n’est dit au-dessous ou au-dessus que si l’intervalle exclut 1 et si au moins une initiative est attendue. Les autres sont incertains et n’ont pas de rang.",
        "Expected number: indirect standardisation (Breslow and Day, 1987). The inhabitants of each stratum times the rate of the reference. An initiative counts in the stratum of its seat, in those of the communes that it covers by their inhabitants, or, its commune unknown, in those of its territory. The ratio of observed to expected has an exact Poisson interval at 95% (Garwood, 1936); a territory is said to be below or above only if the interval excludes 1 and at least one initiative is expected. The others are uncertain and have no rank.",
    ),
    "doc_gaps_models": Label(
        "Territoires comparables\xa0: même niveau, même cadre majoritaire, davantage d’initiatives par habitant, au plus près selon les logarithmes de la population et de la densité, à une distance d’au plus 1.",
        "Comparable territories: same level, same majority setting, more initiatives per inhabitant, the closest by the logarithms of population and density, at a distance of 1 at most.",
    ),
}
