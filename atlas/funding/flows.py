"""From whom to where the money flows: funder level, programme, type of initiative, setting."""

from itertools import pairwise

import pandas as pd

STAGES = ("funder_level", "programme", "type", "setting")
# The stage that each but the last flows to.
FOLLOWING = dict(pairwise(STAGES))
OTHER = "other"
UNKNOWN = "unknown"

_HAIRLINE = 100_000_000
# So many programmes keep their name.
MOST_PROGRAMMES = 8


def flows(lines: pd.DataFrame, *, least: int = 0) -> pd.DataFrame:
    """Add the money up between neighbouring stages.

    Parameters
    ----------
    lines
        Received lines with `cents` and the columns of `STAGES`.
    least
        Cents: what makes less is put together under `other` in each stage but the setting, where it would be
        a hairline of a picture.

    Returns
    -------
    pandas.DataFrame
        Columns `stage` (the source's), `source`, `target` and `cents`, one row per flow, in the order of the
        stages, the largest first. What is not known, or not located, is `unknown`; programmes beyond the
        `MOST_PROGRAMMES` largest are `other`. The flows of each stage
        add up to all the money.

    Examples
    --------
    >>> line = {"funder_level": "etat", "programme": None, "type": "ptce", "setting": "rural", "cents": 5}
    >>> flows(pd.DataFrame([line]))[["source", "target"]].to_numpy().tolist()
    [['etat', 'unknown'], ['unknown', 'ptce'], ['ptce', 'rural']]
    """
    table = lines[[*STAGES, "cents"]].copy()
    for stage in STAGES:
        table[stage] = table[stage].astype(object).where(table[stage].notna(), UNKNOWN)
    named = table.loc[table["programme"] != UNKNOWN].groupby("programme")["cents"].sum()
    kept = named.sort_values(ascending=False, kind="stable").index[:MOST_PROGRAMMES]
    table["programme"] = table["programme"].where(table["programme"].isin([*kept, UNKNOWN]), OTHER)
    for stage in STAGES[:-1]:
        sums = table.groupby(stage)["cents"].transform("sum")
        table[stage] = table[stage].mask(sums.lt(least) & table[stage].ne(UNKNOWN), OTHER)
    parts = []
    for source, target in FOLLOWING.items():
        part = table.groupby([source, target], sort=True)["cents"].sum().reset_index()
        part.columns = pd.Index(["source", "target", "cents"])
        part.insert(0, "stage", source)
        parts.append(part.sort_values("cents", ascending=False, kind="stable"))
    return pd.concat(parts, ignore_index=True)


def hairline(total: int) -> int:
    """Return below how many cents a flow is a hairline: a million euros, or a hundredth of a small total.

    Examples
    --------
    >>> hairline(20_000_000_000), hairline(10_000)
    (100000000, 100)
    """
    return min(_HAIRLINE, total // 100)


def flow_nodes(flows: pd.DataFrame) -> pd.DataFrame:
    """List what the money flows through.

    Parameters
    ----------
    flows
        See `flows`.

    Returns
    -------
    pandas.DataFrame
        Columns `stage`, `code` and `cents`; stage by stage, the largest first, but `other` and `unknown`
        last. Each stage adds up to all the money.

    Examples
    --------
    >>> line = {"funder_level": "etat", "programme": None, "type": "ptce", "setting": "rural", "cents": 5}
    >>> flow_nodes(flows(pd.DataFrame([line])))["code"].tolist()
    ['etat', 'unknown', 'ptce', 'rural']
    """
    out = flows.rename(columns={"source": "code"})[["stage", "code", "cents"]]
    last = flows[flows["stage"] == STAGES[-2]].rename(columns={"target": "code"}).assign(stage=STAGES[-1])
    nodes = pd.concat([out, last[["stage", "code", "cents"]]]).groupby(["stage", "code"])["cents"].sum()
    table = nodes.reset_index()
    ranks = {
        "stage": table["stage"].map(STAGES.index),
        "late": table["code"].map({OTHER: 1, UNKNOWN: 2}).fillna(0),
        "small": -table["cents"],
    }
    return table.loc[pd.DataFrame(ranks).sort_values(list(ranks), kind="stable").index].reset_index(drop=True)
