"""The parties of a sentence and the part each plays by its preposition, case, prefix or place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.articles import genitive_mark, owns_plan
from tracker.classify.claims.cases import declined_mark, described_case, is_meant
from tracker.classify.claims.heads import find_head
from tracker.classify.claims.hyphens import again, apart, masculine_compound
from tracker.classify.claims.kinds import is_noun_trigger, is_weapon, modifiable, one_word
from tracker.classify.claims.mentions import (
    BLOCS,
    PartyMention,
    doubled,
    joined,
    mark_from_end,
    name_groups,
    own_states,
    share_noun,
)
from tracker.classify.claims.offices import aim, deed_before, foreign, nominal, office, reach
from tracker.classify.claims.owners import name_homes, owner_mark
from tracker.classify.claims.unspaced import (
    aim_givers,
    aim_sanctions,
    counting,
    free_topics,
    owning,
    owns_sanctions,
    part_buyers,
)

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


class PartyReader:
    """Reads the parts of parties from the words around them, by the grammar of one language."""

    def __init__(self, low: str, grammar: ClaimGrammar, *, boundaries: bool) -> None:
        """Prepare to read the folded text *low*."""
        self.low = self.cased = low
        self.grammar = grammar
        self.boundaries = boundaries
        marks = {"to": grammar.to, "from": grammar.from_, "by": grammar.by, "against": grammar.against}
        marks |= {"of": grammar.of, "other": grammar.other, "with": grammar.with_}
        self._before = {self._spaced(word): mark for mark, words in reversed(marks.items()) for word in words}
        after = {"to": grammar.after_to, "from": grammar.after_from, "by": grammar.after_by}
        after |= {"against": grammar.after_against, "other": grammar.after_other, "with": grammar.after_with}
        self._after: dict[str, str | None] = {word: mark for mark, words in after.items() for word in words}
        self._after |= dict.fromkeys(grammar.after_bare)
        self._made = tuple(grammar.made)
        self._skip = frozenset(grammar.skip)
        self._longest_skip = max((word.count(" ") + 1 for word in grammar.skip), default=1)
        self._owned = frozenset(word for entry in (*grammar.skip, *grammar.owned_through) for word in entry.split())
        self._joins = frozenset(grammar.joins)
        self._dative = frozenset(grammar.dative)
        listed = "|".join(re.escape(word) for word in sorted(grammar.through, key=len, reverse=True))
        self._through = re.compile(rf"\b(?:{listed})(?: |(?<='))(?:(?:la |l'|los |las |el )?)$") if listed else None
        self._between = owning(grammar.owns)
        self._counted = counting(grammar.counted)
        own = "|".join(re.escape(word) for word in sorted(grammar.own_state, key=len, reverse=True))
        self._own = re.compile(rf"\b(?:{own})\b") if own else None
        # Longest first: 反对 (oppose) is no 对 (towards).
        words = [*self._before.items(), *((word, None) for word in grammar.skip)] if not boundaries else []
        self._endings = sorted(words, key=lambda item: -len(item[0]))

    def _spaced(self, word: str) -> str:
        """Write a role word as the tokens of a text are joined: "à l'encontre de" has four."""
        return " ".join(_TOKEN.findall(word)) if self.boundaries else word

    def read(self, hits: list[Hit], start: int, end: int) -> list[PartyMention]:
        """Return the parties among *hits* (all hits of the sentence ``[start, end)``, in order) with their marks."""
        mentions = [
            PartyMention(hit, self._mark(hits, index, start, end))
            for index, hit in enumerate(hits)
            if hit.rule.kind in {"country", "party"} and not doubled(hits, index) and not again(self.low, hits, index)
        ]
        if not self.boundaries:
            name_groups(mentions)
            free_topics(self.low, mentions, hits)
            aim_sanctions(self.low, mentions, hits)
            aim_givers(self.low, mentions, hits, self.grammar)
        if self.grammar.names_after:
            name_homes(self.low, mentions)
        if self.grammar.cased:
            aim(self.low, mentions, hits, (start, self._before), self.grammar)
        else:
            reach(self.low, mentions, start, self._before, self.grammar)
        for mention in mentions:
            mention.foreign = foreign(self.low, hits, mention, self.grammar)
        links = [self._link(one, other) for one, other in pairwise(mentions)]
        for number, (one, other) in enumerate(pairwise(mentions)):
            other.group = one.group
            if not joined(links, number):
                other.group += 1
            elif (
                other.mark in {None, "of"}
                or links[number] == "beside"
                or (one.mark == "against" and other.mark == "adjective")
            ):
                other.mark = one.mark
        if not self.boundaries:
            part_buyers(self.low, mentions, hits, self.grammar)
        share_noun(mentions)
        if self.grammar.case_at_end:
            mark_from_end(mentions)
        return own_states(self.low, mentions, (start, end), self._own, self.grammar) if self._own else mentions

    def _mark(self, hits: list[Hit], index: int, start: int, end: int) -> str | None:  # noqa: PLR0911 - one answer per kind
        hit = hits[index]
        if apart(self.low, hits, index, self.grammar) or self.low.startswith(self._made, hit.end):
            return "other"
        head = find_head(self.cased, hits, index, end, self.grammar)
        if head is not None:
            marks = {**self.grammar.cases, "by": "by"}
            return str(marks[head.case]) if head.case in marks else self._after_mark(head.end, end)
        glued = None if self.boundaries else self._before_mark(hit, start)
        modified = self._belonging(hits, index, glued)
        if modified in {"adjective", "origin"} and self.grammar.cased and is_meant(self.low, hit, start, self._before):
            return "against"
        if modified is not None:
            return modified
        if owns_plan(self.low, hits, index):
            return None
        genitive = genitive_mark(self.low, self.cased, hits, index, self.grammar)
        if genitive is not None:
            return None if genitive == "bare" else genitive
        ezafe = self._ezafe(hits, index)
        if ezafe is not None:
            return ezafe
        if self.grammar.cased:
            return declined_mark(self.low, hits, index, start, self._before, self.grammar)
        seat = office(self.low, hits, index, self._before, self.grammar)
        behind = hit.around[1] if hit.around else hit.end
        return self._beside_mark(hit, self._after_mark(behind, end), self._before_mark(hit, start, seat))

    def _beside_mark(self, hit: Hit, after: str | None, before: str | None) -> str | None:
        """Choose between what the words behind and before a party make of it."""
        if after == "other" and self.grammar.allies and self._befriends(hit):
            # "supplied by Ukraine's allies": whose friends give gets.
            after = None if hit.rule.value in BLOCS else "to" if before in {"by", "from"} else after
        if before == "to" and self.grammar.noun_compounds and self.low.startswith(" to ", hit.end):
            return None  # "urged for Germany to send": its subject
        return after or before or self._case_mark(hit)

    def _belonging(self, hits: list[Hit], index: int, glued: str | None) -> str | None:
        """Return the mark of a name that belongs to sanctions, a weapon or a delivery, or the one *glued* to it."""
        if glued in {None, "other", "by"} and owns_sanctions(self.low, hits, index, self._between):
            return "compound"
        if glued is not None or described_case(self.low, hits[index], self.grammar):
            return glued
        if hits[index].rule.role == "adjectives" and nominal(self.low, hits[index], self._before, self.grammar):
            return None
        return self._modified(hits, index)

    def _befriends(self, hit: Hit) -> bool:
        """Say whether the friends of the party stand right behind it."""
        words = _TOKEN.findall(re.sub(r"^'[^\W_]*", "", self.low[hit.end : hit.end + WINDOW]))
        return any(" ".join(words[:width]) in self.grammar.allies for width in (1, 2))

    def _ezafe(self, hits: list[Hit], index: int) -> str | None:
        """Read what a bare name owns that stands right behind a noun (Persian)."""
        if not self.grammar.names_after:
            return None
        return owner_mark(self.low, hits, index, self._before, (self._owned, self._joins))

    def _link(self, one: PartyMention, other: PartyMention) -> str | None:
        """Say how two neighbouring parties are joined: ``and``, ``comma``, or not at all ("an Polen und Rumänien")."""
        if not self.boundaries and one.end == other.start and other.code in BLOCS:
            return "and"
        cases, others = set(one.hit.cases), set(other.hit.cases)
        if self.grammar.cased and cases and others and not cases & others:
            return None  # "napadlo Ukrajinu a Evropská unie …": what stands in another case begins anew
        between = [token for token in self._tokens(one.end, other.start) if token not in self._skip]
        if one.mark is not None and one.mark == other.mark:
            # "au Qatar, à l'Inde et à la Grèce": each member repeats the preposition.
            between = [token for token in between if self._before.get(token) != one.mark]
        spoken = [token for token in between if token not in _COMMAS]
        if self._beside(one, other, between, spoken):
            return "beside"
        if not between or one.mark in {"origin", "giver"} or any(token not in self._joins for token in spoken):
            return None
        if spoken and len(between) > len(spoken) and self.grammar.comma_parts:
            return None
        return "and" if spoken or between[0] in _STRONG_COMMAS else "comma"

    def _beside(self, one: PartyMention, other: PartyMention, between: list[str], spoken: list[str]) -> bool:
        """Say whether *other* takes the part of *one* whatever stands before it.

        "The US together with the EU" by words that join; "mit den Europäern und den Amerikanern" by its article.
        """
        if one.mark in {"origin", "giver"}:
            return False
        bare = [token for token in between if token not in self._dative]
        if one.mark is not None and other.mark == "to" and bare and bare != between:
            return all(token in self._joins for token in bare)
        return len(spoken) > 1 and " ".join(spoken) in self._joins

    def _tokens(self, start: int, end: int) -> list[str]:
        between = self.low[start:end]
        if self.boundaries:
            return _TOKEN.findall(between)
        return [between.strip()] if between.strip() in self._joins | _COMMAS else _TOKEN.findall(between)

    def _before_mark(self, hit: Hit, start: int, seat: int | None = None) -> str | None:
        if hit.prefix in self.grammar.to_prefixes:
            return "to"
        name = (hit.start + self._article(hit) if seat is None or seat == hit.start else seat) - len(hit.prefix)
        before = self.low[max(start, hit.start - len(hit.prefix) - WINDOW) : name]
        return self._mark_of(before, hit) if self.boundaries else self._glued(before)

    def _article(self, hit: Hit) -> int:
        """Return how many characters of a name are its genitive article ("des Westens", of the West)."""
        words = self.low[hit.start : hit.end].split(maxsplit=1)
        return len(words[0]) + 1 if len(words) > 1 and words[0] in self.grammar.of else 0

    def _mark_of(self, before: str, hit: Hit) -> str | None:
        """Read the role word at the end of *before*, what stands before a party or the noun its adjective describes."""
        tokens = _TOKEN.findall(self._through.sub("", before) if self._through else before)
        dative = False
        last = len(tokens) - 1
        for _ in range(MAX_WORDS_BETWEEN):
            if last < 0:
                break
            for width in (3, 2, 1):
                if last - width + 1 >= 0:
                    mark = self._before.get(" ".join(tokens[last - width + 1 : last + 1]))
                    if mark is not None:
                        # "Des entreprises …": what begins a sentence is an article, no genitive.
                        first = last == width - 1 and len(before) < WINDOW and self.grammar.adjective_after
                        return None if first and mark == "of" else mark
            token = tokens[last]
            if token in self._dative:
                if self._not_dative(token, hit):
                    return None
                dative = True
            elif not token.isdigit():
                skipped = self._skipped(tokens, last)
                if not skipped:
                    break
                last -= skipped - 1
            last -= 1
        return "to" if dative else None

    def _skipped(self, tokens: list[str], last: int) -> int:
        """Return how many words end at *last* that may stand between a role word and its party."""
        for width in range(min(self._longest_skip, last + 1), 0, -1):
            if " ".join(tokens[last - width + 1 : last + 1]) in self._skip:
                return width
        return 0

    def _not_dative(self, article: str, hit: Hit) -> bool:
        if article == "der" and masculine_compound(self.low, hit):
            return True
        if hit.rule.role == "adjectives" and article == "der":
            # "der ukrainische Minister" is a subject, "der ukrainischen Armee" is not.
            return not self.low.startswith("n", hit.end - 1)
        return self.low[hit.stem : hit.end] in self.grammar.not_dative.get(article, ())

    def _glued(self, before: str) -> str | None:
        """Read a role word that stands right before the party without a space (Chinese)."""
        text = self._counted.sub("", before.rstrip()) if self._counted else before.rstrip()
        return next((mark for word, mark in self._endings if text.endswith(word)), None)

    def _after_mark(self, place: int, end: int) -> str | None:
        """Read the role word that stands behind *place*, the longest first."""
        if not self._after:
            return None
        after = self.low[place : min(end, place + WINDOW)]
        if after.startswith("'"):
            after = re.sub(r"^'[^\W_]*", "", after)
        if not self.boundaries:
            text = after.lstrip()
            return next((mark for word, mark in self._after.items() if text.startswith(word)), None)
        tokens = _TOKEN.findall(after)[:3]
        for width in (3, 2, 1):
            word = " ".join(tokens[:width])
            if word in self._after:
                return self._after[word]
        return None

    def _case_mark(self, hit: Hit) -> str | None:
        if not hit.cases or "nom" in hit.cases:
            return None
        return next((str(mark) for case, mark in self.grammar.cases.items() if case in hit.cases), None)

    def _modified(self, hits: list[Hit], index: int) -> str | None:  # noqa: PLR0911 - one answer per neighbour
        """Say what an adjective (or a bare name in a compound) belongs to: a weapon's origin, a delivery's giver."""
        hit = hits[index]
        adjective = self._describes(hit) and not self._follows_state(hits, index)
        if self._supplied(hits, index):
            return "giver"
        after = adjective and self.grammar.adjective_after
        neighbour = self._neighbour_before(hits, index) if after else None
        if not (after and self.grammar.names_after):
            neighbour = neighbour or self._neighbour(hits, index, 14 if adjective else 1)
        if neighbour is not None and not adjective and not self._compound(hits, index, neighbour):
            neighbour = None
        if neighbour is None:
            return "adjective" if adjective and (hit.rule.role == "adjectives" or self._is_weak(hit)) else None
        if is_noun_trigger(neighbour) or "theme.sanctions" in neighbour.rule.tags:
            if "trigger.get" in neighbour.rule.tags and (self._owns(hit) or self.grammar.sellers):
                return None if self._owns(hit) else "by"  # "la commande grecque"
            return "giver" if adjective or "theme.sanctions" not in neighbour.rule.tags else "compound"
        if "group.state" in neighbour.rule.tags:
            described = after and neighbour.end <= hit.start
            return (
                self._mark_of(self.low[max(0, neighbour.start - WINDOW) : neighbour.start], hit) if described else None
            )
        if is_weapon(neighbour):
            follower = self._follower(hits, neighbour)
            if follower is not None and is_noun_trigger(follower):
                return "giver"
            return "origin"
        return "adjective" if adjective and (hit.rule.role == "adjectives" or self._is_weak(hit)) else None

    def _follows_state(self, hits: list[Hit], index: int) -> bool:
        """Say whether the adjective stands right behind a noun of state: "wojsko ukraińskie"."""
        start = hits[index].start
        return bool(self.grammar.cased) and any(
            other.end + 1 == start and "group.state" in other.rule.tags for other in hits[max(0, index - 6) : index]
        )

    def _describes(self, hit: Hit) -> bool:
        """Say whether the party is an adjective (or the like) of a noun."""
        # Where words stand without spaces (Chinese) nothing tells an adjective from a name.
        # An Arabic noun for people is no adjective of a thing.
        apart = self.grammar.verb_first or self.grammar.cased or self.grammar.people_apart
        roles = {"adjectives"} if apart else {"adjectives", "people"}
        return self.boundaries and (hit.rule.role in roles or self._owns(hit) or self._is_weak(hit))

    def _is_weak(self, hit: Hit) -> bool:
        """Say whether *hit* is an adjective whose state needs a second sign: "koreańskie"."""
        return bool(self.grammar.cased) and hit.rule.id.endswith(".weak") and self.cased[hit.start].islower()

    def _neighbour(self, hits: list[Hit], index: int, reach: int) -> Hit | None:
        """Return the weapon, trigger or state word that begins right behind the party (one word may lie between)."""
        hit = hits[index]
        best = None
        for other in hits[index + 1 :]:
            gap = self.low[hit.end + 2 * self._owns(hit) : other.start]
            if other.start > hit.end + reach or (reach == 1 and not _GAP.match(gap)):
                break
            if other.start >= hit.end and modifiable(other) and one_word(gap):
                if best is None or is_noun_trigger(other):
                    best = other
                if other.start > best.start:
                    break
        return best

    def _owns(self, hit: Hit) -> bool:
        """Say whether the party is a possessive ("Iran's deliveries")."""
        return self.grammar.noun_compounds and self.low.startswith("'s ", hit.end)

    def _supplied(self, hits: list[Hit], index: int) -> bool:
        """Say whether the party is joined to a participle of giving: US-supplied."""
        end = hits[index].end
        if self.low[end : end + 1] != "-":
            return False
        return any(
            other.start == end + 1 and "trigger.given" in other.rule.tags for other in hits[index + 1 : index + 6]
        )

    def _compound(self, hits: list[Hit], index: int, neighbour: Hit) -> bool:
        """Say whether a bare name and the noun behind it are one compound: US-Kampfjets, US jets, 美国武器.

        A name right behind a verb of giving is who gets: "send Ukraine tanks".
        """
        hit = hits[index]
        if self.boundaries and self.low[hit.end : neighbour.start] != "-":
            before = [other for other in hits[:index] if 0 <= hit.start - other.end <= 1]
            if any(other.rule.tags & {"trigger.give", "trigger.equip"} for other in before):
                return False
        if self.grammar.sanction_compounds and "theme.sanctions" in neighbour.rule.tags:
            return True
        gap = self.low[hit.end : neighbour.start]
        return gap == "-" or self.grammar.noun_compounds

    def _neighbour_before(self, hits: list[Hit], index: int) -> Hit | None:
        start = hits[index].start - len(hits[index].prefix)
        for other in reversed(hits[:index]):
            if other.end < start - 14:
                break
            if other.end <= start and modifiable(other) and one_word(self.low[other.end : start]):
                return other
        return None

    def _follower(self, hits: list[Hit], weapon: Hit) -> Hit | None:
        """Return the delivery that the weapon belongs to: right behind it, in Arabic right before it or around it."""
        before = weapon.start - len(weapon.prefix)
        for other in hits:
            if not is_noun_trigger(other):
                continue
            around = other.start <= weapon.start < other.end or 0 <= before - other.end <= 1
            if weapon.end <= other.start <= weapon.end + 1 or (
                (self.grammar.verb_first or self.grammar.names_after) and around
            ):
                return other
            if self.grammar.adjective_after and deed_before(self.low, other, before, self._before):
                return other
        return None
