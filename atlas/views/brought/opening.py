"""A file of perimeters made places of a catalogue."""

from pathlib import Path

from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import NOTHING, combined, imported
from atlas.readers.perimeters import Brought, read_perimeters
from atlas.workspace import open_workspace


def opened(workspace: str, perimeters: Path | None) -> tuple[Catalogue, Brought | None]:
    """Join what a team keeps, and perimeters of a file, to the curated tables, as pages do.

    Parameters
    ----------
    workspace
        Its address; empty for none.

    Raises
    ------
    FileFaultError
        If the workspace cannot be opened.
    FileRefusedError
        If the file cannot be used, see `atlas.readers.perimeters.read_perimeters`.
    """
    curated = load_catalogue()
    kept = open_workspace(workspace).kept() if workspace else NOTHING
    if perimeters is None:
        return enlarge(curated, kept), None
    # The team's keep their codes, and with them their links.
    places = enlarge(curated, NOTHING._replace(perimeters=kept.perimeters)).geography
    brought = read_perimeters(perimeters, places, name=perimeters.name)
    return enlarge(curated, combined([kept, imported(brought, "")])), brought
