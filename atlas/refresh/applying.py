"""A proposal carried out: all of its tables and their lineage, or nothing."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from atlas.errors import FileFaultError
from atlas.files import write_files
from atlas.refresh.carrying import carry_out
from atlas.refresh.folder import read_proposal
from atlas.refresh.ledger import IDS, LINEAGE, PERIMETERS, csv_text, fingerprint, lineage_text, read_tables
from atlas.refresh.lists import load_lists
from atlas.tables import DECLARATIONS, check
from atlas.territories import Geography

_SHOWN = 5
# What a first refresh makes.
_NEW = (IDS, LINEAGE)


def apply(folder: Path, tables_folder: Path, geography: Geography) -> list[dict[str, Any]]:
    """Write what a proposal says into the tables of a folder, and return the lineage of its lists.

    Raises
    ------
    FileFaultError
        If the proposal was made for other tables or is damaged, or a table would have a fault: nothing is
        written then.
    """
    kept = read_proposal(folder)
    if kept.head["tables"] != fingerprint(tables_folder):
        msg = f"{folder} was made for other tables than those of {tables_folder}: run atlas refresh again"
        raise FileFaultError(msg)
    lists = load_lists(tables_folder)
    after = carry_out(kept, read_tables(tables_folder), lists, geography)
    contents = {
        "initiatives.csv": csv_text(after.initiatives),
        PERIMETERS: csv_text(after.perimeters),
        IDS: csv_text(after.ids),
        LINEAGE: lineage_text(after.lineage),
    }
    contents = {
        name: text for name, text in contents.items() if name in _NEW or (tables_folder / name).exists()
    }
    _check(tables_folder, contents)
    write_files({tables_folder / name: text.encode() for name, text in contents.items()})
    ids = [each["id"] for each in kept.head["lists"]]
    return [after.lineage[one] for one in ids if one in after.lineage]


def _check(tables_folder: Path, contents: dict[str, str]) -> None:
    """Refuse tables of which one would have a fault."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in DECLARATIONS:
            path = tables_folder / f"{name}.csv"
            if path.exists():
                shutil.copyfile(path, folder / path.name)
        for name, text in contents.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        faults = [
            f"{name}.csv: {fault}"
            for name, declaration in DECLARATIONS.items()
            if (folder / f"{name}.csv").exists()
            for fault in check(folder / f"{name}.csv", declaration)
        ]
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults[:_SHOWN])
        msg = f"the tables would have {len(faults)} fault(s), so nothing was written:\n{listed}"
        raise FileFaultError(msg)
