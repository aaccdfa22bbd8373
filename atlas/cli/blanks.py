"""`atlas blanks`: the chance of a true blank, tried on hidden rows of every list."""

from pathlib import Path

import click

from atlas import settings
from atlas.catalogue import load_catalogue
from atlas.files import write_file
from atlas.gaps.calibration import REPEATS, calibrate
from atlas.gaps.trials import MOST_ERROR


@click.command("blanks")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=settings.TRIALS_FILE,
    show_default=True,
    help="CSV to write.",
)
@click.option(
    "--repeats",
    type=click.IntRange(1),
    default=REPEATS,
    show_default=True,
    help="So many times rows are hidden.",
)
def command(*, output: Path, repeats: int) -> None:
    """Hide rows of every list and write how far the chance of a true blank is from the truth.

    The pages read the table: of a list whose error is too large at a level, no chance is told there. It takes
    some minutes and gives the same each time.
    """
    table = calibrate(load_catalogue(), repeats=repeats)
    write_file(output, table.to_csv(index=False).encode())
    over = table[table["error"].ge(MOST_ERROR)]
    click.echo(f"{output}: {len(table)} trials, {len(over)} with an error of {MOST_ERROR} or more")
    for row in over.itertuples():
        click.echo(f"  {row.type}, {row.level} by {row.by}, {row.hidden:.0%} hidden: {row.error:.3f}")
