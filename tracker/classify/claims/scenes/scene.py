"""The scene in which roles are sought: a trigger in its sentence with all parties, triggers and cues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.standing import (
    COMMA,
    able,
    begins,
    goes_on,
    hangs_on,
    in_relative,
    is_dependent,
    is_participle,
    led_by_that,
    of_somebody,
    only_meanwhile,
    only_sets_scene,
    parted,
    resumed_by,
    resumes_main,
    subject_before,
    told_of,
    without_addressee,
)

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How many characters before a participle its auxiliary stands, where verbs do not wait for the end of the clause.
AUXILIARY_REACH = 25
# How far before a party the word stands that gives it its part, with an office between.
OFFICE_REACH = 60
# The marks of who owns a decision: "la decisión de …", "l'intenzione espressa da …".
OWNING = frozenset({"of", "by", "from"})
OWNER_REACH = 5  # how far before an infinitive stands whose decision it is
ARTICLE = 4  # with its space
_WORDS = re.compile(r"[^\W\d_]+")


class Roles(NamedTuple):
    """The parties of one claim by role; empty where not said."""

    suppliers: list[PartyMention]
    recipients: list[PartyMention]
    speakers: list[PartyMention]


class Scene(NamedTuple):
    """What role finding looks at: a trigger in its sentence with all parties, triggers and cues.

    *behind_weapon*: the trigger stands right behind a weapon ("drones supplied …"), *weapon_first*: all of them stand
    before it. *reacts*: the clause's subject
    condemns, welcomes or demands what others do, and gives nothing itself. *asks*: the word that makes it a request.
    *cues*: the words of status. *leader*: where somebody is named in the trigger's clause whose state is not.
    *makers*: whose make the named weapons are known to be.
    """

    sentence: Sentence
    trigger: Hit
    triggers: list[Hit]
    parties: list[PartyMention]
    accuse: Hit | None
    sought: bool
    grammar: ClaimGrammar
    behind_weapon: bool = False
    weapon_first: bool = False
    reacts: Hit | None = None
    asks: Hit | None = None
    cues: tuple[Hit, ...] = ()
    leader: int | None = None
    makers: frozenset[str | None] = frozenset()

    def said(self, party: PartyMention) -> bool:
        """Say whether a word of status stands between the trigger and *party*, its subject: "announced Germany"."""
        return any(self.trigger.end <= cue.start and cue.end <= party.start for cue in self.cues)

    def inside(self, party: PartyMention | Hit) -> bool:
        """Say whether *party*, or a word, stands in the trigger's own segment."""
        return self.sentence.segment(party.start) == self.sentence.segment(self.trigger.start)

    def follows(self, party: PartyMention, words: list[str]) -> bool:
        """Say whether *party* stands right behind one of *words*."""
        before = f" {self.sentence.text[self.sentence.start : party.start]}"
        return any(before.endswith(f" {word} ") for word in words)

    def near(self, marks: set[str | None]) -> list[PartyMention]:
        """Return the parties with one of *marks* in the trigger's segment, else in free segments beside it."""
        marks = marks | {"of"} if None in marks and self.grammar.genitive_subject else marks
        own = self.sentence.segment(self.trigger.start)
        marked = [item for item in self.parties if item.mark in marks and not item.foreign]
        inside = [item for item in marked if self.sentence.segment(item.start) == own]
        free = [item for item in marked if self._free(item, own) and not in_relative(self.sentence, item, self.grammar)]
        return inside or free

    def _free(self, party: PartyMention, own: int) -> bool:
        """Say whether no other trigger stands in the party's segment or between it and the trigger's."""
        segment = self.sentence.segment(party.start)
        if segment < own and only_sets_scene(self.sentence, party, self.grammar):
            return False
        low, high = sorted((segment, own))
        return not any(
            other is not self.trigger and "role.before" not in other.rule.tags
            and low <= self.sentence.segment(other.start) <= high
            and self.sentence.segment(other.start) != own
            for other in self.triggers
        )  # fmt: skip

    def before(self, getters: list[PartyMention] | None = None) -> list[PartyMention]:
        """Return the nearest group of bare parties before the trigger: its segment first, then free ones.

        Nobody gives to himself: the *getters* are passed over where another is there.
        """
        if is_participle(self.sentence, self.trigger, self.grammar):  # "les pays achetant des armes"
            return [item for item in self.near({None}) if 0 <= self.trigger.start - item.end <= 1]
        bare = [item for item in self.near({None}) if item.end <= self.trigger.start]
        if self.grammar.by_order and of_somebody(self.sentence, self.trigger):
            bare = [item for item in bare if self.inside(item)]
            return nearest_group(bare, last=True)
        if not bare or not self.inside(bare[-1]):
            led = self.antecedent(self.grammar.relatives)
            led = led or ((bare if self.grammar.reports else []) or self._continued())
            bare = led or bare or self._taken_up()
            read = (self.sentence, self.trigger, self.parties, self.grammar)
            bare = hangs_on(*read) or resumes_main(*read) or bare or parted(*read)
        if self.grammar.cased:
            bare = without_addressee(self.sentence, self.trigger, bare, self.grammar)
            # "the readiness of Denmark to buy": whose readiness it is does it.
            bare = [
                item for item in self.parties if item.mark == "of" and 0 <= self.trigger.start - item.end <= 1
            ] or bare
        known = {item.code for item in getters or []}
        if self.grammar.reports:
            bare = able(self.sentence, self.trigger, (bare, self.parties), self.cues)
        found = nearest_group([item for item in bare if item.code not in known] or bare, last=True)
        return resumed_by(self.sentence, self.trigger, found, self.parties, self.grammar) or found

    def _continued(self) -> list[PartyMention]:
        """Return the subject of the clause before where one begins with a joining word and the trigger's verb."""
        own = self.sentence.segment(self.trigger.start)
        led = own and goes_on(self.sentence, self.trigger, self.grammar)
        return subject_before(self.sentence, self.parties, own, first=bool(self.grammar.reports)) if led else []

    def _taken_up(self) -> list[PartyMention]:
        """Return the subject of the clause before that a pronoun takes up: "Oslo denied that it had sent Riga …"."""
        own, low = self.sentence.segment(self.trigger.start), self.sentence.text
        if own and self.grammar.verb_first and "role.object-inside" in self.trigger.rule.tags:
            return subject_before(self.sentence, self.parties, own, first=False)  # "الدبابات التي اشترتها من …"
        end = self.trigger.end if self.grammar.cased else self.trigger.start  # "отрицает, что поставила …"
        words = low[self.sentence.starts[own] : end].split(maxsplit=2)
        if not own or len(words) < 2 or words[0] not in self.grammar.breaks:  # noqa: PLR2004 - "that it"
            return []
        if words[0] in self.grammar.relatives:
            return []  # "that have refused …" goes on about what stands before it
        segment = self.sentence.segment
        bare = [item for item in self.parties if item.mark is None and segment(item.start) < own]
        bare = [item for item in bare if segment(item.start) == segment(bare[-1].start)]
        return nearest_group(bare, last=False) if words[1] in self.grammar.same_subject else []

    def owner(self) -> list[PartyMention]:
        """Return whose decision or plan an infinitive is: "la decisión de Ankara de comprar …"."""
        if not self.grammar.sellers or "status.planned" not in self.trigger.rule.tags:
            return []
        low, start = self.sentence.text, self.trigger.start
        owners = [
            item for item in self.parties
            if 0 < start - item.end <= OWNER_REACH and (item.mark in OWNING or self._describes_cue(item))
        ]  # fmt: skip
        leads = {*self.grammar.of, *self.grammar.sellers}
        leads |= set(self.grammar.meant_for) if all(item.mark == "of" for item in owners) else set()
        first = low[start : self.trigger.end].split()[0]  # "de livrer" is one word of the data
        owners = [item for item in owners if (low[item.end : start].strip() or first) in leads]
        return nearest_group(owners, last=True)

    def _describes_cue(self, party: PartyMention) -> bool:
        """Say whether *party* is the adjective of a plan or a request: "la demande danoise de fournir …"."""
        adjective = party.hit.rule.role == "adjectives" and self.grammar.adjective_after
        return adjective and any(0 <= party.start - cue.end <= 1 for cue in self.cues)

    def antecedent(self, relatives: list[str]) -> list[PartyMention]:
        """Return whom the relative clause of the trigger is about: "l'Iran, qui livre", "firms of Iran supplying …"."""
        start = self.sentence.begin(self.trigger.start)
        words = self.sentence.text[start : self.trigger.start].split(maxsplit=1)
        word = self.sentence.text[self.trigger.start : self.trigger.end]
        acting = relatives is self.grammar.relatives and word.endswith(tuple(self.grammar.acting))
        if relatives is self.grammar.relatives and led_by_that(self.sentence, self.trigger, self.grammar):
            return [item for item in self.parties if 0 <= start - item.end <= COMMA and item.mark is None]
        if not (words and words[0] in relatives) and not (acting and len(words) <= 1):
            return []
        groups = told_of(self.sentence, self.parties, self.trigger, self.grammar)
        return [item for item in self.parties if item.group in groups]

    def subject(self) -> list[PartyMention]:
        """Return the bare parties before a noun of giving; those of the main clause act in no clause of its own."""
        group = self.before()
        dependent = is_dependent(self.sentence, self.trigger, self.grammar)
        if group and begins(self.sentence, self.trigger):
            dependent = dependent or only_meanwhile(self.sentence, group[0].start, self.cues, self.grammar)
        if dependent and self.grammar.names_after and self.antecedent(self.grammar.relatives):
            return group  # "نروژ که میزبان بود از دادن تانک به مولداوی خودداری کرد"
        return [] if dependent and group and not self.inside(group[0]) else group

    def other_verb(self, party: PartyMention) -> bool:
        """Say whether *party* acts in a passive behind the trigger: "the deliveries were condemned by Moscow"."""
        between = self.sentence.text[self.trigger.end : party.start].split()
        return any(word in self.grammar.passives for word in between)

    def other_clause(self, party: PartyMention) -> bool:
        """Say whether an auxiliary stands between the trigger and *party* behind it: another verb's place."""
        text, names = self.sentence.text, [item for item in self.parties if item.end <= party.start]
        place, between = self.trigger.end, ""
        for item in names:  # the "Stati" Uniti are no auxiliary
            between, place = between + text[place : item.start], max(place, item.end)
        words = (between + text[place : party.start]).split()
        return any(word in self.grammar.passives or word in self.grammar.actives for word in words)

    def after(self) -> list[PartyMention]:
        """Return the first group of bare parties after the trigger in its own segment."""
        own = self.sentence.segment(self.trigger.start)
        bare = [
            item for item in self.parties
            if item.mark is None and item.start >= self.trigger.end and self.sentence.segment(item.start) == own
        ]  # fmt: skip
        return nearest_group(bare, last=False) or self._apposition(own)

    def _apposition(self, own: int) -> list[PartyMention]:
        """Return the party that alone stands between commas behind its clause: "arms its ally, the RSF, …"."""
        if own + 1 >= len(self.sentence.starts):
            return []
        start, end = self.sentence.bounds(own + 1, own + 1)
        return [
            item for item in self.parties
            if item.mark is None and 0 <= item.start - start <= ARTICLE and 0 <= end - item.end <= 1
        ][:1]  # fmt: skip

    def subject_first(self) -> bool:
        """Say whether a bare party behind the trigger is not its subject (English, German nouns)."""
        return bool(self.grammar.passives) and not self.grammar.verb_first

    def passive(self) -> bool:
        """Say whether the trigger's subject is what is given. A participle may be both: the words around it decide."""
        tags = self.trigger.rule.tags
        if "trigger.given" not in tags or "trigger.give" not in tags or not self.grammar.passives:
            return "trigger.given" in tags
        if self.behind_weapon and self.grammar.sellers:
            return True  # "a détruit des chars fournis à …": its auxiliary is another verb's
        grammar, low = self.grammar, self.sentence.text
        start, end = self.sentence.around(self.trigger.start)
        if not grammar.verb_last:
            start, end = max(start, self.trigger.start - AUXILIARY_REACH), self.trigger.start
        words = _WORDS.findall(low[start:end])
        if grammar.sellers or grammar.noun_compounds:
            # The nearest tells: "is said to have sent"; the "Stati" Uniti are no auxiliary.
            words = [word for word in words if word in grammar.passives or word in grammar.actives][-1:]
        if any(word in grammar.passives for word in words):
            return True
        if any(word in grammar.actives for word in words):
            return False
        return grammar.verb_last or self.behind_weapon or bool(grammar.sellers)

    def sells(self, party: PartyMention) -> bool:
        """Say whether the word that marks *party* as a receiver marks sellers too ("achète … à la France")."""
        words = _WORDS.findall(self.sentence.text[max(0, party.start - OFFICE_REACH) : party.start])
        for led, word in zip(reversed(["", *words[:-1]]), reversed(words), strict=True):
            if word in {*self.grammar.sellers, *self.grammar.to} or f"{word}'" in self.grammar.to:
                return word in self.grammar.sellers and f"{led} {word}" not in self.grammar.to  # "destinées à"
        return False

    def trigger_ends(self, endings: list[str]) -> bool:
        """Say whether the trigger ends with one of *endings*."""
        return self.sentence.text.endswith(tuple(endings), self.trigger.start, self.trigger.end)

    def behind(self) -> list[PartyMention]:
        """Return the bare parties right behind the trigger, where a language puts the subject (or object) there."""
        after = self.after() if self.grammar.verb_first else []
        return after if after and after[0].start - len(after[0].hit.prefix) - self.trigger.end <= 1 else []
