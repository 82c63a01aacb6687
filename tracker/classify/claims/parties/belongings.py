"""What an adjective, or a name in a compound, belongs to: a weapon's make, a delivery's giver, a noun of state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import has_object, is_noun_trigger, is_weapon, modifiable, one_word
from tracker.classify.claims.parties.articles import governing, is_subject, office_before, owns, seat_of
from tracker.classify.claims.parties.cases import declined_mark
from tracker.classify.claims.parties.offices import deed_before
from tracker.classify.claims.parties.role_words import WINDOW, RoleWords

if TYPE_CHECKING:
    from tracker.classify.match import Hit

# The tags of a past form that may give or be given.
_PAST = frozenset({"trigger.give", "trigger.given"})
_WORD = re.compile(r" ([^\W\d_]+)")
_GAP = re.compile(r"^[\s\-“「『]*$")


class Belongings(RoleWords):
    """Reads what stands right beside a party and is described by it."""

    def _declined(self, hits: list[Hit], index: int, start: int) -> str | None:
        """Return the part that a case or a preposition gives, none in "navzdory protestům Moskvy"."""
        place = hits[index].start
        if self._voices and self._voiced(self.low[max(start, place - WINDOW) : place], hits[index]):
            return "other"
        return declined_mark(self.low, hits, index, start, self._before, self.grammar)

    def _seated(self, hits: list[Hit], index: int, start: int) -> str | None:
        """Return the part of an office that its state follows: "gegen die Führung der Türkei", not who is quoted."""
        seat = office_before(self.low, hits, index)
        mark = self._office_mark(self.low[max(start, seat - WINDOW) : seat])
        return None if mark == "from" else mark  # "hieß es aus dem Generalstab der malischen Luftwaffe"

    def _modified(self, hits: list[Hit], index: int) -> str | None:
        """Say what an adjective (or a bare name in a compound) belongs to; with a newspaper, it has no part."""
        return "with" if self._reports(hits, hits[index]) else self._belongs(hits, index)

    def _belongs(self, hits: list[Hit], index: int) -> str | None:  # noqa: PLR0911 - one answer per neighbour
        """Say what an adjective (or a bare name in a compound) belongs to: a weapon's origin, a delivery's giver."""
        hit = hits[index]
        if self._arms(hits, index) or (
            self.grammar.peoples and (self._asks(hits, index) or self._is_people(hits, index))
        ):
            return None
        adjective = self._describes(hit) and not self._follows_state(hits, index)
        told = self._told(hits, index)
        if told is not None:
            return told
        after = adjective and self.grammar.adjective_after
        neighbour = self._neighbour_before(hits, index) if after else None
        if not (after and self.grammar.names_after):
            neighbour = neighbour or self._neighbour(hits, index, 14 if adjective else 1)
        if neighbour is not None and not adjective and not self._compound(hits, index, neighbour):
            neighbour = None
        if neighbour is None:
            return "adjective" if adjective and (hit.rule.role == "adjectives" or self._is_weak(hit)) else None
        if is_noun_trigger(neighbour) or "theme.sanctions" in neighbour.rule.tags:
            return self._dealt(hit, neighbour, adjective=adjective)
        if "group.state" in neighbour.rule.tags:
            return self._of_state(hits, hit, neighbour, after=after)
        if is_weapon(neighbour) and "trigger.equip" not in neighbour.rule.tags:
            follower = self._follower(hits, neighbour)
            if follower is not None and is_noun_trigger(follower):
                bought = "trigger.get" in follower.rule.tags and bool(self.grammar.sellers)
                return "origin" if bought else "giver"  # "la commande de drones turcs": whose make they are
            return "from" if self._got_from(hits, index) else "origin"
        return "adjective" if adjective and (hit.rule.role == "adjectives" or self._is_weak(hit)) else None

    def _told(self, hits: list[Hit], index: int) -> str | None:
        """Say what a word beside tells: whose make it is ("de fabrication turque"), or who supplied it."""
        if any(self.low.endswith(f" {word} ", 0, hits[index].start) for word in self.grammar.makes):
            return "origin"
        return "giver" if self._supplied(hits, index) else None

    def _dealt(self, hit: Hit, noun: Hit, *, adjective: bool) -> str | None:
        """Return the part of who describes a noun of giving or of sanctions."""
        if adjective and "role.getter" in noun.rule.tags:
            return "origin"  # "Iranian arms for": whose make they are
        if "trigger.get" in noun.rule.tags and (self._owns(hit) or self.grammar.sellers):
            return None if self._owns(hit) else "by"  # "la commande grecque"
        if not adjective and self._receives(hit, noun):
            return "to"
        return "giver" if adjective or "theme.sanctions" not in noun.rule.tags else "compound"

    def _receives(self, hit: Hit, noun: Hit) -> bool:
        """Say whether a bare name before *noun* is who gets it: "Ukraine military aid", not "US military aid"."""
        apart = {*self.grammar.imposers, *self.grammar.sanctioned}
        if "role.received" not in noun.rule.tags or hit.rule.value in apart:
            return False
        behind = _WORD.match(self.low, noun.end)
        return behind is None or behind.group(1) not in self.grammar.to

    def _head(self, hits: list[Hit], word: Hit) -> Hit | None:
        """Return the office that the adjectival *word* of state describes: "les autorités militaires maliennes"."""
        heads = (other for other in hits if other.end + 1 == word.start and "group.state" in other.rule.tags)
        return next((other for other in heads if "group.entity" not in other.rule.tags), None)

    def _of_state(self, hits: list[Hit], hit: Hit, noun: Hit, *, after: bool) -> str | None:
        """Return the mark of the *noun* of state that an adjective behind it describes ("au ministère ukrainien")."""
        if self._adjectival(noun):
            head = self._head(hits, noun)
            if head is None:
                return "adjective"  # "les navires militaires turcs"
            noun = head
        if after and noun.end <= hit.start:
            return self._mark_of(self.low[max(0, noun.start - WINDOW) : noun.start], hit)
        return "adjective" if after and hit.rule.role == "adjectives" else None  # "banche iraniane e aziende"

    def _verb_of_sanctions(self, hits: list[Hit], neighbour: Hit, end: int) -> bool:
        """Say whether a name and a space stand before a verb of sanctioning: "Canada sanctioned …"."""
        return (
            self.boundaries
            and self.low[end : neighbour.start] == " "
            and any(other.start == neighbour.start and "trigger.impose" in other.rule.tags for other in hits)
        )

    def _adjectival(self, noun: Hit) -> bool:
        """Say whether the word of state is an adjective itself: no article stands before it."""
        if self.low[noun.start : noun.end] not in self.grammar.adjectival:
            return False
        before = self.low[max(0, noun.start - WINDOW) : noun.start]
        return not f" {before}".endswith(tuple(self.grammar.determiners)) and self._mark_of(before, noun) is None

    def _governed(self, hits: list[Hit], index: int, start: int) -> str | None:
        """Return the part of the office that a bare genitive belongs to, None where it belongs to none."""
        seat = seat_of(self.low, hits, index, start, self.grammar)
        if seat is not None and is_subject(self.low, seat, self.grammar):
            return "bare"  # "der Präsident von Belarus"
        seat = governing(hits, index, self.grammar) if seat is None else seat
        return None if seat is None else self._before_mark(hits[index], start, seat) or "bare"

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
        described = hit.rule.role in roles and not self._is_plural(hit)
        return self.boundaries and (described or self._owns(hit) or self._is_weak(hit))

    def _is_plural(self, hit: Hit) -> bool:
        """Say whether *hit* is a noun for people in the plural, where no adjective has one ("Armenians", یمنی‌ها)."""
        if self.grammar.names_after:
            joined = self.low.endswith(self._joined, hit.start, hit.end)
            return joined or self._plural.match(self.low, hit.end) is not None
        return self.grammar.noun_compounds and hit.rule.role == "people" and hit.written < hit.end - hit.start

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
            if other.start >= hit.end and modifiable(other) and one_word(gap) and not self._other_noun(hit, gap):
                if best is None or is_noun_trigger(other):
                    best = other
                if other.start > best.start:
                    break
        return best

    def _other_noun(self, hit: Hit, gap: str) -> bool:
        """Say whether the adjective describes a noun of its own: German ones begin with a capital letter."""
        word = gap.lstrip()
        if word.rstrip().endswith(tuple(self.grammar.described)):
            return True  # "Gürcü yargıçların mal varlıkları"
        return bool(self.grammar.dative) and word.endswith(" ") and self.cased[hit.end + len(gap) - len(word)].isupper()

    def _owns(self, hit: Hit) -> bool:
        """Say whether the party is a possessive ("Iran's deliveries")."""
        return self.grammar.noun_compounds and owns(self.low, hit.end, self.grammar)

    def _got_from(self, hits: list[Hit], index: int) -> bool:
        """Say whether a verb of getting stands right before whose the weapons are: "will receive Italy's jets"."""
        near = (other for other in hits[max(0, index - 8) : index] if other.end + 1 == hits[index].start)
        return self._owns(hits[index]) and any("trigger.get" in other.rule.tags for other in near)

    def _arms(self, hits: list[Hit], index: int) -> bool:
        """Say whether a verb whose object stands behind it stands right behind a name: "France arms Armenia"."""
        hit = hits[index]
        near = (other for other in hits[index + 1 : index + 8] if other.start == hit.end + 1)
        verb = next((other for other in near if "role.adjoining" in other.rule.tags), None)
        return verb is not None and hit.rule.role != "adjectives" and has_object(self.low, verb, hits)

    def _reports(self, hits: list[Hit], hit: Hit) -> bool:
        """Say whether the adjective describes a newspaper or the like, which only tells of sanctions."""
        if hit.rule.role != "adjectives" or not any("theme.sanctions" in other.rule.tags for other in hits):
            return False
        behind = _WORD.match(self.low, hit.end)
        return behind is not None and behind.group(1) in self.grammar.outlets

    def _asks(self, hits: list[Hit], index: int) -> bool:
        """Say whether a noun of asking stands right behind an adjective: "a Ugandan request for howitzers"."""
        end = hits[index].end
        if hits[index].rule.role != "adjectives":
            return False
        near = (other for other in hits[index + 1 : index + 6] if other.start == end + 1)
        return any("trigger.seek" in other.rule.tags for other in near)

    def _is_people(self, hits: list[Hit], index: int) -> bool:
        """Say whether an adjective stands for its people: a verb stands right behind it ("the Dutch have sent")."""
        hit = hits[index]
        word = self.low[hit.start : hit.end]
        if hit.rule.role not in {"adjectives", "people"} or not word.endswith(tuple(self.grammar.peoples)):
            return False
        behind = _WORD.match(self.low, hit.end)
        if behind is None:
            return False
        if behind.group(1) in {*self.grammar.actives, *self.grammar.passives, *self.grammar.bought}:
            return True
        start = behind.start(1)
        return any(
            other.start == start and (other.rule.tags >= _PAST or "role.modal" in other.rule.tags)
            for other in hits[index + 1 : index + 8]
        )

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
        if self._verb_of_sanctions(hits, neighbour, hit.end):
            return False
        if self.grammar.sanction_compounds and "theme.sanctions" in neighbour.rule.tags:
            return True
        gap = self.low[hit.end : neighbour.start]
        return gap == "-" or self.grammar.noun_compounds

    def _neighbour_before(self, hits: list[Hit], index: int) -> Hit | None:
        start = hits[index].start - len(hits[index].prefix)
        for other in reversed(hits[:index]):
            if not start - 14 <= other.end <= start:
                continue  # a part of a longer word may end before it
            if modifiable(other) and one_word(self.low[other.end : start]):
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
