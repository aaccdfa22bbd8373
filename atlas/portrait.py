"""One territory: who lives there, which initiatives, which money, what is missing, its place among peers.

`portrait` gathers everything once; the page, the PDF, the workbook, the standalone map and the command line
all show that one object, so that no two of them can give two figures.
"""

from dataclasses import asdict
from dataclasses import dataclass
from typing import Any
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.stats import percentileofscore

from atlas.catalogue import Answer
from atlas.catalogue import Catalogue
from atlas.catalogue import kept
from atlas.errors import UnknownChoiceError
from atlas.gaps.nearest import nearest
from atlas.measures import COMPLETE_CLASSES
from atlas.presence import COUNTING
from atlas.presence import By
from atlas.records import records
from atlas.selection import Selection
from atlas.selection import among
from atlas.selection import select_funding
from atlas.summary import Place
from atlas.summary import compare
from atlas.summary import containers
from atlas.vocabulary import SETTINGS
from atlas.vocabulary import Label

# Reach of "near", in kilometres; the first is the default.
DISTANCES = (25, 10, 50, 100)

REFERENCES: dict[str, Label] = {
    "setting": Label("Même cadre, en France", "Same setting, in France"),
    "departement": Label("Même niveau, dans le département", "Same level, in the département"),
    "region": Label("Même niveau, dans la région", "Same level, in the région"),
    "france": Label("Même niveau, toute la France", "Same level, all of France"),
}

# How an initiative belongs to the territory, the closest tie first.
LINKS: dict[str, Label] = {
    "seat": Label("Siège ici", "Seat here"),
    "coverage": Label("Couvre ce territoire", "Covers this territory"),
    "near": Label("À proximité", "Nearby"),
}

# What a funding line does in the sum.
ENTRIES: dict[str, Label] = {
    "counted": Label("Compté", "Counted"),
    "unknown_amount": Label("Montant inconnu", "Amount unknown"),
    "not_counted": Label("Non compté", "Not counted"),
    "redistributed": Label("Redistribué, non compté", "Redistributed, not counted"),
    "generated": Label("Généré, non compté", "Generated, not counted"),
}

# What the territory is ranked on.
POSITIONS: dict[str, Label] = {
    "rate": Label("Initiatives pour 100 000 habitants", "Initiatives per 100,000 inhabitants"),
    "funding_rate": Label("Financements reçus par habitant (€)", "Funding received per inhabitant (€)"),
    "types": Label("Types d'initiatives présents", "Types of initiatives present"),
}

SAME_SETTING = "setting"
# Vertices closer than this stand for the border between them: at 1 km from it they err by a few metres.
_BORDER_STEP_DEGREES = 0.002


class People(NamedTuple):
    """Who lives in a territory.

    Attributes
    ----------
    population
        Municipal population; None where not known.
    area_km2
        Square kilometres; None where not known.
    density
        Inhabitants per square kilometre; None where population or area is not known.
    communes
        Number of communes.
    setting
        Setting of the commune, or of the majority of the inhabitants; None in the overseas collectivities.
    shares
        Share of the population in each setting, 0 to 1; empty where not known.
    density_level, aav_category
        Of a commune, see `atlas.vocabulary`; None for the other levels and where not known.
    nature
        Legal form of an EPCI (`CC`, `CA`, …); None for the other levels.
    collectivite
        Name of the overseas collectivity of a commune that has no département; else None.
    epci_missing
        Whether it is a commune of a département and of no EPCI.
    """

    population: int | None
    area_km2: float | None
    density: float | None
    communes: int
    setting: str | None
    shares: dict[str, float]
    density_level: int | None
    aav_category: int | None
    nature: str | None
    collectivite: str | None
    epci_missing: bool


class Money(NamedTuple):
    """What the initiatives of a territory received, as far as known.

    Attributes
    ----------
    received
        Euros of the territory's part of the lines that count; None where no amount is known.
    per_inhabitant
        `received` over the municipal population of the whole territory, in euros; None where either is not
        known.
    funded
        Initiatives present with a known amount.
    present
        Initiatives present.
    """

    received: float | None
    per_inhabitant: float | None
    funded: int
    present: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Portrait:
    """What the atlas knows of one territory.

    Attributes
    ----------
    place, name
        The territory.
    selection, by, distance_km, reference
        What was asked, see `portrait`.
    references
        The references that this territory has.
    millesime
        Vintage of the territories.
    containers
        Départements and régions over which it spreads.
    people, money
        See `People` and `Money`.
    located
        Whether the territory has a place on the map, without which no distance is known.
    comparison
        See `atlas.summary.compare`, with a row `setting` that holds all territories of the same level and
        setting together, and `territories`, how many each row holds.
    initiatives
        Indexed by id, the closest tie first: `name`, `type`, `link` (a key of `LINKS`), `counted` (whether it
        enters the territory's figures, counted as asked), `commune` and `commune_name` of the seat, `stated`
        (whether a source names that commune), `distance_km` (see Notes of `portrait`), `received_eur`
        (euros received by the initiative, all territories together; missing where no amount is known),
        `share_eur` (the territory's part of it; missing where none is known), `source_url`.
    lines
        Indexed by line id, every funding line of the initiatives counted here: `initiative`, `funder`,
        `funder_level`, `programme`, `year_start`, `year_end`, `nature`, `amount_eur` (euros of the whole
        line; missing where unknown), `share_eur` (the territory's part; missing where the line does not
        count), `entry` (a key of `ENTRIES`), `reason`, `source_url`.
    types
        Indexed by type, of the chosen types or all: `seat` and `coverage` (initiatives by either count),
        `here` (by the count asked for), `status` (`value`, or `zero` or `no_known` as in
        `atlas.measures.BLANKS`), `completeness` (class of the list), `peers_with` (peers with at least one),
        `peers`, and, where `here` is 0, `nearest` (id) and `nearest_km` of the nearest seat elsewhere, from
        the border; `people_km`, the mean distance of the inhabitants to the nearest one, wherever it is, as
        in `atlas.gaps`. Missing where no place is known.
    positions
        Indexed by key of `POSITIONS`: `value` of the territory (missing where unknown), `below`, `same`,
        `above` (peers with less, as much, more), `peers` (their sum: peers whose figure is known), `unknown`
        (peers without a known figure), `median` of the peers, `percentile`.
    """

    place: Place
    name: str
    selection: Selection
    by: By
    distance_km: int
    reference: str
    references: tuple[str, ...]
    millesime: str
    containers: list[Place]
    people: People
    money: Money
    located: bool
    comparison: pd.DataFrame
    initiatives: pd.DataFrame
    lines: pd.DataFrame
    types: pd.DataFrame
    positions: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """Give the portrait as JSON types, unknown as None."""
        tables = ("comparison", "initiatives", "lines", "types", "positions")
        return {
            "level": self.place.level,
            "code": self.place.code,
            "name": self.name,
            "selection": asdict(self.selection),
            "by": self.by,
            "distance_km": self.distance_km,
            "reference": self.reference,
            "millesime": self.millesime,
            "containers": [f"{one.level}:{one.code}" for one in self.containers],
            "people": self.people._asdict(),
            "money": self.money._asdict(),
        } | {name: _plain(getattr(self, name)) for name in tables}


def references(catalogue: Catalogue, where: Place) -> tuple[str, ...]:
    """List the groups of peers that a territory can be ranked in.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    where
        The territory.

    Returns
    -------
    tuple of str
        Keys of `REFERENCES`. A région lies in no département; a commune of an overseas collectivity has
        neither setting nor département.
    """
    areas = {one.level for one in _containers(catalogue, where)}
    setting = _known(catalogue.geography.level(where.level)["setting"][where.code])
    there = {"setting": setting is not None, "france": True}
    return tuple(key for key in REFERENCES if there.get(key, key in areas))


@kept(maxsize=256)
def _containers(catalogue: Catalogue, where: Place) -> tuple[Place, ...]:
    return tuple(containers(catalogue, where))


def peers(catalogue: Catalogue, where: Place, reference: str) -> pd.Index:
    """List the territories that one is compared with.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    where
        The territory.
    reference
        One of `references(catalogue, where)`. `setting`: all territories of its level with its (majority)
        setting. `departement`, `region`: all of its level that share a département or région with it, even
        in part. `france`: all of its level.

    Returns
    -------
    pandas.Index
        Codes, the territory itself left out.

    Raises
    ------
    UnknownChoiceError
        If the territory has no such reference.
    """
    known = references(catalogue, where)
    if reference not in known:
        msg = f"{where.level}:{where.code} has no reference {reference!r}: choose one of {', '.join(known)}."
        raise UnknownChoiceError(msg)
    table = catalogue.geography.level(where.level)
    match reference:
        case "setting":
            same = table["setting"].eq(table["setting"][where.code])
        case "france":
            same = pd.Series(data=True, index=table.index)
        case _:
            areas = {one.code for one in _containers(catalogue, where) if one.level == reference}
            if where.level == "commune":
                same = table[reference].isin(areas)
            else:
                same = table[f"{reference}s"].map(lambda codes: not areas.isdisjoint(codes))
    return table.index[same & (table.index != where.code)]


class _Question(NamedTuple):
    """What was asked, and what every part of the answer starts from."""

    catalogue: Catalogue
    where: Place
    selection: Selection
    by: By
    answer: Answer
    peers: pd.Index
    # Ids of the chosen initiatives of the territory, by either way to count.
    ids: dict[By, pd.Index]
    # Chosen lines that count, and the territory's part of each.
    lines: pd.DataFrame
    shares: pd.DataFrame
    # Where the chosen initiatives are, and the position of each place in the table of the level.
    everywhere: pd.DataFrame
    positions: NDArray[np.intp]

    @property
    def kinds(self) -> pd.Series:
        return self.catalogue.tables.initiatives["type"]

    @property
    def level(self) -> pd.DataFrame:
        return self.catalogue.geography.level(self.where.level)

    def within(self, territories: NDArray[np.bool_]) -> pd.DataFrame:
        """Keep the places in some territories of the level."""
        return self.everywhere[territories[self.positions]]


def portrait(  # noqa: PLR0913 - each is a question of the reader
    catalogue: Catalogue,
    where: Place,
    *,
    selection: Selection | None = None,
    by: By = "seat",
    distance_km: int = DISTANCES[0],
    reference: str | None = None,
) -> Portrait:
    """Gather what the atlas knows of a territory.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    where
        The territory, see `atlas.summary.place`.
    selection
        Which initiatives; all by default.
    by
        Count at the seat or over the coverage.
    distance_km
        How far "near" reaches from the territory's border, in kilometres.
    reference
        One of `references(catalogue, where)`; the first by default.

    Returns
    -------
    Portrait
        All figures in the units that it names; unknown is missing, never zero.

    Raises
    ------
    UnknownChoiceError
        If the distance is not positive, or if the territory has no such reference.

    Notes
    -----
    A distance is the great-circle distance from the territory's border to the point of the initiative's seat
    commune (or the coordinates that a source gives), 0 where the seat lies inside. An initiative without a
    known commune has none.

    The percentile is the mean-rank percentile of `scipy.stats.percentileofscore`: the share of peers with
    less, plus half of those with as much, in percent.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> diois = portrait(load_catalogue(), Place("epci", "242600534"))
    >>> diois.name, diois.people.communes
    ('CC du Diois', 50)
    """
    if distance_km <= 0:
        msg = f"A distance of {distance_km!r} km reaches nothing: give a positive number."
        raise UnknownChoiceError(msg)
    selection = Selection() if selection is None else selection
    catalogue = catalogue.under(selection)
    known = references(catalogue, where)
    reference = known[0] if reference is None else reference
    question = _ask(catalogue, where, selection, by, peers(catalogue, where, reference))
    initiatives = _initiatives(question, distance_km)
    people = _people(catalogue, where)
    return Portrait(
        place=where,
        name=str(catalogue.geography.level(where.level)["name"][where.code]),
        selection=selection,
        by=by,
        distance_km=distance_km,
        reference=reference,
        references=known,
        millesime=catalogue.geography.millesime,
        containers=list(_containers(catalogue, where)),
        people=people,
        money=_money(question, people),
        located=bool(distances(catalogue, where).notna().any()),
        comparison=_comparison(question),
        initiatives=initiatives,
        lines=_lines(question),
        types=_types(question),
        positions=_positions(question),
    )


def _ask(catalogue: Catalogue, where: Place, selection: Selection, by: By, group: pd.Index) -> _Question:
    answer = catalogue.answer(selection, where.level, by=by, measure="count")
    lines = select_funding(catalogue.lines, selection)
    shares = catalogue.shares(where.level, by)
    shares = shares[shares["code"].eq(where.code) & among(shares["line"], lines.index)]
    ids = {}
    for key in COUNTING:
        rows = catalogue.presence(where.level, key)
        ids[key] = pd.Index(rows.loc[rows["code"].eq(where.code), "id"].unique()).intersection(answer.chosen)
    shares = shares[among(shares["id"], ids[by])]
    rows = catalogue.presence(where.level, by)
    rows = rows[among(rows["id"], answer.chosen)]
    # Tens of thousands of codes are looked up once; masks over the level's table do the rest.
    positions = answer.table.index.get_indexer(pd.Index(rows["code"]))
    return _Question(catalogue, where, selection, by, answer, group, ids, lines, shares, rows, positions)


@kept(maxsize=64)
def distances(catalogue: Catalogue, where: Place) -> pd.Series:
    """Measure how far each initiative's seat lies from a territory.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    where
        The territory.

    Returns
    -------
    pandas.Series
        Kilometres, by id, see Notes of `portrait`; missing where either has no known place. From a commune
        without a boundary, distances start at its seat point where that is known.
    """
    places = catalogue.places
    km = nearest(places[["lon", "lat"]], _border(catalogue, where)).km
    return pd.Series(km, index=places.index).mask(places[where.level].eq(where.code), 0.0)


def _border(catalogue: Catalogue, where: Place) -> NDArray[np.float64]:
    geometry = catalogue.geography.boundaries(where.level).geometry[where.code]
    if geometry is not None:
        dense = shapely.segmentize(geometry.boundary, _BORDER_STEP_DEGREES)
        return np.asarray(shapely.get_coordinates(dense))
    seat = catalogue.geography.level(where.level).loc[[where.code], ["seat_lon", "seat_lat"]].dropna()
    return seat.to_numpy(dtype="float64")


def _people(catalogue: Catalogue, where: Place) -> People:
    row: Any = catalogue.geography.level(where.level).loc[where.code]
    population, area = _known(row["population"]), _known(row["area_km2"])
    setting = _known(row["setting"])
    commune = where.level == "commune"
    if setting is None or not population:
        shares = {}
    elif commune:
        shares = {key: float(key == setting) for key in SETTINGS}
    else:
        shares = {key: float(row[f"pop_{key}"]) / float(population) for key in SETTINGS}

    def whole(column: str) -> int | None:
        value = _known(row[column]) if commune else None
        return None if value is None else int(value)

    return People(
        population=None if population is None else int(population),
        area_km2=None if area is None else float(area),
        density=float(population) / float(area) if population is not None and area else None,
        communes=1 if commune else int(row["communes"]),
        setting=setting,
        shares=shares,
        density_level=whole("density_level"),
        aav_category=whole("aav_category"),
        nature=None if commune else _known(row["nature"]),
        collectivite=_known(row["collectivite_name"]) if commune else None,
        epci_missing=commune and _known(row["departement"]) is not None and _known(row["epci"]) is None,
    )


def _initiatives(question: _Question, distance_km: int) -> pd.DataFrame:
    catalogue, shares = question.catalogue, question.shares
    distance = distances(catalogue, question.where)
    chosen = pd.Series("", index=question.answer.chosen)
    chosen[distance.reindex(chosen.index) <= distance_km] = "near"
    # Counting by coverage falls back to the seat where no source states one: that is a seat, not a coverage.
    for key in reversed(COUNTING):
        chosen[chosen.index.isin(question.ids[key])] = key
    link = chosen[chosen != ""]
    source = catalogue.tables.initiatives.loc[link.index]
    places = catalogue.places.loc[link.index]
    cents = question.lines.groupby("initiative_id")["cents"].sum()
    table = pd.DataFrame(
        {
            "name": source["name"],
            "type": source["type"],
            "link": link,
            "counted": link.index.isin(question.ids[question.by]),
            "commune": places["commune"],
            "commune_name": places["commune"].map(catalogue.geography.communes["name"]),
            "stated": source["seat_confidence"].eq("stated").fillna(value=False).astype(bool),
            "distance_km": distance.reindex(link.index),
            "received_eur": cents.reindex(link.index).astype("float64") / 100,
            "share_eur": shares.groupby("id")["cents"].sum().reindex(link.index).astype("float64") / 100,
            "source_url": source["source_url"],
        }
    )
    order = table["link"].map({key: number for number, key in enumerate(LINKS)})
    table = table.assign(order=order).sort_values(["order", "distance_km", "name"], kind="stable")
    return table.drop(columns="order").rename_axis("id")


def _money(question: _Question, people: People) -> Money:
    part = question.shares
    received = None if part.empty else int(part["cents"].sum()) / 100
    return Money(
        received=received,
        per_inhabitant=received / people.population if received is not None and people.population else None,
        funded=int(part["id"].nunique()),
        present=len(question.ids[question.by]),
    )


def _lines(question: _Question) -> pd.DataFrame:
    catalogue, shares = question.catalogue, question.shares
    lines = select_funding(catalogue.tables.funding, question.selection)
    lines = lines[lines["initiative_id"].isin(question.ids[question.by])]
    entry = pd.Series("counted", index=lines.index).mask(lines["amount_eur"].isna(), "unknown_amount")
    entry = entry.mask(~lines["counted"].astype(bool), "not_counted")
    entry = entry.mask(lines["direction"].ne("received"), lines["direction"])
    table = pd.DataFrame(
        {
            "initiative": lines["initiative_id"].map(catalogue.tables.initiatives["name"]),
            "funder": lines["funder"],
            "funder_level": lines["funder_level"],
            "programme": lines["programme"],
            "year_start": lines["year_start"],
            "year_end": lines["year_end"],
            "nature": lines["nature"],
            "amount_eur": lines["amount_eur"].astype("float64"),
            "share_eur": shares.set_index("line")["cents"].reindex(lines.index).astype("float64") / 100,
            "entry": entry,
            "reason": lines["not_counted_reason"],
            "source_url": lines["source_url"],
        }
    )
    order = table["entry"].map({key: number for number, key in enumerate(ENTRIES)})
    table = table.assign(order=order)
    table = table.sort_values(
        ["order", "share_eur", "amount_eur"], ascending=[True, False, False], kind="stable"
    )
    return table.drop(columns="order").rename_axis("line_id")


def _types(question: _Question) -> pd.DataFrame:
    catalogue, where, answer, kinds = question.catalogue, question.where, question.answer, question.kinds
    types = catalogue.tables.types.loc[list(question.selection.types) or catalogue.tables.types.index]
    counts = {key: kinds.loc[ids].value_counts() for key, ids in question.ids.items()}
    table = pd.DataFrame(index=types.index.rename("type"))
    for key, count in counts.items():
        table[key] = count.reindex(table.index).fillna(0).astype("int64")
    table["here"] = table[question.by]
    # The rule of `Catalogue.answer`, for each type by itself.
    listed = types["completeness_class"].isin(COMPLETE_CLASSES)
    certain = listed & ~types.index.isin(kinds[answer.unplaced]) & question.selection.certain
    blank = pd.Series(np.where(certain, "zero", "no_known"), index=table.index)
    table["status"] = blank.mask(table["here"] > 0, "value")
    table["completeness"] = types["completeness_class"]
    compared = np.zeros(len(question.level), dtype=bool)
    compared[question.level.index.get_indexer(question.peers)] = True
    rows = question.within(compared)
    having = rows["code"].groupby(rows["id"].map(kinds).astype(object)).nunique()
    table["peers_with"] = having.reindex(table.index).fillna(0).astype("int64")
    table["peers"] = len(question.peers)
    away = distances(catalogue, where).reindex(answer.chosen).dropna()
    away = away[away > 0].sort_values(kind="stable")
    closest = away.groupby(kinds.loc[away.index].astype(object), sort=False).head(1)
    nearest_of = pd.Series(closest.index, index=kinds.loc[closest.index].to_numpy()).reindex(table.index)
    table["nearest"] = nearest_of.mask(table["here"] > 0)
    table["nearest_km"] = table["nearest"].map(closest).astype("float64")
    table["people_km"] = _people_distances(catalogue, where, answer.chosen, table.index)
    return table


def _people_distances(catalogue: Catalogue, where: Place, chosen: pd.Index, types: pd.Index) -> list[float]:
    communes = catalogue.geography.communes.loc[catalogue.geography.members(where.level, where.code)]
    origins = communes[["seat_lon", "seat_lat"]].to_numpy(dtype="float64")
    people = communes["population"].fillna(0).to_numpy(dtype="float64")
    placed = catalogue.places["commune"].notna() & catalogue.places.index.isin(chosen)
    seats = catalogue.places.loc[placed, ["lon", "lat"]].to_numpy(dtype="float64")
    kinds = catalogue.tables.initiatives.loc[placed, "type"].to_numpy(dtype=object)
    return [_mean(nearest(origins, seats[kinds == kind]).km, people) for kind in types]


def _mean(km: NDArray[np.float64], people: NDArray[np.float64]) -> float:
    there = np.isfinite(km)
    if not there.any():
        return float("nan")
    weights = people[there] if people[there].sum() > 0 else np.ones(there.sum())
    return float(np.average(km[there], weights=weights))


def _positions(question: _Question) -> pd.DataFrame:
    answer, code = question.answer, question.where.code
    population = question.level["population"].astype("float64")
    rows = question.everywhere
    kinds = rows["id"].map(question.kinds).astype(object)
    inhabited = population.where(population > 0)
    figures = pd.DataFrame(
        {
            "rate": 100_000 * answer.table["initiatives"].astype("float64") / inhabited,
            "funding_rate": answer.table["funding"] / inhabited,
            "types": kinds.groupby(rows["code"]).nunique().reindex(population.index).fillna(0),
        }
    )
    return pd.DataFrame(
        [_position(figures[key][code], figures.loc[question.peers, key]) for key in POSITIONS],
        index=pd.Index(POSITIONS, name="measure"),
    )


def _position(value: float, others: pd.Series) -> dict[str, float | int | None]:
    known = others.dropna().to_numpy(dtype="float64")
    ranked = len(known) > 0 and not np.isnan(value)
    return {
        "value": value,
        "below": int((known < value).sum()) if ranked else None,
        "same": int((known == value).sum()) if ranked else None,
        "above": int((known > value).sum()) if ranked else None,
        "peers": len(known),
        "unknown": len(others) - len(known),
        "median": float(np.median(known)) if len(known) else np.nan,
        "percentile": float(percentileofscore(known, value, kind="mean")) if ranked else np.nan,
    }


def _comparison(question: _Question) -> pd.DataFrame:
    catalogue, where = question.catalogue, question.where
    table = compare(catalogue, where, question.selection, by=question.by, own=question.answer)
    table = table.assign(territories=1)
    setting = _known(question.level["setting"][where.code])
    if setting is None:
        return table
    group = question.level["setting"].eq(setting).to_numpy(dtype=bool, na_value=False)
    population = int(question.level["population"][group].sum())
    funding = question.answer.table["funding"][group]
    euros = float(funding.sum()) if funding.notna().any() else np.nan
    initiatives = int(question.within(group)["id"].nunique())
    together = {
        "level": SAME_SETTING,
        "code": setting,
        "name": None,
        "population": population,
        "initiatives": initiatives,
        "funding": euros,
        "rate": 100_000 * initiatives / population if population else np.nan,
        "funding_rate": euros / population if population else np.nan,
        "territories": int(group.sum()),
    }
    france = table.iloc[-1:]
    return pd.concat([table.iloc[:-1], pd.DataFrame([together], columns=table.columns), france]).reset_index(
        drop=True
    )


def _known(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
    return None if pd.isna(value) else value


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    return records(table if table.index.name is None else table.reset_index())
