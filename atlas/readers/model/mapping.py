"""What each column of a file is: proposed by recognition, changed by a reader, saved as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Literal

from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.vocabulary import Label

Kind = Literal["initiatives", "funding"]

# What may tell where a row is.
PLACE_ROLES: dict[str, Label] = {
    "code": Label("Code de la commune ou du territoire", "Code of the commune or territory"),
    "code_level": Label("Échelon de ce code", "Level of that code"),
    "place_list": Label(
        "Territoires, nom et code entre parenthèses", "Territories, name and code in brackets"
    ),
    "epci": Label("Intercommunalité, SIREN ou nom", "Intercommunalité, SIREN or name"),
    "postal_code": Label("Code postal", "Postal code"),
    "commune": Label("Nom de la commune", "Name of the commune"),
    "departement": Label("Département", "Département"),
    "region": Label("Région", "Région"),
    "country": Label("Pays", "Country"),
    "address": Label("Adresse, avec code postal", "Address, with postal code"),
    "lon": Label("Longitude", "Longitude"),
    "lat": Label("Latitude", "Latitude"),
    "geometry": Label(
        "Coordonnées ou contour en une colonne (WKT, GeoJSON)",
        "Coordinates or outline in one column (WKT, GeoJSON)",
    ),
    "x": Label("X projeté", "Projected x"),
    "y": Label("Y projeté", "Projected y"),
}

ROLES: dict[Kind, dict[str, Label]] = {
    "initiatives": {
        "name": Label("Nom de l'initiative", "Name of the initiative"),
        "identifier": Label("Identifiant", "Identifier"),
        "type": Label("Type", "Type"),
        **PLACE_ROLES,
        "coverage": Label("Couverture (niveau:code)", "Coverage (level:code)"),
        "territory": Label("Territoire, mot à mot", "Territory, verbatim"),
        "scale": Label("Échelle déclarée", "Declared scale"),
        "setting_declared": Label("Cadre déclaré", "Declared setting"),
        "start_year": Label("Année ou date de début", "Start year or date"),
        "end_year": Label("Année ou date de fin", "End year or date"),
        "status": Label("État", "Status"),
        "initiator": Label("Initiateur", "Initiator"),
        "legal_forms": Label("Forme juridique", "Legal form"),
        "url": Label("Site", "Website"),
        "source": Label("Source", "Source"),
        "source_url": Label("Adresse de la source", "Address of the source"),
        "note": Label("Remarque", "Note"),
    },
    "funding": {
        "amount": Label("Montant en euros", "Amount in euros"),
        "currency": Label("Monnaie du montant", "Currency of the amount"),
        "beneficiary": Label("Bénéficiaire", "Beneficiary"),
        "beneficiary_id": Label("SIREN ou SIRET du bénéficiaire", "SIREN or SIRET of the beneficiary"),
        "title": Label("Objet ou projet", "Purpose or project, verbatim"),
        "identifier": Label("Numéro du dossier", "File number"),
        **PLACE_ROLES,
        "funder": Label("Financeur", "Funder"),
        "funder_level": Label("Niveau du financeur", "Level of the funder"),
        "programme": Label("Programme", "Programme"),
        "nature": Label("Nature de l'aide", "Kind of money"),
        "purpose": Label("Usage", "Purpose"),
        "year_start": Label("Année ou date, début", "Year or date, start"),
        "year_end": Label("Année ou date, fin", "Year or date, end"),
        "decision": Label("Suite donnée (accordée, refusée…)", "Decision (granted, refused…)"),
        "initiative_id": Label("Initiative de l'atlas", "Initiative of the atlas"),
        "counted": Label("Comptée (true ou false)", "Counted (true or false)"),
        "direction": Label("Sens (received…)", "Direction (received…)"),
    },
}

# What a reader may say once for the whole file.
CONSTANTS: dict[Kind, tuple[str, ...]] = {
    "initiatives": ("type", "scale", "source", "source_url"),
    "funding": ("funder", "funder_level", "programme", "nature", "purpose"),
}


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """What the columns of one table are.

    Attributes
    ----------
    layout
        Key of `atlas.readers.columns.layouts.LAYOUTS`; empty for a table that is none of them.
    sheet
        Sheet or layer that it describes; empty where the file has none.
    confidence
        Role -> 0 to 1, see `atlas.readers.columns.recognition`; absent where a person chose the column.
    constants
        Field of `CONSTANTS[kind]` -> value for every row whose own column says nothing.
    years
        Header of a column of amounts -> the year that it is of, where each year has a column of its own; it
        counts where `amount` is one of them.
    funders
        Header of a column of amounts -> the funder that it is of, likewise.
    kept
        Headers of columns that the atlas does not use and that follow its own in what is written.
    crs
        Of the columns `lon`, `lat` or `x`, `y`, in any form that pyproj takes.
    corrections, decisions
        Key of a row -> role -> what its cell should be; key -> whether it is what it resembles. See
        `atlas.readers.corrections`.
    """

    kind: Kind
    layout: str = ""
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    years: dict[str, str] = field(default_factory=dict)
    funders: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    crs: str = "EPSG:4326"
    corrections: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse roles and constants that the kind does not have."""
        if self.kind not in ROLES:
            msg = f"unknown kind {self.kind!r}: choose one of {', '.join(ROLES)}"
            raise UnknownChoiceError(msg)
        for what, given, allowed in (
            ("role", self.columns, ROLES[self.kind]),
            ("constant", self.constants, CONSTANTS[self.kind]),
            *(("role", roles, ROLES[self.kind]) for roles in self.corrections.values()),
            ("decision", self.decisions.values(), ("same", "apart")),
        ):
            unknown = [key for key in given if key not in allowed]
            if unknown:
                msg = f"unknown {what} {unknown[0]!r} for {self.kind}: choose among {', '.join(allowed)}"
                raise UnknownChoiceError(msg)

    def check(self, headers: Iterable[str]) -> None:
        """Refuse columns that a table does not have."""
        seen = [str(header) for header in headers]
        absent = [
            header for header in (*self.columns.values(), *self.abreast(), *self.kept) if header not in seen
        ]
        if absent:
            msg = f"no column {absent[0]!r} in the table, which has: {', '.join(seen) or 'none'}"
            raise MissingColumnError(msg)

    def abreast(self) -> dict[str, dict[str, str]]:
        """Return the columns of amounts that each make a row of their own, with role -> year or funder."""
        amount = self.columns.get("amount")
        given = {"year_start": self.years, "funder": self.funders}
        told = {role: each for role, each in given.items() if amount in each}
        headers = dict.fromkeys(header for each in told.values() for header in each)
        return {header: {role: each.get(header, "") for role, each in told.items()} for header in headers}

    def to_json(self) -> str:
        """Write the mapping as JSON, to be read again by `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Read a mapping that `to_json` wrote."""
        try:
            found = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            msg = f"The mapping is no JSON ({error}); save one with --save-mapping."
            raise FileFaultError(msg) from error
        texts = ("kind", "layout", "sheet", "crs")
        tables = ("columns", "constants", "years", "funders", "decisions")
        sound = (
            isinstance(found, dict)
            and "kind" in found
            and set(found) <= {*texts, *tables, "confidence", "kept", "corrections"}
            and isinstance(found.get("kept", []), list)
            and all(isinstance(each, str) for each in found.get("kept", []))
            and all(isinstance(found.get(key, ""), str) for key in texts)
            and all(_is_table(found.get(key, {}), str) for key in tables)
            and _is_table(found.get("confidence", {}), int | float)
            and _is_table(found.get("corrections", {}), dict)
            and all(_is_table(roles, str) for roles in found.get("corrections", {}).values())
        )
        if not sound:
            more = ", ".join((*texts[1:], "confidence", *tables, "kept", "corrections"))
            msg = f"The mapping needs kind, and may have {more}."
            raise FileFaultError(msg)
        return cls(**found)


def _is_table(value: object, kind: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str) and isinstance(one, kind)  # type: ignore[arg-type]
        for key, one in value.items()
    )
