"""Sentences of the portrait of a territory: page, PDF, workbook, standalone map."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_portrait": Label("Territoire", "Territory"),
    "portrait_series": Label("Portrait de territoire", "Portrait of a territory"),
    "portrait_none": Label("Portrait d'un territoire", "Portrait of a territory"),
    "portrait_intro": Label(
        "Qui vit ici, quelles initiatives, quel argent, qu'est-ce qui manque, et en comparaison de qui ?",
        "Who lives here, which initiatives, what money, what is missing, and compared with whom?",
    ),
    "near_ask": Label("Près de moi", "Near me"),
    "near_wait": Label("Position demandée au navigateur…", "Asking the browser for your position…"),
    "near_note": Label(
        "Seulement si vous le demandez : la position, arrondie à une centaine de mètres, n’est ni gardée ni transmise à d’autres.",
        "Only if you ask: the position, rounded to a hundred metres or so, is neither kept nor passed on.",
    ),
    "near_refused": Label(
        "Votre navigateur n’a pas donné la position : cherchez votre commune par son nom.",
        "Your browser did not give the position: look for your commune by its name.",
    ),
    "near_unavailable": Label(
        "La position n’a pas pu être trouvée : cherchez votre commune par son nom.",
        "The position could not be found: look for your commune by its name.",
    ),
    "near_nowhere": Label(
        "Cette position n’est dans aucune commune de l’atlas : cherchez un territoire par son nom.",
        "This position lies in no commune of the atlas: look for a territory by its name.",
    ),
    "portrait_browse": Label("Ou choisissez une région, un département", "Or choose a région, a département"),
    "portrait_whole_region": Label("Région entière", "Whole région"),
    "portrait_examples": Label("Ou un exemple", "Or an example"),
    "portrait_distance": Label("À proximité : jusqu'à", "Nearby: up to"),
    "portrait_reference": Label("Pairs", "Peers"),
    "portrait_filtered": Label(
        "Des filtres sont actifs : les chiffres ne portent que sur les initiatives choisies ({filters}).",
        "Filters are on: the figures cover the chosen initiatives only ({filters}).",
    ),
    "portrait_named": Label("{name} : {value}", "{name}: {value}"),
    "portrait_unlocated": Label(
        "Cette commune d'une collectivité d'outre-mer n'a ni contour ni point dans les sources : pas de carte et aucune distance. Les chiffres restent ceux de son code.",
        "This commune of an overseas collectivity has neither boundary nor point in the sources: no map and no distance. The figures remain those of its code.",
    ),
    "portrait_nothing": Label(
        "Aucune initiative connue n'a son siège ici ni ne couvre ce territoire. Ce n'est pas une preuve d'absence : voir la lecture de chaque type.",
        "No known initiative has its seat here or covers this territory. That proves no absence: see the reading of each type.",
    ),
    # The territory in one sentence
    "portrait_lead": Label("{name}, {people}, {count}", "{name}, {people}, {count}"),
    "portrait_lead_people": Label("{n} habitants", "{n} inhabitants"),
    "portrait_lead_people_one": Label("{n} habitant", "{n} inhabitant"),
    "portrait_lead_seat": Label("accueille {n} initiatives connues", "hosts {n} known initiatives"),
    "portrait_lead_seat_one": Label("accueille {n} initiative connue", "hosts {n} known initiative"),
    "portrait_lead_seat_none": Label("n'accueille aucune initiative connue", "hosts no known initiative"),
    "portrait_lead_coverage": Label(
        "est dans le périmètre de {n} initiatives connues", "lies within {n} known initiatives"
    ),
    "portrait_lead_coverage_one": Label(
        "est dans le périmètre de {n} initiative connue", "lies within {n} known initiative"
    ),
    "portrait_lead_coverage_none": Label(
        "n'est dans le périmètre d'aucune initiative connue", "lies within no known initiative"
    ),
    "portrait_lead_types": Label(", de {n} types sur {total}", ", of {n} types out of {total}"),
    "portrait_lead_types_one": Label(", d'un seul type sur {total}", ", of one type out of {total}"),
    "portrait_lead_peers": Label(
        " ; {share} des {n} {level} comparables ont le type « {type} », {here}.",
        "; {share} of the {n} comparable {level} have the type “{type}”, {here}.",
    ),
    "portrait_lead_here": Label("présent ici", "present here"),
    "portrait_lead_not_here": Label("sans initiative connue ici", "with no known initiative here"),
    # Key figures
    "portrait_people": Label("habitants", "inhabitants"),
    "portrait_density": Label("{density} hab./km² · {communes}", "{density} inh./km² · {communes}"),
    "portrait_communes": Label("{n} communes", "{n} communes"),
    "portrait_commune": Label("1 commune", "1 commune"),
    "portrait_count_seat": Label("initiatives dont le siège est ici", "initiatives with their seat here"),
    "portrait_count_seat_one": Label("initiative dont le siège est ici", "initiative with its seat here"),
    "portrait_count_coverage": Label(
        "initiatives qui couvrent ce territoire", "initiatives that cover this territory"
    ),
    "portrait_count_coverage_one": Label(
        "initiative qui couvre ce territoire", "initiative that covers this territory"
    ),
    "portrait_others": Label(
        "{n} d'ailleurs couvrent ce territoire · {near}",
        "{n} from elsewhere cover this territory · {near}",
    ),
    "portrait_others_one": Label(
        "{n} d'ailleurs couvre ce territoire · {near}",
        "{n} from elsewhere covers this territory · {near}",
    ),
    "portrait_others_coverage": Label("{seat} au siège seul · {near}", "{seat} by seat only · {near}"),
    "portrait_others_near": Label("{n} à moins de {km} km", "{n} within {km} km"),
    "portrait_others_nowhere": Label("distances inconnues", "distances not known"),
    "portrait_received": Label("reçus, montants connus", "received, known amounts"),
    "portrait_per_head": Label("{amount} € par habitant · {known}", "€{amount} per inhabitant · {known}"),
    "portrait_kept_grants": Label(
        "À part : {rows} aides gardées d'un fichier, {total}, qui ne sont à aucune initiative de l'atlas.",
        "Besides: {rows} grants kept from a file, {total}, which are no initiative's of the atlas.",
    ),
    "portrait_known": Label("montant connu pour {n} sur {total}", "amount known for {n} of {total}"),
    "portrait_no_amount": Label("Inconnu", "Unknown"),
    "portrait_types_here": Label("types présents sur {of}", "types present of {of}"),
    "portrait_types_here_one": Label("type présent sur {of}", "type present of {of}"),
    "portrait_types_zero": Label(
        "{n} absents · {unknown} sans initiative connue",
        "{n} absent · {unknown} without known initiative",
    ),
    "portrait_types_zero_one": Label(
        "{n} absent · {unknown} sans initiative connue",
        "{n} absent · {unknown} without known initiative",
    ),
    # Facts
    "portrait_collectivite": Label("Collectivité d'outre-mer", "Overseas collectivity"),
    "portrait_nature": Label("Forme juridique", "Legal form"),
    "portrait_millesime": Label("Millésime des territoires", "Vintage of territories"),
    "portrait_population_year": Label("Population municipale de l'année", "Municipal population of the year"),
    # Comparison
    "portrait_same_setting": Label(
        "{level} : {setting} ({n} en France)", "{level}: {setting} ({n} in France)"
    ),
    "portrait_comparison_note": Label(
        "Initiatives choisies, {by} ; population municipale de tout le territoire. Le montant est une somme de lignes connues, total d'aucun secteur.",
        "Chosen initiatives, {by}; municipal population of the whole territory. The amount is a sum of known lines, no total of a sector.",
    ),
    # Positions
    "portrait_positions": Label("Position parmi les pairs", "Position among peers"),
    "portrait_measure": Label("Mesure", "Measure"),
    "portrait_value": Label("Ce territoire", "This territory"),
    "portrait_below": Label("Pairs ayant moins", "Peers with less"),
    "portrait_same": Label("Pairs ayant autant", "Peers with as much"),
    "portrait_above": Label("Pairs ayant plus", "Peers with more"),
    "portrait_median": Label("Médiane des pairs", "Median of peers"),
    "portrait_percentile": Label("Rang centile", "Percentile rank"),
    "portrait_peers": Label("Pairs comparés", "Peers compared"),
    "portrait_unknown_peers": Label("Pairs sans montant connu", "Peers without a known amount"),
    "portrait_position": Label(
        "{value} · plus que {below} et moins que {above} de {n} pairs · médiane {median}",
        "{value} · more than {below} and less than {above} of {n} peers · median {median}",
    ),
    "portrait_position_unknown": Label(
        "Aucun montant connu ici : pas de rang ({n} pairs ont un montant connu)",
        "No known amount here: no rank ({n} peers have a known amount)",
    ),
    "portrait_position_alone": Label("Aucun pair à comparer", "No peer to compare with"),
    "portrait_less": Label("moins", "less"),
    "portrait_as_much": Label("autant", "as much"),
    "portrait_more": Label("plus", "more"),
    "portrait_positions_note": Label(
        "Pairs : {reference} ({n} territoires, celui-ci non compris). Rang centile moyen : part des pairs ayant moins, plus la moitié de ceux qui ont autant. Dans un petit territoire, une initiative de plus change tout le rang.",
        "Peers: {reference} ({n} territories, this one left out). Mean percentile rank: share of peers with less, plus half of those with as much. In a small territory one more initiative changes the whole rank.",
    ),
    # Initiatives
    "portrait_initiatives": Label("Initiatives : ici et à proximité", "Initiatives: here and nearby"),
    "portrait_initiatives_note": Label(
        "Distance à vol d'oiseau, de la limite du territoire à la commune du siège (0 : siège ici). * : commune du siège déduite, non donnée par une source.",
        "Great-circle distance from the territory's border to the seat commune (0: seat here). *: seat commune inferred, not stated by a source.",
    ),
    "portrait_initiatives_none": Label(
        "Aucune initiative connue ici ni à moins de {km} km.", "No known initiative here or within {km} km."
    ),
    "portrait_link": Label("Lien", "Tie"),
    "portrait_seat": Label("Commune du siège", "Seat commune"),
    "portrait_km": Label("km", "km"),
    "portrait_counted": Label("Compté dans les chiffres", "Counted in the figures"),
    "portrait_yes": Label("oui", "yes"),
    "portrait_no": Label("non", "no"),
    "portrait_received_all": Label("Reçu en tout (€)", "Received in all (€)"),
    "portrait_share": Label("Part d'ici (€)", "Part here (€)"),
    # Money
    "portrait_money": Label("Financements", "Funding"),
    "portrait_money_note": Label(
        "Lignes des initiatives comptées ici. Un montant qui concerne plusieurs territoires est partagé selon la population ; un montant inconnu n'est pas zéro. Total de la colonne « part d'ici » : {total}.",
        "Lines of the initiatives counted here. An amount over several territories is shared by population; an unknown amount is not zero. Sum of the column “part here”: {total}.",
    ),
    "portrait_money_note_seat": Label(
        "Lignes des initiatives comptées ici ; le montant entier va au siège ; un montant inconnu n'est pas zéro. Total de la colonne « part d'ici » : {total}.",
        "Lines of the initiatives counted here; the whole amount goes to the seat; an unknown amount is not zero. Sum of the column “part here”: {total}.",
    ),
    "portrait_money_none": Label(
        "Aucune ligne de financement connue pour les initiatives comptées ici.",
        "No known funding line for the initiatives counted here.",
    ),
    "portrait_initiative": Label("Initiative", "Initiative"),
    "portrait_funder": Label("Financeur", "Funder"),
    "portrait_funder_level": Label("Niveau du financeur", "Level of the funder"),
    "portrait_programme": Label("Programme", "Programme"),
    "portrait_year_start": Label("De", "From"),
    "portrait_year_end": Label("À", "To"),
    "portrait_kind": Label("Nature", "Kind"),
    "portrait_amount": Label("Montant (€)", "Amount (€)"),
    "portrait_entry": Label("Lecture", "Reading"),
    "portrait_reason": Label("Raison", "Reason"),
    "portrait_line": Label("Ligne", "Line"),
    # Types
    "portrait_types": Label("Types présents et absents", "Types present and absent"),
    "portrait_types_note": Label(
        "« Aucune initiative » seulement si la liste du type est complète ; sinon « aucune initiative connue », avec les chances que ce soit un vrai vide. La plus proche : siège hors du territoire, à vol d'oiseau depuis sa limite. Médiane : distance de la moitié des habitants, au plus, de leur mairie à l'initiative du type la plus proche du même côté de la mer. Habitants couverts : pour les programmes dont chaque collectivité a un seul.",
        "“No initiative” only if the list of the type is complete; else “no known initiative”, with the chance that it is a true blank. Nearest: seat outside the territory, great-circle distance from its border. Median: half of the inhabitants have no farther to go, from their town hall to the nearest initiative of the type on their side of the sea. People covered: of programmes of which each authority has one.",
    ),
    "portrait_types_value": Label("Ce qui est là : types présents", "What is there: types present"),
    "portrait_types_value_none": Label("Aucun type connu ici.", "No known type here."),
    "portrait_types_zero_title": Label(
        "Ce qui manque : types dont la liste est complète", "What is missing: types whose list is complete"
    ),
    "portrait_types_zero_none": Label(
        "Aucune absence n'est sûre : aucun des types absents n'a de liste complète.",
        "No absence is certain: none of the absent types has a complete list.",
    ),
    "portrait_types_no_known": Label(
        "Ce que l'on ne sait pas : {n} types sans initiative connue, listes incomplètes",
        "What is not known: {n} types without known initiative, incomplete lists",
    ),
    "portrait_types_no_known_one": Label(
        "Ce que l'on ne sait pas : {n} type sans initiative connue, liste incomplète",
        "What is not known: {n} type without known initiative, incomplete list",
    ),
    "portrait_types_empty": Label("Aucun type choisi.", "No type chosen."),
    "portrait_here": Label("Ici", "Here"),
    "portrait_by_seat": Label("Sièges ici", "Seats here"),
    "portrait_by_coverage": Label("Couvrent", "Cover"),
    "portrait_reading": Label("Lecture", "Reading"),
    "portrait_present": Label("Présent", "Present"),
    "portrait_list": Label("Liste", "List"),
    "portrait_blank": Label("Vrai vide", "True blank"),
    "portrait_known_list": Label("Liste connue", "List known"),
    "portrait_peers_with": Label("Pairs qui en ont", "Peers with one"),
    "portrait_people_km": Label("Médiane (km)", "Median (km)"),
    "portrait_covered": Label("Habitants couverts", "People covered"),
    "portrait_attraction": Label("Aire d'attraction (INSEE)", "Attraction area (INSEE)"),
    "portrait_no_initiative": Label(
        "aucune initiative connue comptée ici", "no known initiative counted here"
    ),
    "portrait_nearest": Label("La plus proche", "Nearest"),
    # Models
    "portrait_models": Label("À qui parler : pairs comparables", "Whom to call: comparable peers"),
    "portrait_models_note": Label(
        "Parmi les pairs, ceux qui ont plus d'initiatives par habitant et qui ressemblent le plus à ce territoire par la population et la densité (écart de 1 au plus : une population 2,7 fois plus grande à densité égale). Le plus semblable d'abord.",
        "Among the peers, those with more initiatives per inhabitant that are most like this territory in population and density (at most 1 apart: a population 2.7 times larger at equal density). The most alike first.",
    ),
    "portrait_models_note_population": Label(
        "Parmi les pairs, ceux qui ont plus d'initiatives par habitant et qui ressemblent le plus à ce territoire par la population seule, faute de superficie connue (2,7 fois plus ou moins au plus). Le plus semblable d'abord.",
        "Among the peers, those with more initiatives per inhabitant that are most like this territory in population alone, as its area is not known (at most 2.7 times more or less). The most alike first.",
    ),
    "portrait_models_none": Label(
        "Aucun pair comparable n'a plus d'initiatives par habitant : essayez une autre référence.",
        "No comparable peer has more initiatives per inhabitant: try another reference.",
    ),
    "portrait_model_place": Label("Territoire", "Territory"),
    "portrait_model_departements": Label("Dép.", "Dép."),
    "portrait_model_density": Label("hab./km²", "inh./km²"),
    "portrait_model_initiatives": Label("Lesquelles", "Which ones"),
    # Sources
    "portrait_sources": Label("Sources et lecture", "Sources and reading"),
    "portrait_source_initiatives": Label(
        "Initiatives et financements : tables de l'atlas, {n} initiatives relevées dans des sources publiques ; chaque ligne du tableur porte l'adresse de la sienne. Les listes sont incomplètes : une absence n'est pas un zéro.",
        "Initiatives and funding: tables of the atlas, {n} initiatives taken from public sources; each row of the workbook carries the address of its own. The lists are incomplete: a blank is no zero.",
    ),
    "portrait_source": Label(
        "{title} : {producer}, {vintage}, {licence}", "{title}: {producer}, {vintage}, {licence}"
    ),
    "portrait_date": Label(
        "Établi le {date}. Territoires au millésime {millesime}.",
        "Drawn up on {date}. Territories of {millesime}.",
    ),
    "portrait_page": Label("page {n} sur {total}", "page {n} of {total}"),
    "portrait_more_rows": Label(
        "… et {n} autres lignes : voir le tableur.", "… and {n} more rows: see the workbook."
    ),
    # Map
    "portrait_map_text": Label(
        "Carte : {name} et ses voisins, {n} initiatives situées",
        "Map: {name} and its neighbours, {n} located initiatives",
    ),
    "portrait_map_none": Label(
        "Pas de carte : sans contour dans les sources.", "No map: no boundary in the sources."
    ),
    "portrait_stated": Label("plein : siège donné par une source", "filled: seat stated by a source"),
    "portrait_inferred": Label("creux : point de référence", "hollow: reference point"),
    "portrait_same_level": Label("autres territoires du même niveau", "other territories of the same level"),
    "portrait_limits": Label("limites des départements", "limits of départements"),
    # Downloads and sheets
    "portrait_downloads": Label("Emporter ce portrait", "Take this portrait along"),
    "portrait_pdf": Label("PDF, 2 pages", "PDF, 2 pages"),
    "portrait_xlsx": Label("Tableur XLSX", "Workbook XLSX"),
    "portrait_html": Label("Carte HTML sans réseau", "Offline HTML map"),
    "portrait_json": Label("JSON", "JSON"),
    "portrait_sheet_main": Label("Portrait", "Portrait"),
    "portrait_sheet_initiatives": Label("Initiatives", "Initiatives"),
    "portrait_sheet_lines": Label("Financements", "Funding"),
    "portrait_sheet_types": Label("Types", "Types"),
    "portrait_sheet_models": Label("Pairs comparables", "Comparable peers"),
    "portrait_sheet_sources": Label("Sources", "Sources"),
    "portrait_full": Label("Tableau complet", "Full table"),
    "portrait_chart": Label(
        "Part des pairs ayant moins, autant, plus", "Share of peers with less, as much, more"
    ),
    "portrait_open": Label("Portrait complet", "Full portrait"),
}
