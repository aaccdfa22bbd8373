"""An initiative's money against its milestones, year by year."""

import re

import pandas as pd

from atlas.funding.lines import envelopes, received

# The table joins "2009 (Grand Projet Rhône-Alpes)" and its like.
_SEPARATOR = " ; "
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def money_timeline(funding: pd.DataFrame, initiative: str) -> pd.DataFrame:
    """List an initiative's lines, those of one envelope together.

    Parameters
    ----------
    funding
        Table of funding lines, indexed by line id.

    Returns
    -------
    pandas.DataFrame
        Indexed by line id: the columns of `funding`, `envelope` (see `atlas.funding.envelopes`) and `enters`
        (whether the line enters the totals). Envelopes by their first year, the line that stands for one
        before its parts and other readings; lines without a year last.
    """
    lines = funding[funding["initiative_id"] == initiative]
    lines = lines.assign(envelope=envelopes(lines), enters=lines.index.isin(received(lines).index))
    start = lines["year_start"].astype("float64").groupby(lines["envelope"]).transform("min")
    order = pd.DataFrame(
        {
            "start": start,
            "envelope": lines["envelope"],
            "part": lines.index != lines["envelope"],
            "line": lines.index,
        },
        index=lines.index,
    )
    return lines.loc[order.sort_values(["start", "envelope", "part", "line"], na_position="last").index]


def milestones(initiatives: pd.DataFrame, study_facts: pd.DataFrame, initiative: str) -> pd.DataFrame:
    """List what began or ended when, as the sources say it.

    Parameters
    ----------
    initiatives
        Table of initiatives, indexed by id, with `start_year`, `start_year_meaning` and `end_year`.
    study_facts
        Facts of the study, with `initiative_id`, `field` and `value`.

    Returns
    -------
    pandas.DataFrame
        Columns `year` (int64), `kind` (`start` or `end`) and `words` (as the source has them; missing where
        it has none), by year. A fact that names several years gives one milestone each.
    """
    start, meaning, end = (
        initiatives[column][initiative] for column in ("start_year", "start_year_meaning", "end_year")
    )
    facts = study_facts[study_facts["initiative_id"].eq(initiative) & study_facts["field"].eq("start_year")]
    found: list[tuple[int, str, str | None]] = []
    for words in facts["value"].str.split(_SEPARATOR).explode():
        year = _YEAR.search(words)
        if year:
            found.append((int(year.group()), "start", words))
    if pd.notna(start) and int(start) not in {year for year, _, _ in found}:
        found.append((int(start), "start", None if pd.isna(meaning) else str(meaning)))
    if pd.notna(end):
        found.append((int(end), "end", None))
    table = pd.DataFrame(found, columns=["year", "kind", "words"])
    return table.sort_values(["year", "kind"], kind="stable").reset_index(drop=True)
