"""UTF-16, in which Excel saves its "Unicode text": recognised, and read as UTF-8 piece by piece."""

import codecs
from collections.abc import Callable

# By the mark that a file of each order of bytes starts with.
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
# Bytes that tell a UTF-16 without its mark.
HEAD_BYTES = 2_000
_MOSTLY = 0.7


def wide_encoding(head: bytes) -> str:
    """Recognise UTF-16 by its mark, or without one by its nulls: every other byte of ASCII is one.

    Examples
    --------
    >>> wide_encoding("nom".encode("utf-16-be")), wide_encoding(b"nom")
    ('utf-16-be', '')
    """
    for encoding, mark in MARKS.items():
        if head.startswith(mark):
            return encoding
    even, odd = head[:HEAD_BYTES:2], head[1:HEAD_BYTES:2]
    for encoding, nulls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if nulls.count(0) > _MOSTLY * len(nulls) and not others.count(0):
            return encoding
    return ""


def to_utf_8(encoding: str) -> Callable[[bytes, bool], bytes]:
    """Return an incremental UTF-16 to UTF-8 decoder; its second argument marks the last piece."""
    if encoding not in MARKS:
        return lambda piece, _last: piece
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return lambda piece, last: decoder.decode(piece, last).encode()


def own_length(content: bytes, encoding: str) -> int:
    """Count the bytes that have become `content` by `to_utf_8`.

    Examples
    --------
    >>> own_length("né".encode(), "utf-16-le"), own_length("né".encode(), "utf-8")
    (4, 3)
    """
    # A character that replaces a broken one is as long as that was, but for half of one at the very end.
    return len(content.decode().encode(encoding)) if encoding in MARKS else len(content)
