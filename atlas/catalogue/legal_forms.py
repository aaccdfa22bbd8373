"""Families of legal forms, read in the words of sources."""

import re

import pandas as pd

from atlas.vocabulary import Label

# Families of legal forms, and how the words of the sources name them.
LEGAL_FORMS: dict[str, tuple[Label, str]] = {
    "association": (Label("Association", "Association"), r"\bassociations?\b"),
    "scic": (Label("SCIC", "SCIC"), r"\bscic\b"),
    "scop": (Label("SCOP", "SCOP"), r"\bscop\b"),
    "sas": (Label("SAS", "SAS"), r"\bsas\b"),
    "cooperative": (Label("Autre coopérative", "Other cooperative"), r"\bcoopératives?\b"),
    "epci": (Label("Intercommunalité", "Intercommunalité"), r"\bcommunautés? (?:de communes|d)"),
    "petr": (Label("PETR", "PETR"), r"\bpetr\b"),
    "commune": (Label("Commune", "Commune"), r"(?<!de )\bcommunes?\b"),
    "departement": (Label("Département", "Département"), r"\bdépartement\b"),
}
FORMS = tuple(f"form_{form}" for form in LEGAL_FORMS)


def form_families(texts: pd.Series) -> pd.DataFrame:
    """Read families of legal forms in the words of sources.

    Parameters
    ----------
    texts
        Legal forms as sources write them; missing where unknown.

    Returns
    -------
    pandas.DataFrame
        Same index, one column `form_*` per key of `LEGAL_FORMS`: 1.0 or 0.0; NaN where no form is known or
        no word names one of them.

    Examples
    --------
    >>> read = form_families(pd.Series(["SCIC SAS", None, "marque"]))
    >>> read[["form_scic", "form_sas", "form_scop"]].to_numpy().tolist()
    [[1.0, 1.0, 0.0], [nan, nan, nan], [nan, nan, nan]]
    """
    words = texts.astype("object").where(texts.notna(), "").astype(str)
    table = pd.DataFrame(
        {
            f"form_{form}": words.str.contains(pattern, flags=re.IGNORECASE, regex=True).astype("float64")
            for form, (_, pattern) in LEGAL_FORMS.items()
        },
        index=texts.index,
    )
    return table.where(table.sum(axis=1) > 0)
