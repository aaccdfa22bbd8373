"""The curated tables: their counts, and every fact of the sources they were written down from."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from atlas.errors import FileFaultError, TableFaultError
from atlas.tables import DECLARATIONS, Declaration, Tables, check, load_tables
from atlas.territories import load_geography, normalise_name

CURATED = Path(__file__).parents[2] / "data" / "initiatives"
SHARED = Path(__file__).parents[3] / "shared" / "data"
SOURCES = SHARED / "initiatives"

needs_sources = pytest.mark.skipif(
    not SOURCES.exists(), reason="the tables written down by hand are not here"
)


def texts(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def source(*names: str) -> pd.DataFrame:
    return pd.concat([texts(SOURCES / f"{name}.csv") for name in names], ignore_index=True)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(CURATED)


@pytest.fixture(scope="module")
def census() -> pd.DataFrame:
    """Rows of initiatives.csv that are no case of the study, as text."""
    rows = texts(CURATED / "initiatives.csv")
    return rows[rows["study_status"].eq("")].reset_index(drop=True)


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
def test_no_fault_and_every_column_in_order(declaration: Declaration) -> None:
    path = CURATED / f"{declaration.name}.csv"
    assert check(path, declaration) == []
    assert list(texts(path).columns) == [column.name for column in declaration.columns]


def test_every_type_has_initiatives_and_every_initiative_a_place_or_a_word_on_it(tables: Tables) -> None:
    initiatives, funding, types, study_facts, _ = tables
    assert set(initiatives["type"]) == set(types.index)
    assert initiatives["seat_commune"].notna().sum() >= 2_000
    geography = load_geography()
    for level in ("departement", "region"):
        assert set(geography.level(level).index) <= set(initiatives[level])
    study = initiatives.index[initiatives["study_status"].notna()]
    assert len(study) == study_facts["initiative_id"].nunique() == 9
    assert funding["initiative_id"].isin(study).sum() == 44


def test_a_complete_list_holds_as_many_as_there_are_and_knows_since_when(tables: Tables) -> None:
    known = tables.initiatives.loc[tables.initiatives["inactive"].isna(), "type"].value_counts()
    complete = tables.types[tables.types["completeness_class"].eq("complete")]
    assert (known[complete.index] >= complete["known_count"]).all()
    assert complete.loc[["pat", "contrat_transition_ecologique"], "known_date"].notna().all()
    assert known["pat"] >= 455
    few = tables.types[tables.types["completeness_class"].isin(["partial", "very_partial"])].dropna(
        subset="known_count"
    )
    assert (known[few.index] < few["known_count"]).all()
    told = tables.types[["known_date", "known_count"]].notna()
    assert not (told["known_date"] & ~told["known_count"]).any()
    assert tables.types["bias"].isna().equals(tables.types["bias_en"].isna())


def test_a_perimeter_stands_for_the_coverage(tables: Tables) -> None:
    written = texts(CURATED / "initiatives.csv").set_index("id")["coverage"]
    perimeters = texts(CURATED / "perimeters.csv").groupby("initiative_id")["commune"].agg(list)
    coverage = tables.initiatives["coverage"]
    for identifier, communes in perimeters.items():
        assert coverage[identifier].split("|") == [f"commune:{code}" for code in communes]
    elsewhere = coverage.drop(perimeters.index)
    assert elsewhere.fillna("").tolist() == written.drop(perimeters.index).tolist()
    of_pat = tables.initiatives["type"].eq("pat") & tables.initiatives["inactive"].isna()
    assert coverage[of_pat].notna().sum() >= 455


def test_a_perimeter_names_communes_of_today_once_and_initiatives_that_exist(tmp_path: Path) -> None:
    path = tmp_path / "perimeters.csv"
    path.write_text(
        "initiative_id,commune\nbiovallee,26125\nbiovallee,26125\nnobody,99999\n", encoding="utf-8"
    )
    faults = check(path, DECLARATIONS["perimeters"])
    assert [(fault.line, fault.column) for fault in faults] == [
        *[(3, "commune"), (4, "initiative_id"), (4, "commune")]
    ]


@needs_sources
def test_every_perimeter_is_that_of_the_national_list(tables: Tables) -> None:
    folder = SOURCES / "ajouts_2026_11"
    written = texts(folder / "pat_communes.csv").groupby("pat_id")["insee"].agg(set)
    rows = texts(folder / "pat.csv").set_index("pat_id").loc[written.index]
    communes = load_geography().communes
    members = {
        level: communes.index.to_series().groupby(communes[level]).agg(set)
        for level in ("epci", "departement", "region")
    }
    initiatives = tables.initiatives
    by_page = {
        page: identifier
        for identifier, source in initiatives.loc[initiatives["type"].eq("pat"), "source"].items()
        for page in source.split(" ; ")
    }
    for pat, row in rows.iterrows():
        parts = [part.split(":") for part in initiatives["coverage"][by_page[row["source_url"]]].split("|")]
        covered = set().union(
            *({code} if level == "commune" else members[level][code] for level, code in parts)
        )
        assert covered == written[pat], pat


def test_every_located_row_has_its_departement_and_region(tables: Tables) -> None:
    located = tables.initiatives.dropna(subset="seat_commune")
    assert located[["departement", "seat_confidence", "seat_basis"]].notna().all(axis=None)
    # The overseas collectivities belong to no région.
    assert located.loc[located["region"].isna(), "departement"].isin(["975", "977", "978"]).all()


def test_received_money_that_may_be_added(tables: Tables) -> None:
    counted = tables.funding[tables.funding["counted"]]
    assert counted["amount_eur"].notna().all()
    study = counted["initiative_id"].isin(tables.study_facts["initiative_id"])
    received = counted["direction"].eq("received")
    assert counted.loc[received & study, "amount_eur"].sum() == 30_400_000


@needs_sources
def test_every_grant_of_an_initiative_is_counted_and_no_advance_and_no_label(tables: Tables) -> None:
    folder = SOURCES / "ajouts_2026_11"
    before = pd.concat([texts(SOURCES / f"{part}_financements.csv") for part in ("etude", "recensement")])
    new = tables.funding.drop(before["line_id"])
    places = texts(folder / "tiers_lieu_financements.csv")
    others = texts(folder / "autres_financements.csv")
    doubtful = texts(folder / "tiers_lieu.csv").set_index("row_id")["doubt"]
    grants = places[places["amount_eur"].ne("") & places["row_id"].map(doubtful).eq("")]
    # Of the other amounts one is an advance, and one is for a project that no list knows.
    kept = others[others["amount_status"].ne("avance") & others["name"].ne("PAT Saverdun")]
    expected = pd.concat([grants, kept])["amount_eur"].astype(float).sum()
    assert new.loc[new["counted"], "amount_eur"].sum() == pytest.approx(expected, abs=0.001)
    assert len(new[new["counted"]]) == len(grants) + len(kept)
    named = texts(folder / "pat_financements.csv")
    assert new["amount_eur"].isna().sum() == len(named)
    assert not new.loc[new["amount_eur"].isna(), "counted"].any()
    labels = places["amount_status"].str.startswith("label")
    assert not new["programme"].isin(places.loc[labels, "programme"]).any()


def test_tables_are_read_once_and_faults_of_all_of_them_are_told(tmp_path: Path) -> None:
    assert load_tables(CURATED) is load_tables(CURATED)
    folder = tmp_path / "initiatives"
    shutil.copytree(CURATED, folder)
    for name, wrong in (("funding", "pele_mele"), ("types", "finished")):
        path = folder / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r",(subvention|complete),", f",{wrong},", text, count=1), encoding="utf-8")
    with pytest.raises(TableFaultError) as caught:
        load_tables(folder)
    assert "not 'pele_mele'" in str(caught.value)
    assert "not 'finished'" in str(caught.value)
    (folder / "funding.csv").unlink()
    with pytest.raises(FileFaultError, match=r"funding.csv does not exist"):
        load_tables(folder)


@needs_sources
def test_every_word_of_the_census_is_kept(census: pd.DataFrame) -> None:
    """What was written stays first, or as it is; later lists only add."""
    written = source("recensement_initiatives", "recensement_sans_commune")
    census = census.set_index("id").loc[written["id"]].reset_index()
    same = {"seat_insee": "seat_commune", "scale": "scale_text", "initiator": "initiator_text"}
    same |= {"legal_form": "legal_forms", "website": "url", "year_meaning": "start_year_meaning"}
    for column in ("id", "name", "type", "seat_basis", "territory", "status", "source", "confidence", "note"):
        same[column] = column
    census["year"] = census["start_year"] + census["start_year_text"]
    census["siren"] = census["coverage"].str.removeprefix("epci:")
    written["seat_confidence"] = written["seat_confidence"].replace("not_found", "")
    same |= {"year": "year", "epci_siren": "siren", "seat_confidence": "seat_confidence"}
    for before, after in same.items():
        for was, now, seat in zip(written[before], census[after], written["seat_insee"], strict=True):
            # Where no commune was known, the words on it go as it comes.
            if after == "seat_basis" and not seat:
                continue
            assert now == was or not was or now.startswith(f"{was} ; "), after


@needs_sources
def test_places_are_the_official_ones_of_the_seat(census: pd.DataFrame) -> None:
    path = SHARED / "geo" / "communes_zonages.csv.gz"
    communes = texts(path).set_index("CODGEO")
    written = source("recensement_initiatives", "recensement_sans_commune")
    everywhere = census[census["seat_commune"].isin(communes.index[communes["REG"].ne("")])]
    official = communes.loc[everywhere["seat_commune"]]
    assert everywhere["departement"].tolist() == official["DEP"].tolist()
    assert everywhere["region"].tolist() == official["REG"].tolist()
    census = census.set_index("id").loc[written["id"]].reset_index()
    located = census[written["seat_insee"].ne("")]
    official = communes.loc[located["seat_commune"]]
    assert located["departement"].tolist() == official["DEP"].tolist()
    assert located["region"].tolist() == official["REG"].tolist()
    assert written.loc[located.index, "seat_commune"].tolist() == official["LIBGEO"].tolist()
    assert written.loc[located.index, "departement_code"].tolist() == official["DEP"].tolist()
    elsewhere = written.drop(located.index)
    elsewhere = elsewhere[census.loc[elsewhere.index, "seat_commune"].eq("")]
    assert census.loc[elsewhere.index, "departement"].tolist() == elsewhere["departement_code"].tolist()
    codes = dict(zip(written.loc[located.index, "region"], official["REG"], strict=True)) | {"": ""}
    assert census.loc[elsewhere.index, "region"].tolist() == elsewhere["region"].map(codes).tolist()
    parts = texts(CURATED / "initiatives.csv")["coverage"].str.split("|").explode()
    sirens = parts[parts.str.startswith("epci:")].str.removeprefix("epci:")
    assert sirens.isin(communes["EPCI"]).all()


@needs_sources
def test_every_word_of_the_study_is_kept() -> None:
    rows = texts(CURATED / "initiatives.csv")
    rows = rows[rows["study_status"].ne("")]
    written = source("etude_initiatives")
    same = {"seat_insee": "seat_commune", "scale": "scale_text", "initiator": "initiator_text"}
    same |= {"start_note": "start_year_meaning"}
    for column in (
        *("id", "name", "type", "seat_basis", "seat_confidence", "coverage", "setting_declared"),
        *("start_year", "legal_forms", "ess_link", "stage", "study_status"),
    ):
        same[column] = column
    for before, after in same.items():
        assert rows[after].tolist() == written[before].tolist(), after
    facts = source("etude_faits")
    territory = facts[facts["field"].eq("territory")].set_index("initiative_id")["value"]
    assert rows["territory"].tolist() == territory[rows["id"]].tolist()
    for identifier, sources in zip(rows["id"], rows["source"], strict=True):
        its_own = facts.loc[facts["initiative_id"].eq(identifier), "source"].str.split(" ; ").explode()
        assert sources.split(" ; ") == list(its_own.unique())


# Two ways of the sources to write one programme, and one funder.
_ONE_SPELLING = {
    "Territoires d'innovation": "Territoires d’innovation (PIA 3)",
    "Région (Rhône-Alpes)": "Région Rhône-Alpes",
}


def test_no_programme_and_no_funder_is_spelled_in_two_ways(tables: Tables) -> None:
    for column in ("programme", "funder"):
        names = pd.Series(tables.funding[column].dropna().unique())
        same = names[names.map(normalise_name).duplicated(keep=False)]
        assert same.tolist() == [], column
    assert not set(_ONE_SPELLING) & {*tables.funding["programme"], *tables.funding["funder"]}


@needs_sources
def test_every_word_of_the_money_is_kept() -> None:
    written = source("etude_financements", "recensement_financements")
    rows = texts(CURATED / "funding.csv").set_index("line_id", drop=False).loc[written["line_id"]]
    kept = ("initiative_id", "line_id", "funder", "programme", "amount_eur", "amount_text", "amount_status")
    same = {column: column for column in (*kept, "source", "note")}
    same |= {"years": "years_text", "nature": "nature_text"}
    for before, after in same.items():
        assert rows[after].tolist() == written[before].replace(_ONE_SPELLING).tolist(), after
    directions = {"recu": "received", "redistribue": "redistributed", "genere": "generated"}
    assert rows["direction"].tolist() == written["direction"].map(directions).tolist()
    words = [
        "oui" if yes == "true" else f"non ({why})"
        for yes, why in zip(rows["counted"], rows["not_counted_reason"], strict=True)
    ]
    assert words == written["count_in_total"].tolist()
    assert (
        rows["confidence_text"].mask(rows["confidence_text"].eq(""), rows["confidence"]).tolist()
        == written["confidence"].tolist()
    )
    received = written["direction"].eq("recu") & written["count_in_total"].eq("oui")
    census = written["in_main_file"].notna()
    assert written.loc[received & census, "amount_eur"].astype(int).sum() == 162_455_992
    # `in_main_file` said whether the initiative is located; the initiative's own row says it now.
    seats = texts(CURATED / "initiatives.csv").set_index("id")["seat_commune"]
    located = written.loc[census, "initiative_id"].map(seats).ne("")
    said = written.loc[census, "in_main_file"].eq("oui")
    # What had no place may have one by now.
    assert located[said].all()


def test_every_year_of_the_money_is_in_its_words() -> None:
    rows = texts(CURATED / "funding.csv")
    years = rows[["years_text", "year_start", "year_end"]]
    plain = years["years_text"].str.fullmatch(r"[0-9]{4}(-([0-9]{4})?)?")
    exact = years[plain]
    first, last = exact["years_text"].str.slice(0, 4), exact["years_text"].str.slice(-4)
    assert exact["year_start"].tolist() == first.tolist()
    assert exact["year_end"].tolist() == last.mask(exact["years_text"].str.endswith("-"), "").tolist()
    assert sorted(years[~plain].drop_duplicates().itertuples(index=False, name=None)) == [
        ("", "", ""),
        ("2005 - vers 2014", "2005", "2014"),
        ("2009 - mi-2014", "2009", "2014"),
        ("2014 environ", "2014", "2014"),
        ("2021 (année de la suppression selon une lecture)", "", ""),
        ("année du changement de nom", "", ""),
        ("trois ans", "", ""),
        ("vers 2015-2016", "2015", "2016"),
    ]


@needs_sources
def test_every_fact_and_type_is_kept() -> None:
    facts, written = texts(CURATED / "study_facts.csv"), source("etude_faits")
    for column in ("initiative_id", "field", "value", "source"):
        assert facts[column].tolist() == written[column].tolist()
    said = facts["confidence_text"].mask(facts["confidence_text"].eq(""), facts["confidence"])
    assert said.tolist() == written["confidence"].tolist()
    types, written = texts(CURATED / "types.csv"), source("types")
    assert types["type"].tolist() == written["type"].tolist()
    assert types["label_fr"].tolist() == written["label_fr"].tolist()
    assert types["label_en"].is_unique


@needs_sources
def test_every_lever_is_kept_in_its_words() -> None:
    levers, written = texts(CURATED / "etude_leviers.csv"), source("etude_leviers")
    for column in ("id", "text_fr", "text_en"):
        assert levers[column].tolist() == written[column].tolist()
    for column in ("claim", "topic", "kind"):
        # The project's own codes, one for each of theirs.
        pairs = pd.DataFrame({"ours": levers[column], "theirs": written[column]}).drop_duplicates()
        assert pairs["ours"].is_unique
        assert pairs["theirs"].is_unique
    assert (levers["actors"].eq("") == written["actors"].eq("non précisé")).all()


@pytest.mark.parametrize("name", ["initiatives", "funding", "study_facts", "etude_leviers"])
def test_the_address_is_the_first_of_the_source(name: str) -> None:
    rows = texts(CURATED / f"{name}.csv")
    first = rows["source"].str.extract(r"(https?://\S+)", expand=False).fillna("")
    assert rows["source_url"].tolist() == first.tolist()


def test_an_end_is_one_that_the_status_tells() -> None:
    rows = texts(CURATED / "initiatives.csv")
    ended = rows[rows["end_year"].ne("")]
    assert len(ended)
    for year, status in zip(ended["end_year"], ended["status"], strict=True):
        assert year in status
        assert re.search("arrêt|ferm|fusionn", status)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_no_table_holds_an_e_mail(name):
    table = texts(CURATED / f"{name}.csv")
    assert not any(table[column].str.contains(r"[\w.+-]+@[\w-]+\.\w").any() for column in table)
