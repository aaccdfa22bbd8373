"""How the atlas is cited, and where a reader tells its publisher of an omission or an error."""

from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import quote

from atlas import settings
from atlas.catalogue import Catalogue
from atlas.views.link import written
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import day

_SCHEMES = ("mailto:", "https://", "http://")


def report_link(name: str, identifier: str, language: Language) -> str:
    """Return a link to a message that is begun already, as HTML; empty where the publisher set no address.

    What is known only here goes along: the name, the id and the page of what the message is about.
    """
    address = settings.REPORT
    if not address.startswith(_SCHEMES):
        return ""
    page = written("", {"initiative": identifier}) if identifier else written("sources", {})
    subject = say("report_subject", language, name=name)
    body = say("report_body", language, name=name, id=identifier or "–", page=page)
    address = address.replace("{subject}", quote(subject, safe="")).replace("{body}", quote(body, safe=""))
    return (
        f"<p class='atlas-report'><a href='{markup.text(address)}' target='_blank' rel='noopener noreferrer'>"
        f"{markup.text(say('report', language))}</a></p>"
    )


def citation(catalogue: Catalogue, language: Language) -> str:
    """Write how to cite the atlas, and where to tell of an omission or an error."""
    told = say(
        "doc_cite_as",
        language,
        version=version("atlas-dynamiques-territoriales"),
        millesime=catalogue.geography.millesime,
        date=day(datetime.now(UTC).date().isoformat(), language),
    )
    where = f" {settings.PUBLIC_URL}" if settings.PUBLIC_URL else ""
    return (
        f"<h2>{markup.text(say('doc_cite', language))}</h2>"
        f"<p class='atlas-cite'>{markup.linked(told + where)}</p>"
        f"<p>{markup.text(say('doc_cite_facts', language))}</p>"
        + report_link(say("atlas", language), "", language)
    )
