"""Files from other people's servers: in bounded time and size, whole, and never twice the same."""

import hashlib
import time
from typing import NamedTuple

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from atlas import settings
from atlas.errors import FetchError

# What a server in trouble answers, and one that asks to be left alone for a moment.
_PASSING = (429, 500, 502, 503, 504)
_RETRIES = 3
_MOST_REDIRECTS = 5
_PIECE = 1 << 16
_MEGABYTE = 1_000_000
_HASHES = ("md5", "sha1", "sha256", "sha512")


class Stamp(NamedTuple):
    """What a server calls the edition of a file, to be asked for another one only."""

    etag: str = ""
    modified: str = ""


NO_STAMP = Stamp()


class Checksum(NamedTuple):
    """What a producer announces of a file: name of the hash, and its value in hexadecimal."""

    kind: str
    value: str


class Fetched(NamedTuple):
    """A file, where it was found in the end, and what its server calls this edition."""

    content: bytes
    address: str
    stamp: Stamp

    @property
    def sha256(self) -> str:
        """Return the hash that tells whether two files are one."""
        return hashlib.sha256(self.content).hexdigest()


def fetch(
    address: str, *, most: int, known: Stamp = NO_STAMP, checksum: Checksum | None = None
) -> Fetched | None:
    """Fetch a file of at most `most` bytes; None where the server still has the `known` edition.

    Proxies are those of the environment.
    """
    # As it lies there: packed on the way, a file would have another size and another hash.
    headers = {"User-Agent": "atlas-dynamiques-territoriales", "Accept-Encoding": "identity"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    elif known.modified:
        headers["If-Modified-Since"] = known.modified
    timeout = (settings.FETCH_CONNECT_SECONDS, settings.FETCH_READ_SECONDS)
    try:
        with (
            _session() as session,
            session.get(address, headers=headers, timeout=timeout, stream=True) as answer,
        ):
            if answer.status_code == requests.codes.not_modified:
                return None
            if answer.status_code != requests.codes.ok:
                msg = f"{address} answers {answer.status_code} {answer.reason}: look at the address, or later"
                raise FetchError(msg)
            content = _read(answer, address, most)
            stamp = Stamp(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
            found = answer.url
    except requests.TooManyRedirects as error:
        msg = f"{address} leads on more than {_MOST_REDIRECTS} times: look at the address"
        raise FetchError(msg) from error
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise _too_slow(address) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        msg = f"{address} cannot be fetched ({type(error).__name__}): look at the address and the network"
        raise FetchError(msg) from error
    _check(content, checksum, address)
    return Fetched(content, found, stamp)


def _session() -> requests.Session:
    # A server's own Retry-After may be hours; a file that comes too slowly once is not asked for again.
    retry = Retry(
        _RETRIES,
        read=0,
        backoff_factor=settings.FETCH_PAUSE_SECONDS,
        status_forcelist=_PASSING,
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    session = requests.Session()
    session.max_redirects = _MOST_REDIRECTS
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _too_slow(address: str) -> FetchError:
    return FetchError(f"{address} takes too long to answer: try again later")


def _read(answer: requests.Response, address: str, most: int) -> bytes:
    """Read what comes as it comes, so that neither a drip nor a flood lasts."""
    until = time.monotonic() + settings.FETCH_WHOLE_SECONDS
    pieces: list[bytes] = []
    size = 0
    while piece := answer.raw.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            msg = f"{address} sends more than {most / _MEGABYTE:g} MB: it is not the file that is expected"
            raise FetchError(msg)
        if time.monotonic() > until:
            raise _too_slow(address)
    announced = answer.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) != size:
        msg = f"{address} broke off after {size:,} of {int(announced):,} bytes: try again"
        raise FetchError(msg)
    return b"".join(pieces)


def _check(content: bytes, checksum: Checksum | None, address: str) -> None:
    if checksum is None or checksum.kind not in _HASHES:
        return
    if hashlib.new(checksum.kind, content, usedforsecurity=False).hexdigest() != checksum.value.lower():
        msg = f"{address} is not the file that its producer announces: its {checksum.kind} differs, try again"
        raise FetchError(msg)
