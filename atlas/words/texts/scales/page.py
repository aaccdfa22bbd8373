"""Sentences of the page of scales."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_scales": Label("Échelles", "Scales"),
    "scales_place": Label(
        "Niveaux et zonages se comparent sur toute la France ; la carte montre le lieu choisi.",
        "Levels and zonings are compared over all of France; the map shows the chosen place.",
    ),
    "scales_intro": Label(
        "La lecture change-t-elle avec l’échelle\xa0? Le bassin de vie est-il vraiment particulier\xa0?",
        "Does the picture change with the scale? Is the bassin de vie really special?",
    ),
    # Choices
    "scales_section": Label("Rubrique", "Section"),
    "scales_section_echelles": Label("D’une échelle à l’autre", "From scale to scale"),
    "scales_section_zonages": Label("Zonages au hasard", "Random zonings"),
    "scales_section_perimetres": Label("Périmètres", "Perimeters"),
    "scales_section_associations": Label("Type, échelle, cadre", "Type, scale, setting"),
    "scales_section_methode": Label("Méthode", "Method"),
    "scales_indicator": Label("Indicateur", "Indicator"),
    "scales_map": Label("Colorer", "Colour"),
    "scales_map_grappes": Label("Voisins qui se ressemblent", "Neighbours that are alike"),
    "scales_map_fragiles": Label("Avant correction", "Before correction"),
    "scales_map_valeurs": Label("Valeurs", "Values"),
    "scales_seed": Label("Graine des tirages", "Seed of the draws"),
    "scales_seed_help": Label(
        "Le même nombre redonne les mêmes tirages, ici, dans un fichier et en ligne de commande.",
        "The same number gives the same draws again, here, in a file and on the command line.",
    ),
    # Map
    "scales_clusters_title": Label(
        "Voisins qui se ressemblent, hors hasard", "Neighbours that are alike, beyond chance"
    ),
    "scales_clusters_note": Label(
        "LISA, fausses découvertes limitées à 5\xa0%", "LISA, false discovery rate of 5%"
    ),
    "scales_fragile_title": Label(
        "Voisins qui se ressemblent, peut-être", "Neighbours that are alike, perhaps"
    ),
    "scales_fragile_note": Label(
        "LISA, p jusqu’à 0,05 sans correction\xa0: un territoire sur vingt s’y trouve par hasard",
        "LISA, p up to 0.05 without correction: one territory in twenty is here by chance",
    ),
    "scales_clusters_place": Label(
        "Les voisins qui se ressemblent ne se cherchent pas parmi toutes les communes de France : choisissez un lieu.",
        "Neighbours that are alike are not looked for among all communes of France: choose a place.",
    ),
    "scales_clusters_inside": Label("comparées entre elles seulement", "compared with each other only"),
    "scales_no_data": Label("Montant inconnu", "Amount unknown"),
    "scales_no_commune": Label("Commune inconnue", "Commune unknown"),
    "scales_nobody": Label("Aucun habitant", "No inhabitant"),
    "scales_island": Label("Sans voisin de valeur connue", "No neighbour with a known value"),
    # Key figures of the shown level
    "scales_card_gini": Label("indice de Gini", "Gini coefficient"),
    "scales_card_gini_note": Label(
        "0\xa0: tous égaux\xa0; 1\xa0: un seul a tout. Territoires à zéro\xa0: {zeros} sur {known}",
        "0: all equal; 1: one has all. Territories at zero: {zeros} of {known}",
    ),
    "scales_card_gini_people": Label(
        "indice de Gini entre habitants", "Gini coefficient between inhabitants"
    ),
    "scales_card_gini_people_note": Label(
        "Chaque habitant a la valeur de son territoire\xa0: les petits territoires à zéro n’y pèsent pas plus que leurs habitants",
        "Each inhabitant has the value of their territory: small territories at zero weigh no more than their inhabitants",
    ),
    "scales_card_moran": Label("I de Moran", "Moran’s I"),
    "scales_card_moran_alike": Label(
        "Les voisins se ressemblent plus que par hasard (p\xa0=\xa0{p})",
        "Neighbours are more alike than by chance (p\xa0=\xa0{p})",
    ),
    "scales_card_moran_differ": Label(
        "Les voisins diffèrent plus que par hasard (p\xa0=\xa0{p})",
        "Neighbours differ more than by chance (p\xa0=\xa0{p})",
    ),
    "scales_card_moran_chance": Label(
        "Le hasard suffit à l’expliquer (p\xa0=\xa0{p})", "Chance is enough to explain it (p\xa0=\xa0{p})"
    ),
    "scales_card_clusters": Label("territoires dans une grappe", "territories in a cluster"),
    "scales_card_clusters_note": Label(
        "Fausses découvertes limitées à 5\xa0%. Forts\xa0: {hh}\xa0; faibles\xa0: {ll}\xa0; exceptions\xa0: {odd}. Testés\xa0: {tested}. Avant correction\xa0: {raw}, pour {chance} attendus par hasard",
        "False discovery rate of 5%. High: {hh}; low: {ll}; exceptions: {odd}. Tested: {tested}. Before correction: {raw}, where chance alone gives {chance}",
    ),
    "scales_card_between": Label(
        "de l’inégalité (Theil) entre cadres", "of inequality (Theil) between settings"
    ),
    "scales_card_between_note": Label(
        "Urbain, péri-urbain, rural\xa0; le reste est à l’intérieur de chaque cadre",
        "Urban, peri-urban, rural; the rest lies within each setting",
    ),
    "scales_undefined": Label("Non défini\xa0: {reason}", "Not defined: {reason}"),
    # What stands behind the figures
    "scales_read_partial": Label(
        "Listes partielles\xa0: un territoire sans initiative connue compte zéro, sans que ce soit une preuve d’absence.",
        "Partial lists: a territory without a known initiative counts as zero, which is no proof of absence.",
    ),
    "scales_read_filter": Label(
        "Un filtre porte sur un fait souvent inconnu (échelle, année, financeur, texte)\xa0: un territoire sans initiative choisie compte zéro, sans que ce soit une preuve d’absence.",
        "A filter rests on a fact that is often unknown (scale, year, funder, text): a territory without a chosen initiative counts as zero, which is no proof of absence.",
    ),
    "scales_read_unplaced": Label(
        "Initiatives choisies non situées à ce niveau, donc absentes des chiffres\xa0: {n}.",
        "Chosen initiatives not located at this level, hence absent from the figures: {n}.",
    ),
    "scales_read_no_commune": Label(
        "Territoires écartés\xa0: {n}, où des initiatives sont présentes sans que leur commune soit connue.",
        "Territories left out: {n}, in which initiatives are present but their commune is not known.",
    ),
    "scales_read_money": Label(
        "Montant inconnu dans {n} territoires où une initiative est présente\xa0: ils sont écartés, jamais comptés zéro.",
        "Amount unknown in {n} territories where an initiative is present: left out, never counted as zero.",
    ),
    "scales_read_rates": Label(
        "Un taux varie plus dans les petits territoires, par le seul hasard\xa0: comparez avec le nombre d’initiatives.",
        "A rate varies more in small territories, by chance alone: compare with the number of initiatives.",
    ),
    # Comparison of levels
    "scales_table": Label("Le même indicateur, niveau par niveau", "The same indicator, level by level"),
    "scales_own_level": Label(
        "« Vos périmètres » : {share} des habitants de France ; {n} communes sont dehors et n'y comptent pas, quand les autres niveaux sont de toute la France. Aucun zonage au hasard n'est tiré pour eux : l'atlas ne dit pas s'ils sont particuliers.",
        "“Your perimeters”: {share} of the people of France; {n} communes are outside and do not count there, while the other levels are of all France. No random zonings are drawn for them: the atlas does not say whether they are special.",
    ),
    "scales_small_told": Label(
        "{n} sur {of} au-dessus de zéro : de {low} à {high}, la moitié d’entre eux sous {middle}",
        "{n} of {of} above zero: from {low} to {high}, half of them below {middle}",
    ),
    "scales_small_none": Label("{n} sur {of} au-dessus de zéro", "{n} of {of} above zero"),
    "scales_small_all": Label("toute valeur au-dessus de zéro{bound}", "any value above zero{bound}"),
    "scales_small_first": Label("jusqu’à {bound}", "up to {bound}"),
    "scales_small_last": Label("plus de {bound}", "more than {bound}"),
    "scales_small_note": Label(
        "Les mêmes classes partout : celles du niveau choisi, ouvertes aux deux bouts. Outre-mer en bas, chaque partie à son échelle.",
        "The same classes everywhere: those of the chosen level, open at both ends. Overseas below, each part at its own scale.",
    ),
    "scales_small_note_place": Label(
        "Les mêmes classes partout : celles du niveau choisi, ouvertes aux deux bouts. Un territoire à cheval garde la valeur de sa totalité.",
        "The same classes everywhere: those of the chosen level, open at both ends. A territory that spills over keeps the value of its whole.",
    ),
    "scales_table_caption": Label("{indicator}, {by}", "{indicator}, {by}"),
    "scales_column_territories": Label("Territoires", "Territories"),
    "scales_column_strip": Label("Au-dessus de zéro", "Above zero"),
    "scales_column_mean": Label("Moyenne", "Mean"),
    "scales_column_median": Label("Médiane", "Median"),
    "scales_column_variation": Label("Coef. de variation", "Coef. of variation"),
    "scales_column_gini": Label("Gini", "Gini"),
    "scales_column_theil": Label("Theil", "Theil"),
    "scales_column_setting": Label("entre cadres", "between settings"),
    "scales_column_departement": Label("entre départements", "between départements"),
    "scales_column_region": Label("entre régions", "between régions"),
    "scales_column_polarisation": Label("Polarisation", "Polarisation"),
    "scales_column_moran": Label("I de Moran", "Moran’s I"),
    "scales_column_p": Label("p", "p"),
    "scales_table_note": Label(
        "Au-dessus de zéro\xa0: bleu, part de tous les territoires\xa0; gris, valeur inconnue. Polarisation\xa0: plus de 1 si les voisins se ressemblent. p\xa0: probabilité d’un I de Moran aussi éloigné si les valeurs tombaient au hasard. Un territoire à cheval sur une limite compte là où vivent la plupart de ses habitants.",
        "Above zero: blue, share of all territories; grey, unknown value. Polarisation: above 1 where neighbours are alike. p: probability of a Moran’s I so far out if values fell at random. A territory astride a limit counts where most of its inhabitants live.",
    ),
    "scales_table_undefined": Label("Tirets\xa0: {reasons}.", "Dashes: {reasons}."),
    "scales_lorenz": Label("Qui a combien, niveau par niveau", "Who has how much, level by level"),
    "scales_lorenz_x": Label(
        "Part des territoires, du moins au plus doté", "Share of territories, from least to most"
    ),
    "scales_lorenz_y": Label("Part du total", "Share of the total"),
    "scales_lorenz_note": Label(
        "Courbe de Lorenz\xa0: plus elle se creuse sous la diagonale, plus peu de territoires ont tout.",
        "Lorenz curve: the deeper it sags below the diagonal, the fewer territories have all.",
    ),
    "scales_lorenz_tip": Label(
        "{share} des territoires ont {total} du total", "{share} of territories have {total} of the total"
    ),
    # Downloads
    "scales_file_scale_effect": Label(
        "Le même indicateur à cinq niveaux", "The same indicator at five levels"
    ),
    "scales_file_clusters": Label("Les territoires et leurs grappes", "The territories and their clusters"),
    "scales_file_lorenz": Label("Les courbes de Lorenz", "The Lorenz curves"),
    "scales_file_zoning_effect": Label(
        "Les zonages officiels parmi ceux tirés au hasard", "The official zonings among random ones"
    ),
    "scales_file_zoning_draws": Label("Tous les zonages tirés", "All zonings drawn"),
    "scales_file_associations": Label("Les tests d’association", "The tests of association"),
    "scales_file_counts": Label("Les effectifs croisés", "The crossed counts"),
    "scales_file_dictionary": Label("Le dictionnaire des colonnes", "The dictionary of columns"),
    # Names of sheets: 31 characters at most.
    "scales_sheet_scale_effect": Label("Échelles", "Scales"),
    "scales_sheet_lorenz": Label("Lorenz", "Lorenz"),
    "scales_sheet_clusters_commune": Label("Grappes de communes", "Clusters of communes"),
    "scales_sheet_clusters_bassin_de_vie": Label("Grappes de bassins de vie", "Clusters of bassins de vie"),
    "scales_sheet_clusters_epci": Label("Grappes d’EPCI", "Clusters of EPCI"),
    "scales_sheet_clusters_departement": Label("Grappes de départements", "Clusters of départements"),
    "scales_sheet_clusters_region": Label("Grappes de régions", "Clusters of régions"),
    "scales_sheet_clusters_perimetre": Label("Grappes de périmètres", "Clusters of perimeters"),
    "scales_sheet_zoning_effect": Label("Zonages", "Zonings"),
    "scales_sheet_zoning_draws": Label("Zonages tirés", "Zonings drawn"),
    "scales_sheet_associations": Label("Associations", "Associations"),
    "scales_sheet_counts": Label("Effectifs croisés", "Crossed counts"),
    "scales_file_whole": Label("Effets d’échelle et de zonage", "Effects of scale and of zoning"),
    "scales_file_shown": Label(
        "Ce que la carte colore\xa0: HH, LL, HL, LH, none\xa0; uncertain (sans voisin), no_data (inconnu)",
        "What the map colours: HH, LL, HL, LH, none; uncertain (no neighbour), no_data (unknown)",
    ),
    "scales_file_table": Label("Tableau que le fichier décrit.", "Table that the file describes."),
    "scales_file_column": Label("Colonne de ce tableau.", "Column of that table."),
    "scales_file_unit_fr": Label("Son unité, en français.", "Its unit, in French."),
    "scales_file_unit_en": Label("Son unité, en anglais.", "Its unit, in English."),
    "scales_file_description_fr": Label("Son sens, en français.", "Its meaning, in French."),
    "scales_file_description_en": Label("Son sens, en anglais.", "Its meaning, in English."),
    # Random zonings
    "scales_zonings_question": Label(
        "Le zonage officiel est-il particulier, ou n’importe quel découpage en autant de zones ferait-il l’affaire\xa0?",
        "Is the official zoning special, or would any zoning of as many zones do?",
    ),
    "scales_zonings_how": Label(
        "Chaque tirage découpe les communes en autant de zones d’un seul tenant que le zonage officiel\xa0; l’indicateur y est recalculé. Si la valeur officielle (trait) tombe au milieu des tirages (barres), cet indicateur ne distingue pas le zonage officiel d’un découpage au hasard.",
        "Each draw cuts the communes into as many zones, each in one piece, as the official zoning, and computes the indicator again. Where the official value (line) falls amid the draws (bars), this indicator does not tell the official zoning from one drawn at random.",
    ),
    "scales_zonings_number": Label("Tirages", "Draws"),
    "scales_null": Label("Ce que les tirages tiennent", "What the draws hold"),
    "scales_statistic": Label("Statistique", "Statistic"),
    "scales_run": Label("Tirer les zonages", "Draw the zonings"),
    "scales_running": Label("{level}\xa0: {done} sur {n}", "{level}: {done} of {n}"),
    "scales_zonings_none": Label(
        "Les tirages demandent quelques dizaines de secondes\xa0; leur résultat est gardé.",
        "The draws take some tens of seconds; their result is kept.",
    ),
    "scales_zonings_official": Label("Officiel", "Official"),
    "scales_zonings_random": Label("Hasard, 95\xa0% des tirages", "Random, 95% of draws"),
    "scales_zonings_rank": Label("Tirages en dessous, ex æquo pour moitié", "Draws below, ties half"),
    "scales_zonings_verdict": Label("Lecture", "Reading"),
    "scales_zonings_range": Label("{low} à {high}", "{low} to {high}"),
    "scales_verdict_high": Label("Plus haut que ces zonages", "Higher than these zonings"),
    "scales_verdict_low": Label("Plus bas que ces zonages", "Lower than these zonings"),
    "scales_verdict_chance": Label("Comme un de ces zonages", "Like one of these zonings"),
    "scales_verdict_unsettled": Label(
        "Pas de verdict\xa0: les tirages gardent la trace de leur départ",
        "No verdict: the draws remember where they began",
    ),
    "scales_answer_high": Label(
        "{statistic}, {level}\xa0: {official}, plus haut que {n} zonages au hasard ({range}\xa0; p\xa0=\xa0{p}, au mieux {least}). Le zonage officiel se distingue de ceux-là\xa0; pourquoi, ce chiffre ne le dit pas.",
        "{statistic}, {level}: {official}, higher than {n} random zonings ({range}; p\xa0=\xa0{p}, {least} at best). The official zoning differs from these; why, this figure does not say.",
    ),
    "scales_answer_low": Label(
        "{statistic}, {level}\xa0: {official}, plus bas que {n} zonages au hasard ({range}\xa0; p\xa0=\xa0{p}, au mieux {least}). Le zonage officiel se distingue de ceux-là\xa0; pourquoi, ce chiffre ne le dit pas.",
        "{statistic}, {level}: {official}, lower than {n} random zonings ({range}; p\xa0=\xa0{p}, {least} at best). The official zoning differs from these; why, this figure does not say.",
    ),
    "scales_answer_chance": Label(
        "{statistic}, {level}\xa0: {official}, comme {n} zonages au hasard ({range}\xa0; p\xa0=\xa0{p}). Ce chiffre ne distingue pas le zonage officiel.",
        "{statistic}, {level}: {official}, like {n} random zonings ({range}; p\xa0=\xa0{p}). This figure does not tell the official zoning apart.",
    ),
    "scales_answer_unsettled": Label(
        "{statistic}, {level}\xa0: {official}, tirages de {range}. Pas de verdict\xa0: les tirages gardent la trace de leur départ.",
        "{statistic}, {level}: {official}, draws from {range}. No verdict: the draws remember where they began.",
    ),
    "scales_answer_none": Label(
        "{statistic}, {level}\xa0: rien à comparer (tous égaux ou non défini).",
        "{statistic}, {level}: nothing to compare (all equal or not defined).",
    ),
    "scales_held_matched": Label(
        "Tenus, partie de la France par partie\xa0: le nombre de zones, leurs populations, l’étendue des limites, un seul tenant. Non tenus\xa0: bourgs-centres, navettes, nombre de communes par zone.",
        "Held, part of France by part: the number of zones, their populations, the extent of borders, one piece. Not held: town centres, commuting, communes per zone.",
    ),
    "scales_other_nulls": Label(
        "Deux autres hasards, moins exigeants, se tirent dans « Zonages au hasard » : {nulls}.",
        "Two other nulls, less demanding, are drawn in “Random zonings”: {nulls}.",
    ),
    "scales_command": Label(
        "La commande qui redonne ces chiffres", "The command that gives these figures again"
    ),
    "scales_command_note": Label(
        "Dans un terminal où l’atlas est installé. Elle écrit un dossier de tableaux et leur dictionnaire.",
        "In a terminal where the atlas is installed. It writes a folder of tables and their dictionary.",
    ),
    "scales_command_spread": Label(
        "Dans un terminal où l’atlas est installé. Avec « -o FICHIER » elle écrit le tableau, la carte ou le film.",
        "In a terminal where the atlas is installed. With “-o FILE” it writes the table, the map or the film.",
    ),
    "scales_command_own": Label(
        "Elle ne connaît pas ce que vous avez apporté ici.", "It does not know what you brought here."
    ),
    "scales_no_unit": Label("sans unité", "no unit"),
    "scales_held_uniform": Label(
        "Tenus, partie de la France par partie\xa0: le nombre de zones, un seul tenant. Non tenues\xa0: les populations, dont l’indice dépend\xa0; ce n’est qu’une mesure de sensibilité.",
        "Held, part of France by part: the number of zones, one piece. Not held: populations, on which the index depends; this only shows sensitivity.",
    ),
    "scales_held_population": Label(
        "Tenus, partie de la France par partie\xa0: le nombre de zones, un seul tenant. Les populations sont rendues plus égales qu’elles ne sont\xa0; ce n’est qu’une mesure de sensibilité.",
        "Held, part of France by part: the number of zones, one piece. Populations are made more equal than they are; this only shows sensitivity.",
    ),
    "scales_tests_made": Label(
        "{statistics} statistiques à {levels} niveaux\xa0: {tests} essais possibles, dont {chance} passeraient 0,05 par hasard seul.",
        "{statistics} statistics at {levels} levels: {tests} possible tests, of which {chance} would pass 0.05 by chance alone.",
    ),
    "scales_verdict_none": Label(
        "Ne se compare pas (tous égaux ou non défini)", "No comparison (all equal or not defined)"
    ),
    "scales_zonings_axis": Label("Nombre de tirages", "Number of draws"),
    "scales_zonings_chart": Label(
        "{level}\xa0: {statistic} officielle {official}, tirages de {low} à {high}",
        "{level}: official {statistic} {official}, draws from {low} to {high}",
    ),
    "scales_zonings_facts": Label(
        "Initiatives dont la commune est connue\xa0: {placed} sur {initiatives}.",
        "Initiatives whose commune is known: {placed} of {initiatives}.",
    ),
    "scales_zonings_all": Label("Toutes les statistiques", "All statistics"),
    # Perimeters
    "scales_fit_question": Label(
        "Les coopérations respectent-elles les bassins de vie\xa0?", "Do cooperations keep to bassins de vie?"
    ),
    "scales_fit_none": Label(
        "Aucune des initiatives choisies n’a de périmètre connu commune par commune.",
        "None of the chosen initiatives has a perimeter that is known commune by commune.",
    ),
    "scales_fit_better": Label(
        "Bien mieux que des zones aveugles\xa0: pour que {n} périmètres soient des bassins de vie entiers, il faudrait déplacer {official} de leurs habitants, contre {low} à {high} avec des zones au hasard de mêmes populations.",
        "Far better than blind zones do: for {n} perimeters to be whole bassins de vie, {official} of their inhabitants would have to move, against {low} to {high} with random zones of the same populations.",
    ),
    "scales_fit_partly": Label(
        "Mieux que des zones aveugles selon une mesure sur deux\xa0: pour que {n} périmètres soient des bassins de vie entiers, il faudrait déplacer {official} de leurs habitants, contre {low} à {high} avec des zones au hasard de mêmes populations.",
        "Better than blind zones by one measure of two: for {n} perimeters to be whole bassins de vie, {official} of their inhabitants would have to move, against {low} to {high} with random zones of the same populations.",
    ),
    "scales_fit_blind": Label(
        "Pas mieux, de façon sûre, que des zones aveugles\xa0: pour que {n} périmètres soient des bassins de vie entiers, il faudrait déplacer {official} de leurs habitants, contre {low} à {high} avec des zones au hasard de mêmes populations.",
        "Not surely better than blind zones: for {n} perimeters to be whole bassins de vie, {official} of their inhabitants would have to move, against {low} to {high} with random zones of the same populations.",
    ),
    "scales_fit_worse": Label(
        "Moins bien que des zones aveugles, selon une mesure au moins\xa0: pour que {n} périmètres soient des bassins de vie entiers, il faudrait déplacer {official} de leurs habitants, contre {low} à {high} avec des zones au hasard de mêmes populations.",
        "Worse than blind zones, by one measure at least: for {n} perimeters to be whole bassins de vie, {official} of their inhabitants would have to move, against {low} to {high} with random zones of the same populations.",
    ),
    "scales_fit_carriers_nearer": Label(
        "C’est qu’elles suivent surtout les intercommunalités, qui les portent ({official} d’habitants à déplacer) et dont les limites sont souvent celles de bassins de vie.",
        "They mostly keep to intercommunalités, which carry them ({official} of inhabitants to move) and whose borders are often those of bassins de vie.",
    ),
    "scales_fit_carriers_further": Label(
        "Elles suivent moins les intercommunalités ({official} d’habitants à déplacer).",
        "They keep less to intercommunalités ({official} of inhabitants to move).",
    ),
    "scales_fit_given_open": Label(
        "Une fois donné qu’un périmètre réunit des intercommunalités ({n} cas)\xa0: {misfit} d’habitants à déplacer, contre {random} pour d’autres réunions (p\xa0=\xa0{p})\xa0; {outer} du pourtour limite un bassin de vie, contre {outer_random} (p\xa0=\xa0{outer_p}). Que les bassins de vie comptent au-delà n’est ni établi ni réfuté.",
        "Given that a perimeter joins intercommunalités ({n} cases): {misfit} of inhabitants to move, against {random} for other unions (p\xa0=\xa0{p}); {outer} of the outer border bounds a bassin de vie, against {outer_random} (p\xa0=\xa0{outer_p}). That bassins de vie matter beyond that is neither shown nor refuted.",
    ),
    "scales_fit_given_supported": Label(
        "Une fois donné qu’un périmètre réunit des intercommunalités ({n} cas)\xa0: {misfit} d’habitants à déplacer, contre {random} pour d’autres réunions (p\xa0=\xa0{p})\xa0; {outer} du pourtour limite un bassin de vie, contre {outer_random} (p\xa0=\xa0{outer_p}). Les deux mesures vont dans le sens des bassins de vie\xa0; l’écart dit combien.",
        "Given that a perimeter joins intercommunalités ({n} cases): {misfit} of inhabitants to move, against {random} for other unions (p\xa0=\xa0{p}); {outer} of the outer border bounds a bassin de vie, against {outer_random} (p\xa0=\xa0{outer_p}). Both measures speak for bassins de vie; the gap says by how much.",
    ),
    "scales_fit_given_refuted": Label(
        "Une fois donné qu’un périmètre réunit des intercommunalités ({n} cas)\xa0: {misfit} d’habitants à déplacer, contre {random} pour d’autres réunions (p\xa0=\xa0{p})\xa0; {outer} du pourtour limite un bassin de vie, contre {outer_random} (p\xa0=\xa0{outer_p}). Les deux mesures vont contre les bassins de vie.",
        "Given that a perimeter joins intercommunalités ({n} cases): {misfit} of inhabitants to move, against {random} for other unions (p\xa0=\xa0{p}); {outer} of the outer border bounds a bassin de vie, against {outer_random} (p\xa0=\xa0{outer_p}). Both measures speak against bassins de vie.",
    ),
    "scales_fit_no_union": Label(
        "Aucun de ces périmètres ne réunit plusieurs intercommunalités entières\xa0: on ne peut pas demander ce qui reste une fois celles-ci données.",
        "None of these perimeters joins several whole intercommunalités: what is left once these are given cannot be asked.",
    ),
    "scales_fit_caption": Label("Moyennes sur les périmètres", "Means over perimeters"),
    "scales_fit_column_measure": Label("Mesure", "Measure"),
    "scales_fit_column_official": Label("Zones officielles", "Official zones"),
    "scales_fit_column_random": Label("Au hasard, 95\xa0%", "Random, 95%"),
    "scales_fit_among_unions": Label(
        "Bassin de vie, parmi d’autres réunions d’EPCI ({n})",
        "Bassin de vie, among other unions of EPCI ({n})",
    ),
    "scales_fit_note": Label(
        "Habitants à déplacer\xa0: part des habitants du périmètre, 0 s’il est fait de zones entières. Limites communes\xa0: part du pourtour qui limite une zone, moins la part des limites intérieures qui en limitent une\xa0; 0 si le périmètre ignore les zones, 1 au mieux. Une EPCI ou un département qui porte un périmètre lui convient par construction. Un siège ne remplace pas un périmètre\xa0: les types sans périmètre connu ne sont pas ici.",
        "Inhabitants to move: share of the perimeter’s inhabitants, 0 where it is whole zones. Shared borders: share of the outer border that bounds a zone, less that of borders inside; 0 where the perimeter ignores zones, 1 at best. An EPCI or a département that carries a perimeter fits it by construction. A seat is no perimeter: types without a known one are not here.",
    ),
    "scales_fit_remember": Label(
        "Par {levels}, les zones tirées au hasard gardent trace de leur départ (R-hat jusqu’à {worst}) : que les zones officielles s’ajustent mieux ou moins bien y est sûr, de combien ne l’est pas.",
        "By {levels}, random zones still remember where they began (R-hat up to {worst}): whether official zones fit better or worse is sure there, by how much is not.",
    ),
    "scales_fit_ranking": Label(
        "Tous les périmètres, du plus au moins ajusté", "All perimeters, best fit first"
    ),
    "scales_fit_column_name": Label("Coopération", "Cooperation"),
    "scales_fit_column_communes": Label("Communes", "Communes"),
    "scales_fit_column_population": Label("Habitants", "Inhabitants"),
    "scales_fit_column_expected": Label("Au hasard, en moyenne", "Random, on average"),
    "scales_fit_level": Label("Zones", "Zones"),
    "scales_fit_one": Label("Périmètre dessiné", "Perimeter drawn"),
    "scales_fit_picture": Label(
        "{name}\xa0: {misfit} d’habitants à déplacer", "{name}: {misfit} of inhabitants to move"
    ),
    "scales_fit_kept": Label(
        "dans le périmètre, et dans une zone qui lui revient", "inside, in a zone that is its own"
    ),
    "scales_fit_leaves": Label(
        "dans le périmètre, mais d’une zone qui est surtout dehors", "inside, of a zone mostly outside"
    ),
    "scales_fit_joins": Label(
        "hors du périmètre, d’une zone qui est surtout dedans", "outside, of a zone mostly inside"
    ),
    "scales_fit_outside": Label("hors du périmètre", "outside"),
    "scales_file_fits": Label("Le respect des zones, en moyenne", "How perimeters keep to zones, on average"),
    "scales_file_perimeters": Label("Chaque périmètre et son ajustement", "Each perimeter and its fit"),
    "scales_sheet_fits": Label("Respect des zones", "Fit to zones"),
    "scales_sheet_perimeters": Label("Périmètres", "Perimeters"),
    # Associations
    "scales_ties_question": Label(
        "Type, échelle déclarée et cadre vont-ils ensemble\xa0?",
        "Do type, declared scale and setting go together?",
    ),
    "scales_ties_pair": Label("Croiser", "Cross"),
    "scales_ties_by": Label("{first} × {second}", "{first} × {second}"),
    "scales_ties_v": Label("V de Cramér corrigé", "Corrected Cramér’s V"),
    "scales_ties_n": Label("Initiatives", "Initiatives"),
    "scales_ties_p": Label("p (permutation)", "p (permutation)"),
    "scales_ties_exact": Label("p (Fisher, Freeman-Halton)", "p (Fisher, Freeman-Halton)"),
    "scales_ties_small": Label("Petits effectifs", "Small counts"),
    "scales_ties_is_small": Label("oui\xa0: V imprécis", "yes: V is imprecise"),
    "scales_ties_not_small": Label("non", "no"),
    "scales_ties_note": Label(
        "V va de 0 (aucun lien) à 1. Un p petit dit que le hasard seul donnerait rarement un tel lien, non qu’il est fort\xa0; la liste de chaque type vient d’une source qui a ses propres échelles\xa0: un lien peut en venir.",
        "V goes from 0 (no tie) to 1. A small p says that chance alone would rarely give such a tie, not that it is strong; the list of each type comes from a source with scales of its own: a tie may come from that.",
    ),
    "scales_ties_unknown": Label(
        "Initiatives dont l’un des deux faits est inconnu, hors du tableau\xa0: {n}.",
        "Initiatives with one of the two facts unknown, not in the table: {n}.",
    ),
    "scales_ties_none": Label(
        "Un seul type, une seule échelle ou un seul cadre\xa0: rien à croiser.",
        "One type, one scale or one setting only: nothing to cross.",
    ),
    "scales_total": Label("Total", "Total"),
}
