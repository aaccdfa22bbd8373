"""Usual headers of each role, and words that tell one or rule it out."""

from atlas.locate.columns import ROLES as PLACE_NAMES

# Usual headers of the roles that `atlas.locate` does not know, and words that tell one; the best first.
NAMES: dict[str, tuple[str, ...]] = {
    "code": (*PLACE_NAMES["code"], "id_geo", "seat_commune"),
    "epci": PLACE_NAMES["epci"],
    "postal_code": PLACE_NAMES["postal_code"],
    "commune": PLACE_NAMES["name"],
    "departement": (*PLACE_NAMES["departement"], "insee_dep"),
    "region": ("region", "nom_region", "code_region", "lib_reg", "regions", "reg"),
    "lon": PLACE_NAMES["lon"],
    "lat": PLACE_NAMES["lat"],
    "address": ("adresse", "adresse_postale", "adresse_complete", "adresse_siege", "address"),
    "x": PLACE_NAMES["x"],
    "y": PLACE_NAMES["y"],
    "code_level": ("echelon", "niveau", "level", "maille", "type_territoire"),
    "place_list": ("liste_geo", "territoires", "communes", "epcis"),
    "coverage": ("coverage", "couverture"),
    "name": ("nom", "name", "nom_structure", "lib_territoire", "raison_sociale", "titre", "intitule", "lieu"),
    "identifier": (
        "id",
        "identifiant",
        "numero_dossier",
        "id_projet",
        "id_territoire",
        "reference",
        "numero",
    ),
    "type": ("type", "dispositif", "categorie"),
    "territory": ("territoire", "perimetre", "territory"),
    "scale": ("scale", "echelle"),
    "setting_declared": ("setting_declared", "cadre"),
    "start_year": ("start_year", "annee", "date", "annee_creation", "date_creation", "date_debut", "debut"),
    "end_year": ("end_year", "date_fin", "annee_fin", "fin"),
    "status": ("status", "statut", "etat"),
    "initiator": ("initiator", "initiateur", "porteur"),
    "legal_forms": ("legal_forms", "forme_juridique", "statut_juridique", "type_structure", "typologie"),
    "url": ("url", "site", "site_internet", "site_web", "website", "lien"),
    "source": ("source",),
    "source_url": ("source_url", "url_source"),
    "note": ("note", "remarque", "commentaire", "observations"),
    "amount": ("montant", "montant_eur", "amount", "amount_eur", "subvention", "mandate"),
    "beneficiary": (
        "beneficiaire",
        "nom_beneficiaire",
        "raison_sociale",
        "association",
        "organisme",
        "tiers",
    ),
    "beneficiary_id": ("siret", "siren", "siret_ou_nir", "siret_beneficiaire", "id_beneficiaire"),
    "title": ("objet", "projet", "nom_du_projet", "intitule", "description", "action", "libelle"),
    "funder": ("financeur", "attribuant", "funder", "attributeur", "service"),
    "funder_level": ("funder_level", "niveau_financeur"),
    "programme": ("programme", "dispositif", "programme_budgetaire", "dotation"),
    "nature": ("nature", "nature_aide"),
    "purpose": ("purpose", "usage", "objectif"),
    "year_start": ("annee", "exercice", "year", "date", "date_convention", "annee_budgetaire"),
    "year_end": ("date_versement", "annee_fin"),
    "initiative_id": ("initiative_id",),
}


WORDS: dict[str, tuple[str, ...]] = {
    "code": ("insee", "codgeo"),
    "epci": ("epci",),
    "postal_code": ("postal",),
    "commune": ("commune", "ville"),
    "departement": ("departement", "dept"),
    "region": ("region", "regions"),
    "address": ("adresse",),
    "name": ("nom", "denomination"),
    "amount": (
        "montant",
        "subvention",
        "mandate",
        "verse",
        "amount",
        "aide",
        "grant",
        "attribue",
        "engage",
        "somme",
        "euros",
        "eur",
    ),
    "beneficiary": ("beneficiaire", "raison", "association"),
    "beneficiary_id": ("siret", "siren"),
    "title": ("objet", "projet", "intitule"),
    "funder": ("attribuant", "financeur", "attributeur"),
    "programme": ("programme", "dispositif"),
    "nature": ("nature",),
    "year_start": ("annee", "exercice", "date", "an"),
    "start_year": ("annee", "date", "creation", "periode"),
    "url": ("site", "url", "lien"),
    "identifier": ("identifiant", "dossier"),
    "legal_forms": ("juridique",),
}


# A header with one of these words is not the role, whatever else it says.
NOT: dict[str, tuple[str, ...]] = {
    # A geocoder's address is no better than its point.
    "address": ("ban", "result", "geo", "mail", "electronique", "complement", "web", "internet"),
    "amount": (
        "cout",
        "pret",
        "garantie",
        "pourcentage",
        "pct",
        "taux",
        "nature",
        "objet",
        "date",
        "aide d etat",
    ),
    "departement": ("attributeur", "attribuant", "financeur"),
    "code": ("siren", "siret", "postal"),
    "commune": ("code", "insee", "nombre", "nb", "population"),
    "name": ("prenom", "commune", "departement", "region", "epci", "mail"),
    "region": ("code insee", "agence"),
    "year_start": ("mandat", "signataire"),
}


# Roles whose cells alone can tell what they are.
TELLING = ("place_list", "commune", "code", "epci", "url")
