"""Countries as people write them: which cells say that a row is abroad."""

from atlas.territories import normalise_name

# France and its parts, which a column of countries may name.
_FRANCE = frozenset(
    (
        *("france", "fr", "fra", "republique francaise", "france metropolitaine", "metropole", "frankreich"),
        *("francia", "frankrijk", "guadeloupe", "martinique", "guyane", "guyane francaise", "la reunion"),
        *("reunion", "mayotte", "saint martin", "saint barthelemy", "saint pierre et miquelon"),
        *("polynesie francaise", "nouvelle caledonie", "wallis et futuna", "gp", "mq", "gf", "re", "yt"),
        *("mf", "bl", "pm", "pf", "nc", "wf", "glp", "mtq", "guf", "reu", "myt", "dom", "tom", "drom", "com"),
    )
)
# Names in French, in English and at home, and codes of ISO 3166-1.
_ABROAD = frozenset(
    (
        *("belgique", "belgium", "belgie", "be", "bel", "suisse", "switzerland", "schweiz", "svizzera", "ch"),
        *("che", "luxembourg", "lu", "lux", "allemagne", "germany", "deutschland", "de", "deu", "italie"),
        *("italy", "italia", "it", "ita", "espagne", "spain", "espana", "es", "esp", "portugal", "pt", "prt"),
        *("monaco", "mc", "mco", "andorre", "andorra", "ad", "and", "royaume uni", "united kingdom", "uk"),
        *("gb", "gbr", "grande bretagne", "angleterre", "england", "great britain", "ecosse", "irlande"),
        *("ireland", "ie", "irl", "pays bas", "netherlands", "nederland", "hollande", "nl", "nld"),
        *("autriche", "austria", "osterreich", "at", "aut", "pologne", "poland", "polska", "pl", "pol"),
        *("republique tcheque", "tchequie", "czechia", "cz", "cze", "slovaquie", "slovakia", "sk", "svk"),
        *("slovenie", "slovenia", "si", "svn", "croatie", "croatia", "hr", "hrv", "hongrie", "hungary"),
        *("hu", "hun", "roumanie", "romania", "ro", "rou", "bulgarie", "bulgaria", "bg", "bgr", "grece"),
        *("greece", "gr", "grc", "danemark", "denmark", "dk", "dnk", "suede", "sweden", "se", "swe"),
        *("norvege", "norway", "no", "nor", "finlande", "finland", "fi", "fin", "islande", "iceland"),
        *("estonie", "estonia", "lettonie", "latvia", "lituanie", "lithuania", "malte", "malta", "chypre"),
        *("cyprus", "serbie", "bosnie herzegovine", "montenegro", "macedoine du nord", "albanie", "kosovo"),
        *(
            "moldavie",
            "ukraine",
            "ua",
            "russie",
            "russia",
            "bielorussie",
            "turquie",
            "turkey",
            "liechtenstein",
        ),
        *("saint marin", "maroc", "morocco", "ma", "mar", "algerie", "algeria", "dz", "dza", "tunisie"),
        *(
            "tunisia",
            "tn",
            "tun",
            "senegal",
            "sn",
            "sen",
            "mali",
            "burkina faso",
            "cote d ivoire",
            "ivory coast",
        ),
        *("togo", "benin", "niger", "nigeria", "cameroun", "cameroon", "gabon", "congo", "tchad"),
        *("republique democratique du congo", "republique centrafricaine", "guinee", "mauritanie", "comores"),
        *("madagascar", "maurice", "ile maurice", "mauritius", "seychelles", "djibouti", "egypte", "egypt"),
        *("ethiopie", "kenya", "rwanda", "burundi", "ghana", "afrique du sud", "south africa", "liban"),
        *("lebanon", "israel", "palestine", "jordanie", "syrie", "irak", "iran", "armenie", "georgie"),
        *("canada", "ca", "can", "quebec", "etats unis", "united states", "usa", "us", "mexique", "mexico"),
        *("bresil", "brazil", "br", "bra", "argentine", "argentina", "chili", "chile", "colombie", "perou"),
        *(
            "haiti",
            "republique dominicaine",
            "dominique",
            "sainte lucie",
            "suriname",
            "cuba",
            "chine",
            "china",
        ),
        *("cn", "japon", "japan", "jp", "inde", "india", "vietnam", "viet nam", "cambodge", "laos"),
        *("thailande", "indonesie", "coree du sud", "australie", "australia", "nouvelle zelande"),
        *("new zealand", "vanuatu", "fidji"),
    )
)


def known_country(text: str) -> bool:
    """Check whether a cell names a country: "Pays du Diois" is none."""
    return normalise_name(text) in _FRANCE | _ABROAD


def abroad(text: str) -> bool:
    """Check whether a cell names another country than France.

    Examples
    --------
    >>> [abroad(text) for text in ("Belgique", "FR", "La Réunion", "Pays du Diois", "")]
    [True, False, False, False, False]
    """
    return normalise_name(text) in _ABROAD
