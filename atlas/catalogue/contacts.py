"""Where an initiative can be reached: public addresses alone, never a person's."""

import pandas as pd

# The State's register of organisations, by SIREN. The atlas only gives the link.
REGISTER = "https://annuaire-entreprises.data.gouv.fr/entreprise/"
# Who carries what an intercommunalité does over the whole of itself.
_PUBLIC = ("collectivite", "mixte")


def carriers(initiatives: pd.DataFrame) -> pd.Series:
    """Return the SIREN of the intercommunalité that carries each initiative, as far as the tables tell.

    Parameters
    ----------
    initiatives
        With `scale`, `initiator` and `coverage`.

    Returns
    -------
    pandas.Series
        Missing unless a local authority started it at the scale of the one intercommunalité that it covers.

    Examples
    --------
    >>> rows = pd.DataFrame({"scale": "intercommunalite", "initiator": ["collectivite", "ess"]})
    >>> carriers(rows.assign(coverage="epci:200068120")).tolist()
    ['200068120', nan]
    """
    siren = initiatives["coverage"].astype("str").str.extract(r"^epci:([0-9]{9})$", expand=False)
    its_own = initiatives["scale"].eq("intercommunalite") & initiatives["initiator"].isin(_PUBLIC)
    return siren.where(its_own)


def contact_urls(initiatives: pd.DataFrame) -> pd.Series:
    """Return one address of each: its site, else the public page of who carries it, else its source.

    Returns
    -------
    pandas.Series
        Missing where not even the source has an address.
    """
    found = initiatives["url"].fillna(REGISTER + carriers(initiatives))
    return found.fillna(initiatives["source_url"])
