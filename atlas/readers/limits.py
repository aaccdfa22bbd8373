"""How large a file that somebody brings may be."""

from dataclasses import dataclass
from dataclasses import field

from atlas import settings
from atlas.readers.faults import FileRefusedError


@dataclass(frozen=True)
class Limits:
    """How large a file may be; each part defaults to its setting in `atlas.settings`.

    Attributes
    ----------
    upload_bytes
        Of the file as it is brought.
    unzipped_bytes
        Of all that a zip, a workbook or a compressed column unpacks to.
    growth
        How many times its packed size a member of a zip may unpack to; small members are free of it.
    members
        Files in a zip.
    rows, columns, cells
        Of the table; `cells` is their product, empty ones included.
    characters
        Of one cell.
    """

    upload_bytes: int = field(default_factory=lambda: settings.MAX_UPLOAD_BYTES)
    unzipped_bytes: int = field(default_factory=lambda: settings.MAX_UNZIPPED_BYTES)
    growth: int = field(default_factory=lambda: settings.MAX_ZIP_GROWTH)
    members: int = field(default_factory=lambda: settings.MAX_ZIP_MEMBERS)
    rows: int = field(default_factory=lambda: settings.MAX_ROWS)
    columns: int = field(default_factory=lambda: settings.MAX_COLUMNS)
    cells: int = field(default_factory=lambda: settings.MAX_CELLS)
    characters: int = field(default_factory=lambda: settings.MAX_CELL_CHARACTERS)

    def check_shape(self, rows: int, columns: int) -> None:
        """Refuse a table with too many rows, columns or cells.

        Parameters
        ----------
        rows, columns
            Of the table.

        Raises
        ------
        FileRefusedError
            If there are more than allowed.
        """
        for fault, size, limit in (
            ("too_many_rows", rows, self.rows),
            ("too_many_columns", columns, self.columns),
            ("too_many_cells", rows * columns, self.cells),
        ):
            if size > limit:
                raise FileRefusedError(fault, size=str(size), limit=str(limit))
