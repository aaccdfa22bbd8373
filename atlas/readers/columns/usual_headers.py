"""Usual headers of each role, and words that tell one or rule it out: a line is a role and its words."""

from atlas.locate.columns import NOT as NO_PLACE_WORDS
from atlas.locate.columns import ROLES as PLACE_NAMES
from atlas.locate.columns import WORDS as PLACE_WORDS
from atlas.locate.columns import header_words
from atlas.readers.cells.values import declared, declared_table

__all__ = [
    "CODE_HINTS", "COSTS", "ELSEWHERE", "FIRST", "FUNDERS", "GRANTED", "KEPT", "NAMES", "NOT", "PAID",
    "SEAT", "SITE", "STRICT", "TELLING", "WORDS", "header_words", "rules_out",
]  # fmt: skip

# Usual headers, beside those that `atlas.locate` knows; the best first.
_HERE = {"name": "commune", "point": "geometry", "siren": ""}
NAMES = {_HERE.get(role, role): names for role, names in PLACE_NAMES.items() if _HERE.get(role, role)}
for _role, _names in declared_table("""
code: id_geo seat_commune com lieu_execution_code
epci: nom_epci libelle_epci intercommunalite epcis
commune: communes villes lieu_execution_nom ort gemeinde stadt town
    municipality municipalite
departement: insee_dep departements departement_s department
region: region nom_region code_region lib_reg regions reg insee_reg code_reg
country: pays country code_pays nom_pays address_country nation
code_level: lieu_execution_type_code echelon niveau level maille type_territoire
place_list: liste_geo territoires communes epcis
coverage: coverage couverture
name: nom name nom_structure lib_territoire raison_sociale titre intitule lieu structure association
    organisme denomination initiative etablissement projet
identifier: id uid identifiant numero_dossier id_projet id_territoire reference numero
type: type dispositif categorie
territory: territoire perimetre territory
scale: scale echelle
setting_declared: setting_declared cadre
start_year: start_year annee date inception annee_creation date_creation date_debut debut
end_year: end_year date_fin annee_fin fin
status: status statut etat
initiator: initiator initiateur porteur
legal_forms: legal_forms forme_juridique statut_juridique type_structure typologie
url: url site site_internet site_web website lien
source: source
source_url: source_url url_source
note: note remarque commentaire observations
geometry: geo_shape wkt geom geometry
amount: montant montant_eur amount amount_eur montant_vote montant_attribue montant_accorde
    montant_subvention montant_de_la_subvention subvention_accordee subvention_attribuee subvention
    mandate betrag zuschuss fordersumme
currency: devise monnaie currency unite_monetaire code_devise unite unite_de_montant wahrung
beneficiary: beneficiaire nom_beneficiaire raison_sociale association organisme tiers nom_collectivite
    collectivite maitre_d_ouvrage porteur_de_projet porteur nom_de_la_collectivite recipient empfanger
    zuwendungsempfanger tiers_nom
beneficiary_id: siret siren siret_ou_nir siret_beneficiaire id_beneficiaire
title: objet projet nom_du_projet intitule description action libelle libelle_operation intitule_operation
    operation
funder: financeur attribuant funder attributeur service
funder_level: funder_level niveau_financeur
programme: programme dispositif programme_budgetaire dotation
nature: nature nature_aide
purpose: purpose usage objectif
year_start: annee exercice year date date_convention annee_budgetaire periode
year_end: date_versement annee_fin
decision: decision statut etat avis suite_donnee resultat observations observation remarques
    commentaires commentaire remarque
initiative_id: initiative_id
""").items():
    NAMES[_role] = (*NAMES.get(_role, ()), *_names)
# Headers of columns in which a territory of any level may stand.
AREA_WORDS = declared(
    "territoire territoires perimetre collectivite collectivites maitre_ouvrage localisation implantation "
    "zone_d_intervention zone_geographique lieu_d_intervention "
    "lieu_execution lieu_realisation lieu_projet lieu_action"
)
# Words that tell a role; of amounts what was granted counts before what was paid of it.
WORDS = {
    **{role: PLACE_WORDS[role] for role in ("code", "postal_code")},
    # What comes after the first words may be any territory, see `atlas.readers.places.several`.
    "commune": (*PLACE_WORDS["name"], "communes", "villes", "siege", *AREA_WORDS, "lieu"),
    **declared_table("""
epci: epci intercommunalite intercommunalites ept
departement: departement dept dpt dep departements
region: region regions reg
country: pays country countrycode
address: adresse cp postal codepostal
geometry: coordonnees gps geo geom geopoint wkt point
lon: longitude lon lng
lat: latitude lat
x: x abscisse easting
y: y ordonnee northing
name: nom denomination libelle lib structure association organisme espace
amount: accorde acc accordes accordees alloue allouee notifie notifiee accordee attribue attribuee
    attribues vote votee octroye octroyee subvention subventions subv montant montants mandate verse amount
    aide grant engage engagee engagees engages paye payee payes payees contribution somme euros eur ae
beneficiary: beneficiaire beneficiaires attributaire titulaire attrib_nom raison association porteur
    fournisseur benef recipiendaire collectivite maitre_ouvrage organisme structure tiers laureat demandeur
beneficiary_id: siret siren identification_beneficiaire id_beneficiaire id_titulaire
title: objet projet intitule operation obj sub_obj
funder: acheteur attribuant financeur attributeur autorite_administrative autorite coll_nom administration
    financeurs
programme: programme dispositif
nature: nature
year_start: annee exercice saison campagne millesime date_decision date_vote date_attribution
    date_notification date_deliberation date_commission date_conseil date_convention date_signature
    date_versement date an dt
start_year: annee date creation periode
url: site url lien
identifier: identifiant dossier id
decision: decision statut etat avis suite resultat
legal_forms: juridique
"""),
}
# "Aide du Département", "Part EPCI", "Nb de communes" are figures, whoever they are of.
_FIGURES = declared(
    "montant subvention aide part participation contribution cout financement cofinancement nombre nb taux"
)
# A header with one of these words is not the role, whatever else it says: a geocoder's address is no better
# than its point; what is asked for, or what all costs, is no money received.
NOT = {
    **{role: NO_PLACE_WORDS[role] for role in ("code", "postal_code", "address")},
    "commune": (
        *(*NO_PLACE_WORDS["name"], *_FIGURES),
        *declared(
            "type categorie nature numero id date naissance prefecture agence antenne tribunal academie chef "
            "dit tiers"
        ),
    ),
    "departement": (*_FIGURES, *declared("attributeur attribuant financeur")),
    "epci": _FIGURES,
    "region": (*_FIGURES, *declared("code_insee agence")),
    **declared_table("""
amount: cout pret garantie pourcentage pct taux nature objet date aide_d_etat demande demandee sollicite
    sollicitee depense depenses budget assiette autofinancement plafond nombre nb numero annee n_1 n_2
    precedent precedente anterieur anterieure moyen moyenne median mediane unitaire minimum minimal
    minimale rappel restant reste reliquat disponible annule annulee desengage degage refuse propre propres
title: code id insee cout commune montant date departement region numero type siret siren porteur
beneficiary: code id insee siret siren type categorie numero adresse nombre commune departement region
    montant date nature juridique forme statut payeur financeur instructeur attribuant versant
beneficiary_id: attribuant attributeur financeur autorite administration coll montant date funder
funder: id siret siren montant date type code numero adresse
programme: montant subvention date
decision: date numero juridique montant type
identifier: date etat statut avis epci commune insee departement region siren siret beneficiaire acheteur
    titulaire libelle objet intitule nom titre
name: id code siren siret insee numero type prenom commune departement region epci mail adresse telephone
    tel postal nombre nb date
year_start: mandat signataire fin duree nombre nb creation fondation construction ouverture parution
    statuts ag assemblee inscription immatriculation agrement
start_year: fin signataire depot demande reception
"""),
}
# Dates of persons and of the file itself are no one's beginning and no grant's.
_NO_BEGINNING = declared(
    "maj mise_a_jour modification modifie modifiee extraction export edition saisie naissance adhesion "
    "cloture envoi reponse collecte consultation verification dissolution expiration"
)
for _role in ("year_start", "start_year"):
    NOT[_role] = (*NOT[_role], *_NO_BEGINNING)
# Roles whose cells alone can tell what they are. Five digits alone are no code, see `neighbours`.
TELLING = ("place_list", "geometry", "commune", "epci", "url")
# Towns of these headers are where something else is: the seat of an arrondissement, an office.
ELSEWHERE = frozenset(
    declared(
        "arrondissement arrdt arrt arr arrond canton cantons circonscription circo prefecture chef_lieu "
        "agence antenne naissance tribunal academie bassin delegation subdivision"
    )
)
# Words of what was granted, which decide; of what it costs; of what was paid of it.
GRANTED = frozenset(
    declared(
        "accorde accordee accordes accordees acc attribue attribuee attribues vote votee octroye octroyee "
        "alloue allouee notifie notifiee"
    )
)
COSTS = frozenset(declared("op operation total projet travaux ht ttc global eligible"))
PAID = frozenset(declared("cp verse versee verses mandate paye payee payes payees solde acompte engage"))
# Whose share a column of amounts is, where several stand side by side: the level of the funder, its words.
FUNDERS = {
    word: level
    for level, words in declared_table("""
europe: europe europeen europeens ue feder fse feader leader
etat: etat detr dsil fnadt drac dreal dreets ademe anct anah ars fdva ans cnds vert
region: region regional regionale cr
departement: departement departemental departementale cd
intercommunalite: epci agglo agglomeration metropole
commune: commune communes ville
unknown: caf msa cpam carsat
""").items()
    for word in words
}
# Whose place a header tells: that of who asks, or that of what is done.
SEAT = frozenset(declared("siege porteur beneficiaire demandeur titulaire tiers"))
SITE = frozenset(declared("projet intervention implantation realisation action operation travaux execution"))
_YEAR = 4
# What says little beside a word of what was granted.
_SOFT = frozenset(declared("budget nature objet annee demande demandee aide_d_etat cout"))


def rules_out(role: str, words: list[str]) -> tuple[str, ...]:
    """Return the words that say that a header is not the role."""
    told = NOT.get(role, ())
    if role == "amount" and any(word.isdigit() and len(word) == _YEAR for word in words):
        # "Année 2021 – Montant" is of that year, "Montant par année" of any.
        told = tuple(word for word in told if word != "annee")
    if role == "amount" and not GRANTED.isdisjoint(words):
        return tuple(word for word in told if word not in _SOFT)
    return told


# Roles that a usual header keeps even where most of its cells are nothing known.
KEPT = ("code", "postal_code", "commune", "departement", "region", "epci", "amount")
# Words by which the header of a place may begin, and say it whatever follows.
FIRST = {
    "commune": ("commune", "communes", "ville", "villes", *AREA_WORDS),
    "departement": ("departement", "departements"),
    "region": ("region", "regions"),
    "epci": ("epci", "epcis", "intercommunalite", "intercommunalites"),
}
# Roles that a word in brackets rules out too: "Subvention (%)", "Montant (N-1)".
STRICT = ("amount", "postal_code", "identifier")
# A header of these words alone may be one of codes, where digits are of the département's communes.
CODE_HINTS = frozenset(
    declared(
        "code codes commune communes com geo geographique territoire localite ville officiel num numero n "
        "de du des la le d l lieu siege implantation"
    )
)
