"""A workspace by its address."""

from pathlib import Path

from atlas.errors import FileFaultError
from atlas.vocabulary import Label
from atlas.workspace.geopackage import GeoPackage
from atlas.workspace.sql import Workspace

_DATABASES = ("postgresql://", "postgres://")


def open_workspace(where: str, *, by: str | None = None) -> Workspace:
    """Open a workspace; what is written to it is noted as written by `by`."""
    workspace = _opened(where)
    workspace.by = by
    return workspace


def _opened(where: str) -> Workspace:
    if not where.startswith(_DATABASES):
        if not where.lower().endswith(".gpkg"):
            msg = Label(
                "{where} n’est pas un espace de travail : nommez un fichier .gpkg ou une adresse postgresql://.",
                "{where} is no workspace: name a .gpkg file or a postgresql:// address.",
            ).filled(where=where)
            raise FileFaultError(msg)
        return GeoPackage(Path(where))
    try:
        from atlas.workspace.postgis import Postgis  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        extra = "atlas-dynamiques-territoriales[postgis]"
        msg = Label(
            "Un espace de travail dans PostGIS demande un paquet de plus : pip install '{extra}'.",
            "A workspace in PostGIS needs one package more: pip install '{extra}'.",
        ).filled(extra=extra)
        raise FileFaultError(msg) from error
    return Postgis(where)
