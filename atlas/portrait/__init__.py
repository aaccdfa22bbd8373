"""One territory: who lives there, which initiatives, which money, what is missing, its place among peers.

`portrait` gathers everything once; the page, the PDF, the workbook, the standalone map and the command line
all show that one object, so that no two of them can give two figures.
"""

from atlas.portrait.initiatives import LINKS
from atlas.portrait.initiatives import distances
from atlas.portrait.money import ENTRIES
from atlas.portrait.money import Money
from atlas.portrait.peers import REFERENCES
from atlas.portrait.peers import peers
from atlas.portrait.peers import references
from atlas.portrait.people import People
from atlas.portrait.position import POSITIONS
from atlas.portrait.position import SAME_SETTING
from atlas.portrait.whole import DISTANCES
from atlas.portrait.whole import Portrait
from atlas.portrait.whole import portrait

__all__ = [
    "DISTANCES",
    "ENTRIES",
    "LINKS",
    "POSITIONS",
    "REFERENCES",
    "SAME_SETTING",
    "Money",
    "People",
    "Portrait",
    "distances",
    "peers",
    "portrait",
    "references",
]
