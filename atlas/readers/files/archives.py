"""Untrusted ZIP and XML, opened with bounds before any other library sees them."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from atlas.readers.files.limits import Limits
from atlas.readers.told.refusals import FileRefusedError

ZIP_START = b"PK\x03\x04"
GZIP_START = b"\x1f\x8b\x08"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
# A member below this may be one long repetition without harm.
_FREE_BYTES = 10_000_000
_DEEPEST_XML = 200
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")

Members = dict[str, bytes]


def unpack(content: bytes, *, limits: Limits) -> Members:
    """Unpack a zip into memory."""
    members: Members = {}
    left = limits.unzipped_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if _wanted(info.filename)]
            if len(infos) > limits.members:
                raise FileRefusedError("zip_too_many", limit=str(limits.members))
            for info in infos:
                members[info.filename] = _member(archive, info, left, limits)
                left -= len(members[info.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise FileRefusedError("zip_damaged") from error
    return members


def _wanted(name: str) -> bool:
    parts = name.split("/")
    return not name.endswith("/") and "__MACOSX" not in parts and not parts[-1].startswith("._")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, limits: Limits) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise FileRefusedError("password")
    most = min(left, max(_FREE_BYTES, limits.growth * info.compress_size))
    with archive.open(info) as file:
        # What the zip declares of a size is not believed: the bytes are counted.
        return _bounded(iter(lambda: file.read(_CHUNK), b""), most, limits)


def gunzip(content: bytes, *, limits: Limits) -> bytes:
    """Unpack a gzip into memory, within the bounds of a zip's member."""
    most = min(limits.unzipped_bytes, max(_FREE_BYTES, limits.growth * len(content)))
    packed = zlib.decompressobj(wbits=31)
    try:
        unpacked = packed.decompress(content, most + 1)
    except zlib.error as error:
        raise FileRefusedError("zip_damaged") from error
    if len(unpacked) <= most and not packed.eof:
        raise FileRefusedError("zip_damaged")
    return _bounded([unpacked], most, limits)


def _bounded(chunks: Iterable[bytes], most: int, limits: Limits) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise FileRefusedError("zip_too_large", limit=str(limits.unzipped_bytes // 1_000_000))
        parts.append(chunk)
    return b"".join(parts)


def pack(members: Mapping[str, bytes]) -> bytes:
    """Write a zip anew, uncompressed, so that the next parser meets only what was counted and checked."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def check_xml(content: bytes, *, depth: bool = False) -> None:
    """Refuse XML that declares entities, or nests without end."""
    if content.startswith(_WIDE_STARTS) or _DECLARATION.search(content):
        raise FileRefusedError("entities")
    if depth:
        _check_depth(content)


def check_whole(content: bytes) -> None:
    """Refuse XML that is cut off or badly formed."""
    _parse(expat.ParserCreate(), content)


def _parse(parser: expat.XMLParserType, content: bytes) -> None:
    last = True
    try:
        parser.Parse(content, last)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefusedError("damaged", format="XML") from error


def _check_depth(content: bytes) -> None:
    parser = expat.ParserCreate()
    level = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal level
        level += 1
        if level > _DEEPEST_XML:
            raise FileRefusedError("nested")

    def end(_name: str) -> None:
        nonlocal level
        level -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    _parse(parser, content)
