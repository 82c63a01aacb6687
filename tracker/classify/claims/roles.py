"""Who gives and who gets: parties into roles, by trigger kind, marks and word order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.classify.claims.clauses import Sentence
    from tracker.classify.claims.parties import PartyMention
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar

# Parts that a mark gives whatever the trigger; a bare party (None) waits for the word order.
GIVERS = {"from", "by", "giver"}


class Roles(NamedTuple):
    """The parties of one claim by role; empty where not said."""

    suppliers: list[PartyMention]
    recipients: list[PartyMention]
    speakers: list[PartyMention]


class Scene(NamedTuple):
    """What role finding looks at: a trigger in its sentence with all parties, triggers and cues."""

    sentence: Sentence
    trigger: Hit
    triggers: list[Hit]
    parties: list[PartyMention]
    accuse: Hit | None
    sought: bool
    grammar: ClaimGrammar

    def near(self, marks: set[str | None]) -> list[PartyMention]:
        """Return the parties with one of *marks* in the trigger's segment, else in free segments beside it."""
        if None in marks and self.grammar.genitive_subject:
            marks = marks | {"of"}
        own = self.sentence.segment(self.trigger.start)
        inside = [item for item in self.parties if item.mark in marks and self.sentence.segment(item.start) == own]
        if inside:
            return inside
        return [item for item in self.parties if item.mark in marks and self._free(item, own)]

    def _free(self, party: PartyMention, own: int) -> bool:
        """Say whether no other trigger stands in the party's segment or between it and the trigger's."""
        segment = self.sentence.segment(party.start)
        low, high = sorted((segment, own))
        return not any(
            other is not self.trigger and low <= self.sentence.segment(other.start) <= high
            and self.sentence.segment(other.start) != own
            for other in self.triggers
        )  # fmt: skip

    def before(self) -> list[PartyMention]:
        """Return the nearest group of bare parties before the trigger: its segment first, then free ones."""
        return nearest_group([item for item in self.near({None}) if item.end <= self.trigger.start], last=True)

    def after(self) -> list[PartyMention]:
        """Return the first group of bare parties after the trigger in its own segment."""
        own = self.sentence.segment(self.trigger.start)
        bare = [
            item for item in self.parties
            if item.mark is None and item.start >= self.trigger.end and self.sentence.segment(item.start) == own
        ]  # fmt: skip
        return nearest_group(bare, last=False)

    def behind(self) -> list[PartyMention]:
        """Return the bare parties right behind the trigger, where a language puts the subject (or object) there."""
        after = self.after() if self.grammar.verb_first else []
        return after if after and after[0].start - len(after[0].hit.prefix) - self.trigger.end <= 1 else []


def nearest_group(parties: list[PartyMention], *, last: bool) -> list[PartyMention]:
    """Return the parties joined with the last (or first) one of *parties*."""
    if not parties:
        return []
    group = parties[-1 if last else 0].group
    return [item for item in parties if item.group == group]


def find_roles(scene: Scene) -> Roles:
    """Give the parties of *scene* their roles for its trigger's kind."""
    tags = scene.trigger.rule.tags
    if scene.accuse is not None:
        return _accused(scene)
    if "trigger.equip" in tags:
        return _equip(scene)
    if "trigger.get" in tags or "trigger.seek" in tags:
        return _get(scene)
    if "trigger.transfer" in tags:
        return _noun(scene)
    return _give(scene)


def _give(scene: Scene) -> Roles:
    recipients = nearest_group(_by_distance(scene, scene.near({"to"})), last=False)
    suppliers = nearest_group(_by_distance(scene, scene.near(set(GIVERS))), last=False)
    bare_before, bare_after = scene.before(), scene.after()
    passive = "trigger.given" in scene.trigger.rule.tags
    if not suppliers and not passive:
        suppliers, recipients = _bare_givers(scene, bare_before, bare_after, recipients)
    elif not recipients:
        recipients = bare_after or bare_before
    return Roles(suppliers, recipients, [])


def _bare_givers(  # noqa: PLR0911 - one answer per word order
    scene: Scene, before: list[PartyMention], after: list[PartyMention], recipients: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Word order for a verb of giving with no marked giver."""
    if before:
        if not recipients and after:
            return before, after
        earlier = _earlier(scene, before)
        if not recipients and earlier and scene.grammar.verb_last:
            return earlier, before
        return before, recipients
    if after:
        later = [item for item in scene.near({None}) if item.start > after[-1].end and item.group != after[-1].group]
        if not recipients and later and scene.grammar.verb_first:
            return after, nearest_group(later, last=False)
        if recipients or scene.grammar.verb_first:
            return after, recipients
        return [], after
    return [], recipients


def _earlier(scene: Scene, group: list[PartyMention]) -> list[PartyMention]:
    own = scene.sentence.segment(scene.trigger.start)
    bare = [
        item for item in scene.parties
        if item.mark is None and item.end <= group[0].start and item.group != group[0].group
        and scene.sentence.segment(item.start) == own
    ]  # fmt: skip
    return nearest_group(bare, last=True)


def _equip(scene: Scene) -> Roles:
    """*Supply X with*: the object is who gets."""
    suppliers = nearest_group(_by_distance(scene, scene.near(set(GIVERS))), last=False)
    after, before = scene.after(), scene.before()
    marked = nearest_group(_by_distance(scene, scene.near({"to"})), last=False)
    if after and not (scene.grammar.verb_first and not before):
        return Roles(suppliers or before, after, [])
    if after:
        later = [item for item in scene.near({None}) if item.group != after[-1].group and item.start > after[-1].end]
        second = nearest_group(later, last=False)
        return Roles(suppliers or (after if second or marked else []), marked or second or after, [])
    if marked:
        return Roles(suppliers or before, marked, [])
    if suppliers or "trigger.given" in scene.trigger.rule.tags:
        return Roles(suppliers, before, [])
    earlier = _earlier(scene, before) if before else []
    if earlier or scene.grammar.verb_last:
        return Roles(earlier, before, [])
    return Roles(before, [], [])


def _get(scene: Scene) -> Roles:
    suppliers = nearest_group(_by_distance(scene, scene.near({"from", "by"})), last=False)
    recipients = scene.behind() or scene.before() or nearest_group(_by_distance(scene, scene.near({"to"})), last=False)
    if not recipients:
        recipients = scene.after()
    elif not suppliers and "trigger.seek" in scene.trigger.rule.tags:
        suppliers = scene.after()
    return Roles(suppliers, recipients, [])


def _noun(scene: Scene) -> Roles:
    """A delivery: marks first; a bare subject gives it, unless the clause says that it hopes for or receives it."""
    recipients = nearest_group(_by_distance(scene, scene.near({"to"})), last=False)
    suppliers = nearest_group(_by_distance(scene, scene.near({"giver"})), last=False)
    suppliers = suppliers or nearest_group(_by_distance(scene, scene.near({"from", "by"})), last=False)
    bare = scene.behind() or scene.before() or scene.after()
    of = [item for item in scene.parties if item.mark == "of" and abs(item.start - scene.trigger.end) < 40]  # noqa: PLR2004 - a genitive stands beside its noun
    of = [item for item in of if item not in bare]
    suppliers = suppliers or nearest_group(of, last=False)
    gets = scene.sought or any("trigger.get" in other.rule.tags for other in scene.triggers)
    if gets and not recipients:
        recipients = bare
    elif not gets and not suppliers:
        suppliers = bare
    return Roles(suppliers, recipients, [])


def _accused(scene: Scene) -> Roles:
    """*A accuses B of supplying C*: the last party before the trigger's own words is accused, earlier ones speak."""
    accuse = scene.accuse
    assert accuse is not None  # noqa: S101 - find_roles asked
    named = [item for item in scene.parties if item.mark not in {"origin", "adjective"}]
    head = [item for item in named if item.end <= scene.trigger.start and _belongs(scene, item, accuse)]
    after = [item for item in head if item.start >= accuse.end]
    accused = after[-1:] or head[-1:]
    if len(after) > 1 and after[-1].group == after[0].group and len({item.group for item in head}) > 1:
        accused = after
    speakers = [item for item in head if item not in accused]
    inner = scene._replace(accuse=None, parties=[item for item in scene.parties if item not in head])
    roles = find_roles(inner)
    if "trigger.get" in scene.trigger.rule.tags:
        return Roles(roles.suppliers, roles.recipients or accused, speakers)
    if roles.suppliers and not roles.recipients:
        return Roles(accused, roles.suppliers, speakers)
    return Roles(accused or roles.suppliers, roles.recipients, speakers)


def _belongs(scene: Scene, party: PartyMention, accuse: Hit) -> bool:
    """Say whether *party* stands in the accusing clause rather than in the accusation."""
    own = scene.sentence.segment(scene.trigger.start)
    segment = scene.sentence.segment(party.start)
    if segment < own or scene.sentence.segment(accuse.start) != own:
        return segment != own
    return party.mark in {None, "to", "of", "by"} and party.end <= scene.trigger.start


def _by_distance(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    middle = (scene.trigger.start + scene.trigger.end) // 2
    nearest = min(parties, key=lambda item: abs(item.start - middle), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]
