"""Five digits in a column of names: codes of communes or postal codes, as the others of the column prove."""

import pandas as pd

from atlas.territories import Geography


def move_digits(frame: pd.DataFrame, told: pd.DataFrame, geography: Geography) -> None:
    """Move postal codes out of the names, and tell what may be a postal code and another commune's code.

    More than half of all postal codes are also the code of some other commune: of a column in which some are
    postal codes alone all are, and likewise of codes; without such a proof nothing is believed.
    """
    if "name" not in frame:
        return
    blank = pd.Series("", index=frame.index, dtype="str")
    names, given = frame["name"].str.strip(), frame.get("postal_code", blank)
    rows = names.str.fullmatch("[0-9]{5}") & frame.get("code", blank).str.strip().eq("")
    if not rows.any():
        return
    texts = names[rows].unique()
    served = {text for text in texts if geography.with_postal_code(text)}
    codes = {
        text
        for text in texts
        if text in geography.communes.index or (text not in served and geography.today(text))
    }
    both = codes & served
    if bool(codes - both) != bool(served - both):
        (served if codes - both else codes).difference_update(both)
        both = set()
    unsure = rows & names.isin(both)
    postal = rows & names.isin(served - both)
    frame["postal_code"] = given.mask(postal & given.str.strip().eq(""), names)
    frame["name"] = frame["name"].mask(unsure | postal, "")
    told.loc[unsure, "problem"], told.loc[unsure, "unknown"] = "ambiguous", names[unsure]
