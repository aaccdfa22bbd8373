"""What the study's summary says helps, hinders and is to be done, and where the atlas shows it."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from atlas import settings
from atlas.lessons.claims import CLAIMS
from atlas.tables import ETUDE_LEVIERS, read


class Lever(NamedTuple):
    """A lever, an obstacle or a proposal.

    Attributes
    ----------
    kind, topic
        Keys of `LEVER_KINDS` and `LEVER_TOPICS` of `atlas.vocabulary`.
    texts
        What the summary says, by language.
    actors
        Keys of `LEVER_ACTORS`; empty where the summary names nobody.
    claim
        A key of `CLAIMS`; empty where none goes with it.
    shown_at
        Page and settings of the atlas, as an address; empty for those of the claim, or for nothing.
    """

    kind: str
    topic: str
    texts: dict[str, str]
    actors: tuple[str, ...]
    claim: str
    shown_at: str


@lru_cache(maxsize=4)
def load_levers(folder: Path = settings.INITIATIVES_FOLDER) -> tuple[Lever, ...]:
    """Return the levers, obstacles and proposals, in the order of their file."""
    rows = read(folder / f"{ETUDE_LEVIERS.name}.csv", ETUDE_LEVIERS).fillna("")
    return tuple(
        Lever(
            row["kind"],
            row["topic"],
            {"fr": row["text_fr"], "en": row["text_en"]},
            tuple(filter(None, row["actors"].split("|"))),
            # A claim that the atlas has put away since is none.
            row["claim"] if row["claim"] in CLAIMS else "",
            row["shown_at"],
        )
        for row in rows.to_dict("records")
    )
