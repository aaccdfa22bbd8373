"""Every declared list is refreshed into the real tables from a server that speaks as data.gouv.fr does."""

import csv
import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from atlas.refresh.lists import load_lists
from atlas.tables import DECLARATIONS, check

SHARED = Path(__file__).parents[3] / "shared" / "data"
ADDED = SHARED / "initiatives" / "ajouts_2026_11"
SAMPLES = SHARED / "samples"
pytestmark = pytest.mark.skipif(
    not ADDED.exists() or not SAMPLES.exists(), reason="the public lists are not here"
)

CENSUS = """ID_UNIQUE;NOM;CODPOST;VILLE;LATITUDE;LONGITUDE;INTERNET;DATE_OUV;TYPE_STRUCTURE_GEST
1;Au café couture;76000;Rouen;49,438538;1,099506;;2018-05-01;Association
2;La Halle de Die;26150;Die;;;;;
3;Le café couture;76000;Rouen;49,44;1,09;https://couture.example/;;SCIC
"""


def national_file():
    """Write the PAT as their national file does, with the perimeters that it lists."""
    rows = pd.read_csv(ADDED / "pat.csv", dtype=str, keep_default_na=False)
    codes = pd.read_csv(ADDED / "pat_communes.csv", dtype=str).groupby("pat_id")["insee"].agg(",".join)
    columns = {
        "id": rows["pat_id"],
        "lien_vers_la_fiche_pat": rows["source_url"],
        "nom_administratif": rows["name"],
        "communes_code_insee": rows["pat_id"].map(codes).fillna(""),
        "niveaux_de_labelisation": rows["status"],
        "annee_dobtention_de_la_derniere_labellisation": rows["year"],
    }
    text = pd.DataFrame(columns).to_csv(index=False, sep=";", quoting=csv.QUOTE_MINIMAL)
    return text.encode("cp1252", errors="replace")


def publish(site, slug, name, content):
    site.files[f"/static/{name}"] = content
    resource = {"url": f"{site.base}/static/{name}", "last_modified": "2026-09-02T11:18:54+00:00"}
    resource["checksum"] = {"type": "sha256", "value": hashlib.sha256(content).hexdigest()}
    site.datasets[slug] = {"license": "lov2", "resources": [resource]}


@pytest.fixture
def whole(site, curated_desk):
    """The tables of the atlas, and every list on the server."""
    publish(
        site,
        "pat-projets-alimentaires-territoriaux-description",
        "pats-20260710-win1252.csv",
        national_file(),
    )
    publish(
        site,
        "recensement-des-tiers-lieux-en-france-2026",
        "bdftl-2026-01-fiche-identite.csv",
        ("\ufeff" + CENSUS).encode(),
    )
    for one, sample in (("anct_fabriques", "anct_fabt"), ("anct_manufactures", "anct_manuprox")):
        site.files[f"/static/{sample}.geojson"] = (SAMPLES / f"{sample}.geojson").read_bytes()
        resource = load_lists()[one].resource
        site.redirects[f"/api/1/datasets/r/{resource}"] = f"/static/{sample}.geojson"
    return curated_desk


def test_each_declared_list_is_taken_over_once(site, whole):
    lists = list(load_lists())
    before = whole.initiatives
    whole.take()
    told = whole.lineage()
    assert list(told) == lists
    assert [told[one]["rows_in"] for one in lists] == [462, 3, 382, 109]
    for name, declaration in DECLARATIONS.items():
        assert check(whole.tables / f"{name}.csv", declaration) == []
    after = whole.initiatives
    # No row is lost, and no word of a cell that said something.
    said = before.ne("") & ~before.columns.isin(["source"])
    assert after.loc[before.index].where(said, "").equals(before.where(said, ""))
    ids = whole.table("sources_ids")
    assert ids["initiative_id"].isin(after.index).all()
    for one in lists:
        counts = [told[one][key] for key in ("rows_out", "unsure", "left")]
        assert sum(counts) == told[one]["rows_in"], one
    new = after.drop(before.index)
    assert len(new) == sum(told[one]["new"] for one in lists)
    # What the layers of the ANCT give is the point of the commune, no place.
    assert new.loc[new.index.str.startswith("anct_"), "lon"].eq("").all()
    kept, asked = whole.content(), len(site.asked)
    result = whole.refresh("--json")
    assert [each["state"] for each in json.loads(result.stdout)] == ["unchanged"] * 4
    assert whole.apply().exit_code == 0
    now = whole.content()
    assert {name for name in now if now[name] != kept[name]} <= {"lineage.json"}
    assert not any("pats-" in path for path in site.asked[asked:])
    whole.take("--again")
    counts = {name: len(whole.proposed(name)) for name in ("new", "changed", "gone")}
    assert counts == {"new": 0, "changed": 0, "gone": 0}
    assert whole.initiatives.equals(after)
