"""One territory: who lives there, which initiatives, which money, what is missing, its place among peers.

`portrait` gathers everything once; the page, the PDF, the workbook, the standalone map and the command line
all show that one object, so that no two of them can give two figures.
"""

from atlas.portrait.beside import beside
from atlas.portrait.initiatives import LINKS, distances
from atlas.portrait.money import ENTRIES, Money
from atlas.portrait.peers import REFERENCES, peers, references
from atlas.portrait.people import People
from atlas.portrait.position import POSITIONS, SAME_SETTING
from atlas.portrait.whole import NEAR_KM, Asked, Outline, Portrait, outline, portrait

__all__ = [
    "ENTRIES",
    "LINKS",
    "NEAR_KM",
    "POSITIONS",
    "REFERENCES",
    "SAME_SETTING",
    "Asked",
    "Money",
    "Outline",
    "People",
    "Portrait",
    "beside",
    "distances",
    "outline",
    "peers",
    "portrait",
    "references",
]
