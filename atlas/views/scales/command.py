"""The line of a terminal that gives the figures of the page of scales again."""

import shlex
from collections.abc import Mapping

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.catalogue.filters import Many, Switch, Years
from atlas.catalogue.presence import usual_count
from atlas.catalogue.selection import Selection, chosen_filters
from atlas.views.link import View
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

_FOLDER = "echelles"


def command(view: View, section: str, chosen: Mapping[str, object]) -> str:
    """Write the command of a section; empty where none gives its figures again without a file.

    Parameters
    ----------
    chosen
        What the page's own widgets hold, by the keys of `atlas.views.scales.choices.OWN`.
    """
    counted = [] if view.by == usual_count(view.selection.types) else ["--count", view.by]
    seeded = [] if str(chosen["scales_seed"]) == "1" else ["--seed", str(chosen["scales_seed"])]
    filters = _filters(view.selection)
    if section == "diffusion":
        kind, year = chosen["spread_kind"], chosen["spread_year"]
        asked = [*(["--kind", str(kind)] if kind else []), *([f"--until={year:.0f}"] if year else [])]
        return shlex.join(["atlas", "spread", *filters, *counted, *asked, *seeded])
    # Of a place, the command compares all of France, as the two sections that are left do.
    if section not in ("echelles", "zonages") and (
        section not in ("perimetres", "associations") or view.inside
    ):
        return ""
    indicator, null = str(chosen["scales_indicator"]), str(chosen["scales_null"])
    asked = [] if indicator == "rate" else ["--indicator", indicator]
    if section == "zonages" and null in scales.CENTRES:
        asked += ["--null", null, "--zonings", str(chosen["scales_zonings"])]
    return shlex.join(["atlas", "scales", *filters, *counted, *asked, *seeded, "-o", _FOLDER])


def _filters(selection: Selection) -> list[str]:
    words = []
    for name, one in chosen_filters(selection).items():
        option, value = f"--{one.option}", getattr(selection, name)
        match one:
            case Many():
                words += [word for code in value for word in (option, code)]
            case Years():
                words += [option, *map(str, value)]
            case Switch():
                words += [option]
            case _:
                words += [option, value]
    return words


def folded(
    catalogue: Catalogue, view: View, section: str, chosen: Mapping[str, object], language: Language
) -> str:
    """Write the command in a fold, and what it does not know of; empty where there is none."""
    line = command(view, section, chosen)
    if not line:
        return ""
    note = say("scales_command_spread" if section == "diffusion" else "scales_command_note", language)
    if catalogue is not catalogue.curated:
        note = f"{note} {say('scales_command_own', language)}"
    return (
        f'<details class="atlas-command"><summary>{markup.text(say("scales_command", language))}</summary>'
        f"<pre><code>{markup.text(line)}</code></pre><p class='atlas-kind'>{markup.text(note)}</p></details>"
    )
