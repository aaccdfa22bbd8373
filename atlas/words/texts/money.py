"""Sentences of the page on money: key figures, sections, ledger, grants of a file."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "file_own": Label(
        "Vos lignes (import de la session ou espace de travail)",
        "Your rows (import of the session, or workspace)",
    ),
    "page_money": Label("Financements", "Funding"),
    "money_intro": Label(
        "Qui paie les initiatives, sous quelle forme, pour quoi et où ? Somme des lignes connues, non un total du secteur.",
        "Who pays the initiatives, in which form, what for and where? Sum of the known lines, no total of the sector.",
    ),
    # Choices
    "money_share": Label("Partager entre territoires", "Share between territories"),
    "money_share_help": Label(
        "Un montant reçu par une initiative qui couvre plusieurs territoires est partagé entre eux, au centime près.",
        "An amount received by an initiative that covers several territories is shared between them, to the cent.",
    ),
    "money_euros": Label("Euros", "Euros"),
    "euros_courants": Label("courants", "current"),
    "euros_constants": Label("constants {year}", "constant {year}"),
    "money_amount": Label("Carte", "Map"),
    "amount_total": Label("montant total", "total amount"),
    "amount_habitant": Label("par habitant", "per inhabitant"),
    "money_section": Label("Rubrique", "Section"),
    "section_territoires": Label("Par territoire", "By territory"),
    "section_repartition": Label("Répartition", "Breakdown"),
    "section_flux": Label("Flux", "Flows"),
    "section_comptes": Label("Comptes", "Ledger"),
    "section_chronologie": Label("Chronologie", "Timeline"),
    "section_fichier": Label("Votre fichier d'aides", "Your file of grants"),
    # What dominates
    "money_lead_programme": Label(
        "{part} sur {total} viennent d'un seul programme : {name}",
        "{part} of {total} come from one programme: {name}",
    ),
    "money_lead_funder_level": Label(
        "{part} sur {total} viennent d'un seul niveau de financeurs : {name}",
        "{part} of {total} come from one level of funders: {name}",
    ),
    "money_lead_none": Label(
        "{total} reçus : aucun programme ni niveau de financeurs n'en fait la moitié",
        "{total} received: no programme or level of funders makes up half of it",
    ),
    "money_lead_known": Label(
        " ; un montant est connu pour {n} initiatives sur {of}.",
        "; an amount is known for {n} initiatives of {of}.",
    ),
    # Key figures
    "card_total": Label("reçus, {prices}", "money received, {prices}"),
    "card_total_note": Label(
        "{others} lignes restent hors des totaux", "{others} lines stay out of the totals"
    ),
    "card_unconverted": Label(
        "dont {amount} gardés en euros courants (année inconnue ou hors de l'indice)",
        "of which {amount} kept in current euros (year unknown or outside the index)",
    ),
    "prices_current": Label("en euros courants", "in current euros"),
    "prices_constant": Label("en euros de {year} (à 0,2 % près)", "in euros of {year} (give or take 0.2%)"),
    "card_equity": Label("de fonds propres, face aux subventions", "equity, against grants"),
    "card_nature_open": Label(
        "{share} du total : nature inconnue ou mêlée", "{share} of the total: kind unknown or mixed"
    ),
    "card_structure": Label("pour la structure", "for structure costs"),
    "card_purpose_open": Label(
        "{share} du total : usage inconnu ou mêlé", "{share} of the total: purpose unknown or mixed"
    ),
    "card_unlocated": Label("non localisés à ce niveau", "not located at this level"),
    "money_none": Label(
        "Aucune ligne de financement connue ne répond à ces filtres : élargissez les types, les années ou le texte, ou effacez tout.",
        "No known funding line answers to these filters: widen the types, the years or the text, or clear all.",
    ),
    # Map and table of territories
    "money_title": Label("Financements reçus", "Funding received"),
    "money_title_inhabitant": Label("Financements reçus par habitant", "Funding received per inhabitant"),
    "money_shared": Label("partagés {rule}", "shared {rule}"),
    "money_column": Label("Reçu (€)", "Received (€)"),
    "money_column_inhabitant": Label("€ / habitant", "€ / inhabitant"),
    "money_lines": Label("Lignes", "Lines"),
    "money_here": Label("{name} : {amount}", "{name}: {amount}"),
    "money_here_none": Label("{name} : aucun montant connu", "{name}: no known amount"),
    # Breakdown
    "money_by": Label("Ventiler par", "Break down by"),
    "money_share_of_total": Label("Part", "Share"),
    "bar_others": Label("{n} autres", "{n} others"),
    "not_stated": Label("Non précisé", "Not stated"),
    "year_unknown": Label("Année inconnue", "Year unknown"),
    "setting_unlocated": Label("Commune non connue", "Commune not known"),
    "year_rule": Label(
        "Une ligne de plusieurs années y est répartie à parts égales ; {amount} dont la dernière année n'est pas dite comptent à leur première année.",
        "A line of several years is spread over them equally; {amount} whose last year is not stated count in their first year.",
    ),
    "chart_bars": Label("Barres : {title}, de {first}.", "Bars: {title}, from {first}."),
    # Flows
    "flow_title": Label(
        "Du niveau du financeur au programme, au type d'initiative et au cadre du siège. En gris : ce qui n'est pas précisé ou pas localisé.",
        "From the funder's level to the programme, the type of initiative and the setting of the seat. In grey: what is not stated or not located.",
    ),
    "flow_other": Label("Autres programmes", "Other programmes"),
    "flow_small": Label("Plus petits montants", "Smaller amounts"),
    "flow_grouped": Label(
        "Ce qui fait moins de {amount} est réuni ; le tableau a tout.",
        "What makes less than {amount} is put together; the table has everything.",
    ),
    "flow_from": Label("De", "From"),
    "flow_to": Label("Vers", "To"),
    "flow_step": Label("Étape", "Step"),
    "flow_alt": Label(
        "Diagramme de flux ; les mêmes montants sont dans le tableau qui suit.",
        "Flow diagram; the same amounts are in the table below.",
    ),
    # Ledger
    "ledger_title": Label(
        "Rien ne se perd : à chaque niveau, territoires + non localisé = somme des lignes",
        "Nothing is lost: at every level, territories + not located = sum of the lines",
    ),
    "ledger_located": Label("Sur les territoires (€)", "Over territories (€)"),
    "ledger_unlocated": Label("Non localisé (€)", "Not located (€)"),
    "ledger_total": Label("Somme des lignes (€)", "Sum of the lines (€)"),
    "ledger_unlocated_lines": Label("Lignes non localisées", "Lines not located"),
    "ledger_others": Label(
        "Lignes qui restent hors des totaux, et pourquoi ({n})",
        "Lines that stay out of the totals, and why ({n})",
    ),
    "kind_redistributed": Label("Redistribué par l'initiative", "Redistributed by the initiative"),
    "kind_generated": Label("Généré autour de l'initiative", "Generated around the initiative"),
    "kind_uncounted": Label("Non compté", "Not counted"),
    "kind_unknown_amount": Label("Montant inconnu", "Amount unknown"),
    "initiative": Label("Initiative", "Initiative"),
    "funder": Label("Financeur", "Funder"),
    "programme": Label("Programme", "Programme"),
    "amount": Label("Montant (€)", "Amount (€)"),
    "money_years": Label("Années", "Years"),
    "why": Label("Pourquoi", "Why"),
    "reason": Label("Raison notée", "Reason noted"),
    # Timeline
    "timeline_of": Label(
        "Initiative (celles dont une ligne est connue)", "Initiative (those with a known line)"
    ),
    "timeline_counted": Label("Compté", "Counted"),
    "timeline_uncounted": Label("Non compté", "Not counted"),
    "timeline_other_reading": Label(
        "Lignes décalées : parts ou autres lectures de l'enveloppe au-dessus, jamais ajoutées à elle. Trait vertical : étape de l'initiative. Montants tels que notés, en euros courants.",
        "Indented lines: parts or other readings of the envelope above, never added to it. Vertical line: milestone of the initiative. Amounts as noted, in current euros.",
    ),
    "timeline_open": Label("fin non dite", "end not stated"),
    "timeline_envelope": Label("Enveloppe", "Envelope"),
    "timeline_milestones": Label("Étapes : {steps}", "Milestones: {steps}"),
    "milestone_start": Label("début", "start"),
    "milestone_end": Label("fin", "end"),
    "timeline_no_year": Label("Sans année connue : {lines}.", "Without a known year: {lines}."),
    "timeline_alt": Label(
        "Frise des financements de {name} ; les mêmes lignes sont dans le tableau qui suit.",
        "Timeline of the funding of {name}; the same lines are in the table below.",
    ),
    # Method, on the page of sources
    "doc_money": Label("L'argent, au centime près", "Money, to the cent"),
    "doc_money_1": Label(
        "Seules les lignes reçues, comptées et d'un montant connu s'additionnent ; les autres sont listées avec leur raison. Deux sources sur une même enveloppe sont gardées et comptées une fois.",
        "Only lines that are received, counted and of a known amount are added up; the others are listed with their reason. Two sources on one envelope are both kept and counted once.",
    ),
    "doc_money_2": Label(
        "Un montant qui concerne plusieurs territoires est partagé selon la population de la partie couverte (par défaut), à parts égales, selon sa superficie, ou laissé au siège. Les centimes qui restent vont aux plus forts restes : à chaque niveau, territoires et non localisé font la somme des lignes. Une ligne de plusieurs années est répartie à parts égales entre elles ; si sa fin n'est pas dite, elle compte à sa première année.",
        "An amount that concerns several territories is shared by the population of the part covered (the default), equally, by its area, or left to the seat. The cents left over go to the largest remainders: at every level, territories and not located make the sum of the lines. A line of several years is spread over them equally; where its end is not stated, it counts in its first year.",
    ),
    "doc_money_3": Label(
        "Part des fonds propres : fonds propres / (fonds propres + subventions). Part de la structure : argent pour le fonctionnement, l'ingénierie ou l'animation / argent d'un usage connu. La part du total dont la nature ou l'usage reste inconnu ou mêlé est toujours à côté.",
        "Share of equity: equity / (equity + grants). Share of structure: money for running costs, engineering or coordination / money of a known purpose. The share of the total whose kind or purpose stays unknown or mixed always stands beside.",
    ),
    "doc_prices": Label(
        "Euros constants de {base} : indice annuel moyen des prix à la consommation (INSEE, ensemble des ménages, base 2015), France métropolitaine jusqu'en 2017, France ensuite. Depuis 2020 il est chaîné depuis des variations arrondies à 0,1 point, d'où une incertitude d'environ 0,2 %. Avant 2000, après 2025 ou sans année connue, un montant reste en euros courants, et la page dit combien.",
        "Constant euros of {base}: annual mean consumer price index (INSEE, all households, base 2015), mainland France until 2017, France after. Since 2020 it is chained from variations rounded to 0.1 point, hence an uncertainty of about 0.2%. Before 2000, after 2025 or without a known year, an amount stays in current euros, and the page says how much.",
    ),
    "doc_grants": Label(
        "Un fichier d'aides apporté par le lecteur est placé par code, SIREN, code postal, nom ou département. Une aide connue par sa commune compte à tous les niveaux ; par son intercommunalité, à ce niveau et au-dessus seulement si elle y est d'un seul tenant ; par son département, là et dans sa région. Le reste est dans le fichier des lignes non placées.",
        "A file of grants that the reader brings is placed by code, SIREN, postal code, name or département. A grant known by its commune counts at every level; by its intercommunalité, at that level and above only where it lies in one; by its département, there and in its région. The rest is in the file of rows not placed.",
    ),
    # Grants of a file
    "grants_intro": Label(
        "Apportez un fichier d'aides publiques (CSV ou XLSX, {limit}\xa0Mo au plus), par exemple le Fonds vert ou la DETR et la DSIL : il est placé sur les territoires à côté de l'argent des initiatives. Il reste dans votre session et n'est gardé nulle part.",
        "Bring a file of public grants (CSV or XLSX, {limit}\xa0MB at most), such as the Fonds vert or DETR and DSIL: it is placed on the territories beside the initiatives' money. It stays in your session and is kept nowhere.",
    ),
    "grants_choose": Label("Choisir un fichier", "Choose a file"),
    "grants_file": Label("Fichier d'aides", "File of grants"),
    "grants_reading": Label("Lecture du fichier", "Reading the file"),
    "grants_sheet": Label("Feuille", "Sheet"),
    "grants_forget": Label("Oublier ce fichier", "Forget this file"),
    "grants_what": Label(
        "{name} : {rows} lignes, {total}. Montants : colonne « {amount} » ; lieux : {places}.",
        "{name}: {rows} rows, {total}. Amounts: column “{amount}”; places: {places}.",
    ),
    "grants_title": Label("Aides du fichier", "Grants of the file"),
    "grants_title_inhabitant": Label("Aides du fichier par habitant", "Grants of the file per inhabitant"),
    "grants_blank": Label("Aucune aide du fichier située ici", "No grant of the file located here"),
    "grants_column": Label("Aides du fichier (€)", "Grants of the file (€)"),
    "grants_column_inhabitant": Label("Aides, € / habitant", "Grants, € / inhabitant"),
    "grants_column_count": Label("Nombre d'aides", "Number of grants"),
    "grants_ledger": Label("Où vont les lignes du fichier", "Where the rows of the file go"),
    "grants_known_by": Label("Connu par", "Known by"),
    "grants_rows": Label("Lignes", "Rows"),
    "grants_sum": Label("Somme", "Sum"),
    "grants_all": Label("Tout le fichier", "The whole file"),
    "grants_here": Label(
        "À ce niveau : {placed} placés, {unplaced} non placés ({rows} lignes).",
        "At this level: {placed} placed, {unplaced} not placed ({rows} rows).",
    ),
    "grants_doubts": Label("À vérifier, mais compté", "To be checked, but counted"),
    "grants_repeated": Label("Numéro de dossier répété", "Repeated file number"),
    "download_unplaced": Label("Les lignes non placées", "The rows not placed"),
}
