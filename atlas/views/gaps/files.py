"""What leaves the page of gaps."""

from datetime import date

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.exports.content import Export
from atlas.gaps import ALL, REFERENCES, SORTS, Gaps
from atlas.gaps.listing import gaps_table
from atlas.views.about import Also
from atlas.views.choices import address
from atlas.views.gaps import view as gap_view
from atlas.views.gaps.choices import OWN
from atlas.views.gaps.sentences import reasons
from atlas.views.link import View
from atlas.views.map.files import mapped
from atlas.vocabulary import SETTINGS, place_level
from atlas.words import say


def ranking(  # noqa: PLR0913 - what a ranking is
    catalogue: Catalogue,
    view: View,
    found: Gaps,
    rows: pd.DataFrame,
    *,
    sort: str,
    setting: str,
    created: date,
) -> Export:
    """Make the file of a ranking of gaps, with its map."""
    language = view.language
    words = {
        say("gaps_sort", language): SORTS[sort].to(language),
        say("gaps_reference", language): REFERENCES[found.reference].to(language),
    }
    if setting != ALL:
        words[say("gaps_setting", language)] = SETTINGS[setting].to(language)
    own = {"gaps_sort": sort, "gaps_setting": setting, "gaps_reference": found.reference}
    return mapped(
        catalogue,
        view,
        found.answer,
        reasons(gaps_table(catalogue, found, rows), language),
        figure=gap_view.figure(found, language, sort=sort, setting=setting),
        name=f"atlas_manques_{place_level(found.level)}",
        created=created,
        also=Also(words, address(OWN, own), page="manques", level=gap_view.LEVEL),
        level=found.level,
    )
