"""The study's claims as one board, and its levers, obstacles and proposals, in words and bars."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from atlas.lessons import VERDICTS, Evidence, Lesson, Lever
from atlas.views.choices import Choice, Ticked
from atlas.vocabulary import LEVER_ACTORS, LEVER_KINDS, LEVER_TOPICS, Label, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, number, percent

# Said with a sign as well as a colour.
SIGNS = {"supports": "✓", "contradicts": "✗", "cannot_say": "?"}


class Lead(NamedTuple):
    """The one figure of a claim on the board, and what its bar shows.

    Attributes
    ----------
    figure
        Name of the figure.
    whole
        Names of the figures that make up the bar; empty for a share.
    unknown
        Name of the part of the bar that may be either side.
    marks
        What the figure stands against: shares, or names of shares.
    """

    figure: str
    whole: tuple[str, ...] = ()
    unknown: str = ""
    marks: tuple[str | float, ...] = (0.5,)


LEADS: dict[str, Lead] = {
    "scale": Lead("moved_official", marks=("moved_random",)),
    # Twice the rate elsewhere is the whole: the mark in the middle is that rate.
    "ties": Lead("metropoles_rate", ("elsewhere_rate", "elsewhere_rate")),
    "engines": Lead("others_share"),
    "public_money": Lead("public_others", ("public_others", "rest_others")),
    "equity": Lead("equity", ("equity", "subsidy", "open"), "open"),
    "structure_costs": Lead("structure", ("structure", "others", "open"), "open"),
    "governance": Lead("several", ("known",)),
    "enterprise": Lead("share", marks=()),
    "isolation": Lead("share", marks=("alone_low", "alone_high")),
}


def summary(found: Mapping[str, Lesson], language: Language) -> str:
    """Say how many claims the tables settle, and which way."""
    verdicts = [lesson.verdict for lesson in found.values()]
    counts = {verdict: number(verdicts.count(verdict), language) for verdict in VERDICTS}
    settled = len(verdicts) - verdicts.count("cannot_say")
    words = say("lessons_counts" if settled else "lessons_none", language, **counts)
    note = say("lessons_marks", language)
    return f"<p class='atlas-lead'>{markup.text(words)}</p><p class='atlas-kind'>{markup.text(note)}</p>"


def board_head(language: Language) -> str:
    """Name the columns of the board; each row says the same by itself."""
    names = ("lessons_claim", "lessons_verdict", "lessons_figure")
    cells = "".join(f"<span>{markup.text(say(name, language))}</span>" for name in names)
    return f"<div class='atlas-board head' aria-hidden='true'>{cells}</div>"


def board_row(order: int, key: str, lesson: Lesson, language: Language) -> str:
    """Lay out one claim: its verdict, its figure with a bar, and in a fold what is behind them."""
    values = figures_of(lesson, language)
    lead = LEADS[key]
    verdict = markup.text(VERDICTS[lesson.verdict].to(language))
    told = markup.text(say(f"lesson_{key}_figure", language, **values))
    return (
        f"<section class='atlas-board'><h2>{order}. {markup.text(say(f'lesson_{key}', language))}</h2>"
        f"<p class='atlas-verdict {lesson.verdict}'><b aria-hidden='true'>{SIGNS[lesson.verdict]}</b>"
        f"{verdict}</p>"
        f"<div><strong>{markup.text(values[lead.figure])}</strong>{_bar(lead, lesson.figures)}"
        f"<small>{told}</small></div>"
        f"{_fold(key, lesson, values, language)}</section>"
    )


def figures_of(lesson: Lesson, language: Language) -> dict[str, str]:
    """Write every figure of a lesson, by its name."""
    return {name: written(figure, language) for name, figure in lesson.figures.items()}


def _fold(key: str, lesson: Lesson, values: Mapping[str, str], language: Language) -> str:
    rows = [
        (say(f"lessons_{part}", language), markup.text(say(f"lesson_{key}_{sentence}", language, **values)))
        for part, sentence in (
            ("seen", "seen"),
            ("rule", "rule"),
            ("turn", "change"),
            ("missing", "missing"),
        )
    ]
    listed = lesson.figures.get("list_share")
    if listed is not None:
        words = say("lessons_lists", language, share=written(listed, language))
        rows.append((say("lessons_known", language), markup.gauge(markup.Gauge(words, listed.value))))
    summary_words = markup.text(say("lessons_behind", language))
    return f"<details><summary>{summary_words}</summary>{markup.definitions(rows)}</details>"


def _bar(lead: Lead, figures: Mapping[str, Evidence]) -> str:
    """Draw a share, what is unknown of the whole, and what it stands against; empty where it is not known."""
    value = figures[lead.figure].value
    whole = sum(figures[name].value or 0 for name in lead.whole) if lead.whole else 1
    if value is None or not whole:
        return ""
    open_ = (figures[lead.unknown].value or 0) / whole if lead.unknown else 0
    marks = [figures[one].value if isinstance(one, str) else one for one in lead.marks]
    parts = f"<i style='width:{100 * min(value / whole, 1):.1f}%'></i>"
    parts += f"<i class='unknown' style='width:{100 * open_:.1f}%'></i>" if open_ else ""
    parts += "".join(f"<em style='left:{100 * mark:.1f}%'></em>" for mark in marks if mark is not None)
    return f"<span class='atlas-against' aria-hidden='true'>{parts}</span>"


def written(figure: Evidence, language: Language) -> str:
    """Write a figure with its unit and no more digits than it deserves; "unknown" where it is."""
    if figure.value is None:
        return say("unknown", language)
    match figure.unit:
        case "share":
            return percent(figure.value, language)
        case "euros":
            return compact_euros(figure.value, language)
        case "rate":
            return number(figure.value, language, digits=2)
        case "km":
            return f"{number(figure.value, language)}\N{NO-BREAK SPACE}km"
        case _:
            return number(figure.value, language)


# By what the levers are laid out: its closed list.
GROUPS: dict[str, dict[str, Label]] = {"topic": LEVER_TOPICS, "actor": LEVER_ACTORS}
# What the page lets choose, and its place in the address.
OWN: dict[str, Choice] = {
    "levers_by": Choice("leviers", tuple(GROUPS)),
    "lessons_own": Ticked("lignes", ("atlas", "vous")),
}


def grouped(levers: Sequence[Lever], by: str) -> dict[str, dict[str, list[Lever]]]:
    """Lay levers out by topic or actor, then by kind; under no name those of which no actor is named.

    Who has several actors stands with each.
    """
    rows: dict[str, dict[str, list[Lever]]] = {}
    for one in (*GROUPS[by], ""):
        row = {
            kind: [lever for lever in levers if lever.kind == kind and one in _groups(lever, by)]
            for kind in LEVER_KINDS
        }
        if any(row.values()):
            rows[one] = row
    return rows


def _groups(lever: Lever, by: str) -> tuple[str, ...]:
    return (lever.topic,) if by == "topic" else lever.actors or ("",)


def group_name(one: str, by: str, language: Language) -> str:
    """Name a topic or an actor."""
    return GROUPS[by][one].to(language) if one else say("levers_nobody", language)


def lever(one: Lever, by: str, claims: Sequence[str], language: Language) -> str:
    """Say a lever, who acts or what it is about, and which claim it goes with."""
    if by == "topic":
        more = [LEVER_ACTORS[actor].to(language) for actor in one.actors]
    else:
        more = [LEVER_TOPICS[one.topic].to(language)]
    if one.claim:
        more.append(say("levers_claim", language, n=str(list(claims).index(one.claim) + 1)))
    if not (one.claim or one.shown_at):
        more.append(say("levers_nothing", language))
    small = f"<small>{markup.text(' · '.join(more))}</small>" if more else ""
    kind = markup.text(LEVER_KINDS[one.kind].to(language))
    return f"<p class='atlas-lever'><b>{kind}</b>{markup.text(one.texts[language])}{small}</p>"


def shown_at(one: Lever, found: Mapping[str, Lesson]) -> tuple[str, dict[str, str]] | None:
    """Return the page where the atlas shows something of a lever, with its settings; None for none."""
    if one.shown_at:
        page, _, query = one.shown_at.partition("?")
        return page, dict(parse_qsl(query))
    lesson = found.get(one.claim)
    return None if lesson is None else (lesson.page, dict(lesson.parameters))
