"""A sanction before merging: imposers and targets in pairs, the right way round; what does not contradict is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.parties.owners import is_object
from tracker.classify.claims.sentences.evading import evaded_before

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.claims.status.status import Status
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# Marks that a target has by its place rather than by a word that says so.
WEAK = {None, "to", "of", "from"}
# Who imposes sanctions and is never under them.
AUTHORITIES = frozenset({"UN"})
# How far behind a word of evading what is evaded begins.
EVADED_REACH = 14
# How far behind it the word of sanctions that are evaded ends.
EVADED_BEHIND = 14
# How the tags of things and firms begin that a state owns.
OWNER = "role.owner-"
# The tags of things that no state is sanctioned by, and of firms that only what they do describes.
THING, FIRM = "role.thing", "role.firm-that"
# The tag of those that may stand right behind the sanctions, where who is threatened is in the dative.
THREATENED = "role.firm-to"
# The tags of lists and of words for who is on one.
LISTED = frozenset({"role.list", "role.listed"})
# The tags of what the Security Council imposes, and of what repeats it.
COUNCIL = ("role.council", "role.council-again")
# How far behind sanctions such a thing stands.
THING_REACH = 40


class SanctionDraft(NamedTuple):
    """A sanction before merging: parties, status and the words; *shared* where it is the world's, nobody's own.

    *owner* is whose the thing or firm is that its sentence names ("Nord Stream 2"); *council* the tag of words for what
    the Security Council imposes ("arms embargo"), or for the same again ("these sanctions"). *unaimed*: on a thing or
    on firms that the sentence names without their state ("on the project", "on firms that build it"). *again*: on
    those of whom the passage told before ("on both men").
    """

    trigger: Hit
    imposer: PartyMention | None
    target: PartyMention | None
    status: Status
    span: tuple[int, int]
    sentence: tuple[int, int]
    shared: bool = False
    owner: str | None = None
    council: str | None = None
    unaimed: bool = False
    again: bool = False


def council_tag(around: list[Hit]) -> str | None:
    """Return the tag by which the words *around* sanctions mean those of the Security Council."""
    return next((tag for tag in COUNCIL if any(tag in hit.rule.tags for hit in around)), None)


def is_settled(draft: SanctionDraft) -> bool:
    """Say whether nothing that the passage says elsewhere may change the parties of *draft*."""
    return draft.target is not None and draft.imposer is not None and draft.council is None


def _crossed(imposer: PartyMention | None, target: PartyMention | None, grammar: ClaimGrammar) -> bool:
    """Say whether the parts are the wrong way round ("lasting sanctions deepen North Korea's distrust of the US")."""
    if target is None or target.mark not in WEAK or target.code not in grammar.imposers:
        return False
    return imposer is None or imposer.code in grammar.sanctioned


def _acts_on(reading: Reading, trigger: Hit, imposer: PartyMention | None, target: PartyMention | None) -> bool:
    """Say whether *imposer* is the subject of a verb of imposing, behind which *target* stands, or is marked."""
    if imposer is None or target is None or imposer.mark is not None or imposer.end > trigger.start:
        return False
    if imposer.end <= target.start and is_object(reading.sentence.text, target, reading.grammar):
        return True  # "روسیه سی مقام بریتانیایی را تحریم کرد"
    segment = reading.sentence.segment(trigger.start)
    verbs = [hit for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.start <= trigger.start]
    told = any(imposer.end <= hit.start and reading.sentence.segment(hit.start) == segment for hit in verbs)
    return told and target.start >= trigger.end and reading.sentence.segment(imposer.start) == segment


def _on_list_of(reading: Reading, trigger: Hit, imposer: PartyMention | None, target: PartyMention | None) -> bool:
    """Say whether *target* lists others as those of *imposer*: "Litva zařadila na svůj běloruský sankční seznam …"."""
    if imposer is None or target is None or imposer.mark != "giver" or target.mark is not None:
        return False
    described = imposer.hit.rule.role == "adjectives" and imposer.code not in reading.grammar.imposers
    lists = any(
        "trigger.impose" in hit.rule.tags and target.end <= hit.start and hit.end <= imposer.start
        for hit in reading.hits
    )
    return described and lists and trigger.start >= imposer.end


def pairs(
    reading: Reading, trigger: Hit, imposers: list[PartyMention], targets: list[PartyMention], status: Status
) -> list[SanctionDraft]:
    """Return a draft for each imposer with each target; ``None`` stands for a side that is not said."""
    found = []
    sides: tuple[list[PartyMention | None], list[PartyMention | None]] = ([*imposers] or [None], [*targets] or [None])
    for one in sides[0]:
        for other in sides[1]:
            crossed = _crossed(one, other, reading.grammar) and not _acts_on(reading, trigger, one, other)
            crossed = crossed or _on_list_of(reading, trigger, one, other)
            imposer, target = (other, one) if crossed else (one, other)
            target = None if target is not None and target.code in AUTHORITIES else target
            if not _same(imposer, target):
                places = [trigger.start, *(party.start for party in (imposer, target) if party)]
                span = reading.sentence.span(places)
                whole = (reading.sentence.start, reading.sentence.end)
                draft = SanctionDraft(trigger, imposer, target, status, span, whole, owner=_owner(reading))
                if target is None:
                    draft = draft._replace(
                        unaimed=_on_thing(reading, trigger, imposer), again=_told_before(reading, trigger)
                    )
                found.append(draft)
    return found


def _told_before(reading: Reading, trigger: Hit) -> bool:
    """Say whether the sanctions are on somebody told of before: "sanctions on both men", "sanctioned the firm"."""
    behind = reading.sentence.text[trigger.end : reading.sentence.end].split(maxsplit=1)
    if not reading.grammar.told_again or not behind:
        return False
    words = reading.sentence.opening(trigger.start)
    if {*words[:1]} & {*reading.grammar.told_again} and {*words[1:]} & {*reading.grammar.passives}:
        return True  # "Both were sanctioned by Oslo last year"
    rest = behind[-1] if behind[0] in reading.grammar.against else " ".join(behind)
    return f"{rest.rstrip('.')} ".startswith(tuple(f"{word} " for word in reading.grammar.told_again))


def _on_thing(reading: Reading, trigger: Hit, imposer: PartyMention | None) -> bool:
    """Say whether what stands behind the sanctions, in their clause, is a thing or firms without a state."""
    if LISTED & trigger.rule.tags:
        return False
    segment, text, own = reading.sentence.segment, reading.sentence.text, reading.sentence.segment(trigger.start)
    behind = [
        hit for hit in reading.hits
        if hit.rule.tags & {THING, FIRM} and 0 < hit.start - trigger.end < THING_REACH and segment(hit.start) == own
        and (THING in hit.rule.tags or text.startswith(",", hit.end))
        and (THREATENED in hit.rule.tags or text[trigger.end : hit.start].strip())
    ]  # fmt: skip
    others = [item for item in reading.parties if imposer is None or item.code != imposer.code]
    return bool(behind) and not any(trigger.end <= item.start < behind[0].start for item in others)


def _owner(reading: Reading) -> str | None:
    """Return whose the thing or firm is that the sentence names, as its rule says (``role.owner-ru``)."""
    tags = (tag for hit in reading.hits for tag in hit.rule.tags if tag.startswith(OWNER))
    return next((tag.removeprefix(OWNER).upper() for tag in tags), None)


def join(drafts: list[SanctionDraft]) -> list[SanctionDraft]:
    """Join drafts that do not contradict: one names the imposer, another the target."""
    merged: list[SanctionDraft] = []
    for draft in drafts:
        for index, other in enumerate(merged):
            imposer = _one(draft.imposer, other.imposer)
            target = _one(draft.target, other.target)
            if imposer and target and not _same(other.imposer or draft.imposer, other.target or draft.target):
                status = other.status if other.status.cue is not other.trigger else draft.status
                merged[index] = other._replace(
                    imposer=other.imposer or draft.imposer, target=other.target or draft.target, status=status
                )
                break
        else:
            merged.append(draft)
    return merged


def _same(one: PartyMention | None, other: PartyMention | None) -> bool:
    return one is not None and other is not None and one.code == other.code


def _one(one: PartyMention | None, other: PartyMention | None) -> bool:
    return one is None or other is None or one.code == other.code


def describes_target(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is only what those evade who are sanctioned (对帮助俄罗斯规避制裁的公司实施制裁)."""
    text, segment = reading.sentence.text, reading.sentence.segment
    own = segment(trigger.start)
    if reading.grammar.sellers or reading.grammar.cased:
        return evaded_for_which(trigger, triggers, reading)
    if reading.grammar.genitive_subject:
        return any(evaded_before(reading, trigger, hit) for hit in triggers if "theme.sanctions" in hit.rule.tags)
    if not text.startswith(tuple(reading.grammar.belongs), trigger.end) or not reading.grammar.belongs:
        return False
    evaded = [
        hit.start for hit in reading.hits
        if "cue.evaded" in hit.rule.tags and 0 <= trigger.end - hit.end <= EVADED_BEHIND and segment(hit.start) == own
    ]  # fmt: skip
    others = [hit for hit in triggers if segment(hit.start) == own]
    return bool(evaded) and any(hit.start >= trigger.end or hit.end <= evaded[0] for hit in others)


def evaded_for_which(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is what those helped to evade who are sanctioned: "sanctionné pour avoir aidé à violer …".

    Not where it says whom the evaded ones are against.
    """
    text = reading.sentence.text
    near = [hit for hit in reading.hits if "cue.evaded" in hit.rule.tags and _leads_to(hit, trigger)]
    first = [hit.end for hit in triggers if "theme.sanctions" in hit.rule.tags and near and hit.end <= near[0].start]
    between = f"{text[first[0] : near[0].end]} " if first else ""
    reasons = any(f" {word}" in between for word in reading.grammar.reasons)
    return reasons and not any(item.mark == "against" and item.start >= trigger.end for item in reading.parties)


def _leads_to(cue: Hit, trigger: Hit) -> bool:
    return 0 <= trigger.start - cue.end <= EVADED_REACH


def wanting(reading: Reading, status: Status, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return who wants others to lift their sanctions on him: "Ankara hat von Ottawa die Aufhebung … gefordert"."""
    asks = any("cue.sought" in hit.rule.tags for hit in reading.hits)
    if not (reading.grammar.dative and status.value == "eased" and asks and imposers):
        return []
    known = {*reading.grammar.imposers, *(item.code for item in imposers)}
    bare = [item for item in reading.parties if item.mark is None and item.code not in known]
    return [item for item in bare if item.group == bare[0].group]
