"""What became of a line of a file: reasons and repairs of every kind."""

from atlas.vocabulary import PROBLEMS, Label
from atlas.words.texts.ledger import AMOUNT_PROBLEMS, REFUSALS, REPAIRS, ROW_REASONS, ROW_REPAIRS

# Lines under or between the rows that are no rows.
SET_ASIDE = (
    "grand_total",
    "footnote",
    "repeated_header",
    "column_numbers",
    "section",
    "continuation",
    "part_of_above",
    "other_table",
)

REASONS: dict[str, Label] = {**PROBLEMS, **AMOUNT_PROBLEMS, **REFUSALS, **ROW_REASONS}
ALL_REPAIRS: dict[str, Label] = {**REPAIRS, **ROW_REPAIRS}
