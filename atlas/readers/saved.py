"""A working state in one file: each file as it was brought, with its columns, corrections and decisions.

A zip that begins with `atlas.json`. Nothing made of the rows is in it: whoever brings it back has them read,
placed and checked again by the same stages, within the same bounds.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from atlas.errors import FileFaultError
from atlas.readers.files.archives import ZIP_START, unpack
from atlas.readers.files.limits import Limits
from atlas.readers.model.mapping import Mapping
from atlas.readers.told.refusals import FileRefusedError

_MANIFEST = "atlas.json"
# Where the name of the first member stands in a zip.
_FIRST_NAME = 30
_VERSION = 1
_MOST_FILES = 50


class Saved(NamedTuple):
    """A file of a working state.

    Attributes
    ----------
    name, content
        As it was brought.
    sheet
        Which of its sheets was read, see `atlas.readers.sheets.read_file`; empty for the only one.
    mapping
        What its columns are, with the corrections and decisions.
    draft
        Whether it was still at work, not kept.
    perimeters
        Whether it is a file of perimeters, of which the mapping says nothing.
    """

    name: str
    sheet: str
    mapping: Mapping
    content: bytes
    draft: bool = False
    perimeters: bool = False


def is_saved(content: bytes) -> bool:
    """Check whether a file is a working state that `write_saved` wrote.

    Examples
    --------
    >>> is_saved(write_saved([])), is_saved(b"nom;commune")
    (True, False)
    """
    name = content[_FIRST_NAME : _FIRST_NAME + len(_MANIFEST)]
    return content.startswith(ZIP_START) and name == _MANIFEST.encode()


def write_saved(parts: Iterable[Saved]) -> bytes:
    """Write a working state."""
    listed = list(parts)
    files = [
        {"member": f"{number}/{part.name}", "name": part.name, "sheet": part.sheet}
        | {"mapping": asdict(part.mapping), "draft": part.draft, "perimeters": part.perimeters}
        for number, part in enumerate(listed, start=1)
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            _MANIFEST, json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False, indent=2)
        )
        for file, part in zip(files, listed, strict=True):
            archive.writestr(str(file["member"]), part.content)
    return target.getvalue()


def read_saved(content: bytes, *, limits: Limits) -> list[Saved]:
    """Read a working state; its files are not opened yet.

    Raises
    ------
    FileRefusedError
        If it is larger than may be, or no working state.
    """
    members = unpack(content, limits=limits)
    try:
        parts = [_part(file, members) for file in json.loads(members[_MANIFEST])["files"]]
    except (FileFaultError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise FileRefusedError("damaged", format="ZIP") from error
    limits.check("zip_too_many", len(parts), _MOST_FILES)
    return parts


def _part(file: dict[str, Any], members: dict[str, bytes]) -> Saved:
    mapping = Mapping.from_json(json.dumps(file["mapping"]))
    draft = file.get("draft") is True  # a work of before has none
    perimeters = file.get("perimeters") is True
    return Saved(
        str(file["name"]), str(file["sheet"]), mapping, members[file["member"]], draft, perimeters=perimeters
    )
