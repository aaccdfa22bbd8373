"""Years of dates that write them in two digits, beside a month's name, or as a spreadsheet's day number."""

import datetime as dt
import re

from atlas.territories import normalise_name

_MONTHS = (
    r"(?:janv?(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars?|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept?(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|september|october|november|december)"
)
_MARK = r"\s*[/.\-–]\s*"
_DATE = re.compile(rf"(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}'?(\d{{2}})(?:[\sT]+\d.*)?")
_MONTH = re.compile(rf"(?:.*[^a-zà-ÿ])?{_MONTHS}\.?[\s./-]*'?(\d{{2}})", re.IGNORECASE)
_PAIR = re.compile(rf"(\d{{1,2}}){_MARK}(\d{{2}})")
_LONE = re.compile(r"'?(\d{2})")
_LABEL = re.compile(
    r"(?:annee|exercice|saison|campagne|budget|session|an|year|season) |fy ?(?=\d)", re.IGNORECASE
)
_RANGE = re.compile(r"(?<!\d)((?:19|20)(\d{2}))\s*[/–-]\s*(\d{2})(?![\d/.-])")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
# A spreadsheet counts days from here; those of 1990 to 2049 are dates, in a column that says so.
_DAY_ZERO, _DAYS = dt.date(1899, 12, 30), range(32_874, 54_789)
_DAY, _MOST_MONTH, _PIVOT, _CENTURY = 31, 12, 50, 100


def season(text: str) -> str:
    """Return the second year of "2021-22" or "2021/22", or "".

    Examples
    --------
    >>> season("2021/22"), season("2021-03"), season("saison 2021-22")
    ('2022', '', '2022')
    """
    found = _RANGE.search(text)
    follows = found and (int(found[2]) + 1) % _CENTURY == int(found[3])
    return str(int(found[1]) + 1) if found and follows else ""


def short_years(text: str) -> list[str]:
    """List the years of a cell of a column of years or dates that writes none in four digits.

    Notes
    -----
    A day stands before its month, as in France, unless only another order makes a date. Two numbers are a
    season where one follows the other ("21/22"), else a month and its year ("03/21"); what may be both, or a
    day and its month ("11/12", "03/11"), says nothing. Two digits up to 49 are of this century.

    Examples
    --------
    >>> short_years("12/03/21"), short_years("mars-21"), short_years("21/22"), short_years("44270")
    (['2021'], ['2021'], ['2021', '2022'], ['2021'])
    >>> short_years("11/12"), short_years("26113"), short_years("oui")
    ([], [], [])
    """
    text = text.strip()
    label = _LABEL.match(normalise_name(text))
    if label:
        text = text[label.end() :].strip()
    if date := _DATE.fullmatch(text):
        return _of_date(*map(int, date.groups()))
    if month := _MONTH.fullmatch(text) or _LONE.fullmatch(text):
        return [_long(int(month[1]))]
    if pair := _PAIR.fullmatch(text):
        return _of_pair(int(pair[1]), int(pair[2]))
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) in _DAYS:
        return [str((_DAY_ZERO + dt.timedelta(days=int(serial[1]))).year)]
    return []


def _of_date(first: int, second: int, third: int) -> list[str]:
    for day, month, year in ((first, second, third), (second, first, third), (third, second, first)):
        if 0 < day <= _DAY and 0 < month <= _MOST_MONTH:
            return [_long(year)]
    return []


def _of_pair(first: int, second: int) -> list[str]:
    follows, month = (first + 1) % _CENTURY == second, 0 < first <= _MOST_MONTH
    if follows and not month:
        return [_long(first), _long(second)]
    return [_long(second)] if month and second > _MOST_MONTH and not follows else []


def _long(year: int) -> str:
    return str(year + (2000 if year < _PIVOT else 1900))
