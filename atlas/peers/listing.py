"""A list of peers as a table that stands on its own."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import signed
from atlas.peers import VARIABLES, Peers, reasons
from atlas.vocabulary import Label

# What the columns mean, beside those of the curated tables.
MEANINGS: dict[str, Label] = {
    "source": Label("Sources de la ligne.", "Sources of the row."),
    "rank": Label("Rang parmi les pairs, 1 le premier.", "Rank among the peers, 1 the first."),
    "commune_name": Label("Nom de la commune du siège.", "Name of the seat's commune."),
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


def peers_table(catalogue: Catalogue, found: Peers) -> pd.DataFrame:
    """Name everything that a list of peers holds in codes.

    Returns
    -------
    pandas.DataFrame
        Indexed by `id`, best first: `rank, name, type, scale, initiator, seat_commune, commune_name,
        departement, start_year`, the figures of `atlas.peers.Peers.table` (`distance_km` in kilometres, the
        others from 0 to 1; missing where not known), the facts of `atlas.peers.reasons`, `point_lon` and
        `point_lat` (degrees, EPSG:4326), `start` (what they are the peers of), `source_url`, `millesime` and
        `source`.
    """
    figures, facts = found.table, reasons(catalogue, found)
    initiatives = catalogue.tables.initiatives.loc[figures.index]
    table = pd.DataFrame({"rank": figures["rank"], "name": initiatives["name"], "type": initiatives["type"]})
    for column in ("scale", "initiator", "seat_commune"):
        table[column] = initiatives[column]
    names = catalogue.geography.communes["name"]
    table["commune_name"] = names.reindex(initiatives["seat_commune"]).to_numpy()
    table["departement"] = catalogue.places["departement"].reindex(table.index)
    table["start_year"] = initiatives["start_year"]
    table = pd.concat(
        [table, figures.drop(columns="rank"), facts.drop(columns="distance_km")], axis=1
    ).rename_axis("id")
    for column in ("lon", "lat"):
        table[f"point_{column}"] = catalogue.places[column].reindex(table.index)
    table["start"] = found.start.initiative or found.start.place or found.origin.name or "profile"
    table["source_url"] = initiatives["source_url"]
    return signed(catalogue, table)
