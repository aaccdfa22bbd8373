"""Editions of lists, as data.gouv.fr or another server gives them."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from fnmatch import fnmatch
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from atlas import settings
from atlas.errors import FetchError
from atlas.fetch import Checksum, Stamp, fetch
from atlas.refresh.lists import Listing

# What the API says of a dataset is a few hundred kilobytes.
_MOST_TOLD = 20_000_000


class Edition(NamedTuple):
    """One edition of a list.

    Attributes
    ----------
    name
        Of the file.
    date
        ISO date that the producer's server gives it, or of the day when it was fetched.
    told
        For the lineage: `sha256`, `checksum`, `etag`, `modified`, `licence`.
    """

    content: bytes
    name: str
    date: str
    told: dict[str, str]


def find_edition(one: Listing, known: dict[str, Any], today: str) -> Edition | None:
    """Fetch the newest edition of a list; None where it is the one that is `known` from the lineage.

    Raises
    ------
    FetchError
        If it cannot be had: the message is one sentence.
    """
    if not one.dataset:
        return _get(one.address or f"{settings.DATAGOUV}/api/1/datasets/r/{one.resource}", known, today, {})
    dataset = _dataset(one)
    resource = _newest(one, dataset)
    announced = resource.get("checksum") or {}
    checksum = (
        Checksum(str(announced.get("type", "")), str(announced["value"])) if "value" in announced else None
    )
    told = {"licence": str(dataset.get("license") or ""), "checksum": checksum.value if checksum else ""}
    if checksum and checksum.value == known.get("checksum"):
        return None
    day = _iso_day(resource.get("last_modified")) or today
    return _get(resource["url"], known, day, told, checksum)


def _get(
    address: str, known: dict[str, Any], day: str, told: dict[str, str], checksum: Checksum | None = None
) -> Edition | None:
    stamp = Stamp(known.get("etag", ""), known.get("modified", ""))
    got = fetch(address, most=settings.MAX_UPLOAD_BYTES, known=stamp, checksum=checksum)
    if got is None or got.sha256 == known.get("sha256"):
        return None
    name = unquote(urlsplit(got.address).path.rstrip("/").rpartition("/")[2]) or "liste"
    if checksum is None and got.stamp.modified:
        day = _day(got.stamp.modified) or day
    told = told | {"sha256": got.sha256, "etag": got.stamp.etag, "modified": got.stamp.modified}
    return Edition(got.content, name, day, told)


def _iso_day(moment: object) -> str:
    try:
        return datetime.fromisoformat(str(moment)).date().isoformat()
    except ValueError:
        return ""


def _day(modified: str) -> str:
    try:
        return parsedate_to_datetime(modified).astimezone(UTC).date().isoformat()
    except ValueError:
        return ""


def today() -> str:
    """Return the date of today."""
    return datetime.now(UTC).date().isoformat()


def _dataset(one: Listing) -> dict[str, Any]:
    address = f"{settings.DATAGOUV}/api/1/datasets/{one.dataset}/"
    got = fetch(address, most=_MOST_TOLD)
    try:
        found = json.loads(got.content if got else b"")
    except ValueError as error:
        msg = f"{address} does not answer as data.gouv.fr does: look at ATLAS_DATAGOUV, or later"
        raise FetchError(msg) from error
    if not isinstance(found, dict) or not isinstance(found.get("resources"), list):
        msg = f"{address} does not describe a dataset: look at its name in sources.toml"
        raise FetchError(msg)
    return found


def _newest(one: Listing, dataset: dict[str, Any]) -> dict[str, Any]:
    """Return the file of a dataset that a list names, the newest where several fit."""
    resources = [each for each in dataset["resources"] if isinstance(each, dict) and each.get("url")]
    names = [str(each["url"]).rpartition("/")[2] for each in resources]
    fitting = [
        each
        for each, name in zip(resources, names, strict=True)
        if fnmatch(name, one.file) or fnmatch(str(each.get("title", "")), one.file)
    ]
    if not fitting:
        msg = f"the dataset {one.dataset} has no file {one.file!r}: it has {', '.join(names) or 'none'}"
        raise FetchError(msg)
    return max(fitting, key=lambda each: str(each.get("last_modified", "")))
