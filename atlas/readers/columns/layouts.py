"""Layouts of files that French public bodies publish, recognised by their headers."""

from collections.abc import Iterable
from typing import NamedTuple

from atlas.readers.cells.values import declared_table
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


LAYOUTS: dict[str, Layout] = {
    "fonds_vert": Layout(
        Label("Fonds vert", "Fonds vert"),
        "funding",
        declared_table("""
            amount: montant_engage  identifier: numero_dossier_ds  title: nom_du_projet
            programme: nom_demarche_ds  beneficiary: nom_beneficiaire_principal  beneficiary_id: siren
            code: code_commune  commune: nom_commune  departement: code_departement
        """),
        needs=("amount", "identifier", "programme", "code", "departement"),
        constants={"funder": "Fonds vert", "funder_level": "etat", "nature": "subvention"},
    ),
    # Its coordinates are left out: those of overseas rows are a map inset's. `id_terr` is of a commune, the
    # SIREN of an EPCI, or of a département. All three are grants for works by statute.
    "dotations": Layout(
        Label("DETR, DSIL et DSID", "DETR, DSIL and DSID"),
        "funding",
        declared_table("""
            amount: montant_sub  identifier: id_projet  title: description  programme: dotation
            beneficiary: nom_terr  code: id_terr  departement: id_dep
        """),
        needs=("amount", "identifier", "code", "departement"),
        constants={
            "funder": "État",
            "funder_level": "etat",
            "nature": "subvention",
            "purpose": "investissement",
        },
        ignored=("lat", "long", "lon", "latitude", "longitude", "echelon"),
    ),
    "scdl_subventions": Layout(
        Label("Subventions (schéma SCDL)", "Grants (SCDL schema)"),
        "funding",
        declared_table("""
            funder: nomAttribuant nom_de_l_attribuant nom_attribuant
            beneficiary: nomBeneficiaire nom_du_beneficiaire nom_beneficiaire
            beneficiary_id: idBeneficiaire identification_du_beneficiaire identifiant_du_beneficiaire
                siret_beneficiaire
            amount: montant montant_total_de_la_subvention montant_de_la_subvention
            title: objet objet_de_la_subvention objet_du_dossier  nature: nature nature_de_la_subvention
            year_start: dateConvention date_de_la_convention_de_subvention date_de_la_convention
            year_end: datesPeriodeVersement datesVersement date_ou_periode_de_versement date_de_versement
        """),
        needs=("funder", "beneficiary", "amount"),
    ),
    "anct_fabriques": Layout(
        Label("ANCT : lieu labellisé", "ANCT: labelled place"),
        "initiatives",
        declared_table("""
            identifier: id_territoire  name: lib_territoire  place_list: liste_geo
            start_year: date_signature  code: id_geo  commune: lib_geo
        """),
        needs=("identifier", "name", "place_list", "code"),
    ),
    "anct_territoires": Layout(
        Label("ANCT : territoires d'un programme", "ANCT: territories of a programme"),
        "initiatives",
        declared_table("""
            identifier: id_territoire  name: lib_territoire  place_list: liste_geo
            start_year: date_signature
        """),
        needs=("identifier", "name", "place_list"),
    ),
    "anct_engagement": Layout(
        Label("ANCT : engagement citoyen", "ANCT: citizen engagement"),
        "initiatives",
        declared_table("""
            identifier: id_engcit  name: libgeo  code: codgeo  code_level: echelon  status: dispositif
            start_year: periode  end_year: periode  url: url  note: projet_partage
        """),
        needs=("name", "code", "code_level"),
    ),
    "france_services": Layout(
        Label("France services", "France services"),
        "initiatives",
        declared_table("""
            identifier: id_fs  name: lib_fs  code: insee_com  postal_code: code_postal  commune: lib_com
            departement: insee_dep  address: adresse  lon: longitude  lat: latitude
            start_year: labellisation_fs  note: commentaire
        """),
        needs=("identifier", "name", "code"),
    ),
    "mediation_numerique": Layout(
        Label("Lieux de médiation numérique", "Places of digital help"),
        "initiatives",
        declared_table("""
            identifier: id  name: nom  commune: commune  postal_code: code_postal  code: code_insee
            address: adresse  lon: longitude  lat: latitude  legal_forms: typologie  url: site_web
            source: source  note: presentation_resume
        """),
        needs=("identifier", "name", "commune", "postal_code", "lon", "lat"),
    ),
    "mednum": Layout(
        Label("Aide numérique, ancien format", "Digital help, older form"),
        "initiatives",
        declared_table("""
            name: Lieu  commune: Commune  address: adresse_postale  lon: coord_x  lat: coord_y
            legal_forms: type_structure  url: site_internet  note: Description
        """),
        needs=("name", "commune", "lon", "lat"),
    ),
    "atlas_initiatives": Layout(
        Label("Table d'initiatives de l'atlas", "The atlas's table of initiatives"),
        "initiatives",
        declared_table("""
            identifier: id  code: seat_commune  name: name  type: type  departement: departement
            region: region  lon: lon  lat: lat  coverage: coverage  territory: territory  scale: scale
            setting_declared: setting_declared  start_year: start_year  end_year: end_year  status: status
            initiator: initiator  legal_forms: legal_forms  url: url  source: source  source_url: source_url
            note: note
        """),
        needs=("identifier", "name", "type", "code", "coverage"),
    ),
    "atlas_funding": Layout(
        Label("Table de financements de l'atlas", "The atlas's table of funding"),
        "funding",
        declared_table("""
            identifier: line_id  amount: amount_eur  initiative_id: initiative_id  funder: funder
            funder_level: funder_level  programme: programme  nature: nature  purpose: purpose
            year_start: year_start  year_end: year_end  counted: counted  direction: direction
        """),
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
