"""Peers: who is near an initiative or a place, who resembles it, and how a network hangs together."""

from atlas.peers.gathering import MEETINGS
from atlas.peers.gathering import Gathering
from atlas.peers.gathering import gather
from atlas.peers.gower import check_weights
from atlas.peers.gower import gower
from atlas.peers.isolation import isolation
from atlas.peers.isolation import isolation_distances
from atlas.peers.meeting import meeting_towns
from atlas.peers.meeting import travelling
from atlas.peers.network import Network
from atlas.peers.network import links
from atlas.peers.network import network
from atlas.peers.reasons import reasons
from atlas.peers.search import HALF_KM
from atlas.peers.search import LEAST_COMPARED
from atlas.peers.search import Peers
from atlas.peers.search import nearness
from atlas.peers.search import peers
from atlas.peers.starts import Start
from atlas.peers.starts import commune_named
from atlas.peers.starts import initiative_named
from atlas.peers.starts import initiatives_named
from atlas.peers.starts import origin
from atlas.peers.traits import LEGAL_FORMS
from atlas.peers.traits import VARIABLES
from atlas.peers.traits import WEIGHTS
from atlas.peers.traits import traits

__all__ = [
    "HALF_KM",
    "LEAST_COMPARED",
    "LEGAL_FORMS",
    "MEETINGS",
    "VARIABLES",
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
