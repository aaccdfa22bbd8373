"""How a table is declared: its columns, and what a row must hold.

One declaration serves validation (`atlas.tables.reading`), the documentation and the Table Schema
(`atlas.tables.documentation`), so that none of the three can say something else than the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd

from atlas.vocabulary import Label

Kind = Literal["text", "url", "integer", "year", "number", "boolean"]


class Pattern(NamedTuple):
    """The form of a code.

    Attributes
    ----------
    expression
        Regular expression that the whole value matches.
    expected
        The same in words, to stand after "must be" and « doit être ».
    """

    expression: str
    expected: Label


class Reference(NamedTuple):
    """A column of another table that holds the allowed values; a level's table is that of `data/geo`."""

    table: str
    column: str


# What the text of each kind looks like; text may be anything.
FORMS: dict[Kind, Pattern] = {
    "url": Pattern(
        r"^https?://\S+$",
        Label(
            "une adresse qui commence par http:// ou https://",
            "an address that starts with http:// or https://",
        ),
    ),
    "integer": Pattern(
        r"^-?[0-9]{1,15}$",
        Label("un nombre entier de 15 chiffres au plus", "a whole number of at most 15 digits"),
    ),
    "year": Pattern(r"^[0-9]{4}$", Label("une année en quatre chiffres", "a year in four digits")),
    "number": Pattern(
        r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$",
        Label(
            "un nombre sans espaces, avec un point pour les décimales",
            "a number without spaces and with a point for decimals",
        ),
    ),
    "boolean": Pattern(r"^(true|false)$", Label("true ou false", "true or false")),
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Header in the file.
    kind
        What its values are.
    title, description
        For people, in both languages.
    example
        A value that passes, as written in the file.
    filled
        Whether every row has a value; elsewhere an empty cell means "not known".
    unique
        Whether no two rows share a value.
    pattern
        Form of its values.
    choices
        Closed list that its values come from.
    minimum, maximum
        Bounds, both included.
    reference
        Column of another table that its values come from.
    """

    name: str
    kind: Kind = "text"
    title: Label
    description: Label
    example: str
    filled: bool = False
    unique: bool = False
    pattern: Pattern | None = None
    choices: Mapping[str, Label] | None = None
    minimum: float | None = None
    maximum: float | None = None
    reference: Reference | None = None


class Rule(NamedTuple):
    """What the cells of one row must be to each other.

    Attributes
    ----------
    column
        The column to look at when the rule is broken.
    message
        One sentence, in both languages.
    holds
        From the table as text (missing = unknown) to a boolean Series on its index.
    """

    column: str
    message: Label
    holds: Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One table.

    Attributes
    ----------
    name
        Name of its file, without `.csv`.
    title, description
        For people, in both languages.
    version
        Version of the declaration.
    columns
        In the order of the file.
    key
        Column that identifies a row and indexes the table; None where rows have no name of their own.
    rules
        What the cells of a row must be to each other.
    """

    name: str
    title: Label
    description: Label
    version: str
    columns: tuple[Column, ...]
    key: str | None = None
    rules: tuple[Rule, ...] = ()
