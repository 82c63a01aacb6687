"""How two neighbouring parties are joined: in a list, in company of each other, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.parties.belongings import Belongings
from tracker.classify.claims.parties.heads import past_head
from tracker.classify.claims.parties.mentions import (
    PartyMention,
    alike,
    parting,
)
from tracker.classify.claims.parties.stand_ins import counted_out, without_office
from tracker.classify.claims.patterns import TOKEN, any_of

if TYPE_CHECKING:
    from tracker.lexicon.grammar import ClaimGrammar


_SHORT = re.compile(r"^ \([^\W\d_]{2,6}\)")  # the short form of a name behind it
_COMMAS = {",", "،", "、", "/", "，"}
_STRONG_COMMAS = {"、", "/"}  # a plain comma may also end a clause


class Joints(Belongings):
    """Reads what stands between two parties and joins them."""

    def __init__(self, low: str, grammar: ClaimGrammar, *, boundaries: bool) -> None:
        """Prepare to read the folded text *low*."""
        super().__init__(low, grammar, boundaries=boundaries)
        self._verbs: frozenset[int] = frozenset()
        self._joins, self._parting = frozenset(grammar.joins), parting(grammar)
        self._together = tuple(word for word in grammar.joins if " " in word) if grammar.cased else ()
        self._count = re.compile(f"[\u4e00-\u9fff]?{any_of(grammar.states_counted)}")

    def _link(self, one: PartyMention, other: PartyMention) -> str | None:
        """Say how two neighbouring parties are joined: ``and``, ``comma``, or not at all ("an Polen und Rumänien")."""
        if not self.boundaries and one.end == other.start and counted_out(self.low, one, other, self._count):
            return "and"
        passed = self._skip if one.mark is None or other.mark is not None else self._skip | self._objects
        begin = past_head(self.low, one, other.start, self.grammar)
        between = [token for token in self._tokens(begin, other.start) if token not in passed]
        shares = self.grammar.case_at_end and one.mark == other.mark and one.mark in {"to", "from"}
        if shares and between[:1] == ["'"]:
            del between[:2]  # "Katar'a 5, Mısır'a 12": each has its own case and its share
        if one.mark is not None and one.mark == other.mark:
            # "au Qatar, à l'Inde et à la Grèce": each member repeats the preposition.
            between = [token for token in between if self._before.get(token) != one.mark and not token.isdigit()]
        elif one.mark in {"by", "against", "from"} and other.mark == "of":
            between = [token for token in between if self._before.get(token) != "of"]  # "des États-Unis et du Canada"
        spoken = [token for token in between if token not in _COMMAS]
        if self._beside(one, other, between, spoken):
            return "company" if not between else "beside"
        cases, others = set(one.hit.cases), set(other.hit.cases)
        if self.grammar.cased and cases and others and not cases & others:
            return None  # "napadlo Ukrajinu a Evropská unie …": what stands in another case begins anew
        parted = one.mark in {"origin", "giver"} and not (self.grammar.adjective_after and alike(one, other))
        parted = parted or (self.grammar.names_after and other.mark == "giver")  # "در اوکراین و تحریم‌های غرب"
        apart = one.mark not in {None, "adjective"}
        parted = parted or (apart and other.end + 1 in self._verbs)  # "… a Kiev y Oslo entrega obuses"
        if not between or parted or any(token not in self._joins for token in spoken):
            return None
        if spoken and len(between) > len(spoken) and set(spoken) <= self._parting:
            return "serial"
        return "and" if spoken or shares or between[0] in _STRONG_COMMAS else "comma"

    def _beside(self, one: PartyMention, other: PartyMention, between: list[str], spoken: list[str]) -> bool:
        """Say whether *other* takes the part of *one* whatever stands before it.

        "The US together with the EU" by words that join; "mit den Europäern und den Amerikanern" by its article.
        """
        if one.mark in {"origin", "giver"}:
            return False
        if not between:  # "разом із Нідерландами Данія …"
            return self.low.endswith(self._together, 0, max(one.start - 1, 0))
        bare = [token for token in between if token not in self._dative]
        if one.mark is not None and other.mark == "to" and bare and bare != between:
            return all(token in self._joins for token in bare)
        return len(spoken) > 1 and " ".join(spoken) in self._joins

    def _tokens(self, start: int, end: int) -> list[str]:
        between = self.low[start:end].removeprefix("-")  # "die EU- und NATO-Staaten"
        between = _SHORT.sub("", between)
        if self.boundaries:
            return TOKEN.findall(between)
        between = without_office(between, tuple(self.grammar.offices))
        return [between.strip()] if between.strip() in self._joins | _COMMAS else TOKEN.findall(between)
