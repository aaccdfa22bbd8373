"""Which lines of the funding table enter a total, which do not and why, and which are one envelope."""

import re

import pandas as pd

# The reason that the tables note of a line without an amount.
NO_AMOUNT = "montant inconnu"
# Why a line stays out of totals, where the table gives no words of its own.
NOT_COUNTED = ("redistributed", "generated", "uncounted", "unknown_amount")
_REFERENCE = re.compile(r"\b(\d{2})\b")


def received(funding: pd.DataFrame) -> pd.DataFrame:
    """Keep the lines that may be added up.

    What initiatives redistribute or generate is not what they received; two sources on one envelope are
    both kept in the table and counted once; an unknown amount is not zero.

    Parameters
    ----------
    funding
        Table of funding lines, indexed by line id, with `direction`, `counted` and `amount_eur` (euros).

    Returns
    -------
    pandas.DataFrame
        The lines with direction `received`, `counted` true and a known amount, with `cents` (int64) added.
    """
    lines = funding[(funding["direction"] == "received") & funding["counted"] & funding["amount_eur"].notna()]
    return lines.assign(cents=(lines["amount_eur"].astype("float64") * 100).round().astype("int64"))


def not_counted(funding: pd.DataFrame) -> pd.DataFrame:
    """List the lines that stay out of the totals, with the reason.

    Parameters
    ----------
    funding
        Table of funding lines, indexed by line id, with `direction`, `counted`, `not_counted_reason` and
        `amount_eur`.

    Returns
    -------
    pandas.DataFrame
        The lines that `received` leaves out, in the same order, with `kind` added, a word of `NOT_COUNTED`:
        money that goes the other way first, then lines marked as not counted, then unknown amounts.
    """
    lines = funding[~funding.index.isin(received(funding).index)]
    kind = lines["direction"].where(lines["direction"] != "received")
    kind = kind.mask(kind.isna() & ~lines["counted"], "uncounted").fillna("unknown_amount")
    return lines.assign(kind=kind)


def envelopes(funding: pd.DataFrame) -> pd.Series:
    """Return which lines speak of one envelope of money.

    Parameters
    ----------
    funding
        Table of funding lines, indexed by line id, with `initiative_id` and `not_counted_reason`.

    Returns
    -------
    pandas.Series
        On the index of `funding`: the line id that stands for the envelope, the line's own where it is
        alone. A line belongs to another where its `not_counted_reason` names it by number, such as "part de
        la ligne 05" or "conflit avec 05"; parts of parts follow to the end.

    Notes
    -----
    Number 05 of `biovallee` is the line `biovallee_05`. A number that no line has is not followed.

    Examples
    --------
    >>> lines = pd.DataFrame(
    ...     {"initiative_id": "a", "not_counted_reason": [None, "doublon ligne 01", "part de la ligne 02"]},
    ...     index=["a_01", "a_02", "a_03"],
    ... )
    >>> envelopes(lines).to_dict()
    {'a_01': 'a_01', 'a_02': 'a_01', 'a_03': 'a_01'}
    """
    reasons = funding["not_counted_reason"]
    named = {
        str(line): f"{initiative}_{match.group(1)}"
        for line, initiative, reason in zip(funding.index, funding["initiative_id"], reasons, strict=True)
        if isinstance(reason, str) and (match := _REFERENCE.search(reason))
    }
    known = set(funding.index)

    def head(line: str) -> str:
        seen = {line}
        while (following := named.get(line)) in known and following not in seen:
            line = str(following)
            seen.add(line)
        return line

    return pd.Series([head(str(line)) for line in funding.index], index=funding.index, name="envelope")
