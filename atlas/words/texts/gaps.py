"""Sentences of the page of gaps."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_gaps": Label("Manques", "Gaps"),
    "gaps_intro": Label(
        "Où n’y a-t-il rien, pour combien d’habitants, à quelle distance, et à qui s’adresser\xa0?",
        "Where is there nothing, for how many people, how far away, and whom to call?",
    ),
    # Choices
    "gaps_answer": Label(
        "{place} : {n} {levels} sur {of}{setting} sans {what} que l'atlas connaisse, où vivent {people} habitants.",
        "{place}: {n} {levels} of {of}{setting} without {what} that the atlas knows of, home to {people} inhabitants.",
    ),
    "gaps_answer_zero": Label(
        "{place} : {n} {levels} sur {of}{setting} sans {what}, où vivent {people} habitants.",
        "{place}: {n} {levels} of {of}{setting} without {what}, home to {people} inhabitants.",
    ),
    "gaps_answer_none": Label(
        "{place}\xa0: sur {of} {levels}{setting}, nul n'est sans {what}.",
        "{place}: of {of} {levels}{setting}, none is without {what}.",
    ),
    "gaps_answer_empty": Label(
        "{place} : pas de {levels}{setting}. Choisissez un autre cadre, un autre niveau ou un autre lieu.",
        "{place}: no {levels}{setting}. Choose another setting, another level or another place.",
    ),
    "gaps_answer_setting": Label(" de cadre {setting}", " in a {setting} setting"),
    "gaps_answer_any": Label("initiative des types choisis", "any initiative of the chosen types"),
    "gaps_answer_all": Label("initiative", "any initiative"),
    "gaps_answer_filtered": Label(
        "initiative qui réponde aux filtres", "any initiative that answers to the filters"
    ),
    "gaps_level_commune": Label("commune", "commune"),
    "gaps_level_bassin_de_vie": Label("bassin de vie", "bassin de vie"),
    "gaps_level_epci": Label("intercommunalité", "intercommunalité"),
    "gaps_level_departement": Label("département", "département"),
    "gaps_level_region": Label("région", "région"),
    "gaps_levels_commune": Label("communes", "communes"),
    "gaps_levels_bassin_de_vie": Label("bassins de vie", "bassins de vie"),
    "gaps_levels_epci": Label("intercommunalités", "intercommunalités"),
    "gaps_levels_departement": Label("départements", "départements"),
    "gaps_levels_region": Label("régions", "régions"),
    "gaps_sort": Label("Colorer et classer par", "Colour and rank by"),
    "gaps_setting": Label("Cadre des territoires", "Setting of the territories"),
    "gaps_setting_all": Label("Tous", "All"),
    "gaps_two_settings": Label(
        "« {seats} » ne garde que les initiatives qui ont là leur siège : les autres ne comptent pas, où qu'elles soient. "
        "Pour les territoires d'un cadre, choisissez « {territories} ».",
        "“{seats}” keeps only the initiatives with their seat there: the others do not count, wherever they are. For "
        "the territories of a setting, choose “{territories}”.",
    ),
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
    "gaps_left_out_zero": Label("habitants laissés de côté", "inhabitants left out"),
    "gaps_left_out_no_known": Label(
        "habitants sans initiative connue, à vérifier",
        "inhabitants without a known initiative, to be checked",
    ),
    "gaps_left_out_note": Label(
        "Soit {share} de ceux des territoires montrés, {france} de la population de France",
        "That is {share} of those of the territories shown, {france} of the population of France",
    ),
    "gaps_distance": Label(
        "jusqu’à la plus proche, pour la moitié des habitants",
        "to the nearest one, for half of the inhabitants",
    ),
    "gaps_distance_note": Label(
        "Médiane des habitants, de la mairie de leur commune au siège, à vol d’oiseau",
        "Median of the inhabitants, from their commune’s town hall to the seat, as the crow flies",
    ),
    "gaps_distance_overseas": Label(
        ". {n} habitants n’en ont aucune de leur côté de la mer",
        ". {n} inhabitants have none on their side of the sea",
    ),
    "gaps_sure": Label("en dessous d’un taux par habitant", "below a rate per inhabitant"),
    "gaps_sure_note": Label(
        "Sur {n} territoires où au moins une initiative est attendue, compte tenu de ce dont les territoires diffèrent entre eux",
        "Of {n} territories where one initiative at least is expected, allowing for how much territories differ",
    ),
    "gaps_authorities": Label(
        "intercommunalités où l’un d’eux compte, sur {n}", "intercommunalités in which one counts, of {n}"
    ),
    "gaps_authorities_note": Label(
        "Les périmètres couvrent {share} des habitants. Un programme par collectivité\xa0: pas d’écart par habitant",
        "The perimeters cover {share} of the inhabitants. One programme for each authority: no rate per inhabitant",
    ),
    "gaps_read_compared": Label(
        "Le nombre attendu laisse de côté les programmes dont chaque collectivité a un seul ({types})\xa0: ils se mesurent aux habitants couverts.",
        "The expected number leaves out the programmes of which each authority has one ({types}): they are measured by people covered.",
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
        "Distance médiane à l’initiative la plus proche", "Median distance to the nearest initiative"
    ),
    "gaps_map_shortfall": Label(
        "Initiatives en dessous d’un taux par habitant", "Initiatives below a rate per inhabitant"
    ),
    "gaps_legend_weighted": Label(
        "habitants laissés de côté × chances d'un vrai vide", "inhabitants left out × chance of a true blank"
    ),
    "gaps_unit_population_zero": Label("habitants sans initiative", "inhabitants without an initiative"),
    "gaps_unit_population_no_known": Label(
        "habitants sans initiative connue", "inhabitants without a known initiative"
    ),
    "gaps_unit_weighted": Label("habitants × chances", "inhabitants × chance"),
    "gaps_unit_distance": Label("km", "km"),
    "gaps_unit_shortfall": Label("de moins qu’attendu", "fewer than expected"),
    "gaps_enough_population": Label("Au moins une initiative", "At least one initiative"),
    "gaps_enough_shortfall": Label("Autant qu’attendu, ou plus", "As many as expected, or more"),
    "gaps_uncertain": Label("Moins qu’attendu, incertain", "Fewer than expected, uncertain"),
    "gaps_overseas": Label("Aucune de ce côté de la mer", "None on this side of the sea"),
    "gaps_unweighted": Label("Aucune connue, sans chance donnée", "None known, no chance given"),
    "gaps_no_data": Label("Donnée absente", "No data"),
    "gaps_other": Label("Autre cadre", "Other setting"),
    "gaps_legend_distance": Label(
        "à vol d’oiseau, jusqu’au siège, médiane des habitants",
        "as the crow flies, to the seat, median of the inhabitants",
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
        ", la plus proche à {km}\xa0km pour la moitié d’entre eux",
        ", the nearest one {km}\xa0km away for half of them",
    ),
    "gaps_why_detour": Label(
        " (détour\xa0: eau ou relief, {km}\xa0km de mairie en mairie)",
        " (detour: water or relief, {km}\xa0km from town hall to town hall)",
    ),
    "gaps_why_overseas": Label(", aucune de ce côté de la mer", ", none on this side of the sea"),
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
        "\xa0; un taux par habitant en donnerait {expected}, nettement plus.",
        "; a rate per inhabitant would give {expected}, clearly more.",
    ),
    "gaps_why_above": Label(
        "\xa0; un taux par habitant en donnerait {expected}, nettement moins.",
        "; a rate per inhabitant would give {expected}, clearly fewer.",
    ),
    "gaps_why_uncertain": Label(
        "\xa0; un taux par habitant en donnerait {expected}, écart incertain.",
        "; a rate per inhabitant would give {expected}, an uncertain difference.",
    ),
    "gaps_why_compared": Label(
        "\xa0; hors programmes des collectivités\xa0: {n}",
        "; without the programmes of authorities: {n}",
    ),
    "gaps_why_covered_none": Label(
        "\xa0; aucun habitant n’est dans un périmètre connu", "; no inhabitant lives in a known perimeter"
    ),
    "gaps_why_covered": Label(
        "\xa0; {n} habitants sont dans un périmètre connu", "; {n} inhabitants live in a known perimeter"
    ),
    "gaps_why_covered_one": Label(
        "\xa0; {n} habitant est dans un périmètre connu", "; {n} inhabitant lives in a known perimeter"
    ),
    "gaps_why_authorities_outside": Label(
        ", hors de toute intercommunalité.", ", outside of any intercommunalité."
    ),
    "gaps_why_authorities_only_0": Label(
        ", et l’intercommunalité n’en a pas.", ", and the intercommunalité has none."
    ),
    "gaps_why_authorities_only_1": Label(
        ", et l’intercommunalité en a un.", ", and the intercommunalité has one."
    ),
    "gaps_why_authorities_none": Label(
        ", et aucune des {of} intercommunalités n’en a.", ", and none of the {of} intercommunalités has one."
    ),
    "gaps_why_authorities": Label(
        ", et {n} des {of} intercommunalités en ont un.", ", and {n} of the {of} intercommunalités have one."
    ),
    "gaps_why_authorities_one": Label(
        ", et une des {of} intercommunalités en a un.", ", and one of the {of} intercommunalités has one."
    ),
    "gaps_why_no_data": Label(
        "\xa0; distance et nombre attendu inconnus, faute de contour.",
        "; distance and expected number unknown, for want of a boundary.",
    ),
    # Ranking
    "gaps_ranking_zero": Label("Les premiers manques", "The first gaps"),
    # Of lists that are not whole.
    "gaps_ranking_no_known": Label("À vérifier d'abord", "To check first"),
    "gaps_ranking_caption": Label("{shown} premiers sur {n}", "First {shown} of {n}"),
    "gaps_ranking_chance": Label(
        "Les écarts les plus grands, tous incertains",
        "The largest differences, all of them uncertain",
    ),
    "gaps_ranking_chance_caption": Label(
        "{shown} plus grands sur {n}, aucun n’est sûr\xa0: sans rang",
        "Largest {shown} of {n}, none of them sure: without a rank",
    ),
    "gaps_ranking_chance_note": Label(
        "Aucun écart à un taux par habitant ne dépasse ce dont les territoires diffèrent de toute façon entre eux.",
        "No difference from a rate per inhabitant is larger than what territories differ by anyway.",
    ),
    "gaps_ranking_none": Label(
        "Aucun manque\xa0: chaque territoire a une initiative.", "No gap: every territory has one."
    ),
    "gaps_rank": Label("Rang", "Rank"),
    "gaps_why_told_zero": Label("Pourquoi c’est un manque", "Why it is a gap"),
    "gaps_why_told_no_known": Label("Pourquoi le vérifier", "Why check it"),
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
    "gaps_first_rows": Label(
        "Le classement en chiffres ({shown} lignes sur {n}, toutes dans le fichier)",
        "The ranking in figures ({shown} of {n} rows, all of them in the file)",
    ),
    "gaps_left_out_column": Label("Habitants laissés de côté", "Inhabitants left out"),
    "gaps_distance_column": Label("Distance médiane (km)", "Median distance (km)"),
    "gaps_way_column": Label("De mairie en mairie (km)", "Over town halls (km)"),
    "gaps_detour_column": Label("Détour", "Detour"),
    "gaps_nearest": Label("La plus proche", "The nearest"),
    "gaps_nearest_place": Label("Où", "Where"),
    "gaps_nearest_km": Label("À (km)", "At (km)"),
    "gaps_across": Label("Hors du territoire", "Outside the territory"),
    "gaps_expected": Label("Attendues", "Expected"),
    "gaps_shortfall": Label("Écart", "Difference"),
    "gaps_ratio": Label("Observé / attendu", "Observed / expected"),
    "gaps_ratio_shrunk": Label("Rapport rapproché de 1", "Ratio drawn towards 1"),
    "gaps_p": Label("Probabilité ajustée", "Adjusted probability"),
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
        "Distance\xa0: arc de grand cercle de la mairie de chaque commune au siège le plus proche du même côté de la mer (métropole continentale, Corse, chaque département d’outre-mer)\xa0; dans la commune d’un siège, (2/3)\xa0√(superficie/π), distance moyenne au centre d’un disque de même superficie. Un territoire a la médiane de ses habitants. À côté, le plus court chemin de mairie en mairie entre communes limitrophes (Dijkstra, 1959), les îles étant reliées à la commune la plus proche\xa0: ce n’est pas une route, mais au-delà d’une fois et demie la ligne droite il y a détour, par l’eau ou le relief. L’initiative nommée est la plus proche du plus grand nombre d’habitants\xa0; «\xa0à x\xa0km\xa0» est sa distance à la commune la plus proche d’elle. Un siège n’est pas un lieu de service.",
        "Distance: great-circle arc from each commune’s town hall to the nearest seat on the same side of the sea (mainland, Corsica, each overseas département); in the commune of a seat, (2/3)\xa0√(area/π), the mean distance to the centre of a disc of that area. A territory has the median of its inhabitants. Beside it, the shortest way from town hall to town hall of communes that share a border (Dijkstra, 1959), islands being tied to the nearest commune: it is no road, but where it is more than half as long again as the straight line there is a detour, by water or relief. The initiative named is the nearest one of the most inhabitants; “x\xa0km away” is its distance from the commune nearest to it. A seat is not a place of service.",
    ),
    "doc_gaps_expected": Label(
        "Nombre attendu\xa0: standardisation indirecte (Breslow et Day, 1987). Les habitants de chaque strate, multipliés par le taux de la référence. Une initiative compte dans la strate de son siège, dans celles des communes qu’elle couvre selon leurs habitants, ou, sa commune inconnue, dans celles de son territoire. Les programmes dont chaque collectivité a un seul (PAT, CTE, TEPOS, monnaies) n’y entrent pas\xa0: par habitant, il en manquerait toujours aux grandes villes\xa0; on compte les habitants de leurs périmètres et les intercommunalités où l’un d’eux compte.",
        "Expected number: indirect standardisation (Breslow and Day, 1987). The inhabitants of each stratum times the rate of the reference. An initiative counts in the stratum of its seat, in those of the communes that it covers by their inhabitants, or, its commune unknown, in those of its territory. Programmes of which each authority has one (PAT, CTE, TEPOS, currencies) do not enter: per inhabitant large towns would always lack some; the inhabitants of their perimeters are counted, and the intercommunalités in which one counts.",
    ),
    "doc_gaps_spread": Label(
        "Écart à un taux par habitant\xa0: les territoires diffèrent entre eux plus que le seul hasard du dénombrement. Le nombre O suit une loi binomiale négative de moyenne E (l’attendu) et de variance E + E²/a, où a est du maximum de vraisemblance\xa0; si Σ(O − E)² ≤ ΣO, a est infini, et O, sachant le total K dont vient le taux, suit une loi binomiale (K, E/ΣE). La probabilité est le double de la plus petite queue, ajustée d’après Benjamini et Hochberg (1995) sur les territoires où E ≥ 1\xa0; sous 5\xa0%, le territoire est dit au-dessous ou au-dessus, sinon son écart est incertain et n’a pas de rang. Le rapport O/E est donné avec l’intervalle exact à 95\xa0% du seul dénombrement (Clopper et Pearson, 1934), et rapproché de 1\xa0: (O + a)/(E + a) (Clayton et Kaldor, 1987).",
        "Difference from a rate per inhabitant: territories differ by more than the chance of counting. The number O follows a negative binomial of mean E (the expected number) and variance E + E²/a, with a of maximum likelihood; if Σ(O − E)² ≤ ΣO, a is infinite and O, given the total K that the rate comes from, follows a binomial (K, E/ΣE). The probability is twice the smaller tail, adjusted after Benjamini and Hochberg (1995) over the territories where E ≥ 1; under 5% a territory is said to be below or above, else its difference is uncertain and has no rank. The ratio O/E is given with the exact interval at 95% of the count alone (Clopper and Pearson, 1934), and drawn towards 1: (O + a)/(E + a) (Clayton and Kaldor, 1987).",
    ),
    "doc_gaps_models": Label(
        "Territoires comparables\xa0: même niveau, même cadre majoritaire, davantage d’initiatives par habitant, au plus près selon les logarithmes de la population et de la densité, à une distance d’au plus 1.",
        "Comparable territories: same level, same majority setting, more initiatives per inhabitant, the closest by the logarithms of population and density, at a distance of 1 at most.",
    ),
}
