"""Sentences on an indicator of the reader's own."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "scales_section_indicateur": Label("Un indicateur à vous", "An indicator of yours"),
    "indicator_question": Label(
        "Votre indicateur et la présence d’initiatives vont-ils ensemble ?",
        "Do your indicator and the presence of initiatives go together?",
    ),
    # The file
    "indicator_intro": Label(
        "Un tableau avec une ligne par commune, bassin de vie, intercommunalité, département ou région, son code, et une colonne de nombres (chômage, fermes, trajets…). CSV ou classeur, {limit} Mo au plus ; il reste dans cette session et disparaît avec elle.",
        "A table with one line per commune, bassin de vie, intercommunalité, département or région, its code, and a column of numbers (unemployment, farms, commuting…). CSV or workbook, {limit} MB at most; it stays in this session and goes with it.",
    ),
    "indicator_file": Label("Tableau par territoire", "Table by territory"),
    "indicator_choose": Label("Choisir un fichier", "Choose a file"),
    "indicator_try": Label(
        "Essayer avec la part d’habitants en commune rurale",
        "Try it with the share of people in rural communes",
    ),
    "indicator_example": Label(
        "Exemple : habitants en commune rurale, calculés par l’atlas",
        "Example: people in rural communes, computed by the atlas",
    ),
    "indicator_reading": Label("Lecture du fichier…", "Reading the file…"),
    "indicator_testing": Label(
        "Comparaison avec {n} cartes tirées, quelques secondes la première fois…",
        "Comparing with {n} drawn maps, a few seconds the first time…",
    ),
    "indicator_forget": Label("Retirer : {name}", "Remove: {name}"),
    "indicator_no_codes": Label(
        "Aucune colonne de ce fichier n’a de codes de territoires que l’atlas connaisse. Colonnes : {columns}.",
        "No column of this file has codes of territories that the atlas knows. Columns: {columns}.",
    ),
    "indicator_no_numbers": Label(
        "Aucune colonne de ce fichier n’a de nombres. Colonnes : {columns}.",
        "No column of this file has numbers. Columns: {columns}.",
    ),
    "indicator_no_value": Label(
        "Aucune ligne n’a pu être appariée à une valeur : le détail dit pourquoi.",
        "No line could be matched to a value: the details say why.",
    ),
    # What its columns are
    "indicator_column": Label("Colonne de l’indicateur", "Column of the indicator"),
    "indicator_level": Label("Niveau de la colonne « {column} »", "Level of the column “{column}”"),
    "indicator_kind": Label("C’est", "It is"),
    "indicator_at": Label("Comparer par", "Compare by"),
    "indicator_twice": Label(
        "Territoires à plusieurs valeurs différentes", "Territories with several different values"
    ),
    "indicator_sheet": Label("Feuille", "Sheet"),
    # The ledger
    "indicator_ledger": Label(
        "{lines} lignes : {parts}. {known} territoires sur {territories} ont une valeur ({level}).",
        "{lines} lines: {parts}. {known} of {territories} territories have a value ({level}).",
    ),
    "indicator_part": Label("{what} {n}", "{what} {n}"),
    "indicator_part_matched": Label("appariées", "matched"),
    "indicator_part_repeated": Label("répétées", "repeated"),
    "indicator_part_twice": Label("en désaccord", "at odds"),
    "indicator_part_missing": Label("appariées sans valeur", "matched without a value"),
    "indicator_part_unmatched": Label("sans territoire", "without a territory"),
    "indicator_part_apart": Label("hors du tableau", "outside of the table"),
    "indicator_ledger_all": Label("Le détail des lignes", "The lines in detail"),
    "indicator_ledger_lines": Label("Les lignes du fichier", "The lines of the file"),
    "indicator_ledger_territories": Label("Les territoires", "The territories"),
    "indicator_ledger_count": Label("Nombre", "Number"),
    "indicator_ledger_how": Label("{outcome}, {how}", "{outcome}, {how}"),
    "indicator_ledger_why": Label("{outcome} : {why}", "{outcome}: {why}"),
    "indicator_ledger_first": Label(
        "Premières lignes sans territoire ou sans valeur", "First lines without a territory or a value"
    ),
    "indicator_ledger_line": Label("Ligne", "Line"),
    "indicator_ledger_code": Label("Code lu", "Code read"),
    "indicator_ledger_value": Label("Valeur lue", "Value read"),
    "indicator_ledger_what": Label("Ce qu’elle devient", "What becomes of it"),
    "indicator_ledger_absent": Label(
        "Territoires sans valeur : {names}", "Territories without a value: {names}"
    ),
    "indicator_ledger_more": Label("{names} et {n} autres", "{names} and {n} others"),
    "indicator_raised": Label(
        "Communes ramenées à ce niveau : somme pour 100 000 habitants d’un nombre, moyenne pondérée par les habitants d’un taux.",
        "Communes brought to this level: the sum per 100,000 inhabitants of a count, the mean weighted by inhabitants of a rate.",
    ),
    # Verdict
    "indicator_associated": Label(
        "Associés : plus {name} est élevé, {often} une initiative est connue ({low} dans le cinquième le plus bas, {high} dans le plus haut ; rho de Spearman {rho}, p {p}).",
        "Associated: the higher {name}, the {often} an initiative is known ({low} in the lowest fifth, {high} in the highest; Spearman’s rho {rho}, p {p}).",
    ),
    "indicator_turn": Label(
        "Mais c’est de {where} qu’elle l’est le plus souvent ({share}) : la pente ne dit pas tout.",
        "But it is most often known from {where} ({share}): a slope does not say all.",
    ),
    "indicator_more": Label("plus souvent", "more often"),
    "indicator_less": Label("moins souvent", "less often"),
    "indicator_chance": Label(
        "Pas distingués du hasard : une initiative est connue dans {low} des territoires du cinquième le plus bas et {high} du plus haut (rho de Spearman {rho}, p {p}). Un lien faible échapperait au test.",
        "Not told from chance: an initiative is known in {low} of the territories of the lowest fifth and {high} of the highest (Spearman’s rho {rho}, p {p}). A weak link would escape the test.",
    ),
    "indicator_none": Label("On ne peut pas dire : {why}.", "One cannot say: {why}."),
    "indicator_none_many": Label(
        "Comparez par bassin de vie ou par intercommunalité.",
        "Compare by bassin de vie or intercommunalité.",
    ),
    "indicator_given_chance": Label(
        "À population égale, rien ne se distingue plus du hasard (rho partiel {rho}, p {p}).",
        "Population being equal, nothing is told from chance any more (partial rho {rho}, p {p}).",
    ),
    "indicator_given_same": Label(
        "À population égale aussi (rho partiel {rho}, p {p}).",
        "Population being equal, too (partial rho {rho}, p {p}).",
    ),
    "indicator_given_turned": Label(
        "À population égale, le sens s’inverse (rho partiel {rho}, p {p}).",
        "Population being equal, the direction turns round (partial rho {rho}, p {p}).",
    ),
    "indicator_given_appears": Label(
        "À population égale, une association paraît (rho partiel {rho}, p {p}).",
        "Population being equal, an association appears (partial rho {rho}, p {p}).",
    ),
    "indicator_no_cause": Label(
        "Une association ne dit pas ce qui agit sur quoi.", "An association does not say what acts on what."
    ),
    "indicator_unknown": Label(
        "Présence connue seulement : dans {n} des {of} territoires comparés aucune initiative n’est connue, et une peut exister. Un oubli plus fréquent d’un côté de l’indicateur se lirait comme une association.",
        "Known presence only: in {n} of the {of} territories compared no initiative is known, and one may exist. Omissions that are more frequent on one side of the indicator would read as an association.",
    ),
    "indicator_unplaced": Label(
        "{n} initiatives non situées à ce niveau ne comptent pas.",
        "{n} initiatives not located at this level do not count.",
    ),
    "indicator_unplaced_one": Label(
        "{n} initiative non située à ce niveau ne compte pas.",
        "{n} initiative not located at this level does not count.",
    ),
    # Map and key figures
    "indicator_per": Label("{name}, pour 100 000 habitants", "{name}, per 100,000 inhabitants"),
    "indicator_missing": Label("Sans valeur dans le fichier", "Without a value in the file"),
    "indicator_card_median": Label("médiane de l’indicateur", "median of the indicator"),
    "indicator_card_range": Label("de {low} à {high}", "from {low} to {high}"),
    "indicator_card_gini": Label("indice de Gini", "Gini coefficient"),
    "indicator_card_gini_people": Label("{gini} entre habitants", "{gini} between inhabitants"),
    "indicator_card_moran": Label("I de Moran", "Moran’s I"),
    "indicator_card_moran_alike": Label("les voisins se ressemblent (p {p})", "neighbours are alike (p {p})"),
    "indicator_card_moran_differ": Label("les voisins diffèrent (p {p})", "neighbours differ (p {p})"),
    "indicator_card_moran_chance": Label("pas distingué du hasard (p {p})", "not told from chance (p {p})"),
    "indicator_card_present": Label(
        "des territoires ont une initiative connue", "of territories have a known initiative"
    ),
    "indicator_card_present_note": Label("{n} sur {of} comparés", "{n} of {of} compared"),
    # Fifths
    "indicator_fifths": Label(
        "Part des territoires où une initiative est connue, par cinquième de l’indicateur",
        "Share of territories with a known initiative, by fifth of the indicator",
    ),
    "indicator_fifth_range": Label("{low} à {high}", "{low} to {high}"),
    "indicator_fifths_tip": Label("{share} ({n} sur {of})", "{share} ({n} of {of})"),
    "indicator_fifths_interval": Label("Intervalle à 95 %", "95% interval"),
    "indicator_fifths_note": Label(
        "Chaque cinquième a autant de territoires, quels que soient leurs habitants ; des valeurs égales restent ensemble. Intervalles de Wilson à 95 %, comme si les territoires étaient indépendants : des voisins qui se ressemblent les rendent trop étroits. Le test, lui, en tient compte.",
        "Each fifth has as many territories, whatever their inhabitants; equal values stay together. Wilson’s 95% intervals, as if territories were independent: neighbours that are alike make them too narrow. The test allows for that.",
    ),
    "indicator_fifths_figures": Label("Les chiffres du graphique", "The figures of the chart"),
    "indicator_column_fifth": Label("Cinquième", "Fifth"),
    "indicator_column_territories": Label("Territoires", "Territories"),
    "indicator_column_present": Label("Où une est connue", "Where one is known"),
    "indicator_column_share": Label("Part", "Share"),
    "indicator_column_people": Label("Habitants", "Inhabitants"),
    # Types
    "indicator_types": Label("Type par type, et les essais comptés", "Type by type, and the tries counted"),
    "indicator_types_note": Label(
        "Types testés sur le même indicateur : {n}. p corrigé par le plus petit p de chaque carte tirée (Westfall et Young).",
        "Types tested against the same indicator: {n}. p corrected by the least p of each drawn map (Westfall and Young).",
    ),
    "indicator_column_rho": Label("rho", "rho"),
    "indicator_column_p": Label("p", "p"),
    "indicator_column_p_corrected": Label("p corrigé", "Corrected p"),
    "indicator_column_given": Label("rho à population égale (p)", "rho, population equal (p)"),
    "indicator_column_lee": Label("L de Lee (p)", "Lee’s L (p)"),
    "indicator_column_verdict": Label("Lecture", "Reading"),
    "indicator_with_p": Label("{value} ({p})", "{value} ({p})"),
    "indicator_verdict_associated": Label("associés", "associated"),
    "indicator_verdict_chance": Label("pas distingués du hasard", "not told from chance"),
    "indicator_verdict_none": Label("on ne peut pas dire : {why}", "cannot say: {why}"),
    # Zonings
    "indicator_zonings": Label("Parmi des zonages tirés au hasard", "Among zonings drawn at random"),
    "indicator_unzoned": Label("Pas de place parmi des zonages : {why}.", "No place among zonings: {why}."),
    "indicator_zonings_caption": Label("{name}, pour 100 000 habitants", "{name}, per 100,000 inhabitants"),
    # Method
    "indicator_method": Label("Comment c’est testé", "How it is tested"),
    "indicator_method_text": Label(
        "Rho de Spearman entre l’indicateur et la présence connue. Deux cartes dont les voisins se ressemblent paraissent trop souvent liées si l’on redistribue les valeurs n’importe où. Ici, {n} cartes tirées gardent chaque motif de l’indicateur, du plus large au plus fin, avec un signe au hasard (randomisation spectrale de Wagner et Dray, 2015, sur la contiguïté du niveau ; l’indice de Geary est gardé). p : part des cartes, la vraie comprise, au rho aussi éloigné de zéro. Sur des cartes simulées sans aucun lien, ce test se trompe 5 fois sur 100 en moyenne et 12 au pire, la redistribution simple 11 et jusqu’à 50 : entre 0,01 et 0,05, lisez prudemment. Le L de Lee (2001) compare les moyennes de chaque territoire avec ses voisins, par les mêmes cartes. « À population égale » : corrélation partielle des rangs.",
        "Spearman’s rho of the indicator with known presence. Two maps whose neighbours are alike look linked too often where values are dealt out anywhere. Here {n} drawn maps keep each pattern of the indicator, from the broadest to the finest, with a random sign (spectral randomization of Wagner and Dray, 2015, on the contiguity of the level; Geary’s c is kept). p: share of maps, the real one among them, with a rho as far from zero. On simulated maps without any link this test is wrong 5 times in 100 on average and 12 at worst, plain dealing 11 and up to 50: between 0.01 and 0.05, read with care. Lee’s L (2001) compares the means of each territory with its neighbours, by the same maps. “Population being equal”: partial correlation of ranks.",
    ),
    "indicator_link": Label(
        "Le lien de la page ne porte pas votre fichier : qui l’ouvre doit l’apporter. La commande « atlas indicator » redonne les mêmes chiffres.",
        "The link of the page does not carry your file: who opens it must bring it. The command “atlas indicator” gives the same figures again.",
    ),
    # Files
    "indicator_file_title": Label("{name} et présence d’initiatives", "{name} and presence of initiatives"),
    "indicator_file_territories": Label("Territoires et carte", "Territories and map"),
    "indicator_file_ledger": Label("Lignes du fichier", "Lines of the file"),
    "indicator_file_fifths": Label("Présence par cinquième", "Presence by fifth"),
    "indicator_file_tests": Label("Tests", "Tests"),
    "indicator_file_figures": Label("Chiffres de l’indicateur", "Figures of the indicator"),
    "indicator_file_zonings": Label("Parmi des zonages tirés", "Among drawn zonings"),
    "indicator_file_whole": Label("Tout en un classeur", "All in one workbook"),
    "indicator_file_seed": Label("Graine des tirages", "Seed of the draws"),
}
