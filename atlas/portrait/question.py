"""What is asked of one territory, and what every part of the answer starts from."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.presence import COUNTING, By
from atlas.catalogue.selection import Selection, among, select_funding
from atlas.territories.places import Place


class Question(NamedTuple):
    """What was asked, and what every part of the answer starts from."""

    catalogue: Catalogue
    where: Place
    selection: Selection
    by: By
    answer: Answer
    # Which territories of the level are the peers.
    peers: NDArray[np.bool_]
    # Ids of the chosen initiatives of the territory, by either way to count.
    ids: dict[By, pd.Index]
    # Chosen lines that count, and the territory's part of each.
    lines: pd.DataFrame
    shares: pd.DataFrame
    # Where the chosen initiatives are, with their type, and the position of each place in the level.
    everywhere: pd.DataFrame
    positions: NDArray[np.intp]

    @property
    def kinds(self) -> pd.Series:
        """Type of each initiative, by id."""
        return self.catalogue.tables.initiatives["type"]

    @property
    def level(self) -> pd.DataFrame:
        """All territories of the level."""
        return self.catalogue.geography.level(self.where.level)

    def within(self, territories: NDArray[np.bool_]) -> pd.DataFrame:
        """Keep the places in some territories of the level."""
        return self.everywhere[territories[self.positions]]


class OfLevel(NamedTuple):
    """What territories of one level share that are asked alike, as those side by side are."""

    answer: Answer
    lines: pd.DataFrame
    everywhere: pd.DataFrame
    positions: NDArray[np.intp]


@kept(maxsize=4)
def of_level(catalogue: Catalogue, selection: Selection, level: str, by: By) -> OfLevel:
    """Look up what does not hang on the territory, see `Question`."""
    answer = catalogue.answer(selection, level, by=by, measure="count")
    # Tens of thousands of ids and codes were looked up once; masks do the rest.
    initiatives = catalogue.tables.initiatives
    owners, positions = catalogue.positions(level, by)
    mine = np.isin(owners, answer.rows)
    rows = catalogue.presence(level, by)[mine]
    rows = rows.assign(type=initiatives["type"].to_numpy(dtype=object)[owners[mine]])
    return OfLevel(answer, select_funding(catalogue.lines, selection), rows, positions[mine])


def ask(catalogue: Catalogue, where: Place, selection: Selection, by: By, group: pd.Index) -> Question:
    """Look up once what all parts of a portrait need; `group` are the codes of the peers."""
    shared = of_level(catalogue, selection, where.level, by)
    answer, lines = shared.answer, shared.lines
    shares = catalogue.shares(where.level, by)
    shares = shares[shares["code"].eq(where.code)]
    shares = shares[among(shares["line"], lines.index)]
    every = catalogue.tables.initiatives.index
    ids = {key: every[answer.rows[catalogue.present(where, key)[answer.rows]]] for key in COUNTING}
    shares = shares[among(shares["id"], ids[by])]
    peers = np.zeros(len(answer.table), dtype=bool)
    peers[answer.table.index.get_indexer(group)] = True
    return Question(
        catalogue,
        where,
        selection,
        by,
        answer,
        peers,
        ids,
        lines,
        shares,
        shared.everywhere,
        shared.positions,
    )
