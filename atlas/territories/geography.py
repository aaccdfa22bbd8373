"""The geography that `atlas build-geo` wrote: tables read at once, boundaries when they are asked for."""

import sys
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas import settings
from atlas.errors import UnknownChoiceError, UnknownTerritoryError
from atlas.territories.epcis import epci_keys, find_epci
from atlas.territories.files import TEXT, damaged, read_csv, read_json, read_parquet
from atlas.territories.names import Namesakes, loose_name, normalise_name
from atlas.territories.points import Degrees, PolygonIndex, Positions
from atlas.vocabulary import LEVELS, OWN_LEVEL, PERIMETER

_COMMUNE_COLUMNS = [
    *["code", "name", "bassin_de_vie", "epci", "departement", "region", "collectivite", "collectivite_name"],
    *["population", "area_km2", "density_level", "aav", "aav_category", "aav_size", "setting", "ruralite"],
    *["centralite", "seat_lon", "seat_lat", "seat_basis", "postal_codes"],
]
_LEVEL_COLUMNS = [
    *["code", "name", "communes", "population", "area_km2", "pop_urbain", "pop_periurbain", "pop_rural"],
    *["setting", *(f"pop_density_{density}" for density in range(1, 8)), "departements", "regions", "nature"],
    *["chef_lieu", "label_lon", "label_lat"],
]


def objects(values: Any) -> NDArray[np.object_]:  # noqa: ANN401 - whatever holds texts
    """Return texts as an array of Python objects, None where null."""
    array = np.array(values, dtype=object)
    array[pd.isna(array)] = None
    return array


@dataclass(frozen=True, eq=False, repr=False)
class Geography:
    """All territories of one vintage; make one with `load_geography`.

    Attributes
    ----------
    folder
        Where it was read.
    communes
        Every commune, indexed by code, those of the overseas collectivities (no boundary, no level) included.
    millesime
        Year of the official geographic code.
    lineage
        Sources, checks and counts of the build.
    former_codes
        Indexed by code that is no commune's any more, or an arrondissement's or delegated commune's: its
        `outcome` (successor or ambiguous) and `codes`, separated by "|".
    former_names
        `name`, `departement` and `commune` of delegated communes and arrondissements.
    """

    folder: Path
    communes: pd.DataFrame
    millesime: str
    lineage: dict[str, Any]
    former_codes: pd.DataFrame
    former_names: pd.DataFrame
    _levels: dict[str, pd.DataFrame]
    _boundaries: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    _shared: dict[str, pd.DataFrame] = field(default_factory=dict)
    _texts: dict[str, Any] = field(default_factory=dict)
    _inside: dict[str, dict[Any, Any]] = field(default_factory=dict)
    # Perimeter and commune of each commune of each perimeter, by position; sorted by perimeter.
    _perimeters: tuple[Positions, Positions] | None = None
    _official: "Geography | None" = None

    @property
    def official(self) -> "Geography":
        """The same without perimeters."""
        return self._official or self

    @property
    def levels(self) -> tuple[str, ...]:
        """The official levels, and `PERIMETER` where there are some: what a place may be of."""
        return tuple(level for level in self._levels if level != OWN_LEVEL)

    @property
    def own_level(self) -> bool:
        """Whether a reader's own perimeters make a level, see `atlas.territories.perimeters`."""
        return OWN_LEVEL in self._levels

    def level(self, level: str) -> pd.DataFrame:
        """Return the territories of a level, indexed by code, without geometry."""
        if level not in self._levels:
            msg = f"unknown level {level!r}: choose one of {', '.join(self.levels)}"
            raise UnknownChoiceError(msg)
        return self._levels[level]

    def name(self, level: str, code: str) -> str:
        """Return the name of a territory that exists."""
        return str(self.level(level)["name"][code])

    def population_year(self, level: str = "", code: str = "") -> str:
        """Return the year of the municipal populations.

        Parameters
        ----------
        level, code
            Of a territory; by default the year of nearly all.

        Returns
        -------
        str
            Empty where it is not stated: for the overseas collectivities.
        """
        told = self.lineage.get("populations", {})
        year, elsewhere = str(told.get("year", "")), told.get("departements", {})
        if not code:
            return year
        row: Any = self.level(level).loc[code]
        there = [row["departement"]] if level == "commune" else list(row["departements"])
        # A territory of several départements has the year that they share.
        years = {"" if pd.isna(one) else str(elsewhere.get(one, year)) for one in there}
        return years.pop() if len(years) == 1 else ""

    def boundaries(self, level: str) -> gpd.GeoDataFrame:
        """Return the territories of a level with their polygons (EPSG:4326), indexed by code, read once."""
        table = self.level(level)
        if level not in self._boundaries:
            path = self.folder / f"{level}.parquet"
            try:
                shapes = gpd.read_parquet(path, columns=["code", "geometry"]).set_index("code").geometry
            except (OSError, ValueError) as error:
                raise damaged(path, error) from error
            self._boundaries[level] = gpd.GeoDataFrame(table, geometry=shapes.reindex(table.index))
        return self._boundaries[level]

    def lookup(self, communes: pd.Series, level: str) -> pd.Series:
        """Return the territory of each commune at a level.

        Parameters
        ----------
        communes
            Codes of communes of this vintage; a null stays null.

        Returns
        -------
        codes
            Same index; null where the commune has none (an island without EPCI, an overseas collectivity).

        Raises
        ------
        UnknownTerritoryError
            When a code is no commune's: `resolve` it first.

        Examples
        --------
        >>> load_geography().lookup(pd.Series(["01004", None], index=["a", "b"]), "departement").to_dict()
        {'a': '01', 'b': nan}
        """
        if level != "setting":
            self.level(level)
        positions = self.communes.index.get_indexer(pd.Index(communes))
        unknown = communes[(positions < 0) & communes.notna()].unique()
        if len(unknown):
            msg = f"no commune has the code {', '.join(map(repr, unknown[:5]))}: resolve former codes first"
            raise UnknownTerritoryError(msg)
        return pd.Series(self.take(level, positions), index=communes.index, name=level)

    def take(self, level: str, positions: Positions) -> Any:  # noqa: ANN401 - pandas' own word for an array
        """Return the codes at a level of communes named by position in `communes`, null for -1."""
        if level == OWN_LEVEL:  # of one reader: what is kept here all share
            return self.communes[level].array.take(positions, allow_fill=True)
        if level not in self._texts:
            column = self.communes.index if level == "commune" else self.communes[level]
            self._texts[level] = pd.Series(column.to_numpy(dtype=object), dtype=TEXT).array
        return self._texts[level].take(positions, allow_fill=True)

    def members(self, level: str, code: str) -> pd.Index:
        """Return the codes of the communes of a territory."""
        if code not in self.level(level).index:
            msg = f"no {level} has the code {code!r}"
            raise UnknownTerritoryError(msg)
        if level == "commune":
            return pd.Index([code], dtype=self.communes.index.dtype, name="code")
        if level == PERIMETER:
            owners, communes = self.perimeters
            here: pd.Index = self.communes.index[communes[owners == self.level(level).index.get_loc(code)]]
            return here
        if level == OWN_LEVEL:  # of one reader: what is kept here all share
            return self.communes.index[self.communes[level] == code]
        if level not in self._inside:
            self._inside[level] = self.communes.groupby(level, sort=False).indices
        inside: pd.Index = self.communes.index[self._inside[level].get(code, np.empty(0, dtype=np.intp))]
        return inside

    @property
    def perimeters(self) -> tuple[Positions, Positions]:
        """Perimeter and commune of each commune of each perimeter, by position, sorted by perimeter."""
        nothing = np.empty(0, dtype=np.intp)
        return self._perimeters or (nothing, nothing)

    def shared(self, level: str) -> pd.DataFrame:
        """Return, for each territory of a level, the other levels and setting that all its communes share."""
        self.level(level)
        if level not in self._shared:
            columns = [*(other for other in LEVELS if other not in {"commune", level}), "setting"]
            groups = self.communes[columns].groupby(self.communes[level])
            distinct = groups.nunique(dropna=False)
            self._shared[level] = groups.first().where(distinct == 1)
        return self._shared[level]

    def resolve(self, codes: pd.Series) -> pd.DataFrame:
        """Follow commune codes of any vintage to today's.

        Parameters
        ----------
        codes
            Commune codes: current, former, delegated communes', arrondissements'.

        Returns
        -------
        resolved
            Same index: `commune`, `outcome` (current, successor, ambiguous, unknown; null for null) and
            `candidates`, the communes separated by "|", that an ambiguous code may mean.

        Examples
        --------
        >>> load_geography().resolve(pd.Series(["01004", "75101", "99999"]))["outcome"].tolist()
        ['current', 'successor', 'unknown']
        """
        current = pd.Series(self.communes.index.get_indexer(pd.Index(codes)) >= 0, index=codes.index)
        former = self.former_codes.reindex(codes).set_axis(codes.index)
        successor = ~current & (former["outcome"] == "successor")
        outcome = former["outcome"].mask(current, "current")
        return pd.DataFrame(
            {
                "commune": codes.where(current, former["codes"].where(successor)).astype(TEXT),
                "outcome": outcome.mask(outcome.isna() & codes.notna(), "unknown").astype(TEXT),
                "candidates": former["codes"].where(~current & (outcome == "ambiguous")).astype(TEXT),
            },
        )

    def today(self, code: str) -> str | None:
        """Return today's commune of one code of any vintage; None where it is of none, or of several."""
        if code in self.communes.index:
            return code
        former = self.former_codes
        return str(former["codes"][code]) if former["outcome"].get(code) == "successor" else None

    def at_points(self, lon: Degrees, lat: Degrees, level: str = "commune") -> NDArray[Any]:
        """Return the code of the territory at each point, None where there is none.

        A point on a border belongs to the commune with the lowest code; one in no commune, to the nearest
        within `settings.NEAREST_COMMUNE_METRES`.

        Examples
        --------
        >>> load_geography().at_points(np.array([2.3522, 0.0]), np.array([48.8566, 0.0])).tolist()
        ['75056', None]
        """
        self.level(level)
        positions, _ = self.place(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        return objects(self.take(level, positions))

    def place(self, lon: Degrees, lat: Degrees) -> tuple[Positions, dict[int, str]]:
        """Return each point's commune by position in `communes` (-1: none), and what is special about it.

        Returns
        -------
        positions, special
            For a row of `special`: "" where the commune is only the nearest, else the codes of the communes
            whose border the point is on, separated by "|".
        """
        positions = np.full(len(lon), -1, dtype=np.intp)
        finite = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
        points, polygons = self.polygons.covering(lon[finite], lat[finite])
        points = finite[points]
        # Pairs of a point are sorted by code, and the last one written stays: the lowest code wins.
        positions[points[::-1]] = polygons[::-1]
        special: dict[int, str] = {}
        if len(points) > np.count_nonzero(positions >= 0):
            several = pd.Index(points).duplicated(keep=False)
            codes = pd.Series(self.communes.index.to_numpy(dtype=object)[polygons[several]])
            special.update(codes.groupby(points[several]).agg("|".join))
        nowhere = finite[positions[finite] < 0]
        nearest = self.polygons.nearest(lon[nowhere], lat[nowhere], reach=settings.NEAREST_COMMUNE_METRES)
        positions[nowhere] = nearest
        special.update(dict.fromkeys(nowhere[nearest >= 0].tolist(), ""))
        return positions, special

    @cached_property
    def polygons(self) -> PolygonIndex:
        """The communes' polygons, in the order of `communes`, ready for points."""
        if self._official is not None:
            return self._official.polygons
        return PolygonIndex(np.asarray(self.boundaries("commune").geometry, dtype=object))

    def named(
        self,
        name: str,
        *,
        departements: Collection[str] | None = None,
        communes: Collection[str] | None = None,
    ) -> tuple[str, ...]:
        """Return the communes of this name, perhaps several, perhaps none.

        Today's names come first, then those of delegated communes and arrondissements (their commune is
        given), then both without articles and spaces; the first step that finds anything answers. What a
        far larger commune was called counts as today's where its name still begins so: Évry, Corbeil.
        Where nothing says where, a village called as a town's name begins is one of two ("Aix"), and only a
        larger commune's article may be left out, and none added ("La Place" is not Placé).

        Parameters
        ----------
        name
            In any spelling that `normalise_name` evens out.
        departements
            Codes of départements or overseas collectivities to search; all by default.
        communes
            Codes of the communes to search; all by default.

        Examples
        --------
        >>> load_geography().named("STE FOY LES LYON", departements=["69"])
        ('69202',)
        """
        key, anywhere = normalise_name(name), departements is None and communes is None
        for names, whole in zip(self._names, (key, key, ""), strict=True):
            found = {
                code
                for code, area in names.get(whole or loose_name(key), ())
                if (departements is None or area in departements) and (communes is None or code in communes)
            }
            if found and anywhere:
                same = self._namesakes
                found = same.with_towns(key, found) if whole else same.as_led(key, found)
            if found:
                return tuple(sorted(found))
        return ()

    def with_postal_code(self, postal_code: str) -> tuple[str, ...]:
        """Return the communes that a postal code serves (CEDEX codes serve none)."""
        return self._postal_codes.get(postal_code, ())

    def departement_code(self, text: str) -> str | None:
        """Return the code of a département or overseas collectivity from its name or code ("2a", "Ain")."""
        known = self._departement_codes
        parts = [text] if (whole := known.get(normalise_name(text))) else text.split(" - ")
        codes = [known.get(part.strip().lstrip("0").upper().zfill(2)) for part in parts]
        names = [whole or known.get(normalise_name(part)) for part in parts]
        found = {*codes, *names} - {None}
        # "Drôme - Ardèche" is neither, and "Paris - Lyon" is no département; "Le Sénonais 89 - Yonne" is one.
        told = {known.get(part.split()[-1]) for part in parts if part.strip()}
        sure = any(codes) or all(names) or found <= told
        return found.pop() if len(found) == 1 and sure else None

    def epci_code(self, text: str) -> str | None:
        """Return the SIREN of an EPCI from its SIREN, a former one, or its name ("CC du Diois")."""
        names, keys = self._epci_names
        return find_epci(text, names, keys)

    @cached_property
    def _names(self) -> tuple[dict[str, tuple[tuple[str, str], ...]], ...]:
        if self._official is not None:
            return self._official._names  # noqa: SLF001 - of its own class
        current: dict[str, set[tuple[str, str]]] = defaultdict(set)
        former: dict[str, set[tuple[str, str]]] = defaultdict(set)
        loose: dict[str, set[tuple[str, str]]] = defaultdict(set)
        here, old = self.communes, self.former_names
        own_area = here["departement"].fillna(here["collectivite"])
        entries = [
            *zip(here["name"], here.index, own_area, [current] * len(here), strict=True),
            *zip(old["name"], old["commune"], old["departement"], [former] * len(old), strict=True),
            *zip(old["name"], old["commune"], own_area[old["commune"]], [former] * len(old), strict=True),
        ]
        for name, code, area, index in entries:
            key, entry = normalise_name(name), (code, sys.intern(area))
            index[key].add(entry)
            loose[loose_name(key)].add(entry)
        self._namesakes.add_larger(current, former)
        # Nearly all have one commune, for which a set takes four times as much.
        return tuple(
            {key: tuple(found) for key, found in index.items()} for index in (current, former, loose)
        )

    @cached_property
    def _namesakes(self) -> Namesakes:
        return Namesakes.of(self.communes) if self._official is None else self._official._namesakes  # noqa: SLF001

    @cached_property
    def _postal_codes(self) -> dict[str, tuple[str, ...]]:
        if self._official is not None:
            return self._official._postal_codes  # noqa: SLF001 - of its own class
        served: dict[str, list[str]] = defaultdict(list)
        for code, postal_codes in self.communes["postal_codes"].items():
            for postal_code in postal_codes:
                served[postal_code].append(str(code))
        return {postal_code: tuple(codes) for postal_code, codes in served.items()}

    @cached_property
    def _epci_names(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        if self._official is not None:
            return self._official._epci_names  # noqa: SLF001 - of its own class
        names = {str(code): str(name) for code, name in self.level("epci")["name"].items()}
        return names, epci_keys(names)

    @cached_property
    def _departement_codes(self) -> dict[str, str]:
        if self._official is not None:
            return self._official._departement_codes  # noqa: SLF001 - of its own class
        names = self.level("departement")["name"]
        overseas = self.communes.dropna(subset="collectivite").set_index("collectivite")["collectivite_name"]
        known: dict[str, str] = {}
        for code, name in [*overseas.items(), *names.items()]:
            known[str(code)] = known[normalise_name(name)] = str(code)
        return known


def load_geography(folder: Path | None = None) -> Geography:
    """Read what `atlas build-geo` wrote, boundaries later, once per folder; `GeographyError` if damaged."""
    return _load(settings.GEO_FOLDER if folder is None else folder)


@lru_cache(maxsize=4)
def _load(folder: Path) -> Geography:
    levels = {
        level: read_parquet(
            folder / f"{level}.parquet",
            _COMMUNE_COLUMNS if level == "commune" else _LEVEL_COLUMNS,
            key="code",
        )
        for level in LEVELS
    }
    lineage = read_json(folder / "lineage.json", "millesime")
    return Geography(
        folder=folder,
        communes=levels["commune"],
        millesime=str(lineage["millesime"]),
        lineage=lineage,
        former_codes=read_csv(
            folder / "codes_anciens.csv", ["code_ancien", "outcome", "codes"], key="code_ancien"
        ),
        former_names=read_csv(folder / "noms_anciens.csv", ["name", "departement", "commune"]),
        _levels=levels,
    )
