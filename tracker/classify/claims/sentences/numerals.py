"""Numbers written in Chinese signs: 六十六 is sixty-six, whichever part of it a number word has matched."""

from __future__ import annotations

import unicodedata

TWO = "两"  # the one numeral whose value Unicode does not know
MYRIAD = 10_000


def han_number(text: str, place: int) -> int | None:
    """Return the number whose signs stand around *place* of *text*, None where there is no such sign."""
    start = end = place
    while start > 0 and _value(text[start - 1]) is not None:
        start -= 1
    while end < len(text) and _value(text[end]) is not None:
        end += 1
    if place == end:
        return None
    whole = section = digit = 0
    for sign in text[start:end]:
        value = _value(sign) or 0
        if value < 10:  # noqa: PLR2004 - a digit
            digit = digit * 10 + value
        elif value < MYRIAD:
            section += (digit or 1) * value
            digit = 0
        else:
            whole = (whole + section + digit or 1) * value
            section = digit = 0
    return whole + section + digit


def _value(sign: str) -> int | None:
    if sign == TWO:
        return 2
    if not "〇" <= sign <= "鿿":
        return None
    value = unicodedata.numeric(sign, None)
    return int(value) if value is not None and value == int(value) else None
