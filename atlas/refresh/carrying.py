"""What a proposal makes of the tables: tables in, tables out."""

from collections.abc import Mapping as Table
from typing import Any

import pandas as pd

from atlas.errors import FileFaultError
from atlas.refresh.folder import Kept
from atlas.refresh.ledger import Tables, by_key, known_values, mark, row_texts, values_text
from atlas.refresh.lists import FILE, Listing
from atlas.refresh.proposal import ROWS, Proposal, compare, new_ids, same_value
from atlas.refresh.rows import FIELDS, vintage, with_vintage
from atlas.tables import SOURCES_IDS
from atlas.territories import Geography

AS_NEW = "new"


def carry_out(kept: Kept, tables: Tables, lists: Table[str, Listing], geography: Geography) -> Tables:
    """Return the tables as a proposal would have them."""
    heads = {each["id"]: each for each in kept.head["lists"]}
    read = {one: head for one, head in heads.items() if head["state"] == "read"}
    if unknown := next((one for one in read if one not in lists), None):
        msg = f"{FILE} declares no list {unknown!r} any more: run atlas refresh again"
        raise FileFaultError(msg)
    whole = decided(kept.proposal, tables, lists, geography)
    initiatives = _added(by_key(tables.initiatives), whole)
    _change(initiatives, whole, lists, read)
    _end(initiatives, whole)
    columns = list(tables.initiatives.columns)
    table = pd.DataFrame.from_dict(initiatives, orient="index", columns=columns).rename_axis("id")
    ids = _identified(tables, whole, lists, {one: head["edition"] for one, head in read.items()})
    day = kept.head["made"][:10]
    lineage = dict(tables.lineage)
    for one, head in heads.items():
        if head["state"] == "unchanged" and one in lineage:
            lineage[one] = lineage[one] | {"checked": day}
        elif head["state"] == "read":
            live = ids["list"].eq(one) & ids["until"].eq("")
            lineage[one] = _entry(lists[one], head, day, int(live.sum())) | _applied(whole, one)
    # A coverage that was fetched stands for the exact perimeter of before.
    fetched = whole.changed.loc[
        whole.changed["field"].eq("coverage") & whole.changed["outcome"].eq("set"), "initiative_id"
    ]
    perimeters = tables.perimeters[~tables.perimeters["initiative_id"].isin(fetched)]
    return Tables(table, perimeters, ids, lineage)


def decided(proposal: Proposal, tables: Tables, lists: Table[str, Listing], geography: Geography) -> Proposal:
    """Take the rows that a person has decided out of the unsure ones."""
    choices: dict[tuple[str, str], str] = {}
    for told in row_texts(proposal.unsure):
        key, choice = (told["list"], told["producer_id"]), told["decision"].strip()
        if choice and choices.setdefault(key, choice) != choice:
            msg = f"unsure.csv has two decisions for the row {key[1]!r} of {key[0]}: leave one"
            raise FileFaultError(msg)
    rows = {(row["list"], row["producer_id"]): row for row in row_texts(proposal.rows)}
    known = {(one["list"], one["producer_id"]): one for one in row_texts(tables.ids)}
    initiatives = _added(tables.said(), proposal)
    same = same_value(geography)
    new: list[dict[str, str]] = []
    changed: list[dict[str, str]] = []
    for key, choice in choices.items():
        row = _row(rows, key, "unsure.csv")
        if choice == AS_NEW:
            taken = [*initiatives, *(each["initiative_id"] for each in new)]
            row |= {"match": "new", "initiative_id": new_ids(key[0], [key[1]], taken)[key[1]]}
            new.append(row)
        elif choice in initiatives:
            row |= {"match": "name", "initiative_id": choice}
            own = known.get(key, {})
            last = known_values(own["fetched"]) if own.get("initiative_id") == choice else {}
            found = compare(lists[key[0]].groups, row, initiatives[choice], last, same)
            changed += [row | each._asdict() for each in found]
        else:
            msg = (
                f"unsure.csv, row {key[1]!r} of {key[0]}: no initiative {choice!r}; write {AS_NEW!r} or an id"
            )
            raise FileFaultError(msg)
    return proposal._replace(
        rows=pd.DataFrame(list(rows.values()), columns=list(ROWS), dtype=object),
        new=_below(proposal.new, new),
        changed=_below(proposal.changed, changed),
    )


def _row(rows: Table[tuple[str, str], dict[str, str]], key: tuple[str, str], file: str) -> dict[str, str]:
    if key not in rows:
        msg = f"{file} has a row {key[1]!r} of {key[0]} that rows.csv lacks: run atlas refresh again"
        raise FileFaultError(msg)
    return rows[key]


def _below(table: pd.DataFrame, rows: list[dict[str, str]]) -> pd.DataFrame:
    """Add rows to a table, in its columns."""
    return pd.concat([table, pd.DataFrame(rows, columns=table.columns, dtype=object)], ignore_index=True)


def _applied(proposal: Proposal, one: str) -> dict[str, int]:
    """Count what a proposal does for one list."""
    new, changed, gone, unsure = (
        table[table["list"].eq(one)]
        for table in (proposal.new, proposal.changed, proposal.gone, proposal.unsure)
    )
    open_ones = unsure.loc[unsure.groupby("producer_id")["decision"].transform("max").eq(""), "producer_id"]
    return {
        "new": len(new),
        "changed": int(changed["outcome"].eq("set").sum()),
        "kept": int(changed["outcome"].eq("kept").sum()),
        "gone": len(gone),
        "unsure": int(open_ones.nunique()),
    }


def _added(initiatives: dict[str, dict[str, str]], proposal: Proposal) -> dict[str, dict[str, str]]:
    """Return the initiatives with the new ones below."""
    rows = {(row["list"], row["producer_id"]): row for row in row_texts(proposal.rows)}
    whole = dict(initiatives)
    for told in row_texts(proposal.new):
        row = _row(rows, (told["list"], told["producer_id"]), "new.csv")
        if told["initiative_id"] in whole:
            msg = f"new.csv: there is an initiative {told['initiative_id']!r} already; write another id"
            raise FileFaultError(msg)
        whole[told["initiative_id"]] = {field: row[field] for field in FIELDS}
    return whole


def _change(
    initiatives: dict[str, dict[str, str]],
    proposal: Proposal,
    lists: Table[str, Listing],
    heads: Table[str, dict[str, Any]],
) -> None:
    """Set the fields that are to change, and say where they were read."""
    for told in row_texts(proposal.changed[proposal.changed["outcome"].eq("set")]):
        one, field, source = told["initiative_id"], told["field"], told["list"]
        row = initiatives.get(one, {})
        if field not in row or source not in heads:
            msg = f"changed.csv: no field {field!r} of an initiative {one!r}: run atlas refresh again"
            raise FileFaultError(msg)
        edition = vintage(lists[source], heads[source]["file"], heads[source]["edition"])
        row[field] = told["after"]
        row["source"] = with_vintage(row["source"], lists[source], edition)
        row["source_url"] = row["source_url"] or lists[source].page


def _end(initiatives: dict[str, dict[str, str]], proposal: Proposal) -> None:
    """Give what is gone its status and its end."""
    for told in row_texts(proposal.gone[proposal.gone["outcome"].eq("gone")]):
        row = initiatives[told["initiative_id"]]
        row["status"] = told["status"]
        if row["end_year"] != told["end_year"]:
            row |= {"end_year": told["end_year"], "inactive": "ended"}


def _identified(
    tables: Tables, proposal: Proposal, lists: Table[str, Listing], editions: Table[str, str]
) -> pd.DataFrame:
    """Record which initiative each row is, and what was fetched of it."""
    known = {(row["list"], row["producer_id"]): row for row in row_texts(tables.ids)}
    ends = tables.initiatives["end_year"].to_dict()
    added = {(row["list"], row["producer_id"]): row["initiative_id"] for row in row_texts(proposal.new)}
    for row in row_texts(proposal.rows):
        key = (row["list"], row["producer_id"])
        initiative = added.get(key, row["initiative_id"])
        if row["match"] not in ("id", "name") and key not in added:
            continue
        before = known.get(key, {})
        values = known_values(before["fetched"]) if before.get("initiative_id") == initiative else {}
        values.pop("end_year", None)
        groups = lists[key[0]].groups
        values |= {field: mark(row[field]) for group in groups for field in group if row[field]}
        known[key] = {
            "list": key[0],
            "producer_id": key[1],
            "initiative_id": initiative,
            "edition": editions[key[0]],
            "until": "",
            "fetched": values_text(values),
        }
    for gone in row_texts(proposal.gone):
        record = known[gone["list"], gone["producer_id"]]
        edition = editions[gone["list"]]
        values = known_values(record["fetched"])
        if gone["end_year"] != ends[gone["initiative_id"]]:
            values["end_year"] = gone["end_year"]
        record["edition"] = record["edition"] or edition
        record |= {"until": edition, "fetched": values_text(values)}
    columns = [column.name for column in SOURCES_IDS.columns]
    return pd.DataFrame([known[key] for key in sorted(known)], columns=columns, dtype=object)


def _entry(one: Listing, head: dict[str, Any], day: str, live: int) -> dict[str, Any]:
    """Tell the lineage of a list."""
    told = {key: value for key, value in head.items() if key not in ("state", "why", "rows_in")}
    return {
        "id": one.id,
        "title": one.title,
        "type": one.type,
        "producer": one.producer,
        "page": one.page,
        **told,
        "licence": one.licence or head.get("licence", ""),
        "fetched": day,
        "checked": day,
        "rows_in": head["rows_in"],
        "rows_out": live,
    }
