"""Closed lists of the field, each code with its French and English label.

Codes are what tables, links and files carry; labels are what people read. The list of initiative types is
data (`data/initiatives/types.csv`), because it carries counts and sources.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Self, TypeVar

from atlas.typography import typeset

Key = TypeVar("Key")
Language = Literal["fr", "en"]
Level = Literal["commune", "bassin_de_vie", "epci", "departement", "region"]
Setting = Literal["urbain", "periurbain", "rural"]


class _Pair(NamedTuple):
    fr: str
    en: str


class Label(_Pair):
    """One thing's name, or a sentence, in both languages; the French is set as printers do."""

    __slots__ = ()

    def __new__(cls, fr: str, en: str) -> Self:
        """Set the French words."""
        return super().__new__(cls, typeset(fr), en)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy it as it is: what filled it is not set."""
        return Label._make, (tuple(self),)

    def filled(self, **values: object) -> "Label":
        """Fill the braces, each by a text left as it is, such as a path, or by a label."""
        both = [
            text.format(**{key: one[place] if isinstance(one, Label) else one for key, one in values.items()})
            for place, text in enumerate(self)
        ]
        return Label._make(both)

    def to(self, language: Language) -> str:
        """Return the name in `language`."""
        return self.fr if language == "fr" else self.en


def labels_in(labels: Mapping[Key, Label], language: Language) -> dict[Key, str]:
    """Return the names of a closed list in one language."""
    return {key: label.to(language) for key, label in labels.items()}


LEVELS: dict[str, Label] = {
    "commune": Label("Commune", "Commune"),
    "bassin_de_vie": Label("Bassin de vie", "Bassin de vie (living area)"),
    "epci": Label("Intercommunalité (EPCI)", "Intercommunalité (EPCI)"),
    "departement": Label("Département", "Département"),
    "region": Label("Région", "Région"),
}
# A named set of communes that is no territory of an official level; several may share a commune.
PERIMETER = "perimetre"
# What a place may be.
PLACE_LEVELS: dict[str, Label] = LEVELS | {PERIMETER: Label("Périmètre", "Perimeter")}
# The level that a reader's own perimeters make where no commune is in two; each is a place `perimetre:CODE`.
OWN_LEVEL = "perimetres"
AREA_LEVELS: dict[str, Label] = LEVELS | {OWN_LEVEL: Label("Vos périmètres", "Your perimeters")}


def place_level(level: str) -> str:
    """Return the name of a level in places, links and files."""
    return PERIMETER if level == OWN_LEVEL else level


# Where something is, by the code of a région.
REGIONS_IN: dict[str, Label] = {
    "01": Label("en Guadeloupe", "in Guadeloupe"),
    "02": Label("en Martinique", "in Martinique"),
    "03": Label("en Guyane", "in Guyane"),
    "04": Label("à La Réunion", "in La Réunion"),
    "06": Label("à Mayotte", "in Mayotte"),
    "11": Label("en Île-de-France", "in Île-de-France"),
    "24": Label("en Centre-Val de Loire", "in Centre-Val de Loire"),
    "27": Label("en Bourgogne-Franche-Comté", "in Bourgogne-Franche-Comté"),
    "28": Label("en Normandie", "in Normandie"),
    "32": Label("dans les Hauts-de-France", "in Hauts-de-France"),
    "44": Label("dans le Grand Est", "in Grand Est"),
    "52": Label("dans les Pays de la Loire", "in Pays de la Loire"),
    "53": Label("en Bretagne", "in Bretagne"),
    "75": Label("en Nouvelle-Aquitaine", "in Nouvelle-Aquitaine"),
    "76": Label("en Occitanie", "in Occitanie"),
    "84": Label("en Auvergne-Rhône-Alpes", "in Auvergne-Rhône-Alpes"),
    "93": Label("en Provence-Alpes-Côte d’Azur", "in Provence-Alpes-Côte d’Azur"),
    "94": Label("en Corse", "in Corse"),
}

# What people call types of initiatives, where that is shorter than their name in `types.csv`.
SHORT_TYPES: dict[str, Label] = {
    "tiers_lieu": Label("Tiers-lieux", "Third places"),
    "pat": Label("PAT", "PAT"),
    "energie_citoyenne": Label("Énergie citoyenne", "Citizen energy"),
    "contrat_transition_ecologique": Label("CTE", "CTE"),
    "ptce": Label("PTCE", "PTCE"),
    "monnaie_locale": Label("Monnaies locales", "Local currencies"),
    "tzcld": Label("TZCLD", "TZCLD"),
    "tepos": Label("TEPOS", "TEPOS"),
    "pole_de_competitivite": Label("Pôles de compétitivité", "Competitiveness clusters"),
    "scic_territoriale": Label("SCIC", "SCIC"),
    "tetraa": Label("TETRAA", "TETRAA"),
    "territoire_innovation": Label("Territoires d’innovation", "Territoires d’innovation"),
    "cluster": Label("Clusters", "Business clusters"),
}

SETTINGS: dict[str, Label] = {
    "urbain": Label("Urbain", "Urban"),
    "periurbain": Label("Péri-urbain", "Peri-urban"),
    "rural": Label("Rural", "Rural"),
}

# Whether a territory has a value, and why not.
STATUSES: dict[str, Label] = {
    "value": Label("Valeur connue", "Known value"),
    "zero": Label("Aucune initiative (liste complète)", "No initiative (complete list)"),
    "no_known": Label("Aucune initiative connue", "No known initiative"),
    "no_data": Label("Montant inconnu", "Amount unknown"),
}

# INSEE, grille communale de densité à 7 niveaux.
DENSITY_LEVELS: dict[int, Label] = {
    1: Label("Grands centres urbains", "Large urban centres"),
    2: Label("Centres urbains intermédiaires", "Intermediate urban centres"),
    3: Label("Petites villes", "Small towns"),
    4: Label("Ceintures urbaines", "Urban belts"),
    5: Label("Bourgs ruraux", "Rural market towns"),
    6: Label("Rural à habitat dispersé", "Rural, dispersed settlement"),
    7: Label("Rural à habitat très dispersé", "Rural, very dispersed settlement"),
}

# INSEE, zonage en aires d'attraction des villes 2020 (CATEAAV2020).
AAV_CATEGORIES: dict[int, Label] = {
    11: Label("Commune-centre", "Central commune"),
    12: Label("Autre commune du pôle principal", "Other commune of the main core"),
    13: Label("Commune d'un pôle secondaire", "Commune of a secondary core"),
    20: Label("Commune de la couronne", "Commuting belt"),
    30: Label("Hors attraction des villes", "Outside attraction areas"),
}

# How a row of somebody's table was tied to a commune, or to a larger territory, most trusted first.
LOCATED_BY: dict[str, Label] = {
    "code": Label("Code de la commune", "Commune code"),
    "padded_code": Label("Code de la commune, zéro initial rétabli", "Commune code, leading zero restored"),
    "former_code": Label(
        "Code ancien, délégué ou d'arrondissement", "Former, delegated or arrondissement code"
    ),
    "postal_code_name": Label("Code postal et nom", "Postal code and name"),
    "name_departement": Label("Nom et département", "Name and département"),
    "name_epci": Label("Nom et intercommunalité", "Name and intercommunalité"),
    "coordinates": Label("Coordonnées", "Coordinates"),
    "coordinates_border": Label("Coordonnées, sur une limite", "Coordinates, on a border"),
    "nearest_commune": Label("Coordonnées, commune la plus proche", "Coordinates, nearest commune"),
    "postal_code": Label("Code postal seul", "Postal code alone"),
    "name": Label("Nom seul", "Name alone"),
    "epci": Label("Intercommunalité seule", "Intercommunalité alone"),
    "departement": Label("Département seul", "Département alone"),
    "region": Label("Région seule", "Région alone"),
    "coverage": Label("Liste de territoires", "List of territories"),
    "polygon": Label("Contour", "Outline"),
    "siren": Label(
        "SIREN d'une commune ou d'une intercommunalité", "SIREN of a commune or an intercommunalité"
    ),
    "beneficiary_name": Label(
        "Nom du bénéficiaire, qui est une collectivité", "Name of the beneficiary, which is a local authority"
    ),
}

# Why a row has no commune, or what casts doubt on the one it has.
PROBLEMS: dict[str, Label] = {
    "missing": Label("Aucun lieu indiqué", "No place given"),
    "no_place": Label("Aucune colonne de lieu dans le fichier", "The file has no column of places"),
    "ambiguous": Label("Plusieurs communes possibles", "Several communes are possible"),
    "unknown_code": Label("Code de commune inconnu", "Unknown commune code"),
    "unknown_name": Label("Nom de commune inconnu à cet endroit", "Commune name unknown in this place"),
    "unknown_postal_code": Label("Code postal inconnu", "Unknown postal code"),
    "unknown_epci": Label("SIREN d'intercommunalité inconnu", "Unknown SIREN of an intercommunalité"),
    "unknown_departement": Label("Département inconnu", "Unknown département"),
    "unknown_region": Label("Région inconnue", "Unknown région"),
    "not_a_number": Label("Coordonnées illisibles", "Unreadable coordinates"),
    "not_degrees": Label("Coordonnées hors des degrés : préciser leur système", "Not degrees: name the CRS"),
    "zero_coordinates": Label("Coordonnées à 0, 0", "Coordinates at 0, 0"),
    "swapped_coordinates": Label("Longitude et latitude inversées", "Longitude and latitude swapped"),
    "shared_point": Label(
        "Point commun à de nombreuses lignes : lieu approximatif",
        "Point shared by many rows: approximate place",
    ),
    "vague_point": Label(
        "Point trop vague pour une adresse : milieu de la France, degrés ronds ou géocodage de faible score",
        "Point too vague for an address: the middle of France, whole degrees or geocoding of low score",
    ),
    "commune_siren": Label(
        "SIREN d'une commune, que son nom ne confirme pas",
        "SIREN of a commune that its name does not confirm",
    ),
    "outside_france": Label("Hors de France métropolitaine et des DROM", "Outside France and its five DROM"),
    "contradicts_departement": Label(
        "Le département indiqué est un autre", "The département given is another"
    ),
    "contradicts_name": Label("Le nom désigne une autre commune", "The name is another commune's"),
    "contradicts_postal_code": Label("Le code postal est d'ailleurs", "The postal code is another commune's"),
    "contradicts_coordinates": Label("Les coordonnées sont ailleurs", "The coordinates are elsewhere"),
    "contradicts_epci": Label(
        "L'intercommunalité indiquée est une autre", "The intercommunalité given is another"
    ),
    "contradicts_siren": Label(
        "Le SIREN est celui d'une collectivité d'ailleurs", "The SIREN is a local authority's of elsewhere"
    ),
}

# A source's own word on the setting of an initiative.
DECLARED_SETTINGS: dict[str, Label] = {**SETTINGS, "mixte": Label("Mixte", "Mixed")}

# At which scale an initiative says it works, from the smallest to the largest.
SCALES: dict[str, Label] = {
    "quartier": Label("Quartier", "Neighbourhood"),
    "commune": Label("Commune", "Commune"),
    "intercommunalite": Label("Intercommunalité", "Intercommunalité"),
    "bassin_de_vie": Label("Bassin de vie", "Bassin de vie (living area)"),
    "inter_epci": Label("Plusieurs intercommunalités", "Several intercommunalités"),
    "pays": Label("Pays ou PETR", "Pays or PETR"),
    "parc_naturel_regional": Label("Parc naturel régional", "Regional nature park"),
    "departement": Label("Département", "Département"),
    "region": Label("Région ou interrégion", "Région or several régions"),
    "transfrontalier": Label("Transfrontalier", "Cross-border"),
    "mixte": Label("Plusieurs échelles", "Several scales"),
    "unknown": Label("Non précisée", "Not stated"),
}

INITIATORS: dict[str, Label] = {
    "societe_civile": Label("Société civile", "Civil society"),
    "ess": Label("Économie sociale et solidaire", "Social and solidarity economy"),
    "entreprises": Label("Entreprises", "Companies"),
    "agriculteurs": Label("Agriculteurs", "Farmers"),
    "recherche": Label("Université ou recherche", "University or research"),
    "collectivite": Label("Collectivité", "Local authority"),
    "etat": Label("État", "State"),
    "mixte": Label("Plusieurs acteurs ensemble", "Several actors together"),
}

FUNDER_LEVELS: dict[str, Label] = {
    "europe": Label("Europe", "Europe"),
    "etat": Label("État et ses opérateurs", "State and its agencies"),
    "region": Label("Région", "Région"),
    "departement": Label("Département", "Département"),
    "intercommunalite": Label("Intercommunalité", "Intercommunalité"),
    "commune": Label("Commune", "Commune"),
    "collectivites": Label("Collectivités, niveau non précisé", "Local authorities, level not stated"),
    "fondation": Label("Fondation", "Foundation"),
    "entreprises": Label("Entreprises et secteur privé", "Companies and private sector"),
    "habitants": Label("Habitants, membres et associés", "Residents, members and shareholders"),
    "banque": Label("Banque", "Bank"),
    "propre": Label("Initiative elle-même", "The initiative itself"),
    "mixte": Label("Plusieurs financeurs", "Several funders"),
    "unknown": Label("Non précisé", "Not stated"),
}

FUNDING_STATUSES: dict[str, Label] = {
    "requested": Label("Demandé ou recherché", "Requested or sought"),
    "announced": Label("Annoncé", "Announced"),
    "programmed": Label("Programmé ou prévisionnel", "Programmed or forecast"),
    "awarded": Label("Attribué", "Awarded"),
    "contracted": Label("Conventionné", "Contracted"),
    "paid": Label("Versé", "Paid"),
    "collected": Label("Collecté", "Collected"),
    "spent": Label("Dépense réalisée", "Spent"),
    "ceiling": Label("Plafond", "Ceiling"),
    "budget": Label("Budget ou enveloppe", "Budget or envelope"),
    "cancelled": Label("Supprimé", "Cancelled"),
    "unknown": Label("Non précisé", "Not stated"),
}

NATURES: dict[str, Label] = {
    "subvention": Label("Subvention", "Grant"),
    "fonds_propres": Label("Fonds propres (capital)", "Equity"),
    "investissement": Label("Investissement, instrument non précisé", "Investment, instrument not stated"),
    "pret": Label("Prêt", "Loan"),
    "garantie": Label("Garantie", "Guarantee"),
    "don": Label("Don", "Gift"),
    "recettes": Label("Recettes et ressources propres", "Revenue and own resources"),
    "accompagnement": Label("Accompagnement ou ingénierie", "Support in kind"),
    "budget": Label("Budget ou coût total", "Budget or total cost"),
    "label": Label("Label sans argent", "Label without money"),
    "mixte": Label("Plusieurs natures", "Several kinds"),
    "unknown": Label("Non précisée", "Not stated"),
}

PURPOSES: dict[str, Label] = {
    "structure": Label(
        "Structure (fonctionnement, ingénierie, animation)",
        "Structure (running costs, engineering, coordination)",
    ),
    "projet": Label("Projets", "Projects"),
    "investissement": Label("Investissement", "Capital expenditure"),
    "capital": Label("Capital", "Share capital"),
    "mixte": Label("Plusieurs usages", "Several purposes"),
    "unknown": Label("Non précisé", "Not stated"),
}

DIRECTIONS: dict[str, Label] = {
    "received": Label("Reçu par l'initiative", "Received by the initiative"),
    "redistributed": Label("Redistribué par l'initiative", "Redistributed by the initiative"),
    "generated": Label("Généré autour de l'initiative", "Generated around the initiative"),
}

SEAT_CONFIDENCES: dict[str, Label] = {
    "stated": Label("Commune nommée par la source", "Commune named by the source"),
    "inferred": Label("Point de référence déduit", "Inferred reference point"),
}

CONFIDENCES: dict[str, Label] = {
    "stated": Label("Dit par la source", "Stated by the source"),
    "mixed": Label("En partie déduit", "Partly inferred"),
    "inferred": Label("Déduit", "Inferred"),
}

# Why an initiative is not counted among the known and active.
INACTIVE: dict[str, Label] = {
    "planned": Label("En projet à la date de la source", "Planned at the date of the source"),
    "ended": Label("Arrêtée, fermée ou fusionnée", "Stopped, closed or merged"),
    "unverified": Label("Existence actuelle non vérifiée", "Present existence not verified"),
}

COMPLETENESS_CLASSES: dict[str, Label] = {
    "complete": Label("Liste complète", "Complete list"),
    "strong": Label("Liste presque complète", "Nearly complete list"),
    "partial": Label("Liste partielle", "Partial list"),
    "very_partial": Label("Liste très partielle", "Very partial list"),
}

# Territorial cooperations as the Labo de l'ESS sorts them today, by three criteria; not the ideal types of
# its report of 2020, which are still unknown.
COOPERATIONS: dict[str, dict[str, Label]] = {
    "reference": {
        "modelisee": Label("Modélisée", "Modelled"),
        "non_modelisee": Label("Non modélisée", "Without a model"),
    },
    "finalite": {
        "ciblee": Label("Ciblée", "Targeted"),
        "systemique": Label("Systémique", "Systemic"),
    },
    "modele_economique": {
        "non_marchande": Label("Non marchande", "Non-market"),
        "marchande": Label("Marchande", "Market"),
        "hybride": Label("Hybride", "Hybrid"),
    },
}
COOPERATION_CRITERIA: dict[str, Label] = {
    "reference": Label("Référence à un modèle", "Reference to a model"),
    "finalite": Label("Finalité", "Purpose"),
    "modele_economique": Label("Modèle économique", "Economic model"),
}
COOPERATION_SOURCE = "https://lelabo-ess.org/cooperations-territoriales"

# Where a type of initiative comes from.
STUDY_TYPES: dict[str, Label] = {
    "named": Label("Nommé par les sources de l'étude", "Named by the sources of the study"),
    "deduced": Label("Déduit d'un cas de l'étude", "Deduced from a case of the study"),
    "added": Label("Ajouté par l'atlas", "Added by the atlas"),
}

# What the study's summary says helps, hinders and is to be done.
LEVER_KINDS: dict[str, Label] = {
    "lever": Label("Levier", "Lever"),
    "obstacle": Label("Frein", "Obstacle"),
    "proposal": Label("Proposition", "Proposal"),
}

LEVER_TOPICS: dict[str, Label] = {
    "governance": Label("Gouvernance", "Governance"),
    "identity": Label("Identité", "Identity"),
    "ties": Label("Liens", "Ties"),
    "scale": Label("Échelle", "Scale"),
    "initiative": Label("Initiative", "Initiative"),
    "economy": Label("Économie", "Economy"),
    "funding": Label("Financement", "Funding"),
    "time": Label("Temps", "Time"),
    "procurement": Label("Commande publique", "Procurement"),
    "training": Label("Formation", "Training"),
    "transmission": Label("Transmission", "Transmission"),
    "evaluation": Label("Évaluation", "Evaluation"),
    "engineering": Label("Ingénierie", "Engineering"),
}

LEVER_ACTORS: dict[str, Label] = {
    "public_bodies": Label("Pouvoirs publics", "Public bodies"),
    "local_authorities": Label("Collectivités", "Local authorities"),
    "elected": Label("Élus", "Elected officials"),
    "funders": Label("Financeurs", "Funders"),
    "public_private_partners": Label("Partenaires publics et privés", "Public and private partners"),
    "members": Label("Acteurs des dynamiques", "Members of the dynamics"),
    "networks": Label("Réseaux", "Networks"),
    "residents": Label("Habitants", "Residents"),
}

# What a fact of the study speaks of.
FACT_FIELDS: dict[str, Label] = {
    "type": Label("Type", "Type"),
    "seat_commune": Label("Commune du siège", "Seat commune"),
    "seat_insee": Label("Code de la commune du siège", "Code of the seat commune"),
    "scale": Label("Échelle", "Scale"),
    "setting": Label("Cadre", "Setting"),
    "initiator": Label("À l'initiative", "Initiator"),
    "start_year": Label("Début", "Start"),
    "legal_forms": Label("Formes juridiques", "Legal forms"),
    "ess_link": Label("Lien avec l'ESS", "Link with the social and solidarity economy"),
    "maturity": Label("Maturité", "Maturity"),
    "territory": Label("Territoire", "Territory"),
    "members_figures": Label("Membres et chiffres", "Members and figures"),
    "study_status": Label("Place dans l'étude", "Place in the study"),
}

# What two initiatives are compared on.
VARIABLES: dict[str, Label] = {
    "type": Label("Type", "Type"),
    "setting": Label("Cadre du territoire", "Setting of the area"),
    "population": Label("Population du territoire", "Population of the area"),
    "density": Label("Densité du territoire", "Density of the area"),
    "scale": Label("Échelle déclarée", "Declared scale"),
    "initiator": Label("À l'initiative", "Initiator"),
    "legal_forms": Label("Formes juridiques", "Legal forms"),
    "start_year": Label("Année de départ", "Start year"),
    "funding": Label("Financeurs, part de chaque niveau", "Funders, share of each level"),
}

# Of the official sources, and of what the atlas makes of them.
LICENCE = "Licence Ouverte 2.0"
BOUNDARY_SOURCE = "IGN ADMIN-EXPRESS-COG, INSEE, DGCL ; atlas des dynamiques territoriales"


CATEGORIES: dict[str, Mapping[str, Label]] = {
    "setting": SETTINGS,
    "density": {str(code): label for code, label in DENSITY_LEVELS.items()},
    "aav": {str(code): label for code, label in AAV_CATEGORIES.items()},
}
