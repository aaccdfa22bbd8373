"""Numbers of organisations: SIREN and SIRET, and what is wrong with one."""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.territories import normalise_name

# A SIREN or SIRET that a spreadsheet turned into a power of ten, or rounded.
_LOST = re.compile(r"[0-9][.,]?[0-9]*[Ee]\+?[0-9]+")
_ROUNDED = re.compile(r"[0-9]{9}0{5}|[0-9]{5}0{9}|[0-9]{6,8}0{6,8}")
_SPACES = re.compile(r"[\s\u00a0\u202f.]")
_SIREN, _SIRET = 9, 14
# La Poste's establishments follow another rule.
_LA_POSTE = "356000000"


def number_faults(texts: pd.Series, *, siren: bool) -> pd.Series:
    """Return which numbers of beneficiaries are no sound SIREN or SIRET.

    On the same index: `power` ("3,26E+13"), `rounded` (35181600000000), `short` (its key holds once a
    zero is put before it), `malformed` (another number of digits), `wrong_key`, else missing.

    Notes
    -----
    The key is Luhn's (ISO/IEC 7812-1), on the nine digits of the SIREN.
    """
    distinct = pd.Series(texts.unique(), dtype="str")
    digits = distinct.str.replace(_SPACES, "", regex=True)
    lengths = (_SIREN,) if siren else (_SIREN, _SIRET)
    sizes = digits.str.len()
    number = digits.str.fullmatch("[0-9]+")
    sound = number & sizes.isin(lengths)
    padded = digits.where(sound, "0" + digits)
    short = number & sizes.add(1).isin(lengths)
    holds = _key_holds(padded.where(sound | short, "0" * _SIREN))
    fault = pd.Series(None, index=digits.index, dtype="str")
    fault = fault.mask(sound & ~holds, "wrong_key")
    fault = fault.mask(digits.ne("") & ~sound, "malformed").mask(short & holds, "short")
    fault = fault.mask(digits.str.fullmatch(_ROUNDED), "rounded")
    fault = fault.mask(distinct.str.strip().str.fullmatch(_LOST), "power")
    return texts.map(dict(zip(distinct, fault, strict=True))).astype("str").where(texts.ne(""))


def _key_holds(numbers: pd.Series) -> NDArray[np.bool_]:
    """Check the key of SIREN, the first nine digits of each number."""
    sirens = numbers.str[:_SIREN].to_numpy(dtype=f"S{_SIREN}")
    digits = sirens.view(np.uint8).reshape(-1, _SIREN).astype(np.int64) - ord("0")
    # Every second digit from the right counts twice, the digits of the double being added.
    doubled = digits[:, -2::-2] * 2
    sums = digits[:, ::-2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)  # noqa: PLR2004 - two digits
    holds: NDArray[np.bool_] = (sums % 10 == 0) | (sirens == _LA_POSTE.encode())
    return holds


def of_siren(header: str) -> bool:
    """Check whether a header says that its numbers have nine digits.

    Examples
    --------
    >>> of_siren("siren"), of_siren("SIREN ou SIRET"), of_siren("SIRET")
    (True, False, False)
    """
    words = normalise_name(header.replace("_", " ")).split()
    return "siren" in words and "siret" not in words
