"""Rows of a file as initiatives of the atlas."""

import numpy as np
import pandas as pd

from atlas.readers.cells.years import coded, known_types, named_year, role_texts
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.rows.known import find_pairs, same_pairs, told_pairs
from atlas.readers.rows.source import WHOLE_ROW, Source, blank_rows
from atlas.tables import INITIATIVES
from atlas.tables.reading import typed
from atlas.vocabulary import DECLARED_SETTINGS, INITIATORS, SCALES

_ADDRESS = r"(?i)(https?://[^\s;|<>\"']+)"
# An address as people write it, without what a browser puts before it.
_SITE = (
    r"(?i)(?:www\.[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|coop|info|bzh))"
    r"(?:/[^\s;|<>\"']*)?"
)


def initiative_rows(
    raw: Raw, mapping: Mapping, placed: pd.DataFrame, repeated: "pd.Series[bool]", source: Source
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make rows of a file initiatives."""
    texts = raw.cells
    rows = blank_rows(placed)
    lines = texts[mapping.columns["name"]].str.strip().str.split(r"[\r\n]+", regex=True)
    names = lines.str[0].str.split().str.join(" ")
    below = lines.str[1:].str.join(" ").str.split().str.join(" ")
    broken = below.ne("") | texts[mapping.columns["name"]].str.contains("\n", regex=False)
    source.told.repair(broken, "line_breaks")
    nameless = names.eq("")
    rows["outcome"] = rows["outcome"].mask(repeated, "duplicate").mask(nameless, "rejected")
    rows["reason"] = rows["reason"].mask(repeated, WHOLE_ROW).mask(nameless, "no_name")
    frame = pd.DataFrame({"id": _ids(texts.index, source), "name": names}, index=texts.index)
    types = role_texts(texts, mapping, "type")
    frame["type"] = known_types(types).fillna(types)
    frame["seat_commune"] = placed["commune"]
    by_point = placed["located_by"].isin(["coordinates", "coordinates_border", "nearest_commune"])
    frame["seat_confidence"] = by_point.map({True: "inferred", False: "stated"}).where(
        placed["commune"].notna()
    )
    if source.known is not None:
        new = rows.index[rows["outcome"].eq("accepted")]
        identifiers = role_texts(texts, mapping, "identifier").fillna("")
        pairs = find_pairs(frame.loc[new], identifiers[new], source.known)
        rows[["pair", "pair_score"]] = pairs[["id", "score"]].reindex(rows.index)
        same = pd.Series(rows.index.isin(same_pairs(pairs, source.decided)), index=rows.index)
        rows["outcome"], rows["reason"] = (
            rows["outcome"].mask(same, "duplicate"),
            rows["reason"].mask(same, "known"),
        )
        alike = rows["pair"].notna() & ~same & ~rows.index.isin(list(source.decided))
        told = told_pairs(pairs, rows.index)
        source.told.flag(alike, "alike", told)
        source.told.detail(same, "known", told)
    frame["departement"], frame["region"] = placed["departement"], placed["region"]
    # Beside a code or a name a point counts only where nothing casts doubt on either.
    sound = by_point | (placed["commune"].notna() & placed["problem"].isna())
    frame["lon"], frame["lat"] = placed["lon"].where(sound), placed["lat"].where(sound)
    frame["coverage"] = placed["coverage"]
    frame["scale_text"] = role_texts(texts, mapping, "scale")
    frame["scale"] = coded(frame["scale_text"], SCALES).fillna("unknown")
    frame["setting_declared"] = coded(role_texts(texts, mapping, "setting_declared"), DECLARED_SETTINGS)
    frame["initiator_text"] = role_texts(texts, mapping, "initiator")
    frame["initiator"] = coded(frame["initiator_text"], INITIATORS)
    for role in ("territory", "status", "legal_forms"):
        frame[role] = role_texts(texts, mapping, role)
    frame["start_year"] = named_year(role_texts(texts, mapping, "start_year")).astype("object")
    ends = named_year(role_texts(texts, mapping, "end_year"), last=True)
    frame["end_year"] = ends.where(ends.ne(frame["start_year"].astype("Int64"))).astype("object")
    for role in ("url", "source_url"):
        addresses = role_texts(texts, mapping, role)
        bare = "http://" + addresses.where(addresses.str.fullmatch(_SITE).fillna(value=False))
        frame[role] = addresses.str.extract(_ADDRESS)[0].fillna(bare)
    frame["source"] = role_texts(texts, mapping, "source").fillna(source.places(texts.index))
    frame["confidence"] = "stated"
    notes = role_texts(texts, mapping, "note").fillna("")
    together = below + np.where(below.ne("") & notes.ne(""), " · ", "") + notes
    frame["note"] = together.where(together.ne(""))
    accepted = frame[rows["outcome"].eq("accepted")]
    return typed(accepted, INITIATIVES).set_index("id"), rows


def _ids(lines: pd.Index, source: Source) -> list[str]:
    """Name rows by their file's content and their line: the same file gives the same ids."""
    return [f"i{source.digest[:10]}_{line}" for line in lines]
