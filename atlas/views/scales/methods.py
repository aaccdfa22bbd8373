"""Definitions, formulas, sources and limits of the statistics of scales. No Streamlit here."""

from atlas.exports.columns import DICTIONARY
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

MEASURES_TOLD = (
    *("variation", "gini", "gini_people", "polarisation", "theil", "moran", "lisa", "zoning"),
    *("misfit", "border", "cramer"),
)
RULES_TOLD = (
    *("indicators", "zero", "missing", "weight", "levels", "neighbours", "zonings", "null"),
    *("contiguous", "many"),
)


def methods(language: Language) -> str:
    """Write the definitions, formulas, sources and limits, and the dictionary of columns."""
    parts = ("what", "formula", "source", "limit")
    head = "".join(f"<th>{markup.text(say(f'scales_methods_head_{part}', language))}</th>" for part in parts)
    body = "".join(
        "<tr>" + "".join(f"<td>{markup.text(say(f'scales_{p}_{m}', language))}</td>" for p in parts) + "</tr>"
        for m in MEASURES_TOLD
    )
    rules = "".join(f"<li>{markup.text(say(f'scales_rule_{rule}', language))}</li>" for rule in RULES_TOLD)
    columns = "".join(
        f"<tr><td>{markup.text(file)}</td><td>{markup.text(name)}</td><td>{markup.text(about.unit.to(language))}</td>"
        f"<td>{markup.text(about.meaning.to(language))}</td></tr>"
        for file, listed in DICTIONARY.items()
        for name, about in listed.items()
    )
    words = ("file", "column", "unit", "meaning")
    top = "".join(f"<th>{markup.text(say(f'scales_methods_{word}', language))}</th>" for word in words)

    def title(key: str) -> str:
        return f"<h2>{markup.text(say(key, language))}</h2>"

    return (
        f'<div class="atlas-doc">{title("scales_methods_rules")}<ul>{rules}</ul>'
        f"{title('scales_methods_measures')}"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"<details><summary>{markup.text(say('scales_methods_columns', language))}</summary>"
        f'<div class="wide"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{columns}</tbody></table></div></details></div>"
    )
