"""Lists are fetched, compared and taken over; nothing is written before --apply, and nothing by halves."""

import errno
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from atlas import settings
from atlas.tables import DECLARATIONS, check

PAT_FILE = "/static/pats-20260115.csv"


def lines(text, keep):
    """Keep the header of a list, and the rows whose number from 0 is in `keep`."""
    head, *rows = text.strip().split("\n")
    return "\n".join([head, *(row for number, row in enumerate(rows) if number in keep)]) + "\n"


def test_a_proposal_changes_nothing_and_tells_all(desk):
    before = desk.content()
    result = desk.refresh()
    assert result.exit_code == 0, result.output
    assert desk.content() == before
    new = desk.proposed("new")
    assert set(new["producer_id"]) == {"2", "3", "4", "5", "b", "c"}
    rows = desk.proposed("rows").set_index("producer_id")
    assert rows.loc["1", ["match", "initiative_id"]].tolist() == ["name", "pat_rives"]
    assert rows.loc["a", ["match", "initiative_id"]].tolist() == ["name", "moulin"]
    head = json.loads((desk.proposal / "proposal.json").read_text())
    assert [each["state"] for each in head["lists"]] == ["read", "read"]
    assert head["lists"][0]["edition"] == "2026-01-15"
    page = (desk.proposal / "page.html").read_text()
    assert all(name in page for name in ("PAT du Large", "Le Moulin", "La Halle"))


def test_apply_writes_sound_tables_their_ids_and_their_lineage(desk):
    desk.take()
    for name in ("initiatives", "sources_ids"):
        assert check(desk.tables / f"{name}.csv", DECLARATIONS[name]) == []
    whole = desk.initiatives
    assert len(whole) == 8
    large = whole.loc["pat_2"]
    assert large[["name", "seat_commune", "departement", "coverage"]].tolist() == [
        "PAT du Large",
        "02002",
        "02",
        "commune:02002",
    ]
    assert large[["start_year", "start_year_meaning", "status"]].tolist() == ["2022", "label", "Niveau 2"]
    assert large["source_url"] in large["source"]
    assert "2026-01-15" in large["source"]
    # Blank cells of a row that was there are filled, with the source; its own words stay.
    rives = whole.loc["pat_rives"]
    assert rives[["name", "seat_basis", "status", "coverage"]].tolist() == [
        "PAT des Deux-Rives",
        "siège",
        "Niveau 1",
        "epci:200000001",
    ]
    assert rives["source"].startswith("un journal ; ")
    ids = desk.table("sources_ids").set_index(["list", "producer_id"])
    assert ids.index.is_unique
    assert ids.loc[("pat", "1"), "initiative_id"] == "pat_rives"
    assert ids.loc[("lieux", "b"), "initiative_id"] == "lieux_b"
    told = desk.lineage()["pat"]
    assert [told[key] for key in ("rows_in", "rows_out", "new", "edition", "licence")] == [
        *(5, 5, 4),
        "2026-01-15",
        "lov2",
    ]
    assert len(told["sha256"]) == 64


def test_a_second_refresh_fetches_no_list_and_changes_nothing(site, desk):
    desk.take()
    before, asked = desk.content(), len(site.asked)
    result = desk.refresh("--json")
    assert [each["state"] for each in json.loads(result.stdout)] == ["unchanged", "unchanged"]
    # The catalogue's checksum is enough for one, the server's 304 for the other.
    assert PAT_FILE not in site.asked[asked:]
    assert desk.apply().exit_code == 0
    after = desk.content()
    assert {name for name in after if after[name] != before[name]} <= {"lineage.json"}
    assert len(desk.proposed("rows")) == 0


@pytest.mark.parametrize("checksum", ["", None])
def test_the_same_edition_compared_again_changes_nothing(site, desk, checksum):
    site.publish(site.pats, day="2026-01-15", checksum=checksum)
    desk.take()
    before = desk.content()
    desk.take("--again")
    assert [len(desk.proposed(name)) for name in ("new", "changed", "gone", "unsure")] == [0, 0, 0, 0]
    assert len(desk.proposed("rows")) == 8
    after = desk.content()
    assert {name for name in after if after[name] != before[name]} <= {"lineage.json"}


def test_a_server_without_stamps_is_known_by_the_file_itself(site, desk):
    site.etags = False
    site.publish(site.pats, day="2026-01-15", checksum=None)
    desk.take()
    result = desk.refresh("--json")
    assert [each["state"] for each in json.loads(result.stdout)] == ["unchanged", "unchanged"]


def test_a_new_edition_field_by_field(site, desk):
    desk.take()
    newer = site.pats.replace("2;PAT du Large;Niveau 2;2022", "2;PAT du Grand Large;Niveau 1;2025")
    site.publish(newer, day="2026-07-01")
    desk.take()
    changed = desk.proposed("changed")
    assert changed[["initiative_id", "field", "before", "after", "outcome"]].to_numpy().tolist() == [
        ["pat_2", "name", "PAT du Large", "PAT du Grand Large", "set"],
        ["pat_2", "status", "Niveau 2", "Niveau 1", "set"],
        ["pat_2", "start_year", "2022", "2025", "set"],
    ]
    row = desk.initiatives.loc["pat_2"]
    assert row[["name", "status", "start_year"]].tolist() == ["PAT du Grand Large", "Niveau 1", "2025"]
    assert "2026-07-01" in row["source"]
    assert "2026-01-15" not in row["source"]
    assert desk.table("sources_ids").query("producer_id == '2'")["edition"].tolist() == ["2026-07-01"]


def test_a_fact_corrected_by_hand_is_kept_and_told(site, desk):
    desk.take()
    table = desk.initiatives
    table.loc["pat_2", "status"] = "Niveau 2, selon la préfecture"
    table.loc["pat_3", "url"] = ""
    desk.write("initiatives", table)
    site.publish(site.pats.replace("Large;Niveau 2;2022", "Large;Niveau 1;2023"), day="2026-07-01")
    desk.take()
    row = desk.initiatives.loc["pat_2"]
    assert row[["status", "start_year"]].tolist() == ["Niveau 2, selon la préfecture", "2023"]
    kept = desk.proposed("changed").query("outcome == 'kept'")
    assert kept[["initiative_id", "field", "after"]].to_numpy().tolist() == [["pat_2", "status", "Niveau 1"]]
    # Told once: the next edition says the same of it.
    site.publish(site.pats.replace("Large;Niveau 2;2022", "Large;Niveau 1;2024"), day="2026-09-01")
    desk.take()
    assert desk.proposed("changed")["outcome"].tolist() == ["set"]


def test_an_exact_perimeter_is_compared_and_gives_way_to_a_newer_one(site, desk):
    desk.take()
    table = desk.initiatives
    table.loc["pat_rives", "coverage"] = ""
    desk.write("initiatives", table)
    exact = pd.DataFrame({"initiative_id": "pat_rives", "commune": ["01001", "01002", "02001"]})
    exact.to_csv(desk.tables / "perimeters.csv", index=False)
    site.publish(site.pats, day="2026-02-01")
    desk.take("--again")
    assert len(desk.proposed("changed")) == 0
    # By hand: another perimeter stays, until a person says that the list is right.
    site.publish(site.pats.replace("01001,01002,02001", "01001,01002"), day="2026-07-01")
    desk.refresh()
    changed = desk.proposed("changed")
    assert changed[["field", "after", "outcome"]].to_numpy().tolist() == [
        ["coverage", "commune:01001|commune:01002", "kept"]
    ]
    changed.assign(outcome="set").to_csv(desk.proposal / "changed.csv", index=False)
    assert desk.apply().exit_code == 0
    assert desk.initiatives.loc["pat_rives", "coverage"] == "commune:01001|commune:01002"
    assert len(desk.table("perimeters")) == 0


def test_what_is_gone_keeps_its_row_with_a_status_and_an_end_and_may_come_back(site, desk):
    desk.take()
    site.publish(lines(site.pats, {0, 1, 2, 4}), day="2026-07-01")
    desk.take()
    row = desk.initiatives.loc["pat_4"]
    assert row[["end_year", "inactive"]].tolist() == ["2026", "ended"]
    assert row["status"].startswith("en attente ; ")
    assert "2026-07-01" in row["status"]
    record = desk.table("sources_ids").query("list == 'pat' and producer_id == '4'").iloc[0]
    assert record[["edition", "until"]].tolist() == ["2026-01-15", "2026-07-01"]
    assert desk.lineage()["pat"]["rows_out"] == 4
    site.publish(site.pats, day="2027-01-01")
    desk.take()
    row = desk.initiatives.loc["pat_4"]
    assert row[["status", "end_year", "inactive"]].tolist() == ["en attente", "", ""]
    assert desk.table("sources_ids").query("producer_id == '4'")["until"].tolist() == [""]


def test_leaving_a_list_that_ends_nothing_gives_no_end_year(site, desk):
    site.bring(site.places + "d;Le Garage;02300;Montagne;;\ne;La Gare;02200;Mont;;\n")
    desk.take()
    site.bring(site.places + "d;Le Garage;02300;Montagne;;\n")
    desk.take()
    row = desk.initiatives.loc["lieux_e"]
    assert row[["end_year", "inactive"]].tolist() == ["", ""]
    assert row["status"].startswith("recensé ; ")


def test_two_rows_that_exchange_their_names_are_unsure_and_wait_for_a_person(site, desk):
    desk.take()
    swapped = site.pats.replace("PAT du Large", "?").replace("PAT de Paris", "PAT du Large")
    site.publish(swapped.replace("?", "PAT de Paris"), day="2026-07-01")
    before = desk.initiatives
    desk.take()
    unsure = desk.proposed("unsure")
    assert set(unsure["producer_id"]) == {"2", "3"}
    assert set(unsure["why"]) == {"swapped"}
    both = (
        unsure.query("producer_id == '2'")[["initiative_id", "list_name", "atlas_name"]].to_numpy().tolist()
    )
    assert ["pat_2", "PAT de Paris", "PAT du Large"] in both
    assert ["pat_3", "PAT de Paris", "PAT de Paris"] in both
    assert desk.initiatives.equals(before)
    assert desk.lineage()["pat"]["unsure"] == 2
    assert "--again" in desk.refresh("pat").stdout
    desk.refresh("pat", "--again")
    assert len(desk.proposed("unsure")) == len(unsure)


def test_decisions_of_a_person_are_carried_out(site, desk):
    table = desk.initiatives
    table.loc["halle", ["name", "type", "seat_commune", "seat_confidence", "scale", "source"]] = [
        *("Halle aux grains", "tiers_lieu", "02002", "stated", "commune", "un journal")
    ]
    table.loc["halle", ["departement", "region"]] = ["02", "32"]
    desk.write("initiatives", table.fillna(""))
    site.bring(site.places.replace("La Halle;", "La Halle aux grains de Mer;"))
    desk.refresh()
    unsure = desk.proposed("unsure")
    assert unsure[["producer_id", "initiative_id", "why"]].to_numpy().tolist() == [["b", "halle", "alike"]]
    for decision, ids, count in (("halle", "halle", 8), ("new", "lieux_b", 9)):
        kept = desk.content()
        unsure.assign(decision=decision).to_csv(desk.proposal / "unsure.csv", index=False)
        result = desk.apply()
        assert result.exit_code == 0, result.output
        record = desk.table("sources_ids").query("list == 'lieux' and producer_id == 'b'")
        assert record["initiative_id"].tolist() == [ids]
        assert len(desk.initiatives) == count
        for name in desk.content():
            (desk.tables / name).unlink()
        for name, content in kept.items():
            (desk.tables / name).write_bytes(content)
    unsure.assign(decision="nobody").to_csv(desk.proposal / "unsure.csv", index=False)
    result = desk.apply()
    assert result.exit_code == 2
    assert "nobody" in result.stderr
    assert desk.content() == kept


def test_what_two_lists_would_add_both_is_added_once(site, desk):
    toml = (desk.tables / "sources.toml").read_text()
    again = toml[toml.index('[[list]]\nid = "lieux"') :].replace('"lieux"', '"autres"')
    (desk.tables / "sources.toml").write_text(toml + again.replace("309049b4", "a1cf"))
    site.redirects["/api/1/datasets/r/a1cf"] = "/static/lieux.csv"
    desk.take("lieux", "autres")
    ids = desk.table("sources_ids").set_index(["list", "producer_id"])["initiative_id"]
    assert ids["autres", "b"] == ids["lieux", "b"] == "lieux_b"
    assert len(desk.initiatives) == 4


def test_an_id_that_two_rows_bear_takes_neither(site, desk):
    site.publish(site.pats + "2;PAT de Nouméa;Niveau 1;2024;;98818\n", day="2026-01-15")
    desk.take()
    assert desk.proposed("rows").query("match == 'id_twice'")["producer_id"].tolist() == ["2"]
    assert "pat_2" not in desk.initiatives.index
    assert desk.lineage()["pat"]["left"] == 1


REFUSED = {
    "renamed column": (
        lambda site: site.publish(site.pats.replace("niveau", "label", 1), day="2026-01-15"),
        "niveau",
    ),
    "half the rows": (lambda site: site.publish(lines(site.pats, {0, 1}), day="2026-07-01"), "--shrunk"),
    "wrong checksum": (
        lambda site: site.publish(
            site.pats.replace("Niveau 2", "Niveau 4"), day="2026-01-15", checksum="0" * 40
        ),
        "sha1",
    ),
    "truncated": (lambda site: site.truncated.add(PAT_FILE), PAT_FILE),
    "no such dataset": (lambda site: site.datasets.clear(), "404"),
    "no such file": (lambda site: site.files.pop(PAT_FILE), "404"),
    "no such file in the dataset": (
        lambda site: site.datasets["pats"].update(resources=site.datasets["pats"]["resources"][2:]),
        "pats-*.csv",
    ),
    "no file but a page": (lambda site: site.files.update({PAT_FILE: b"<!doctype html><p>Erreur"}), PAT_FILE),
    "always 503": (lambda site: site.faults.update({PAT_FILE: [503] * 9}), "503"),
    "too many redirects": (lambda site: site.redirects.update({PAT_FILE: PAT_FILE}), PAT_FILE),
    "not the API": (lambda site: site.redirects.update({"/api/1/datasets/pats/": PAT_FILE}), "pats"),
    "not a dataset": (lambda site: site.datasets["pats"].update(resources=None), "pats"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_list_that_cannot_be_had_is_told_in_one_sentence_and_the_others_go_on(site, desk, case):
    desk.take()
    site.publish(site.pats.replace("Niveau 2", "Niveau 3"), day="2026-01-15")
    site.bring(site.places.replace("La Halle", "La Grande Halle"))
    spoil, named = REFUSED[case]
    spoil(site)
    before = desk.initiatives
    result = desk.refresh("--json")
    assert result.exit_code == 1, result.output
    pat, places = json.loads(result.stdout)
    assert [pat["state"], places["state"]] == ["refused", "read"]
    assert named in pat["why"]
    assert "\n" not in pat["why"]
    assert "Traceback" not in result.output
    assert desk.apply().exit_code == 0
    after = desk.initiatives
    assert after.loc["lieux_b", "name"] == "La Grande Halle"
    pats = before["type"].eq("pat")
    assert after[pats].equals(before[pats])
    assert desk.lineage()["pat"]["edition"] == "2026-01-15"


def test_a_list_that_really_shrank_is_taken_when_told_so(site, desk):
    desk.take()
    site.publish(lines(site.pats, {0, 1}), day="2026-07-01")
    desk.take("--shrunk")
    assert len(desk.proposed("gone")) == 3


def test_the_first_refresh_knows_how_many_rows_to_expect(desk):
    path = desk.tables / "sources.toml"
    path.write_text(
        path.read_text().replace('leaving = "end"', 'leaving = "end"\nrows = 460\nedition = 2025-07-10')
    )
    assert "460" in desk.refresh("pat").stdout


def test_a_passing_503_is_asked_again(site, desk):
    site.faults[PAT_FILE] = [503, 502]
    site.faults["/api/1/datasets/pats/"] = [503]
    assert desk.refresh("pat").exit_code == 0
    assert site.asked.count(PAT_FILE) == 3


@pytest.mark.parametrize("way", ["slow", "dripping"])
def test_a_server_that_takes_too_long_is_left(site, desk, monkeypatch, way):
    monkeypatch.setattr(settings, "FETCH_READ_SECONDS", 0.2)
    monkeypatch.setattr(settings, "FETCH_WHOLE_SECONDS", 0.3)
    getattr(site, way).add(PAT_FILE)
    result = desk.refresh("pat", "--json")
    assert result.exit_code == 1
    assert PAT_FILE in json.loads(result.stdout)[0]["why"]
    assert site.asked.count(PAT_FILE) == 1


def test_a_file_that_is_too_large_is_left_while_it_comes(desk, monkeypatch):
    monkeypatch.setattr(settings, "MAX_UPLOAD_BYTES", 100)
    result = desk.refresh("pat", "--json")
    assert result.exit_code == 1
    assert "MB" in json.loads(result.stdout)[0]["why"]


def test_the_proxy_of_the_environment_is_used(site, desk, monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    # The test server takes the whole address for a path, as a proxy is sent it.
    monkeypatch.setenv("http_proxy", site.base)
    monkeypatch.setattr(settings, "DATAGOUV", "http://data.example")
    desk.refresh("pat")
    assert site.asked == ["http://data.example/api/1/datasets/pats/"]


def test_a_proposal_of_older_tables_is_refused_in_one_sentence(desk):
    desk.refresh()
    table = desk.initiatives
    table.loc["moulin", "note"] = "vu"
    desk.write("initiatives", table)
    before = desk.content()
    result = desk.apply()
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert desk.content() == before
    desk.take()
    assert desk.apply().exit_code == 2


def test_a_fault_in_one_table_leaves_all_as_they_were(desk):
    desk.refresh()
    changed = desk.proposed("new")
    rows = desk.proposed("rows")
    rows.loc[rows["producer_id"].eq("3"), "seat_commune"] = "Paris"
    rows.to_csv(desk.proposal / "rows.csv", index=False)
    before = desk.content()
    result = desk.apply()
    assert result.exit_code == 2
    assert "seat_commune" in result.stderr
    assert desk.content() == before
    assert len(changed)


def test_tables_of_which_one_cannot_be_put_in_its_place_stay_as_they_were(desk, monkeypatch):
    desk.refresh()
    before = desk.content()
    put = Path.replace

    def refuse(path, target):
        if path.suffix == ".part" and target.name == "lineage.json":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return put(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = desk.apply()
    assert result.exit_code == 2
    assert "lineage.json" in result.stderr
    assert desk.content() == before


def test_an_earlier_proposal_spares_the_download(site, desk):
    desk.refresh()
    asked = len(site.asked)
    result = desk.refresh("--json")
    assert [each["state"] for each in json.loads(result.stdout)] == ["read", "read"]
    assert PAT_FILE not in site.asked[asked:]
    assert len(desk.proposed("new")) == 6


def test_what_a_list_says_is_shown_and_never_run(site, desk):
    site.bring(site.places.replace("La Halle", "<script>alert(1)</script>"))
    desk.refresh()
    page = (desk.proposal / "page.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["nobody", "-o", "x"], "nobody"),
        ([], "-o"),
        (["--apply", "nowhere"], "nowhere"),
        (["pat", "--apply", "x"], "-o"),
    ],
)
def test_a_command_that_cannot_be_meant_says_so(desk, options, named):
    result = desk.run(*options)
    assert result.exit_code == 2
    assert named in result.stderr


def test_a_folder_of_somebody_else_is_not_replaced(desk):
    desk.proposal.mkdir()
    (desk.proposal / "novel.txt").write_text("chapter one")
    assert desk.refresh().exit_code == 2
    assert (desk.proposal / "novel.txt").exists()


def test_an_e_mail_or_a_telephone_left_in_a_name_is_not_kept(site, desk):
    site.publish(
        site.pats.replace("PAT du Large", "PAT du Large ada@large.example 06 12 34 56 78"), day="2026-07-01"
    )
    desk.take()
    assert desk.initiatives.loc["pat_2", "name"] == "PAT du Large"
    assert not any(b"ada@" in content or b"34 56" in content for content in desk.content().values())
