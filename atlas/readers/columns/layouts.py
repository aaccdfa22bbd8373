"""Layouts of files that French public bodies publish, recognised by their headers."""

from collections.abc import Iterable
from typing import NamedTuple

from atlas.readers.model.mapping import Kind
from atlas.territories import normalise_name
from atlas.vocabulary import Label


class Layout(NamedTuple):
    """A known layout.

    Attributes
    ----------
    columns
        Role -> headers that may hold it, the first that the file has counts.
    needs
        Roles without which a file is not of this layout.
    ignored
        Headers that tell a place and are not to be believed.
    """

    label: Label
    kind: Kind
    columns: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    constants: dict[str, str] = {}  # noqa: RUF012 - a named tuple's default is never changed
    ignored: tuple[str, ...] = ()


_ANCT_COLUMNS: dict[str, tuple[str, ...]] = {
    "identifier": ("id_territoire",),
    "name": ("lib_territoire",),
    "place_list": ("liste_geo",),
    "start_year": ("date_signature",),
}

LAYOUTS: dict[str, Layout] = {
    "fonds_vert": Layout(
        label=Label("Fonds vert", "Fonds vert"),
        kind="funding",
        columns={
            "amount": ("montant_engage",),
            "identifier": ("numero_dossier_ds",),
            "title": ("nom_du_projet",),
            "programme": ("nom_demarche_ds",),
            "beneficiary": ("nom_beneficiaire_principal",),
            "beneficiary_id": ("siren",),
            "code": ("code_commune",),
            "commune": ("nom_commune",),
            "departement": ("code_departement",),
        },
        needs=("amount", "identifier", "programme", "code", "departement"),
        constants={"funder": "Fonds vert", "funder_level": "etat", "nature": "subvention"},
    ),
    # Its coordinates are left out: those of overseas rows are a map inset's. `id_terr` is by row the code of
    # a commune, the SIREN of an EPCI, or the code of a département.
    "dotations": Layout(
        label=Label("DETR, DSIL et DSID", "DETR, DSIL and DSID"),
        kind="funding",
        columns={
            "amount": ("montant_sub",),
            "identifier": ("id_projet",),
            "title": ("description",),
            "programme": ("dotation",),
            "beneficiary": ("nom_terr",),
            "code": ("id_terr",),
            "departement": ("id_dep",),
        },
        needs=("amount", "identifier", "code", "departement"),
        # All three are grants for works by statute.
        constants={
            "funder": "État",
            "funder_level": "etat",
            "nature": "subvention",
            "purpose": "investissement",
        },
        ignored=("lat", "long", "lon", "latitude", "longitude", "echelon"),
    ),
    "scdl_subventions": Layout(
        label=Label("Subventions (schéma SCDL)", "Grants (SCDL schema)"),
        kind="funding",
        columns={
            "funder": ("nomAttribuant", "Nom de l'attribuant", "nom attribuant"),
            "beneficiary": ("nomBeneficiaire", "Nom du bénéficiaire", "nom beneficiaire"),
            "beneficiary_id": (
                "idBeneficiaire",
                "Identification du bénéficiaire",
                "identifiant du beneficiaire",
                "siret beneficiaire",
            ),
            "amount": ("montant", "Montant total de la subvention", "montant de la subvention"),
            "title": ("objet", "Objet de la subvention", "objet du dossier"),
            "nature": ("nature", "Nature de la subvention"),
            "year_start": ("dateConvention", "Date de la convention de subvention", "date de la convention"),
            "year_end": (
                "datesPeriodeVersement",
                "datesVersement",
                "Date ou période de versement",
                "date de versement",
            ),
        },
        needs=("funder", "beneficiary", "amount"),
    ),
    "anct_fabriques": Layout(
        label=Label("ANCT : lieu labellisé", "ANCT: labelled place"),
        kind="initiatives",
        columns={**_ANCT_COLUMNS, "code": ("id_geo",), "commune": ("lib_geo",)},
        needs=("identifier", "name", "place_list", "code"),
    ),
    "anct_territoires": Layout(
        label=Label("ANCT : territoires d'un programme", "ANCT: territories of a programme"),
        kind="initiatives",
        columns=_ANCT_COLUMNS,
        needs=("identifier", "name", "place_list"),
    ),
    "anct_engagement": Layout(
        label=Label("ANCT : engagement citoyen", "ANCT: citizen engagement"),
        kind="initiatives",
        columns={
            "identifier": ("id_engcit",),
            "name": ("libgeo",),
            "code": ("codgeo",),
            "code_level": ("echelon",),
            "status": ("dispositif",),
            "start_year": ("periode",),
            "end_year": ("periode",),
            "url": ("url",),
            "note": ("projet_partage",),
        },
        needs=("name", "code", "code_level"),
    ),
    "france_services": Layout(
        label=Label("France services", "France services"),
        kind="initiatives",
        columns={
            "identifier": ("id_fs",),
            "name": ("lib_fs",),
            "code": ("insee_com",),
            "postal_code": ("code_postal",),
            "commune": ("lib_com",),
            "departement": ("insee_dep",),
            "address": ("adresse",),
            "lon": ("longitude",),
            "lat": ("latitude",),
            "start_year": ("labellisation_fs",),
            "note": ("commentaire",),
        },
        needs=("identifier", "name", "code"),
    ),
    "mediation_numerique": Layout(
        label=Label("Lieux de médiation numérique", "Places of digital help"),
        kind="initiatives",
        columns={
            "identifier": ("id",),
            "name": ("nom",),
            "commune": ("commune",),
            "postal_code": ("code_postal",),
            "code": ("code_insee",),
            "address": ("adresse",),
            "lon": ("longitude",),
            "lat": ("latitude",),
            "legal_forms": ("typologie",),
            "url": ("site_web",),
            "source": ("source",),
            "note": ("presentation_resume",),
        },
        needs=("identifier", "name", "commune", "postal_code", "lon", "lat"),
    ),
    "mednum": Layout(
        label=Label("Aide numérique, ancien format", "Digital help, older form"),
        kind="initiatives",
        columns={
            "name": ("Lieu",),
            "commune": ("Commune",),
            "address": ("Adresse postale",),
            "lon": ("Coord. X",),
            "lat": ("Coord. Y",),
            "legal_forms": ("Type Structure",),
            "url": ("Site internet",),
            "note": ("Description",),
        },
        needs=("name", "commune", "lon", "lat"),
    ),
    "atlas_initiatives": Layout(
        label=Label("Table d'initiatives de l'atlas", "The atlas's table of initiatives"),
        kind="initiatives",
        columns={
            "identifier": ("id",),
            "code": ("seat_commune",),
            **{
                role: (role,)
                for role in (
                    *(
                        "name",
                        "type",
                        "departement",
                        "region",
                        "lon",
                        "lat",
                        "coverage",
                        "territory",
                        "scale",
                    ),
                    *("setting_declared", "start_year", "end_year", "status", "initiator", "legal_forms"),
                    *("url", "source", "source_url", "note"),
                )
            },
        },
        needs=("identifier", "name", "type", "code", "coverage"),
    ),
    "atlas_funding": Layout(
        label=Label("Table de financements de l'atlas", "The atlas's table of funding"),
        kind="funding",
        columns={
            "identifier": ("line_id",),
            "amount": ("amount_eur",),
            "initiative_id": ("initiative_id",),
            **{
                role: (role,)
                for role in (
                    *("funder", "funder_level", "programme", "nature", "purpose", "year_start", "year_end"),
                    *("counted", "direction"),
                )
            },
        },
        needs=("identifier", "amount", "initiative_id", "funder"),
    ),
}


# How the ANCT's identifiers begin where a programme is a type of the atlas.
TYPES_BY_PREFIX = {"fabt-": "tiers_lieu", "manuprox-": "tiers_lieu"}


class Found(NamedTuple):
    """A layout that a file has."""

    key: str
    columns: dict[str, str]


def plain(header: object) -> str:
    """Write a header without case, accents, spaces and punctuation."""
    return normalise_name(str(header)).replace(" ", "")


def find_layout(headers: Iterable[str], kind: Kind) -> Found | None:
    """Recognise the layout of a table.

    The first of `LAYOUTS` that the table has; None where it is none of them.
    """
    seen: dict[str, str] = {}
    for header in headers:
        seen.setdefault(plain(header), str(header))
    for key, layout in LAYOUTS.items():
        if layout.kind != kind:
            continue
        columns = {}
        for role, names in layout.columns.items():
            here = [seen[plain(name)] for name in names if plain(name) in seen]
            if here:
                columns[role] = here[0]
        if all(role in columns for role in layout.needs):
            return Found(key, columns)
    return None
