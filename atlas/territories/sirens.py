"""Whom a SIREN stands for among communes, EPCI and the territories of Grand Paris."""

from atlas.territories.epcis import epci_key
from atlas.territories.files import read_parquet
from atlas.territories.geography import Geography
from atlas.territories.kept import kept_of


@kept_of(maxsize=4)
def siren_places(geography: Geography) -> dict[str, str]:
    """Return what each SIREN stands for, as a coverage: `commune:26113`, `epci:242600534`, or all members.

    Départements and régions are not in the official lists that have SIREN.
    """
    table = read_parquet(geography.folder / "sirens.parquet", ["siren", "communes"], key="siren")
    known = {str(code): f"epci:{code}" for code in geography.level("epci").index}
    own = ["|".join([f"commune:{code}" for code in codes]) for codes in table["communes"].tolist()]
    return known | dict(zip(table.index.tolist(), own, strict=True))


@kept_of(maxsize=4)
def paris_territories(geography: Geography) -> dict[str, str]:
    """Return the établissements publics territoriaux of Grand Paris: key of the name -> SIREN."""
    table = read_parquet(geography.folder / "sirens.parquet", ["siren", "name"], key="siren")
    return {epci_key(name): str(siren) for siren, name in table["name"].dropna().items()}
