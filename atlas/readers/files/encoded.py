"""Texts that were encoded once too often, turned back to what they were."""

import html
import re
from typing import NamedTuple


def mend_twice_encoded(text: str) -> str:
    """Turn UTF-8 that was read in an old alphabet and encoded again back to what it was.

    Examples
    --------
    >>> mend_twice_encoded("BÃ©ziers, 500 â‚¬, ForÃªt"), mend_twice_encoded("Béziers")
    ('Béziers, 500 €, Forêt', 'Béziers')
    """
    if text.isascii():
        return text
    # Most texts lack a sign of each proof: those that are there are few.
    there = {*text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")}
    for twice in _TWICE:
        if not any(there.issuperset(sign) for sign in twice.signs):
            continue
        for _ in range(_MOST_TIMES):
            # What proves it is looked for at the speed of memory.
            if not any(sign in text and twice.proof.search(text) for sign in twice.signs):
                break
            text = twice.any.sub(twice.once, text)
    return text


def mend_entities(text: str) -> str:
    """Turn what a web page calls letters back to them, but for the marks that part and quote cells.

    Examples
    --------
    >>> mend_entities("L&#039;Isle-d&#039;Abeau, B&eacute;ziers &amp; S&egrave;te"), mend_entities("A & B;")
    ("L'Isle-d'Abeau, Béziers & Sète", 'A & B;')
    """
    if "&" not in text or ";" not in text:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


class _Twice(NamedTuple):
    """How an alphabet shows UTF-8: beginnings of what proves it, what proves it, all it makes, its bytes."""

    signs: tuple[str, ...]
    proof: re.Pattern[str]
    any: re.Pattern[str]
    table: dict[int, int]

    def once(self, found: re.Match[str]) -> str:
        """Return what stood there before."""
        try:
            return bytes(map(ord, found[0].translate(self.table))).decode()
        except (UnicodeDecodeError, ValueError):
            return found[0]


def _twice(codec: str) -> _Twice:
    marks = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    marks = [chr(byte) if mark == "\ufffd" else mark for byte, mark in enumerate(marks)]
    after = f"[{re.escape(''.join(marks[0x80:0xC0]))}]"
    # Latin letters, and the signs of the alphabets themselves, which a third encoding goes through.
    few = f"[{re.escape(''.join(marks[byte] for byte in _LEADS))}]"
    euro, quoted = (marks[0xE2] + "".join(marks[byte] for byte in rest) for rest in ((0x82, 0xAC), (0x80,)))
    signs = f"{re.escape(euro)}|{re.escape(quoted)}{after}"
    return _Twice(
        (marks[0xC3], euro, quoted),
        re.compile(f"{re.escape(marks[0xC3])}{after}|{signs}"),
        re.compile(f"{few}{after}|{re.escape(marks[0xE2])}{after}{{2}}"),
        {ord(mark): byte for byte, mark in enumerate(marks)},
    )


_ENTITY = re.compile(
    r"&(?:#0*39|#8217|amp|nbsp|euro|rsquo|lsquo|deg|ndash|mdash|laquo|raquo|hellip|(?:oe|OE|ae|AE)lig|"
    r"[a-zA-Z](?:acute|grave|circ|uml|cedil|tilde));"
)
_ASCII = bytes(range(128))
_LEADS = (0xC2, 0xC3, 0xC5, 0xC6, 0xCB)
# More than twice happens as well.
_MOST_TIMES = 3
_TWICE = tuple(map(_twice, ("cp1252", "latin-1", "mac_roman", "cp850")))
