"""Sentences of the page of scales."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_scales": Label("Échelles", "Scales"),
    "scales_intro": Label(
        "La lecture change-t-elle avec l’échelle\xa0? Le bassin de vie est-il vraiment particulier\xa0?",
        "Does the picture change with the scale? Is the bassin de vie really special?",
    ),
    # Choices
    "scales_section": Label("Rubrique", "Section"),
    "scales_section_echelles": Label("D’une échelle à l’autre", "From scale to scale"),
    "scales_section_zonages": Label("Zonages au hasard", "Random zonings"),
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
    "scales_table": Label("Le même indicateur à cinq niveaux", "The same indicator at five levels"),
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
    "scales_null": Label("Centres des zones", "Centres of zones"),
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
    "scales_verdict_high": Label("Plus haut que le hasard", "Higher than chance"),
    "scales_verdict_low": Label("Plus bas que le hasard", "Lower than chance"),
    "scales_verdict_chance": Label("Comme un zonage au hasard", "Like a random zoning"),
    "scales_verdict_none": Label(
        "Ne se compare pas (tous égaux ou non défini)", "No comparison (all equal or not defined)"
    ),
    "scales_zonings_axis": Label("Nombre de tirages", "Number of draws"),
    "scales_zonings_chart": Label(
        "{level}\xa0: {statistic} officielle {official}, tirages de {low} à {high}",
        "{level}: official {statistic} {official}, draws from {low} to {high}",
    ),
    "scales_zonings_facts": Label(
        "Initiatives dont la commune est connue\xa0: {placed} sur {initiatives}. Chaque partie de la France (métropole, Corse, chaque département d’outre-mer) garde son nombre de zones. Les populations des zones ne sont pas imposées\xa0: voyez leur inégalité dans le tableau. Si les deux façons de tirer les centres ne s’accordent pas, la réponse tient au tirage plus qu’au zonage.",
        "Initiatives whose commune is known: {placed} of {initiatives}. Each part of France (mainland, Corsica, each overseas département) keeps its number of zones. Populations of zones are not imposed: see their inequality in the table. Where the two ways to draw centres disagree, the answer comes from the draw more than from the zoning.",
    ),
    "scales_zonings_all": Label("Toutes les statistiques", "All statistics"),
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
