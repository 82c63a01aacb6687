"""The parties of a sentence and the part each plays by its preposition, case, prefix or place."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES, modifiable
from tracker.classify.claims.parties.aiming import aim_sanctions
from tracker.classify.claims.parties.articles import genitive_mark, owns_plan
from tracker.classify.claims.parties.cases import described_case, is_meant
from tracker.classify.claims.parties.firms import mark_firms
from tracker.classify.claims.parties.heads import find_head, part_company
from tracker.classify.claims.parties.hyphens import again, apart
from tracker.classify.claims.parties.joints import Joints
from tracker.classify.claims.parties.lists import case_of_others, link_lists
from tracker.classify.claims.parties.mentions import (
    BLOCS,
    PartyMention,
    alike,
    denying,
    doubled,
    joined,
    mark_from_end,
    mark_petitioned,
    mark_places,
    mark_speakers,
    meant_alike,
    name_groups,
    own_sanctions,
    share_noun,
    shares_office,
    speaking,
)
from tracker.classify.claims.parties.offices import aim, belong, foreign, house, nominal, office, reach
from tracker.classify.claims.parties.own import own_states
from tracker.classify.claims.parties.owners import name_homes, owner_mark, words_between
from tracker.classify.claims.parties.relatives import part_signatories, read_relatives, recalled
from tracker.classify.claims.parties.role_words import WINDOW
from tracker.classify.claims.parties.stand_ins import pronominal
from tracker.classify.claims.parties.turns import pair_up, part_opening, verbs
from tracker.classify.claims.parties.unspaced import (
    aim_givers,
    owning,
    owns_sanctions,
    part_buyers,
    part_unspaced,
)
from tracker.classify.claims.patterns import TOKEN, any_of, word_of

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar


class PartyReader(Joints):
    """Reads the parts of parties from the words around them, by the grammar of one language."""

    def __init__(self, low: str, grammar: ClaimGrammar, *, boundaries: bool) -> None:
        """Prepare to read the folded text *low*."""
        super().__init__(low, grammar, boundaries=boundaries)
        self._shared = tuple(grammar.made_together)
        self._made = (*grammar.made, *self._shared)
        self._owned = words_between(grammar)
        self._between = owning(grammar.owns)
        self._anti = tuple(grammar.anti)
        self._to_do = tuple(f" {word} " for word in grammar.asks_to_do)
        self._flags = tuple(f"{word} " for word in grammar.flags)
        self._described = frozenset({"adjective", "origin"} if grammar.adjective_after else {"adjective"})
        self._says = speaking(grammar)
        self._denies = denying(grammar)
        self._arrests = word_of(tuple(grammar.arrests), spaced=boundaries)
        self._own = re.compile(rf"\b{any_of(grammar.own_state)}\b") if grammar.own_state else None

    def read(self, hits: list[Hit], start: int, end: int) -> list[PartyMention]:
        """Return the parties among *hits* (all hits of the sentence ``[start, end)``, in order) with their marks."""
        mentions = [
            PartyMention(hit, self._mark(hits, index, start, end))
            for index, hit in enumerate(hits)
            if hit.rule.kind in PARTIES and not doubled(hits, index) and not again(self.low, hits, index)
        ]
        if self._arrests.search(self.low, start, end):
            mentions = [item for item in mentions if item.hit.rule.role != "people"]
        self._correct(mentions, hits, start)
        part_company((self.low, self.cased), mentions, hits, end, self.grammar)
        self._verbs = verbs(self.low, hits, self.grammar)
        for mention in mentions:
            mention.foreign = foreign(self.low, hits, mention, self.grammar)
        self._group(mentions)
        if not self.boundaries:
            part_buyers(self.low, mentions, hits, self.grammar)
            part_signatories(self.low, mentions, hits, self.grammar)
            mentions = recalled(self.low, mentions, (start, end), self._glued)
            mentions = pronominal(self.low, mentions, hits, (start, end), self.grammar)
        share_noun(mentions)
        if self.grammar.case_at_end:
            mark_from_end(self.low, mentions)
        own = (self._own, self._says)
        return own_states(self.low, (mentions, hits), (start, end), own, self.grammar) if self._own else mentions

    def _correct(self, mentions: list[PartyMention], hits: list[Hit], start: int) -> None:
        """Set right the marks that only the other parties and words of the sentence can tell."""
        own_sanctions(mentions, hits)
        pair_up(self.low, mentions, self.grammar)
        mark_firms(self.low, mentions, hits, self.grammar)
        if self._denies:
            mark_places(self.low, mentions, start, self._denies, self.grammar)
        if self._says:
            mark_speakers(self.low, mentions, start, self._says)
        if not self.boundaries:
            name_groups(mentions)
            part_unspaced(self.low, mentions, hits, self.grammar)
            read_relatives(self.low, mentions, hits, self.grammar)
            aim_sanctions(self.low, mentions, hits, self.grammar)
            aim_givers(self.low, mentions, hits, self.grammar)
        name_homes(self.low, mentions, self.grammar)
        if self.grammar.cased:
            mark_petitioned(mentions, hits)
            aim(self.low, mentions, hits, (start, self._before), self.grammar)
        else:
            reach(self.low, mentions, hits, (start, self._before), self.grammar)
            house(self.low, mentions, self.grammar)
            belong(self.low, mentions, self._before, self.grammar)

    def _group(self, mentions: list[PartyMention]) -> None:
        """Number the lists of parties; each member takes the part of its list."""
        links = link_lists(self.low, mentions, self._link, (self._before, self._verbs), self.grammar)
        self._close(mentions, links)
        part_opening(self.low, mentions, links, self.grammar)
        for number, (one, other) in enumerate(pairwise(mentions)):
            other.group = one.group
            if not joined(links, number):
                other.group += 1
            elif links[number] == "company":
                one.mark = other.mark
            elif (
                other.mark in {None, "of"}
                or links[number] == "beside"
                or (shares_office(one) and self._shares_noun(other))
                or alike(one, other)
                or (bool(self.grammar.cased) and meant_alike(one, other))
                or (not self.boundaries and (one.mark, other.mark) == ("to", "giver"))  # 对以色列和台湾军援
            ):
                other.mark = one.mark
            elif (one.mark in {"by", "from"} and other.mark == "other") or self._makes_with(other):
                # "die von A und B entwickelten Jets": the word behind the list is said of all.
                for item in mentions[: number + 1]:
                    item.mark = other.mark if item.group == one.group else item.mark

    def _shares_noun(self, party: PartyMention) -> bool:
        """Say whether the adjective *party* describes no noun behind it, but the one before its list."""
        acts = party.mark == "giver" and party.end + 1 in self._verbs and self.grammar.adjective_after
        return acts or party.mark in self._described

    def _makes_with(self, party: PartyMention) -> bool:
        """Say whether *party* is the last of those who make something together (日本与英国联合研发的战机)."""
        return party.mark == "origin" and bool(self._shared) and self.low.startswith(self._shared, party.end)

    def _close(self, mentions: list[PartyMention], links: list[str | None]) -> None:
        """Let a list of parties end with others that are not named: "A, B et d'autres pays"."""
        for number, party in enumerate(mentions if self.grammar.others else []):
            if links[number : number + 1] not in ([], [None]):
                continue
            words = TOKEN.findall(self.low[party.end : party.end + WINDOW])
            if words and words[0] in self._joins and any(word in self.grammar.others for word in words[1:3]):
                if number and links[number - 1] == "comma":
                    links[number - 1] = "and"
                party.mark = party.mark or case_of_others(words[2:5], self.grammar.others_cases)

    def _mark(self, hits: list[Hit], index: int, start: int, end: int) -> str | None:  # noqa: PLR0911 - one answer per kind
        hit = hits[index]
        if self.low.startswith(self._made, hit.end):
            return "origin"
        if apart(self.low, hits, index, self.grammar) or self._of_ally(hit):
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
        if owns_plan(self.low, hits, index, self.grammar):
            return None
        genitive = genitive_mark(self.low, self.cased, hits, index, self.grammar) or self._governed(hits, index, start)
        if genitive is not None:
            return self._seated(hits, index, start) if genitive == "bare" else genitive
        ezafe = self._ezafe(hits, index)
        if ezafe is not None:
            return ezafe
        if self.grammar.cased:
            return self._declined(hits, index, start)
        seat = office(self.low, hits, index, self._before, self.grammar)
        behind = hit.around[1] if hit.around else hit.end
        return self._beside_mark(hits, hit, self._after_mark(behind, end), self._before_mark(hit, start, seat))

    def _beside_mark(self, hits: list[Hit], hit: Hit, after: str | None, before: str | None) -> str | None:
        """Choose between what the words behind and before a party make of it."""
        if after == "other" and self.grammar.allies and self._befriends(hit):
            # "supplied by Ukraine's allies": whose friends give gets.
            after = None if hit.rule.value in BLOCS else "to" if before in {"by", "from"} else after
        if before in {"to", "of"} and self._decides(hit):
            return None  # "решението на Осло да изпрати": whose decision it is acts
        if before == "to" and self.low.startswith(self._to_do, hit.end) and self._is_meant_to(hit, hits):
            return None  # "urged for Germany to send": its subject
        return after or before or self._case_mark(hit)

    def _decides(self, hit: Hit) -> bool:
        """Say whether *hit*, behind a noun, owns a decision on the deed right behind it (Bulgarian)."""
        leads = tuple(f" {word} " for word in self.grammar.owned_deeds)
        if not self.low.startswith(leads, hit.end):
            return False
        words = self.low[max(0, hit.start - WINDOW) : hit.start].split()
        return len(words) > 1 and words[-2].endswith(tuple(self.grammar.noun_endings))

    def _is_meant_to(self, hit: Hit, hits: list[Hit]) -> bool:
        """Say whether the role word before the party is one of purpose ("for Germany", not "aid to Germany").

        Right behind what is given it stands for who gets it ("a package of arms for Peru to use").
        """
        if not self.grammar.noun_compounds:
            return False
        words = TOKEN.finditer(self.low, max(0, hit.start - WINDOW), hit.start)
        role = next((word for word in reversed(list(words)) if word.group() in self._before), None)
        if role is None or role.group() not in self.grammar.meant_for:
            return False
        return not any(other.end + 1 == role.start() and modifiable(other) for other in hits)

    def _belonging(self, hits: list[Hit], index: int, glued: str | None) -> str | None:
        """Return the mark of a name that belongs to sanctions, a weapon or a delivery, or the one *glued* to it."""
        if glued in {None, "other", "by"} and owns_sanctions(
            self.low, hits, index, self._between, tuple(self.grammar.opening)
        ):
            return "compound"
        if self._anti and self.low[: hits[index].start].endswith(self._anti):
            return "against"
        if self.grammar.flags and self.low[: hits[index].start].endswith(self._flags):
            return "other"
        if glued is not None or described_case(self.low, hits[index], self.grammar):
            return glued
        if hits[index].rule.role == "adjectives" and nominal(self.low, hits[index], self._before, self.grammar):
            return None
        return self._modified(hits, index)

    def _of_ally(self, hit: Hit) -> bool:
        """Say whether an adjective tells whose ally somebody else is: "das russische Partnerland" (German)."""
        if hit.rule.role != "adjectives" or not self.grammar.befriended:
            return False
        return self.low.startswith(tuple(f" {word}" for word in self.grammar.befriended), hit.end)

    def _befriends(self, hit: Hit) -> bool:
        """Say whether the friends of the party stand right behind it."""
        words = TOKEN.findall(re.sub(r"^'[^\W_]*", "", self.low[hit.end : hit.end + WINDOW]))
        return any(" ".join(words[:width]) in self.grammar.allies for width in (1, 2))

    def _ezafe(self, hits: list[Hit], index: int) -> str | None:
        """Read what a bare name owns that stands right behind a noun (Persian)."""
        return owner_mark(self.low, hits, index, self._before, self._owned) if self.grammar.names_after else None
