"""What the columns of lists of peers and of networks mean where they are compared, beside the shared ones."""

from atlas.vocabulary import VARIABLES, Label

PEERS: dict[str, Label] = {
    "rank": Label("Rang parmi les pairs, 1 le premier.", "Rank among the peers, 1 the first."),
    "distance_km": Label(
        "Kilomètres à vol d'oiseau du départ (vide : lieu inconnu).",
        "Kilometres along a great circle from the start (empty: place unknown).",
    ),
    "nearness": Label(
        "Proximité de 0 à 1, diminuée de moitié tous les 50 km.", "Nearness from 0 to 1, halved every 50 km."
    ),
    "similarity": Label("Ressemblance de Gower, de 0 à 1.", "Gower's similarity, from 0 to 1."),
    "compared": Label(
        "Part des poids connus du départ qui a pu être comparée, de 0 à 1.",
        "Share of the weights known of the start that could be compared, from 0 to 1.",
    ),
    "score": Label(
        "Part de proximité fois proximité, plus le reste fois ressemblance.",
        "Share of nearness times nearness, plus the rest times similarity.",
    ),
    **{
        f"alike_{variable}": Label(
            f"Ressemblance de 0 à 1 : {label.fr} (vide : inconnu de l'un des deux).",
            f"Similarity from 0 to 1: {label.en} (empty: unknown of either).",
        )
        for variable, label in VARIABLES.items()
    },
    "same_type": Label("Même type.", "Same type."),
    "same_initiator": Label("Même initiateur connu.", "Same known initiator."),
    "same_scale": Label("Même échelle connue.", "Same known scale."),
    "setting": Label("Cadre majoritaire commun aux deux.", "Setting of the majority, shared by both."),
    "start_share": Label(
        "Part des habitants du départ dans ce cadre.", "Share of the start's inhabitants in that setting."
    ),
    "peer_share": Label(
        "Part des habitants du pair dans ce cadre.", "Share of the peer's inhabitants in that setting."
    ),
    "years": Label("Année du pair moins année du départ.", "Year of the peer less year of the start."),
    "shared_funders": Label(
        "Niveaux de financeurs communs, séparés par |.", "Funder levels of both, separated by |."
    ),
    "shared_forms": Label(
        "Formes juridiques communes, séparées par |.", "Legal forms of both, separated by |."
    ),
    "start": Label("Départ : identifiant ou niveau:code.", "Start: id or level:code."),
    "reason": Label("Pourquoi c'est un pair.", "Why it is a peer."),
}

NETWORK: dict[str, Label] = {
    "near": Label("Autres membres à portée.", "Other members within reach."),
    "cluster": Label(
        "Groupe, 1 le plus grand (0 : membre seul).", "Cluster, 1 the largest (0: a member alone)."
    ),
    "isolated": Label("Personne à portée.", "Nobody within reach."),
    "nearest": Label("Identifiant du membre le plus proche.", "Id of the nearest member."),
    "nearest_km": Label(
        "Kilomètres à vol d'oiseau jusqu'à lui.", "Kilometres along a great circle to that one."
    ),
    "reach_km": Label("Portée, en kilomètres.", "Reach, in kilometres."),
    "one": Label("Identifiant d'un membre.", "Id of a member."),
    "one_name": Label("Nom de l'un.", "Name of the one."),
    "other": Label("Identifiant de l'autre.", "Id of the other."),
    "other_name": Label("Nom de l'autre.", "Name of the other."),
    "km": Label("Kilomètres à vol d'oiseau entre eux.", "Kilometres along a great circle between them."),
    "forest": Label(
        "Fait partie des plus courts liens qui tiennent chaque groupe (forêt couvrante minimale).",
        "Is one of the shortest ties that hold each cluster together (minimum spanning forest).",
    ),
    "members": Label("Membres dont le trajet est compté.", "Members whose journey is counted."),
    "sum_km": Label(
        "Somme de leurs kilomètres à vol d'oiseau, aller simple.",
        "Sum of their kilometres along a great circle, one way.",
    ),
    "mean_km": Label("Moyenne des mêmes.", "Mean of the same."),
    "max_km": Label("Kilomètres du membre le plus loin.", "Kilometres of the farthest member."),
    "rank_sum": Label(
        "Rang par la somme, 1 la moindre (vide : pas parmi les premières).",
        "Rank by the sum, 1 the least (empty: not among the first).",
    ),
    "rank_max": Label(
        "Rang par le plus loin, 1 le moindre (vide : pas parmi les premières).",
        "Rank by the farthest, 1 the least (empty: not among the first).",
    ),
}
