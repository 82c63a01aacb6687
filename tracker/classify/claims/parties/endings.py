"""How Turkish nouns end, by the harmony of their vowels: what says whose something is and to whom something is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.match import Hit

# Whom something is done to ("şirkete"), him by his owner ("şirketine"), and many of them ("şirketlere").
DATIVE = re.compile(r"\w{3}[ae]$")
OWNED_DATIVE = re.compile(r"[ıiuü]n[ae]$")
PLURAL_DATIVE = re.compile(r"l[ae]r(?:[ıi]n)?[ae]$")
# Many of them, or so many, as the last word of a text.
COUNTED_DATIVE = re.compile(r"(?:l[ae]r[ae]|\d+ \w+[ae])\s*$")
# What is put somewhere, or stands there ("şirketini", "bankaları", "firması").
ACCUSATIVE = re.compile(r"[ıiuü]$")
# The same of a name ("Mali'yi").
NAME_ACCUSATIVE = re.compile(r"'[yn]?[ıiuü](?!\w)")
# Whose something is ("şirketin").
GENITIVE = re.compile(r"[ıiuü]n$")
# What somebody owns ("yaptırımları", "ambargosunu").
OWNED = re.compile(r"[ıiuü](?:n\w+)?$")
# What somebody does ("durdurması", "engellemesini").
VERBAL_NOUN = re.compile(r"m[ae]s[ıi](?:n\w+)?$")
# What belongs to a state ("ABD şirketine").
COMPOUND = re.compile(r"(?:[ıiuü]|l[ae]r[ıi])(?:n[ae]|n[ıiuü]n?)?$")
# What of somebody's something is done to ("tanklarını", "gemisine").
OWNED_BY = re.compile(r"[ıiuü]n[ıiuüae]$")
# A noun in the dative, or a name in it or the accusative.
OBJECT = re.compile(r"(?:\w{3}[ae]|'[yns]?[ıiuüae])$")
# The dative of a verbal noun: to which somebody in the accusative is called ("vermeye çağırdı").
CALLED_TO = ("maya", "meye")


def accusative_at(text: str, place: int) -> bool:
    """Say whether the name that ends at *place* is the object of a verb: "Hindistan'ı"."""
    return NAME_ACCUSATIVE.match(text, place) is not None


def called_to(text: str, deed: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return whom somebody named before calls to the *deed*: "Kiev, Almanya'yı füze vermeye çağırdı"."""
    if not text.endswith(CALLED_TO, deed.start, deed.end):
        return []
    before = [item for item in parties if item.mark is None and item.end <= deed.start]
    return [item for item in before[1:] if set(item.hit.cases) == {"acc"}]
