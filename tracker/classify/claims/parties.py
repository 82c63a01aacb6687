"""The parties of a sentence and the part each plays by its preposition, case, prefix or place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar

MAX_WORDS_BETWEEN = 4
WINDOW = 60
_TOKEN = re.compile(r"[^\W_]+'?|[^\w\s]")
_GAP = re.compile(r"^[\s\-]*$")
_COMMAS = {",", "،", "、", "/", "，"}
# These join by themselves; a plain comma may also end a clause.
_STRONG_COMMAS = {"、", "/"}


class PartyMention:
    """One party in a sentence. *mark* is to, from, by, against, of, other, origin, giver, adjective or None (bare)."""

    __slots__ = ("code", "end", "group", "hit", "mark", "start")

    def __init__(self, hit: Hit, mark: str | None) -> None:
        """Keep the party's *hit* and its *mark*."""
        self.hit = hit
        self.code = hit.rule.value
        self.start, self.end = hit.start, hit.end
        self.mark = mark
        self.group = 0

    def __repr__(self) -> str:
        """Show code and mark, for debugging."""
        return f"{self.code}/{self.mark}@{self.start}"


class PartyReader:
    """Reads the parts of parties from the words around them, by the grammar of one language."""

    def __init__(self, low: str, grammar: ClaimGrammar, *, boundaries: bool) -> None:
        """Prepare to read the folded text *low*."""
        self.low = low
        self.grammar = grammar
        self.boundaries = boundaries
        marks = {"to": grammar.to, "from": grammar.from_, "by": grammar.by, "against": grammar.against}
        marks |= {"of": grammar.of, "other": grammar.other}
        self._before = {word: mark for mark, words in reversed(marks.items()) for word in words}
        after = {"to": grammar.after_to, "from": grammar.after_from, "by": grammar.after_by}
        after |= {"against": grammar.after_against, "other": grammar.after_other}
        self._after = {word: mark for mark, words in after.items() for word in words}
        self._skip = frozenset(grammar.skip)
        self._joins = frozenset(grammar.joins)
        self._dative = frozenset(grammar.dative)
        self._longest = max((len(word) for word in self._before), default=0)

    def read(self, hits: list[Hit], start: int, end: int) -> list[PartyMention]:
        """Return the parties among *hits* (all hits of the sentence ``[start, end)``, in order) with their marks."""
        mentions = [
            PartyMention(hit, self._mark(hits, index, start, end))
            for index, hit in enumerate(hits)
            if hit.rule.kind in {"country", "party"}
        ]
        links = [self._link(one, other) for one, other in pairwise(mentions)]
        for number, (one, other) in enumerate(pairwise(mentions)):
            other.group = one.group
            if not _joined(links, number):
                other.group += 1
            elif other.mark is None or other.mark == "of":
                other.mark = one.mark
        if self.grammar.case_at_end:
            for one, other in reversed(list(pairwise(mentions))):
                if one.group == other.group and one.mark is None:
                    one.mark = other.mark
        return mentions

    def _mark(self, hits: list[Hit], index: int, start: int, end: int) -> str | None:
        hit = hits[index]
        modified = self._modified(hits, index)
        if modified is not None:
            return modified
        return self._after_mark(hit, end) or self._before_mark(hit, start) or self._case_mark(hit)

    def _link(self, one: PartyMention, other: PartyMention) -> str | None:
        """Say how two neighbouring parties are joined: ``and``, ``comma``, or not at all ("an Polen und Rumänien")."""
        between = [token for token in self._tokens(one.end, other.start) if token not in self._skip]
        spoken = [token for token in between if token not in _COMMAS]
        if not between or one.mark in {"origin", "giver"} or any(token not in self._joins for token in spoken):
            return None
        return "and" if spoken or between[0] in _STRONG_COMMAS else "comma"

    def _tokens(self, start: int, end: int) -> list[str]:
        between = self.low[start:end]
        if self.boundaries:
            return _TOKEN.findall(between)
        return [between.strip()] if between.strip() in self._joins | _COMMAS else _TOKEN.findall(between)

    def _before_mark(self, hit: Hit, start: int) -> str | None:
        if hit.prefix in self.grammar.to_prefixes:
            return "to"
        before = self.low[max(start, hit.start - len(hit.prefix) - WINDOW) : hit.start - len(hit.prefix)]
        if not self.boundaries:
            return self._glued(before)
        tokens = _TOKEN.findall(before)
        dative = False
        for count in range(min(MAX_WORDS_BETWEEN, len(tokens))):
            last = len(tokens) - 1 - count
            for width in (3, 2, 1):
                if last - width + 1 >= 0:
                    mark = self._before.get(" ".join(tokens[last - width + 1 : last + 1]))
                    if mark is not None:
                        return mark
            token = tokens[last]
            if token in self._dative:
                if self._not_dative(token, hit):
                    return None
                dative = True
            elif token not in self._skip:
                break
        return "to" if dative else None

    def _not_dative(self, article: str, hit: Hit) -> bool:
        return self.low[hit.stem : hit.end] in self.grammar.not_dative.get(article, ())

    def _glued(self, before: str) -> str | None:
        """Read a role word that stands right before the party without a space (Chinese)."""
        text = before.rstrip()
        for word, mark in sorted(self._before.items(), key=lambda item: -len(item[0])):
            if text.endswith(word):
                return mark
        return None

    def _after_mark(self, hit: Hit, end: int) -> str | None:
        if not self._after:
            return None
        after = self.low[hit.end : min(end, hit.end + WINDOW)]
        if after.startswith("'"):
            after = re.sub(r"^'[^\W_]*", "", after)
        if not self.boundaries:
            text = after.lstrip()
            return next((mark for word, mark in self._after.items() if text.startswith(word)), None)
        tokens = _TOKEN.findall(after)[:3]
        for width in (1, 2, 3):
            mark = self._after.get(" ".join(tokens[:width]))
            if mark is not None:
                return mark
        return None

    def _case_mark(self, hit: Hit) -> str | None:
        if not hit.cases or "nom" in hit.cases:
            return None
        return next((str(mark) for case, mark in self.grammar.cases.items() if case in hit.cases), None)

    def _modified(self, hits: list[Hit], index: int) -> str | None:
        """Say what an adjective (or a bare name in a compound) belongs to: a weapon's origin, a delivery's giver."""
        hit = hits[index]
        adjective = hit.rule.role in {"adjectives", "people"}
        neighbour = self._neighbour(hits, index, 14 if adjective else 1)
        if neighbour is not None and not adjective and not self._compound(hit, neighbour):
            neighbour = None
        if neighbour is None and adjective and self.grammar.adjective_after:
            neighbour = self._neighbour_before(hits, index)
        if neighbour is None:
            return "adjective" if hit.rule.role == "adjectives" else None
        if _is_noun_trigger(neighbour) or "theme.sanctions" in neighbour.rule.tags:
            return "giver" if adjective or "theme.sanctions" not in neighbour.rule.tags else "compound"
        if "group.state" in neighbour.rule.tags:
            return None
        if _is_weapon(neighbour):
            follower = self._follower(hits, neighbour)
            if follower is not None and _is_noun_trigger(follower):
                return "giver"
            return "origin"
        return "adjective" if hit.rule.role == "adjectives" else None

    def _neighbour(self, hits: list[Hit], index: int, reach: int) -> Hit | None:
        """Return the weapon, trigger or state word that begins right behind the party (one word may lie between)."""
        hit = hits[index]
        best = None
        for other in hits[index + 1 :]:
            gap = self.low[hit.end : other.start]
            if other.start > hit.end + reach or (reach == 1 and not _GAP.match(gap)):
                break
            if other.start >= hit.end and _modifiable(other) and _one_word(gap):
                if best is None or _is_noun_trigger(other):
                    best = other
                if other.start > best.start:
                    break
        return best

    def _compound(self, hit: Hit, neighbour: Hit) -> bool:
        """Say whether a bare name and the noun behind it are one compound: US-Kampfjets, US jets, 美国武器."""
        if self.grammar.sanction_compounds and "theme.sanctions" in neighbour.rule.tags:
            return True
        gap = self.low[hit.end : neighbour.start]
        return gap == "-" or self.grammar.noun_compounds

    def _neighbour_before(self, hits: list[Hit], index: int) -> Hit | None:
        start = hits[index].start - len(hits[index].prefix)
        for other in reversed(hits[:index]):
            if other.end < start - 14:
                break
            if other.end <= start and _modifiable(other) and _one_word(self.low[other.end : start]):
                return other
        return None

    def _follower(self, hits: list[Hit], weapon: Hit) -> Hit | None:
        for other in hits:
            if weapon.end <= other.start <= weapon.end + 1 and _is_noun_trigger(other):
                return other
        return None


def _joined(links: list[str | None], number: int) -> bool:
    """Say whether link *number* holds: a comma joins only in a list that ends with an *and* ("A, B and C")."""
    for link in links[number:]:
        if link != "comma":
            return link == "and"
    return False


def _one_word(gap: str) -> bool:
    return len(_TOKEN.findall(gap.replace("-", " "))) <= 1 and not re.search(r"[,;:.()]", gap)


def _modifiable(hit: Hit) -> bool:
    return _is_weapon(hit) or _is_noun_trigger(hit) or bool(hit.rule.tags & {"theme.sanctions", "group.state"})


def _is_weapon(hit: Hit) -> bool:
    return hit.rule.kind == "weapon" or any(tag.startswith("class.") for tag in hit.rule.tags)


def _is_noun_trigger(hit: Hit) -> bool:
    return "trigger.transfer" in hit.rule.tags
