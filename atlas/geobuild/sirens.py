"""Which communes a SIREN stands for: a commune's own, those of a territory of Grand Paris.

An EPCI's SIREN is its code already.
"""

from pathlib import Path

import pandas as pd

from atlas.geobuild import sources

FILE = "sirens.parquet"
SIREN_PATTERN = r"\d{9}"


def read_territories(path: Path, records: list[dict[str, object]], communes: pd.Index) -> pd.DataFrame:
    """Table the établissements publics territoriaux, and refuse one with a member that is no commune."""
    table = pd.DataFrame(records)
    sources.force_columns(table, ("code", "nom", "membres"), path)
    sources.force_codes(table["code"], "code", path, pattern=SIREN_PATTERN)
    members = table["membres"].map(lambda own: sorted(str(member["code"]) for member in own))
    strange = members.explode()
    sources.force_none(strange[~strange.isin(communes)].astype("str"), path, "membres", "no commune")
    return pd.DataFrame({"siren": table["code"], "name": table["nom"], "communes": members})


def sirens(communes: pd.DataFrame, territories: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Table what each SIREN stands for, sorted by SIREN; `name` is missing for a commune, which has its own.

    Overseas collectivities' communes have none in the official list.
    """
    own = communes["siren"].dropna().astype("str")
    sources.force_codes(own, "siren", path, pattern=SIREN_PATTERN)
    one = pd.DataFrame({"siren": own, "name": None, "communes": [[code] for code in own.index]})
    table = pd.concat([one, territories], ignore_index=True)
    sources.force_codes(table["siren"], "siren", path, pattern=SIREN_PATTERN)
    return table.astype({"siren": "str", "name": "str"}).sort_values("siren", ignore_index=True)


def write(table: pd.DataFrame, path: Path) -> None:
    """Write the register, the same bytes for the same rows."""
    table.to_parquet(path, index=False, compression="zstd", compression_level=15)
