"""Whose place a header tells: that of who asks, or that of what is done."""

from atlas.readers.columns.scores import names_role
from atlas.readers.columns.usual_headers import SEAT, SITE, header_words
from atlas.readers.model.mapping import PLACE_ROLES, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note


def _whose(header: str) -> str:
    """Return whose place a header tells: of the seat, of the site, or "" where it tells neither or both."""
    words = {*header_words(header).split()}
    of_seat, of_site = bool(words & SEAT), bool(words & SITE)
    return "" if of_seat == of_site else "seat" if of_seat else "site"


def keep_one_place(chosen: dict[str, tuple[str, float]]) -> None:
    """Join no "Code postal du siège" to a "Commune du projet": together they are no place."""
    meant = next((whose for role in ("code", "commune") if (whose := _whose(chosen.get(role, ("",))[0]))), "")
    for role in [role for role in chosen if role in PLACE_ROLES and meant]:
        if _whose(chosen[role][0]) not in {"", meant}:
            del chosen[role]


def place_notes(raw: Raw, mapping: Mapping) -> list[Note]:
    """Return which other column names the towns of the site, or of the seat, where one was taken."""
    taken = mapping.columns.get("code") or mapping.columns.get("commune", "")
    meant = _whose(taken)
    others = [
        header
        for header in map(str, raw.cells.columns)
        if meant and _whose(header) not in {"", meant} and names_role("commune", header)
    ]
    return [Note("other_places", {"column": taken, "others": ", ".join(others)})] if others else []
