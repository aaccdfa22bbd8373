"""A file of perimeters made places of a catalogue."""

from pathlib import Path

from atlas.catalogue import Catalogue, redrawn
from atlas.readers.perimeters import Brought, read_perimeters
from atlas.territories.perimeters import with_perimeters


def with_file(curated: Catalogue, path: Path) -> tuple[Catalogue, Brought]:
    """Read perimeters and add them to the curated catalogue.

    Raises
    ------
    FileRefusedError
        If the file cannot be used, see `atlas.readers.perimeters.read_perimeters`.
    """
    brought = read_perimeters(path, curated.geography, name=path.name)
    geography = with_perimeters(curated.geography, brought.named, brought.members)
    return redrawn(curated, geography), brought
