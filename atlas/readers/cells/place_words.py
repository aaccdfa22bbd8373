"""Codes and names of places as people write them: "01 004", "'26113", "Var (83)", "Saint-Denis (974)"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Indel

from atlas.readers.cells.countries import abroad
from atlas.readers.cells.region_words import named_region
from atlas.readers.cells.values import WHITE, declared_table
from atlas.territories import Geography, normalise_name
from atlas.territories.kept import kept_of

# Spaces, the apostrophe by which a spreadsheet keeps a text, the decimals of a code that was once a number,
# what an export puts around a list of one.
_AROUND = re.compile(r"^FR?[-\s]+(?=[0-9]{5}\b)|^[\s'\"\[]+|[\s\u00a0\u202f]+|['\"\]]+$|\.0+$")
_LIST_OF_ONE = re.compile(r"\[\s*(['\"])([^'\"\[\],]*)\1\s*\]")
_CODE = re.compile(r"[0-9]{4,5}|2[ABab][0-9]{3}|[0-9]{9}|[0-9]{14}")
_DEPARTEMENT = r"69[DM]|[0-9]{1,3}|2[ABab]"
_AFTER = re.compile(rf"(.*?)\s*[(\[]\s*({_DEPARTEMENT})\s*[)\]]|([^\W\d].*?)[\s/–-]+({_DEPARTEMENT})")
# "26113 (Die)", "26113 - Die" in a column of codes.
_NAMED_CODE = re.compile(r"\s*([0-9]{5}|2[AB][0-9]{3})\s*[-–—:(]\s*([^\d()]+?)\s*\)?\s*")
_POSTAL = 5
# What stands beside a name: codes before or after it, the name of its département after a mark.
_FIGURES = r"(?:FR?[-\s]*)?([0-9]{5}|2[ABab][0-9]{3}|[0-9]{2,3}|2[ABab])"
_BESIDE = (
    (re.compile(rf"(.+?)\s*[-–—,;:/]?\s*[(\[]?\s*\b{_FIGURES}\s*[)\]]?", re.IGNORECASE), 1, 2),
    (re.compile(rf"[(\[]?\s*{_FIGURES}\s*[)\]]?\s*[-–—,;:.]?\s*([^\W\d].*)", re.IGNORECASE), 2, 1),
    (re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]"), 1, 2),
    (re.compile(r"(.+)(?:\s+[-–—]\s+|\s*[,;/]\s*)(\D+)"), 1, 2),
    (re.compile(r"(.+?)\s+(?:de|du|des|en)\s+(la\s+\D+|\D+)", re.IGNORECASE), 1, 2),
)
# What may stand beside a name and says nothing.
_NOTHING = frozenset(
    {"france", "fr", "commune", "ville", "france metropolitaine", "commune nouvelle", "commune deleguee"}
    | {"commune associee", "commune de", "ville de", "mairie", "mairie de"}
)
_QUARTER = r"(?:quartiers?|cit[ée]|qpv|qp|lieu[- ]dit|hameau|secteur|centre[- ]ville|bourg)\b[^,;/]*?"
_OF_QUARTER = re.compile(
    rf"{_QUARTER}(?:\s+[-–—]\s+|\s*[,;/(]\s*)([^\d,;/()]+)\)?|([^\d,;/()]+?)(?:\s+[-–—]\s+|\s*[,;/(]\s*){_QUARTER}\)?",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:la\s+)?(?:commune(?:\s+(?:nouvelle|d[ée]l[ée]gu[ée]e|associ[ée]e))?|ville|mairie|municipalité|municipalite|cne)\s+"
    r"(de\s+|du\s+|des\s+|d\s*['’]\s*|d\s+)(.+)|(?:commune|mairie)\s+(?!nouvelle\b)(.+)",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"(paris|lyon|marseille)(?:(?: et)? (?:[0-9]{1,2}|[ivx]{1,5})(?: ?(?:e|er|eme|nd))?(?: arr\w*)?"
    r"| centre| intra muros)+"
    r"|[0-9]{1,2} ?(?:e|er|eme|ieme|nd)?(?: arr\w*)?(?: de| d)? (paris|lyon|marseille)"
)
_UNDER = re.compile(r"\s+s/\s*", re.IGNORECASE)
_FERRAND = re.compile(r"[\s-]+fd$", re.IGNORECASE)
# "Département de la Drôme", "dépt 26"; "D26"; "69D" is the Rhône without Lyon's métropole, "69M" that one,
# both in the département 69 of the official code.
_DEPARTEMENT_WORD = re.compile(
    r"^(?:d[ée]p(?:artement|t)?\.?|dpt\.?|(?:conseil\s+d[ée]partemental|cd)(?=\s+d))\s+(?:de\s+l['’]\s*|de\s+|du\s+|des\s+|d['’]\s*|n[°º]\s*)?",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:D[\s.]?|FR-)([0-9]{2,3}|2[AB])|(69)[DM]", re.IGNORECASE)
# Corsica's codes of the registers, the two parts of the Rhône; "Alpes de Hte Provence".
_WRITTEN_CODES = {"20A": "2A", "20B": "2B", "020A": "2A", "2A": "2A", "2B": "2B", "69D": "69", "69M": "69"}
_HIGH = re.compile(r"\bhte(s?)\b\.?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:la|le|les)\s+|^l\s*['’]\s*", re.IGNORECASE)
# What départements were called until 1943 to 1990, and the two parts of the Rhône.
_CALLED_DEPARTEMENTS = {
    name: code
    for code, names in declared_table("""
    04: basses_alpes
    17: charente_inferieure
    22: cotes_du_nord
    44: loire_inferieure
    64: basses_pyrenees
    69: metropole_de_lyon grand_lyon nouveau_rhone rhone_hors_metropole_de_lyon rhone_hors_grand_lyon
        rhone_hors_metropole rhone_et_metropole_de_lyon
    973: guyane_francaise
    76: seine_inferieure
    974: ile_de_la_reunion ile_de_reunion
    """).items()
    for name in names
}
_INSIDE = re.compile(r"(.*?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_FORMERLY = re.compile(
    r"^(?:ex|anc(?:ienne(?:ment)?)?\.?|commune (?:d[ée]l[ée]gu[ée]e|associ[ée]e)(?: (?:d[e'’]|à))?)[\s-]*",
    re.IGNORECASE,
)
_LED = re.compile(r"([0-9]{5})\s*[-–,]?\s*([^\W\d].*)")
_BEFORE = re.compile(rf"[(\[]?({_DEPARTEMENT})[)\]]?\s*[-–:./]?\s+(\D.*)|({_DEPARTEMENT})\s*[-–:/]\s*(\D.*)")

# What stands in the place of a town's name in an address that has none.
_CEDEX = r"(?i)\W*cedex\W*[0-9]{0,2}\W*"
# Towns that have quarters, and how many times more people than a namesake of one of these.
_QUARTERED, _FAR_MORE = 10_000, 10
_MORE = re.compile(r"(?:et|dont|avec|sauf|hors)\b", re.IGNORECASE)
# Fewer letters are like too many names; two spellings of one name have nearly all their letters in common.
_SHORTEST, _SPELT = 4, 0.85
# No name is longer with all that stands beside it: what is, is a list or a sentence.
_LONGEST = 200
_MOST, _NEARLY_ALL = 0.5, 0.8


def bare_code(text: str) -> str:
    """Write a code without what surrounds it; any other text as it is.

    Examples
    --------
    >>> bare_code("01 004"), bare_code("'2A004"), bare_code("26113.0"), bare_code("Die")
    ('01004', '2A004', '26113', 'Die')
    """
    bare = _AROUND.sub("", text)
    return bare if _CODE.fullmatch(bare) else text


def departement_code(text: str, geography: Geography) -> str | None:
    """Read a département from its code, its name or both.

    Its code; None where code and name are not of one département.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [departement_code(text, load_geography()) for text in ("Var (83)", "974 La Réunion", "Var (84)")]
    ['83', '974', None]
    """
    text = _DEPARTEMENT_WORD.sub("", text.strip())
    if lettered := _LETTERED.fullmatch(text):
        text = lettered[1] or lettered[2]
    after, before = _AFTER.fullmatch(text), _BEFORE.fullmatch(text)
    if after:
        name, digits = [part for part in after.groups() if part is not None]
    elif before:
        digits, name = [part for part in before.groups() if part]
    else:
        return _area(text, geography)
    by_digits, by_name = _area(digits, geography), _area(name, geography)
    return by_digits if by_digits == by_name or (by_name is None and not name.strip()) else None


def _area(text: str, geography: Geography) -> str | None:
    """Read a département with or without its article, and with Corsica's codes of the registers."""
    bare = _ARTICLE.sub("", text)
    text = _WRITTEN_CODES.get(text.upper().replace(" ", ""), text)
    text = _HIGH.sub(r"haute\1", text)
    text = _CALLED_DEPARTEMENTS.get(normalise_name(text), text)
    codes = (geography.departement_code(form) for form in (text, bare, f"la {bare}"))
    return next(filter(None, codes), None)


class Named(NamedTuple):
    """A commune's name, with the département and the postal code that stood beside it, "" where none did."""

    name: str
    departement: str = ""
    postal_code: str = ""


def split_name(text: str, geography: Geography) -> Named:
    """Split "Saint-Denis (974)", "Die, Drôme", "26150 Die", "CREST 26400" or "Commune de Die"."""
    return _split(geography, text)


# A file's names are split by the test of its columns, by lists and by whoever places them.
@kept_of(maxsize=2**13)
def _split(geography: Geography, text: str) -> Named:
    text = text.strip()
    if alone := _LIST_OF_ONE.fullmatch(text):
        text = alone[2]
    # "Châteauneuf/Loire" is no Châteauneuf of the Loire.
    if "/" in text and geography.named(upon := text.replace("/", " sur ")):
        text = upon
    if geography.named(text) or len(text) > _LONGEST:
        return Named(text)
    for pattern, name, beside in _BESIDE:
        found = pattern.fullmatch(text)
        if found:
            split = _beside(found[name].strip(), found[beside].strip(), geography)
            if split:
                return split
    inside, led = _INSIDE.fullmatch(text), _LED.fullmatch(text)
    if inside and (code := geography.departement_code(inside[2]) or _merged(inside[1], inside[2], geography)):
        # "Nyons (1)" is no place of the Ain, but of a footnote.
        note = len(inside[2]) == 1 and not geography.named(inside[1], departements=[code])
        return split_name(inside[1], geography) if note else Named(inside[1], code)
    if inside and geography.with_postal_code(inside[2]):
        return Named(inside[1], postal_code=inside[2])
    if led:
        return Named(led[2], postal_code=led[1])
    quarter = inside and is_quarter(inside[2], inside[1], geography)
    plain = inside[1] if inside and quarter else _plain_name(text, geography)
    return split_name(plain, geography) if plain and plain != text else Named(text)


def _beside(name: str, beside: str, geography: Geography) -> Named | None:
    """Return a name with what stands beside it, where both are of one commune."""
    if normalise_name(beside) in _NOTHING:
        return split_name(name, geography)
    if not geography.named(name):
        plain = split_name(name, geography)
        if plain.departement and plain.departement == departement_code(beside, geography):
            return plain
        if plain.departement or plain.postal_code or not geography.named(plain.name):
            return None
        name = plain.name
    if len(beside) == _POSTAL and beside[1:].isalnum() and beside[2:].isdigit():
        if geography.named(name, communes=geography.with_postal_code(beside)):
            return Named(name, postal_code=beside)
        own = geography.today(beside.upper())
        return (
            Named(name, str(geography.communes["departement"][own])) if own in geography.named(name) else None
        )
    code = departement_code(beside, geography) or _merged(name, beside, geography)
    return Named(name, code) if code and geography.named(name, departements=[code]) else None


def _merged(town: str, former: str, geography: Geography) -> str:
    """Return the département of the one commune that "Annecy (Cran-Gevrier)" names, and what it was."""
    both = {*geography.named(town)} & {*geography.named(_FORMERLY.sub("", former))}
    return str(geography.communes["departement"][both.pop()]) if len(both) == 1 else ""


def is_quarter(text: str, town: str, geography: Geography) -> bool:
    """Check whether "Villeneuve" of "Grenoble (Villeneuve)" can only be a quarter of that town."""
    own = geography.named(town)
    if (
        len(own) != 1
        or len(text) < _SHORTEST
        or _MORE.match(text)
        or abroad(text)
        or named_region(text, geography)
    ):
        return False
    communes = geography.communes.loc[[*own, *geography.named(text)], ["population", "departement"]]
    people, others = communes["population"].iloc[0], communes.iloc[1:]
    near = others["departement"].eq(communes["departement"].iloc[0]).any()
    far_larger = people > max(_QUARTERED, _FAR_MORE * others["population"].max() if len(others) else 0)
    return bool(far_larger and not near)


def _plain_name(text: str, geography: Geography) -> str | None:
    """Write a name without "Commune de" and with its usual words; None where that gives no known one."""
    called = _CALLED.fullmatch(text)
    if called:
        article = {"du": "Le ", "des": "Les "}.get((called[1] or "").lower().strip(), "")
        return article + (called[2] or called[3])
    words = normalise_name(text)
    city = _CITY.fullmatch(words)
    if city:
        return str(next(filter(None, city.groups())))
    if quarter := _OF_QUARTER.fullmatch(text):
        return (quarter[1] or quarter[2]).strip()
    changed = _UNDER.sub(" sous ", text) if _UNDER.search(text) else _FERRAND.sub("-Ferrand", text)
    return changed if geography.named(changed) else None


def alike(name: str, communes: Iterable[str], geography: Geography) -> str | None:
    """Find the one commune of a few whose name is shortened, lengthened or misspelt.

    Its code; None where none or several are alike.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [alike(name, ["19031"], load_geography()) for name in ("BRIVE", "Bruges")]
    ['19031', None]
    """
    given = normalise_name(name)
    if len(given) < _SHORTEST:
        return None
    found, names = set(), geography.communes["name"]
    for code in communes:
        own = normalise_name(str(names.get(code, "")))
        inside = f" {given} " in f" {own} " or f" {own} " in f" {given} "
        if own and (inside or Indel.normalized_similarity(given, own) > _SPELT):
            found.add(code)
    return found.pop() if len(found) == 1 else None


def clean_places(frame: pd.DataFrame, geography: Geography) -> "pd.Series[str]":
    """Bring codes and names of places to what `atlas.locate` reads."""
    told = pd.Series("", index=frame.index, dtype="str")
    for name in ("code", "epci", "postal_code"):
        if name in frame:
            read = {text: bare_code(_named_code(text, geography)) for text in frame[name].unique()}
            bare = frame[name].map(read).astype("str")
            changed = bare.ne(frame[name].str.strip())
            if name == "code" and changed.any():
                told = told.mask(changed, frame[name].str.strip() + " → " + bare)
            frame[name] = bare
    if "departement" in frame:
        texts = frame["departement"]
        codes = {text: departement_code(text, geography) or text for text in texts.unique()}
        frame["departement"] = texts.map(codes).astype("str")
        if "code" in frame:
            whole = _with_departement(frame["code"], frame["departement"], geography)
            joined = whole.ne(frame["code"])
            told = told.mask(joined, frame["code"] + " → " + whole)
            frame["code"] = whole
            # Its code in the place of a commune's says that the whole département is meant.
            frame["code"] = frame["code"].mask(frame["code"].eq(frame["departement"]), "")
    if "name" in frame:
        _add_cedex(frame, geography)
        _move_beside(frame, geography)
    return told


def _add_cedex(frame: pd.DataFrame, geography: Geography) -> None:
    """Read the département of an unknown CEDEX code, which no country but France has."""
    if "postal_code" not in frame:
        return
    codes = frame["postal_code"]
    rows = frame["name"].str.contains(r"(?i)\bcedex\b", regex=True) & codes.str.fullmatch("[0-9]{5}")
    known = geography.level("departement").index
    areas = codes[rows].map(lambda code: next((code[:size] for size in (2, 3) if code[:size] in known), ""))
    given = frame.get("departement", pd.Series("", index=frame.index, dtype="str"))
    if areas.any():
        frame["departement"] = given.mask(rows & given.eq(""), areas).astype("str")


def _named_code(text: str, geography: Geography) -> str:
    """Return the code of a cell that has its commune's name too; any other text as it is."""
    found = _NAMED_CODE.fullmatch(text)
    return found[1] if found and geography.today(found[1]) in geography.named(found[2]) else text


def _with_departement(codes: pd.Series, areas: pd.Series, geography: Geography) -> "pd.Series[str]":
    """Put the département before numbers of communes inside it, "26" and "113", where most rows have such."""
    short = codes.str.fullmatch("[0-9]{1,3}") & areas.ne("") & codes.ne(areas)
    if short.sum() <= _MOST * codes.ne("").sum():
        return codes
    numbers = codes.str.zfill(3)
    # 971 and 105 are 97105, and so are 971 and 5.
    repeats = numbers.str[0].eq(areas.str[2:])
    whole = areas.where(~repeats, areas.str[:2]) + numbers
    whole = whole.where(whole.str.len().eq(_POSTAL), areas + numbers.str[1:])
    known = geography.resolve(whole[short])["outcome"].isin(["current", "successor"])
    return codes.mask(short, whole) if known.mean() > _NEARLY_ALL else codes


def _move_beside(frame: pd.DataFrame, geography: Geography) -> None:
    """Move départements and postal codes out of the names, to where nothing else says them."""
    if "postal_code" in frame:
        nameless = frame["postal_code"].ne("") & frame["name"].str.fullmatch(_CEDEX)
        frame["name"] = frame["name"].mask(nameless, "")
    names = frame["name"]
    beside = names.str.contains(rf"[0-9(\[,;/{WHITE}]|-[Ff][Dd]$", regex=True)
    if not beside.any():
        _write_out(frame, geography)
        return
    parts = {text: split_name(text, geography) for text in names[beside].unique()}
    for column in ("departement", "postal_code"):
        told = (
            names.map({text: getattr(part, column) for text, part in parts.items()}).fillna("").astype("str")
        )
        if told.ne("").any():
            given = frame[column] if column in frame else pd.Series("", index=frame.index)
            frame[column] = given.where(given.str.strip() != "", told)
    frame["name"] = names.map({text: part.name for text, part in parts.items()}).fillna(names).astype("str")
    _write_out(frame, geography)


def _write_out(frame: pd.DataFrame, geography: Geography) -> None:
    """Write out names cut short that only one commune of the row's département begins by: "Romans", "26"."""
    if "departement" not in frame:
        return
    pairs = frame.loc[frame["name"].ne("") & frame["departement"].ne(""), ["name", "departement"]]
    whole = {}
    for name, departement in pairs.drop_duplicates().itertuples(index=False, name=None):
        begun, key = _beginnings(geography).get(departement, {}), normalise_name(name)
        known = key in begun or len(name) < _SHORTEST
        if not known and not geography.named(name, departements=[departement]):
            start = key + " "
            own = {begun[full] for full in _following(geography, departement, start)}
            if len(own) == 1:
                whole[name, departement] = str(geography.communes["name"][own.pop()])
    if whole:
        written = [whole.get(pair) for pair in pairs.itertuples(index=False, name=None)]
        found = pd.Series(written, index=pairs.index, dtype="str").dropna()
        frame.loc[found.index, "name"] = found


def _following(geography: Geography, departement: str, start: str) -> Iterator[str]:
    """List the names of a département's communes that begin so."""
    names = _sorted_names(geography).get(departement, [])
    for place in range(bisect_left(names, start), len(names)):
        if not names[place].startswith(start):
            return
        yield names[place]


@kept_of(maxsize=2)
def _sorted_names(geography: Geography) -> dict[str, list[str]]:
    return {area: sorted(names) for area, names in _beginnings(geography).items()}


@kept_of(maxsize=2)
def _beginnings(geography: Geography) -> dict[str, dict[str, str]]:
    """Return the names of each département's communes, former ones too, with their commune."""
    former = geography.former_names
    communes = geography.communes["name"]
    names = {
        str(area): {normalise_name(str(name)): str(code) for code, name in communes[own].items()}
        for area, own in geography.communes.groupby("departement").groups.items()
    }
    for name, area, code in former[["name", "departement", "commune"]].itertuples(index=False, name=None):
        names.get(str(area), {}).setdefault(normalise_name(str(name)), str(code))
    return names
