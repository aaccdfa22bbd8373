"""Sentences of the page of the reader's own data, and of what tells them apart on the others."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_own": Label("Vos données", "Your data"),
    "own_data": Label("Vos données", "Your data"),
    "own_intro": Label(
        "Ajoutez vos listes : toutes les pages les montrent à côté de celles de l'atlas, à vous seul.",
        "Add your lists: every page shows them beside the atlas's, to you alone.",
    ),
    "own_intro_team": Label(
        "Ajoutez vos listes : toutes les pages les montrent à côté de celles de l'atlas, à vous ou à votre équipe.",
        "Add your lists: every page shows them beside the atlas's, to you or to your team.",
    ),
    # On every page
    "n_own": Label("dont {n} de vos données", "{n} of them from your data"),
    "legend_own": Label("cerclé : {n} de vos initiatives", "ringed: {n} of your initiatives"),
    "own_grants_what": Label(
        "Aides gardées sur « Vos données » : {rows} lignes, {total}.",
        "Grants kept on “Your data”: {rows} rows, {total}.",
    ),
    "own_grants_here": Label(
        "Vos aides situées ici : {n}, pour {total}.", "Your grants placed here: {n}, {total} in all."
    ),
    "own_grants_none": Label("Aucune de vos aides n'est située ici.", "None of your grants is placed here."),
    "own_workspace_fault": Label(
        "L'espace de travail de l'équipe ne peut pas être lu ; l'atlas se montre sans lui. {message}",
        "The team's workspace cannot be read; the atlas is shown without it. {message}",
    ),
    # The team
    "own_team_read": Label(
        "Les lignes de votre équipe se lisent ici ; cette adresse ne permet pas de les changer.",
        "Your team's rows are read here; this address does not let anybody change them.",
    ),
    "own_login_how": Label(
        "Pour changer les lignes de l'équipe, connectez-vous avant d'apporter un fichier.",
        "To change the team's rows, log in before you bring a file.",
    ),
    "own_login_first": Label(
        "Les lignes de l'équipe se montrent à qui se connecte : faites-le avant d'apporter un fichier.",
        "The team's rows are shown to whoever logs in: do so before you bring a file.",
    ),
    "own_login_again": Label(
        "Votre connexion a pris fin : reconnectez-vous avant d'apporter un fichier.",
        "Your login has ended: log in again before you bring a file.",
    ),
    "own_unverified": Label(
        "Votre adresse électronique ne compte pas ici : votre fournisseur d'identité ne dit pas qu'il l'a vérifiée.",
        "Your e-mail address does not count here: your identity provider does not say that it verified it.",
    ),
    "own_login": Label("Se connecter", "Log in"),
    "own_logout": Label("Se déconnecter", "Log out"),
    "own_role_writes": Label(
        "Vous êtes {name} : vous lisez et changez les lignes de l'équipe.",
        "You are {name}: you read and change the team's rows.",
    ),
    "own_role_reads": Label(
        "Vous êtes {name} : vous lisez les lignes de l'équipe.", "You are {name}: you read the team's rows."
    ),
    "own_role_neither": Label(
        "Vous êtes {name}, qui n'est pas de cette équipe : l'atlas se montre sans ses lignes.",
        "You are {name}, who is not of this team: the atlas is shown without its rows.",
    ),
    "own_sure_add": Label(
        "Ajouter {n} lignes à celles de l'équipe ? Toutes ses pages les compteront.",
        "Add {n} rows to the team's? All its pages will count them.",
    ),
    "own_sure_add_one": Label(
        "Ajouter une ligne à celles de l'équipe ? Toutes ses pages la compteront.",
        "Add a row to the team's? All its pages will count it.",
    ),
    "own_yes_add": Label("Ajouter pour l'équipe", "Add for the team"),
    "own_sure_undo": Label(
        "Retirer « {name} » ({n}) de ce que garde l'équipe ? Aucune de ses pages ne l'aura plus.",
        "Remove “{name}” ({n}) from what the team keeps? None of its pages will have it any more.",
    ),
    "own_yes_undo": Label("Retirer pour l'équipe", "Remove for the team"),
    "own_no": Label("Annuler", "Cancel"),
    "own_not_allowed": Label(
        "Rien n'a été changé : les lignes de l'équipe ne se changent qu'après connexion, par qui y est autorisé.",
        "Nothing was changed: the team's rows are only changed after logging in, by whoever may.",
    ),
    # 1. File
    "own_step_file": Label("1. Le fichier", "1. The file"),
    "own_limits": Label(
        "CSV, Excel, LibreOffice, GeoJSON, GeoPackage, Shapefile (zip), KML, GML, GPX, Parquet ou JSON, {limit}\xa0Mo "
        "au plus. Le fichier ne quitte pas votre session.",
        "CSV, Excel, LibreOffice, GeoJSON, GeoPackage, Shapefile (zip), KML, GML, GPX, Parquet or JSON, {limit}\xa0MB "
        "at most. The file does not leave your session.",
    ),
    "own_file": Label("Votre fichier", "Your file"),
    "own_choose": Label("Parcourir", "Browse"),
    "own_too_large": Label(
        "Pas reçu : {limit}\xa0Mo au plus ; plus petit, réessayez dans un instant",
        "Not received: {limit}\xa0MB at most; if smaller, try again in a moment",
    ),
    "own_try": Label("Essayer avec un exemple fictif", "Try it with a fictitious example"),
    "own_save": Label("Enregistrer mon travail (ZIP)", "Save my work (ZIP)"),
    "own_save_how": Label(
        "Vos fichiers, leurs colonnes et vos corrections. Pour reprendre : apportez ce fichier ici, comme une liste. Sans lui, tout s'efface quand l'onglet se ferme.",
        "Your files, their columns and your corrections. To go on: bring this file here, as you would a list. Without it, all is gone when the tab is closed.",
    ),
    "own_save_draft": Label(
        "Avec {name}, encore en cours : il reviendra tel quel, à garder ou non.",
        "With {name}, still at work: it will come back as it is, to keep or not.",
    ),
    "own_save_without": Label("Trop lourds pour y être : {names}.", "Too heavy to be in it: {names}."),
    "own_not_back": Label("{name} n'a pas été repris. {why}", "{name} was not brought back. {why}"),
    "own_full_short": Label(
        "Cette session garde déjà autant de lignes qu'elle peut.",
        "This session already keeps as many rows as it may.",
    ),
    "own_templates": Label("Modèles et exemples", "Templates and examples"),
    "own_templates_how": Label(
        "Un modèle a les en-têtes que l'atlas reconnaît ; le classeur les explique. L'exemple a des lignes de "
        "l'atlas, qui les reconnaît et ne les compte pas deux fois.",
        "A template has the headers that the atlas recognises; the workbook explains them. The example has rows of "
        "the atlas, which knows them again and does not count them twice.",
    ),
    "own_template": Label("Modèle, {form}", "Template, {form}"),
    "own_example": Label("Exemple, {form}", "Example, {form}"),
    "template_initiatives": Label("Modèle : initiatives", "Template: initiatives"),
    "template_funding": Label("Modèle : financements", "Template: funding"),
    "template_dictionary": Label("Dictionnaire", "Dictionary"),
    "template_column": Label("Colonne", "Column"),
    "template_holds": Label("Contenu", "Content"),
    "template_must": Label("À remplir", "To be filled"),
    "template_words": Label("Mots reconnus", "Words that are known"),
    "template_needed": Label("nécessaire", "needed"),
    "own_reading": Label("Lecture du fichier…", "Reading the file…"),
    "own_kind": Label("Que contient-il ?", "What does it hold?"),
    "own_kind_initiatives": Label("Des initiatives", "Initiatives"),
    "own_kind_funding": Label("Des financements", "Funding"),
    "own_sheet": Label("Feuille ou couche", "Sheet or layer"),
    "own_sheets_together": Label("Toutes celles de mêmes colonnes", "All of the same columns"),
    "own_understood_one": Label("{name} : {format}, une ligne.", "{name}: {format}, one row."),
    "own_understood": Label("{name} : {format}, {rows} lignes.", "{name}: {format}, {rows} rows."),
    "own_layout": Label("Reconnu : {layout}.", "Recognised: {layout}."),
    # 2. Columns
    "own_step_columns": Label("2. Les colonnes", "2. The columns"),
    "own_role": Label("Ce que l'atlas lit", "What the atlas reads"),
    "own_column": Label("Colonne du fichier", "Column of the file"),
    "own_sure": Label("Confiance", "Confidence"),
    "own_examples": Label("Premières valeurs", "First values"),
    "own_chosen": Label("choisie par vous", "chosen by you"),
    "own_no_role": Label("Aucune colonne n'a été reconnue.", "No column was recognised."),
    "own_change": Label("Changer les colonnes", "Change the columns"),
    "own_every_role": Label("Toutes les rubriques que l'atlas sait lire", "All that the atlas can read"),
    "own_nothing": Label("(aucune)", "(none)"),
    "own_years": Label(
        "Colonnes d'années, dont chacune donne une ligne de financement",
        "Columns of years, each of which makes a line of funding",
    ),
    "own_funders": Label(
        "Colonnes de financeurs, dont chacune donne une ligne de financement",
        "Columns of funders, each of which makes a line of funding",
    ),
    "own_unused": Label("Colonnes non utilisées : {columns}.", "Columns not used: {columns}."),
    "own_keep_columns": Label(
        "Autres colonnes à garder dans le fichier des lignes acceptées",
        "Other columns to keep in the file of accepted rows",
    ),
    "own_download_rows": Label("Lignes acceptées (CSV)", "Accepted rows (CSV)"),
    "own_constants": Label("Pour toutes les lignes du fichier", "For every row of the file"),
    "own_constant_type": Label("Type d'initiative", "Type of initiative"),
    "own_constant_funder": Label("Financeur", "Funder"),
    "own_constant_funder_level": Label("Niveau du financeur", "Funder level"),
    "own_not_given": Label("(comme dans le fichier)", "(as in the file)"),
    "own_mapping_use": Label(
        "Reprendre une correspondance enregistrée (JSON)", "Use a saved mapping again (JSON)"
    ),
    "own_mapping_bad": Label(
        "Ce fichier n'est pas une correspondance de l'atlas : prenez celui que cette page télécharge.",
        "This file is no mapping of the atlas: take the one that this page downloads.",
    ),
    "own_mapping_other": Label(
        "Cette correspondance est celle d'un autre fichier : elle nomme des colonnes que celui-ci n'a pas.",
        "This mapping is another file's: it names columns that this one does not have.",
    ),
    "own_columns_bad": Label(
        "Ces colonnes ne suffisent pas : une longitude va avec une latitude, un X avec un Y.",
        "These columns are not enough: a longitude goes with a latitude, an X with a Y.",
    ),
    "download_mapping": Label("Correspondance (JSON)", "Mapping (JSON)"),
    # 3. Ledger
    "own_step_ledger": Label("3. Ce que chaque ligne est devenue", "3. What became of each row"),
    "own_importing": Label("Lecture des lignes…", "Reading the rows…"),
    "own_read": Label("lignes lues", "rows read"),
    "own_read_one": Label("ligne lue", "row read"),
    "own_accepted": Label("acceptées", "accepted"),
    "own_accepted_one": Label("acceptée", "accepted"),
    "own_repaired": Label("dont {n} réparées", "{n} of them repaired"),
    "own_repaired_one": Label("dont {n} réparée", "{n} of them repaired"),
    "own_located": Label("situées", "located"),
    "own_located_one": Label("située", "located"),
    "own_located_share": Label("{share} des acceptées", "{share} of the accepted"),
    "own_lost": Label("à reprendre", "to look at again"),
    "own_lost_unlocated": Label("{n} non situées", "{n} not located"),
    "own_lost_unlocated_one": Label("{n} non située", "{n} not located"),
    "own_lost_rejected": Label("{n} refusées", "{n} rejected"),
    "own_lost_rejected_one": Label("{n} refusée", "{n} rejected"),
    "own_total": Label("au total", "in all"),
    "own_total_again": Label(
        "dont {n} lignes identiques à d'autres : {amount}", "{n} rows identical to others in it: {amount}"
    ),
    "own_total_again_one": Label(
        "dont {n} ligne identique à une autre : {amount}", "{n} row identical to another in it: {amount}"
    ),
    "own_unknown": Label("inconnu", "unknown"),
    "own_total_before": Label("{total} dans le fichier", "{total} in the file"),
    "own_problems": Label("À voir d'abord", "To look at first"),
    "own_no_problem": Label(
        "Toutes les lignes sont acceptées et situées, sans doute relevé.",
        "Every row is accepted and located, without a doubt noted.",
    ),
    "own_why": Label("Pourquoi", "Why"),
    "own_how": Label("Comment", "How"),
    "own_rows": Label("Lignes", "Rows"),
    "own_first_lines": Label("Par exemple", "For instance"),
    "own_amounts": Label("Montants", "Amounts"),
    "own_group_rejected": Label("Refusée", "Rejected"),
    "own_group_unlocated": Label("Non située", "Not located"),
    "own_group_duplicate": Label("Doublon", "Duplicate"),
    "own_group_set_aside": Label("Mise à part", "Set aside"),
    "own_group_doubt": Label("À vérifier", "To check"),
    "own_by": Label("Situées par", "Located by"),
    "own_repairs": Label("Réparations", "Repairs"),
    "own_each": Label("Le registre, ligne par ligne", "The ledger, row by row"),
    "own_line": Label("Ligne", "Line"),
    "own_correct": Label("Corriger des lignes", "Correct rows"),
    "own_correct_how": Label(
        "Lignes refusées, non situées ou douteuses : écrivez dans une case, la ligne se recompte aussitôt. Le lieu "
        "s'écrit « Die », « Die (26) », « 26150 Die » ou 26113. La correspondance téléchargée garde vos corrections.",
        "Rows rejected, not located or in doubt: write into a cell and the row is counted anew at once. A place is "
        "written “Die”, “Die (26)”, “26150 Die” or 26113. The downloaded mapping keeps your corrections.",
    ),
    "own_corrected": Label("Corrigée par vous", "Corrected by you"),
    "own_place": Label("Lieu (commune)", "Place (commune)"),
    "own_pairs": Label("Déjà là ?", "There already?"),
    "own_pairs_how": Label(
        "Ces lignes sont des initiatives de l'atlas ou de vos imports, ou leur ressemblent. Cochées, elles ne sont "
        "pas comptées une seconde fois.",
        "These rows are initiatives of the atlas or of your imports, or resemble them. Ticked, they are not counted "
        "a second time.",
    ),
    "own_pair_name": Label("Dans le fichier", "In the file"),
    "own_pair_known": Label("Déjà là", "There already"),
    "own_pair_score": Label("Ressemblance", "Likeness"),
    "own_pair_same": Label("La même", "The same"),
    "own_group_repaired": Label("Réparée", "Repaired"),
    "own_message": Label("Ce qui lui est arrivé", "What happened to it"),
    "own_outcome": Label("Sort", "Outcome"),
    "own_more": Label(
        "Les {n} premières lignes à voir ; le registre téléchargé les a toutes.",
        "The first {n} rows to look at; the downloaded ledger has all.",
    ),
    "own_download_ledger": Label("Registre (CSV)", "Ledger (CSV)"),
    "download_rejected": Label("Lignes refusées, à corriger (CSV)", "Rejected rows, to be corrected (CSV)"),
    "own_nowhere": Label(
        "Aucune ligne n'est située : choisissez ci-dessus une colonne qui dit où (code, commune, département, "
        "coordonnées), si le fichier en a une. Un SIREN ne dit où que d'une commune ou d'une intercommunalité.",
        "No row is located: choose above a column that says where (code, commune, département, coordinates), if "
        "the file has one. A SIREN says where only of a commune or an intercommunalité.",
    ),
    "own_full": Label(
        "Cette session garde déjà {n} lignes et peut en garder {limit} : retirez un import, ou importez ce "
        "fichier avec la commande « atlas import ».",
        "This session already keeps {n} rows and may keep {limit}: remove an import, or import this file with "
        "the command “atlas import”.",
    ),
    "own_keep": Label("Garder pour cette session", "Keep for this session"),
    "own_keep_team": Label("Garder pour l'équipe", "Keep for the team"),
    "own_batch_name": Label("Nom du lot", "Name of the batch"),
    "own_discard": Label("Écarter", "Discard"),
    "own_again": Label(
        "Ce fichier est déjà gardé : retirez-le d'abord pour le remplacer.",
        "This file is kept already: remove it first to replace it.",
    ),
    "own_nothing_accepted": Label(
        "Aucune ligne n'est acceptée : vérifiez les colonnes ci-dessus.",
        "No row is accepted: check the columns above.",
    ),
    "own_not_written": Label(
        "L'espace de l'équipe n'a pas été changé : {message}",
        "The team's workspace was not changed: {message}",
    ),
    "own_busy": Label(
        "Quelqu'un d'autre écrit dans l'espace de l'équipe : réessayez dans un instant.",
        "Somebody else is writing to the team's workspace: try again in a moment.",
    ),
    "own_undone": Label("Ce lot a déjà été retiré.", "This batch has been removed already."),
    # Kept
    "own_kept": Label("Gardées", "Kept"),
    "own_kept_session": Label("dans cette session", "in this session"),
    "own_kept_team": Label("par l'équipe", "by the team"),
    "own_kept_rows_one": Label("une ligne", "one row"),
    "own_kept_rows": Label("{n} lignes", "{n} rows"),
    "own_kept_communes_one": Label("une commune", "one commune"),
    "own_kept_communes": Label("{n} communes", "{n} communes"),
    "own_remove": Label("Retirer", "Remove"),
    "own_see": Label("Voir sur la carte", "See on the map"),
    "own_see_grants": Label("Voir les financements", "See the funding"),
}
