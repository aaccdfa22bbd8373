"""Sentences of the page of peers."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "page_peers": Label("Pairs", "Peers"),
    "peers_intro": Label(
        "Qui nous ressemble, qui est près de nous, et où se retrouver ?",
        "Who resembles us, who is near, and where to meet?",
    ),
    # What is looked at
    "peers_view": Label("Chercher", "Look for"),
    "peers_view_pairs": Label(
        "Les pairs d'une initiative ou d'un lieu", "The peers of an initiative or place"
    ),
    "peers_view_network": Label("Les liens d'un réseau", "The ties of a network"),
    "peers_search": Label("Partir de", "Start from"),
    "peers_search_help": Label(
        "Initiative, commune, territoire ou code", "Initiative, commune, territory or code"
    ),
    "peers_search_none": Label(
        "Ni initiative ni territoire ne répond à « {text} ».",
        "No initiative or territory answers to “{text}”.",
    ),
    "peers_begin": Label(
        "Cherchez une initiative, une commune ou un territoire ci-dessus, cliquez sur un siège de la carte, ou décrivez un profil dans le volet des choix.",
        "Search for an initiative, a commune or a territory above, click a seat on the map, or describe a profile in the panel of choices.",
    ),
    "peers_of": Label("Pairs de {name}", "Peers of {name}"),
    "peers_of_profile": Label("Pairs du profil décrit", "Peers of the described profile"),
    "peers_start_here": Label("Partir d'ici", "Start from here"),
    "peers_forget": Label("Effacer le départ", "Clear the start"),
    # How
    "peers_mode": Label("Classer par", "Rank by"),
    "peers_mode_both": Label("Distance et ressemblance", "Distance and likeness"),
    "peers_mode_near": Label("Distance", "Distance"),
    "peers_mode_alike": Label("Ressemblance", "Likeness"),
    "peers_share": Label("Part de la proximité", "Share of nearness"),
    "peers_share_help": Label(
        "Score = part × proximité + (1 − part) × ressemblance. La proximité vaut 1 sur place et diminue de moitié tous les {half} km.",
        "Score = share × nearness + (1 − share) × likeness. Nearness is 1 on the spot and halves every {half} km.",
    ),
    "peers_count": Label("Combien", "How many"),
    "peers_radius": Label("À moins de", "Within"),
    "peers_radius_none": Label("toute distance", "any distance"),
    "peers_here": Label("Garder celles du même lieu", "Keep those of the same place"),
    "peers_here_help": Label(
        "Celles dont le siège est dans la commune du départ, ou dans le territoire dont on part.",
        "Those with their seat in the commune of the start, or in the territory one starts from.",
    ),
    "peers_file_here": Label("Même lieu", "Same place"),
    "peers_file_left_out": Label("laissé de côté", "left out"),
    "peers_weights": Label("Poids de la ressemblance", "Weights of the likeness"),
    "peers_weights_note": Label(
        "0 : ne compte pas. Un fait inconnu de l'un des deux ne rapproche ni n'éloigne (Gower, 1971).",
        "0: does not count. A fact unknown of either brings them neither closer nor farther (Gower, 1971).",
    ),
    "peers_profile": Label("Décrire un profil", "Describe a profile"),
    "peers_profile_note": Label(
        "Précise le lieu de départ, ou le remplace s'il n'y en a pas.",
        "Adds to the place one starts from, or stands for it where there is none.",
    ),
    "peers_any": Label("non précisé", "not given"),
    "peers_population": Label("Population du territoire", "Population of the area"),
    "peers_legal_form": Label("Forme juridique", "Legal form"),
    "peers_initiator": Label("À l'initiative", "Initiator"),
    # The list
    "peers_none": Label(
        "Aucune initiative connue à moins de {km} km.", "No known initiative within {km} km."
    ),
    "peers_beyond": Label(
        "La plus proche au-delà : {name}, à {km} km.", "The nearest beyond: {name}, {km} km away."
    ),
    "peers_beyond_none": Label("Il n'y en a pas non plus au-delà.", "There is none beyond either."),
    "peers_start_unknown": Label(
        "Rien n'est connu de {name} qui permette de comparer\xa0: décrivez un profil dans le volet des choix.",
        "Nothing is known of {name} that would allow comparing: describe a profile in the panel of choices.",
    ),
    "peers_none_known": Label(
        "Aucune initiative n'a assez de faits connus pour être comparée.",
        "No initiative has enough known facts to be compared.",
    ),
    "peers_nobody": Label(
        "Aucune autre initiative ne répond à ces filtres : élargissez-les.",
        "No other initiative answers to these filters: widen them.",
    ),
    "peers_no_point": Label(
        "{name} n'a pas de point dans les données : aucune distance n'en est connue. Seule la ressemblance compte.",
        "{name} has no point in the data: no distance from it is known. Only likeness counts.",
    ),
    "peers_this_profile": Label("Ce profil", "This profile"),
    "peers_counts": Label(
        "{shown} montrées, {answering} classées sur {candidates} initiatives.",
        "{shown} shown, {answering} ranked of {candidates} initiatives.",
    ),
    "peers_unplaced": Label(
        "{n} sans commune connue : elles peuvent ressembler, non être proches.",
        "{n} without a known commune: they may be alike, not near.",
    ),
    "peers_left_here": Label(
        "{n} du même lieu sont laissées de côté : souvent le départ sous d'autres labels.",
        "{n} of the same place are left out: often the start under other labels.",
    ),
    "peers_left_here_one": Label(
        "{n} du même lieu est laissée de côté : souvent le départ sous un autre label.",
        "{n} of the same place is left out: often the start under another label.",
    ),
    "peers_hardly": Label(
        "{n} écartées : moins de la moitié des critères connus au départ est comparable.",
        "{n} left out: less than half of the criteria known of the start can be compared.",
    ),
    "peers_distance_note": Label(
        "Distances à vol d'oiseau entre sièges, non des temps de trajet. Les années sont celles des sources : création, label ou annonce.",
        "Great-circle distances between seats, not travel times. Years are those of the sources: creation, label or announcement.",
    ),
    "peers_score_value": Label("Score {value}", "Score {value}"),
    "peers_nearness": Label("proximité {value}", "nearness {value}"),
    "peers_nearness_name": Label("proximité", "nearness"),
    "peers_likeness": Label("ressemblance {value}", "likeness {value}"),
    "peers_likeness_name": Label("ressemblance", "likeness"),
    "peers_unknown_part": Label("{part} inconnue", "{part} unknown"),
    "peers_compared": Label("comparée sur {share} des critères", "compared on {share} of the criteria"),
    "peers_parts": Label("Détail de la ressemblance", "Parts of the likeness"),
    "peers_variable": Label("Variable", "Variable"),
    "peers_weight": Label("Poids", "Weight"),
    "peers_alike": Label("Ressemblance", "Likeness"),
    "peers_not_compared": Label("inconnu", "unknown"),
    "peers_table": Label("Tableau des pairs", "Table of the peers"),
    "peers_rank": Label("Rang", "Rank"),
    "peers_km": Label("Distance (km)", "Distance (km)"),
    "peers_score": Label("Score", "Score"),
    "peers_compared_column": Label("Part comparée", "Share compared"),
    "peers_reason": Label("Pourquoi", "Why"),
    "peers_link_own": Label(
        "Un lien ne porte pas vos données : ouvert ailleurs, il montre les initiatives de l'atlas.",
        "A link does not carry your data: opened elsewhere, it shows the atlas's initiatives.",
    ),
    "peers_link_note": Label(
        "L'adresse de la page reproduit cette liste : départ, réglages et filtres.",
        "The address of the page reproduces this list: start, settings and filters.",
    ),
    # Reasons
    "peers_why_type": Label("même type", "same type"),
    "peers_why_setting_urbain": Label(
        "tous deux urbains ({start} et {peer} des habitants)",
        "both urban ({start} and {peer} of the inhabitants)",
    ),
    "peers_why_setting_periurbain": Label(
        "tous deux péri-urbains ({start} et {peer} des habitants)",
        "both peri-urban ({start} and {peer} of the inhabitants)",
    ),
    "peers_why_setting_rural": Label(
        "tous deux ruraux ({start} et {peer} des habitants)",
        "both rural ({start} and {peer} of the inhabitants)",
    ),
    "peers_why_km": Label("{km} km", "{km} km"),
    "peers_why_here": Label("au même endroit", "in the same place"),
    "peers_why_same_year": Label("démarré la même année", "started in the same year"),
    "peers_why_earlier_one": Label("démarré un an plus tôt", "started one year earlier"),
    "peers_why_later_one": Label("démarré un an plus tard", "started one year later"),
    "peers_why_earlier": Label("démarré {n} ans plus tôt", "started {n} years earlier"),
    "peers_why_later": Label("démarré {n} ans plus tard", "started {n} years later"),
    "peers_why_scale": Label("même échelle ({what})", "same scale ({what})"),
    "peers_why_initiator": Label("même origine ({what})", "same initiator ({what})"),
    "peers_why_forms": Label("même forme juridique ({what})", "same legal form ({what})"),
    "peers_why_funders": Label("aussi financé par {who}", "also funded by {who}"),
    "peers_why_nothing": Label("aucun fait connu en commun", "no known fact in common"),
    "peers_and": Label("{first} et {last}", "{first} and {last}"),
    # Map
    "peers_map": Label("Pairs de {name}", "Peers of {name}"),
    "peers_map_network": Label("Réseau à portée de {km} km", "Network within {km} km"),
    "peers_map_empty": Label("Initiatives choisies", "Chosen initiatives"),
    "peers_legend_start": Label("départ", "start"),
    "peers_legend_line": Label("distance à vol d'oiseau", "great-circle distance"),
    "peers_legend_circle": Label("cercles de 25, 50 et 100 km", "circles of 25, 50 and 100 km"),
    "peers_legend_marks": Label("Repères", "Marks"),
    "peers_legend_isolated": Label("membre isolé", "isolated member"),
    "peers_legend_town": Label("ville où se retrouver", "town to meet in"),
    "peers_legend_all": Label("toutes les paires à portée", "all pairs within reach"),
    "peers_legend_forest": Label(
        "plus courts liens qui tiennent chaque groupe", "shortest ties that hold each cluster"
    ),
    # Network
    "peers_member_find": Label("Ajouter un membre", "Add a member"),
    "peers_member_find_help": Label("Nom d'une initiative", "Name of an initiative"),
    "peers_members": Label("Membres, un nom par ligne", "Members, a name per line"),
    "peers_members_help": Label(
        "Noms ou identifiants, collés. Vide : toutes les initiatives des filtres",
        "Names or ids, pasted. Empty: all initiatives of the filters",
    ),
    "peers_members_unknown": Label(
        "Aucune initiative, ou plusieurs, de ce nom : {ids}.",
        "No initiative, or several, of this name: {ids}.",
    ),
    "peers_reach": Label("À portée", "Within reach"),
    "peers_towns_of": Label("Se retrouver dans une commune de", "Meet in a commune of"),
    "peers_inhabitants": Label("{n} habitants ou plus", "{n} inhabitants or more"),
    "peers_inhabitants_any": Label("toute taille", "any size"),
    "peers_n_members": Label("membres situés", "located members"),
    "peers_n_members_note": Label("{n} sans commune connue", "{n} without a known commune"),
    "peers_n_isolated": Label("isolés : personne à {km} km", "isolated: nobody within {km} km"),
    "peers_n_isolated_note": Label("{share} des membres situés", "{share} of the located members"),
    "peers_n_clusters": Label("groupes d'au moins deux", "clusters of two or more"),
    "peers_n_clusters_note": Label("le plus grand compte {n} membres", "the largest has {n} members"),
    "peers_n_pairs": Label("paires à portée", "pairs within reach"),
    "peers_drawn_all": Label(
        "La carte trace toutes les paires à portée.", "The map draws all pairs within reach."
    ),
    "peers_drawn_forest": Label(
        "Trop de paires pour les tracer : la carte montre les plus courts liens qui tiennent chaque groupe ensemble (forêt couvrante minimale).",
        "Too many pairs to draw: the map shows the shortest ties that hold each cluster together (minimum spanning forest).",
    ),
    "peers_meet": Label("Où se retrouver", "Where to meet"),
    "peers_meet_sum": Label("Le moins de kilomètres en tout", "Fewest kilometres in all"),
    "peers_meet_max": Label("Le membre le plus loin, au plus près", "The farthest member as near as can be"),
    "peers_meet_by_size": Label(
        "Parmi les communes de {n} habitants ou plus, par leur seule taille : l'atlas ne connaît ni gares ni horaires.",
        "Among communes of {n} inhabitants or more, by their size alone: the atlas knows neither stations nor timetables.",
    ),
    "peers_meet_any_size": Label("Parmi toutes les communes.", "Among all communes."),
    "peers_meet_each": Label("Une réunion par groupe", "A meeting for each cluster"),
    "peers_each_members": Label("Membres", "Members"),
    "peers_each_more": Label(
        "Et {n} groupes de plus : voir les fichiers.", "And {n} more clusters: see the files."
    ),
    "peers_isolated_more": Label(
        "Et {n} de plus : voir le tableau des membres.", "And {n} more: see the table of the members."
    ),
    "peers_meet_note": Label(
        "À vol d'oiseau, aller simple, un trajet par membre situé ; ce n'est pas un temps de trajet, et une mer compte comme une plaine.",
        "As the crow flies, one way, one journey per located member; this is no travel time, and a sea counts as a plain.",
    ),
    "peers_meet_left_out": Label(
        "{n} membres à plus de {km} km des autres n'y sont pas comptés.",
        "{n} members more than {km} km from the others are not counted.",
    ),
    "peers_meeting": Label("Réunir", "Bring together"),
    "peers_meet_mean": Label("En moyenne (km)", "On average (km)"),
    "peers_meet_farthest": Label("Le plus loin (km)", "Farthest (km)"),
    "peers_meet_all": Label("En tout (km)", "In all (km)"),
    "peers_isolated": Label(
        "Membres isolés\xa0: {n}, du plus éloigné au moins éloigné",
        "Isolated members: {n}, the farthest first",
    ),
    "peers_isolated_nearest": Label("Membre le plus proche", "Nearest member"),
    "peers_isolated_none": Label(
        "Aucun membre isolé : chacun a un pair à portée.", "No isolated member: each has a peer within reach."
    ),
    "peers_members_table": Label("Tableau des membres", "Table of the members"),
    "peers_file_network": Label(
        "Le réseau : membres, liens, villes et groupes", "The network: members, links, towns and clusters"
    ),
    "peers_file_members": Label("Membres", "Members"),
    "peers_file_links": Label("Liens", "Links"),
    "peers_file_towns": Label("Villes", "Towns"),
    "peers_file_each": Label("Une ville par groupe", "A town for each cluster"),
    "peers_file_list": Label("La liste", "The list"),
    "peers_cluster": Label("Groupe", "Cluster"),
    "peers_near": Label("À portée", "Within reach"),
    "peers_nearest_km": Label("Au plus proche (km)", "To the nearest (km)"),
    "peers_no_member": Label(
        "Aucun membre n'a de commune connue : élargissez le choix.",
        "No member has a known commune: widen the choice.",
    ),
}

# Who funds, as part of a reason. Words so short that they also stand in names.
FUNDERS: dict[str, Label] = {
    "europe": Label("l'Europe", "Europe"),
    "etat": Label("l'État", "the State"),
    "region": Label("sa région", "its région"),
    "departement": Label("son département", "its département"),
    "intercommunalite": Label("son intercommunalité", "its intercommunalité"),
    "commune": Label("sa commune", "its commune"),
    "fondation": Label("une fondation", "a foundation"),
    "entreprises": Label("des entreprises", "companies"),
    "habitants": Label("des habitants", "residents"),
    "banque": Label("une banque", "a bank"),
}
