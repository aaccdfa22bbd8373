"""Countries as people write them: which cells say that a row is abroad."""

import re

from atlas.readers.cells.values import declared
from atlas.territories import normalise_name

# France and its parts, which a column of countries may name.
_FRANCE = frozenset(
    declared(
        "france fr fra republique_francaise france_metropolitaine metropole frankreich francia "
        "frankrijk guadeloupe martinique guyane guyane_francaise la_reunion reunion mayotte "
        "saint_martin saint_barthelemy saint_pierre_et_miquelon polynesie_francaise "
        "nouvelle_caledonie wallis_et_futuna gp mq gf re yt mf bl pm pf nc wf glp mtq guf reu myt dom "
        "tom drom com"
    )
)
# Names in French, in English and at home, and codes of ISO 3166-1.
_ABROAD = frozenset(
    declared(
        "belgique belgium belgie be bel suisse switzerland schweiz svizzera ch che luxembourg lu lux "
        "allemagne germany deutschland de deu italie italy italia it ita espagne spain espana es esp "
        "portugal pt prt monaco mc mco andorre andorra ad and royaume_uni united_kingdom uk gb gbr "
        "grande_bretagne angleterre england great_britain ecosse irlande ireland ie irl pays_bas "
        "netherlands nederland hollande nl nld autriche austria osterreich at aut pologne poland "
        "polska pl pol republique_tcheque tchequie czechia cz cze slovaquie slovakia sk svk slovenie "
        "slovenia si svn croatie croatia hr hrv hongrie hungary hu hun roumanie romania ro rou "
        "bulgarie bulgaria bg bgr grece greece gr grc danemark denmark dk dnk suede sweden se swe "
        "norvege norway no nor finlande finland fi fin islande iceland estonie estonia lettonie "
        "latvia lituanie lithuania malte malta chypre cyprus serbie bosnie_herzegovine montenegro "
        "macedoine_du_nord albanie kosovo moldavie ukraine ua russie russia bielorussie turquie "
        "turkey liechtenstein saint_marin maroc morocco ma mar algerie algeria dz dza tunisie tunisia "
        "tn tun senegal sn sen mali burkina_faso cote_d_ivoire ivory_coast togo benin niger nigeria "
        "cameroun cameroon gabon congo tchad republique_democratique_du_congo "
        "republique_centrafricaine guinee mauritanie comores madagascar maurice ile_maurice mauritius "
        "seychelles djibouti egypte egypt ethiopie kenya rwanda burundi ghana afrique_du_sud "
        "south_africa liban lebanon israel palestine jordanie syrie irak iran armenie georgie canada "
        "ca can quebec etats_unis united_states usa us mexique mexico bresil brazil br bra argentine "
        "argentina chili chile colombie perou haiti republique_dominicaine dominique sainte_lucie "
        "suriname cuba chine china cn japon japan jp inde india vietnam viet_nam cambodge laos "
        "thailande indonesie coree_du_sud australie australia nouvelle_zelande new_zealand vanuatu "
        "fidji sri_lanka pakistan bangladesh nepal philippines malaisie singapour taiwan hong_kong "
        "emirats_arabes_unis qatar koweit arabie_saoudite oman yemen afghanistan ouzbekistan kazakhstan "
        "azerbaidjan mongolie birmanie equateur bolivie paraguay uruguay venezuela guatemala honduras "
        "nicaragua costa_rica panama salvador jamaique libye soudan somalie angola namibie botswana zambie "
        "zimbabwe mozambique malawi tanzanie ouganda erythree gambie sierra_leone liberia guinee_bissau "
        "guinee_equatoriale cap_vert papouasie_nouvelle_guinee samoa tonga rdc pays_de_galles bosnie "
        "macedoine bielorussie belarus tchequie coree etranger a_l_etranger hors_france hors_de_france "
        "international union_europeenne hors_ue autre_pays 99"
    )
)


# Codes of countries may be those of anything else.
_LETTERS = 3
# "Belgique/België", "Suisse (CH)".
_MARKS = re.compile(r"[/,;()]|\s[-–—]\s")


def known_country(text: str) -> bool:
    """Check whether a cell names a country: "Pays du Diois" is none."""
    return not {normalise_name(text), *_names(text)}.isdisjoint(_FRANCE | _ABROAD)


def abroad(text: str) -> bool:
    """Check whether a cell names another country than France.

    Examples
    --------
    >>> [abroad(text) for text in ("Belgique/België", "FR", "La Réunion", "Pays du Diois", "")]
    [True, False, False, False, False]
    """
    names = _names(text)
    return normalise_name(text) in _ABROAD or (not names & _FRANCE and not names.isdisjoint(_ABROAD))


def country_after(text: str) -> str:
    """Return the country that follows a town, "" where none does; two letters may be anything.

    Examples
    --------
    >>> country_after("Lens, Suisse"), country_after("Suisse"), country_after("Montagne (LA)")
    ('Suisse', '', '')
    """
    _, *after = [part.strip() for part in _MARKS.split(text) if part.strip()] or [""]
    return after[-1] if after and len(after[-1]) > _LETTERS and abroad(after[-1]) else ""


def _names(text: str) -> set[str]:
    return {normalise_name(part) for part in _MARKS.split(text)} - {""}
