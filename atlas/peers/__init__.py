"""Peers: who is near an initiative or a place, who resembles it, and how a network hangs together."""

from atlas.catalogue.legal_forms import LEGAL_FORMS
from atlas.peers.gathering import LEAST_TOWN, MEETINGS, Gathering, gather
from atlas.peers.gower import check_weights, gower
from atlas.peers.isolation import isolation, isolation_distances
from atlas.peers.meeting import meeting_towns, travelling
from atlas.peers.network import LEAST_KM, MOST_KM, Network, links, network
from atlas.peers.reasons import reasons
from atlas.peers.search import HALF_KM, LEAST_COMPARED, Peers, nearness, peers
from atlas.peers.starts import (
    Start,
    commune_named,
    initiative_named,
    initiatives_listed,
    initiatives_named,
    origin,
)
from atlas.peers.traits import WEIGHTS, traits

__all__ = [
    "HALF_KM",
    "LEAST_COMPARED",
    "LEAST_KM",
    "LEAST_TOWN",
    "LEGAL_FORMS",
    "MEETINGS",
    "MOST_KM",
    "WEIGHTS",
    "Gathering",
    "Network",
    "Peers",
    "Start",
    "check_weights",
    "commune_named",
    "gather",
    "gower",
    "initiative_named",
    "initiatives_listed",
    "initiatives_named",
    "isolation",
    "isolation_distances",
    "links",
    "meeting_towns",
    "nearness",
    "network",
    "origin",
    "peers",
    "reasons",
    "traits",
    "travelling",
]
