"""Sanctions: who imposes them on whom, around the words of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.imposing import sanction_roles
from tracker.classify.claims.measures import CORE, Sides, disclaimed, nearest_to
from tracker.classify.claims.speech import blamed, tells_other
from tracker.classify.claims.status import Negated, Status, cues_of, sanction_status

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.claims import ClaimGrammar

# Marks that a target has by its place rather than by a word that says so.
WEAK = {None, "to", "of", "from"}
# Who imposes sanctions and is never under them.
AUTHORITIES = frozenset({"UN"})
# How many words of their target stand between sanctions and what they do.
EFFECT_WORDS = 4
# How far before sanctions the word that makes them a background stands.
BACKGROUND_REACH = 50
# How far before an evasion the word stands that says that it is to be prevented.
PREVENTING_REACH = 90
# Verbs that make a modal behind sanctions speak of them.
OWN_VERBS = frozenset({"trigger.impose", "cue.eased"})
# How far behind sanctions brought before their verb this stands (将制裁措施延长).
VERB_REACH = 3
# How far behind a word of rejecting who rejects stands.
AGENT_REACH = 12
# How the tags of things and firms begin that a state owns.
OWNER = "role.owner-"
# The tag of words that belong to the theme and say nothing of who sanctions whom ("shadow fleet").
NO_CLAIM = "group.no-claim"
# The tag of longer words around one of these that do.
CLAIM = "group.claim"
# The tag of phrases for sanctions of the whole world ("international sanctions").
NOBODYS = "role.international"
# The tags of what the Security Council imposes, and of what repeats it.
COUNCIL = ("role.council", "role.council-again")


class SanctionDraft(NamedTuple):
    """A sanction before merging: parties, status and the words; *shared* where it is the world's, nobody's own.

    *owner* is whose the thing or firm is that its sentence names ("Nord Stream 2"); *council* the tag of words for what
    the Security Council imposes ("arms embargo"), or for the same again ("these sanctions").
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


def is_settled(draft: SanctionDraft) -> bool:
    """Say whether nothing that the passage says elsewhere may change the parties of *draft*."""
    return draft.target is not None and draft.imposer is not None and draft.council is None


def is_sanction(hit: Hit) -> bool:
    """Say whether *hit* is a word around which a sanction is claimed."""
    return hit.rule.opens_sanction


def is_delivery(hit: Hit) -> bool:
    """Say whether *hit* opens a transfer and is no word of sanctions."""
    return hit.rule.opens_transfer and "theme.sanctions" not in hit.rule.tags


def _parts(
    reading: Reading, trigger: Hit, said: tuple[Status, list[Hit]], sides: Sides
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets as status and cues let them stand: who asks, evades or opposes imposes none."""
    status, cues = said
    imposers, targets = sides
    asks_before = (cue for cue in cues if "cue.sought" in cue.rule.tags and cue.end <= trigger.start)
    if status.value == "eased" and next(asks_before, None) is not None:
        # "Moscow called for the lifting of …": others lift them.
        imposers = [item for item in imposers if item.mark is not None or item.code in reading.grammar.imposers]
    if reading.grammar.cased and status.cue.rule.tags & {"cue.sought", "cue.addressed"}:
        imposers = _asked(reading, trigger, status.cue, imposers)
    asks = status.value == "eased" and not {item.code for item in imposers} & set(reading.grammar.imposers)
    if "role.violation" in status.cue.rule.tags and any(is_delivery(hit) for hit in reading.hits):
        # "exports arms to A in violation of an embargo": on whom it is, is not said.
        imposing = reading.grammar.imposers
        aimed = [item for item in targets if item.mark == "against"]
        return [item for item in imposers if item.mark is not None and item.code in imposing], aimed
    if "role.self" in status.cue.rule.tags and any(item.mark is None for item in imposers):
        imposers = [item for item in imposers if item.mark is None]  # "will die EU-Sanktionen nicht übernehmen"
    if not targets and (status.value == "evaded" or (asks and imposers)):
        imposers, targets = _evaders(reading, trigger, imposers)
    if status.value == "rejected" and not status.cue.rule.tags & {"role.self", "cue.negation"}:
        # Who opposes sanctions stands where else their author does.
        imposers = [item for item in imposers if item.mark is not None or item.code in CORE]
        # "a package that was blocked by Hungary"
        imposers = [item for item in imposers if item.code in CORE or not _agent_of(status.cue, item)]
    if status.value == "planned" and "cue.sought" in status.cue.rule.tags:
        # Who asks for sanctions ("Kyiv demands …") leaves it to others to impose them.
        imposers = [item for item in imposers if item.mark is not None or item.code in reading.grammar.imposers]
    return imposers, targets


def draft_sanctions(reading: Reading) -> list[SanctionDraft]:
    """Return the sanctions that one sentence claims."""
    triggers = [hit for hit in reading.hits if is_sanction(hit)]
    if not any("theme.sanctions" in hit.rule.tags for hit in triggers):
        return []
    drafts: list[SanctionDraft] = []
    telling = [hit for hit in triggers if CLAIM in hit.rule.tags]
    silent = [
        hit for hit in triggers
        if NO_CLAIM in hit.rule.tags and not any(_covers(other, hit) for other in telling)
    ]  # fmt: skip
    words = [
        hit for hit in triggers
        if "theme.sanctions" in hit.rule.tags and not any(one.start < hit.end and hit.start < one.end for one in silent)
    ]  # fmt: skip
    shared = [hit for hit in reading.hits if NOBODYS in hit.rule.tags]
    for trigger in words:
        if any(_covers(trigger, other) for other in words):
            continue
        imposers, targets = sanction_roles(reading, trigger, triggers)
        negated = Negated(triggers, reading.grammar.negation_words)
        cues = cues_of(
            trigger, words, reading.hits, reading.sentence, ahead=bool(reading.grammar.reports), negated=negated
        )
        cues = [cue for cue in _said_of(trigger, cues, reading) if not _prevented(cue, reading)]
        if any(disclaimed(cue, reading) for cue in cues):
            cues = [cue for cue in cues if not cue.rule.tags & {"cue.evaded", "cue.negation"}]
        cues = [cue for cue in cues if not (_marks_object(cue, trigger, reading) or _of_others(cue, trigger, reading))]
        cues = [] if any(_sets_scene(cue, reading) for cue in cues) else cues
        cues = [cue for cue in cues if not _effect(cue, trigger, reading) and not tells_other(cue, trigger, reading)]
        status = sanction_status(trigger, cues)
        imposers, targets = _parts(reading, trigger, (status, cues), Sides(imposers, targets))
        known = {item.code for item in targets}  # nobody sanctions himself
        imposers = [item for item in imposers if item.code not in known and not blamed(item, trigger, reading)]
        if any(hit.start <= trigger.start < hit.end for hit in shared):
            # "resists calls to relax international sanctions": nobody's in particular
            found = _pairs(reading, trigger, [item for item in imposers if item.code in AUTHORITIES], targets, status)
            drafts += [draft._replace(shared=True) for draft in found]
            continue
        council = _council(reading, trigger)
        drafts += [draft._replace(council=council) for draft in _pairs(reading, trigger, imposers, targets, status)]
    return _merge(drafts)


def _council(reading: Reading, trigger: Hit) -> str | None:
    """Return the tag by which the words around *trigger* mean sanctions of the Security Council."""
    around = [hit for hit in reading.hits if hit.start <= trigger.start < hit.end]
    return next((tag for tag in COUNCIL if any(tag in hit.rule.tags for hit in around)), None)


def _said_of(trigger: Hit, cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues*; where the sanctions are only the background, those between its word and theirs."""
    text, start = reading.sentence.text, reading.sentence.starts[reading.sentence.segment(trigger.start)]
    low = max(start, trigger.start - BACKGROUND_REACH)
    before = text[low : trigger.start]
    places = [before.rfind(f"{word} ") for word in reading.grammar.background]
    place = max((place for place in places if place >= 0 and (place == 0 or before[place - 1] == " ")), default=None)
    words = {*reading.grammar.to, *reading.grammar.from_, *reading.grammar.other} if place is not None else set()
    if place is None or any(word in words for word in before[place:].split()[2:]):
        return cues  # "wegen seiner Importe mit Sanktionen"
    return [cue for cue in cues if low + place <= cue.start and cue.end <= trigger.end]


def _prevented(cue: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells of an evasion that is to be prevented: "para evitar que Moscú eluda …"."""
    if "cue.evaded" not in cue.rule.tags or not reading.grammar.prevents:
        return False
    text = reading.sentence.text
    beside = text[max(reading.sentence.start, cue.start - PREVENTING_REACH) : cue.start]
    if reading.grammar.verb_last:  # "um die Umgehung der Sanktionen zu verhindern"
        end = reading.sentence.bounds(*[reading.sentence.segment(cue.start)] * 2)[1]
        beside += f" {text[cue.end : min(end, cue.end + PREVENTING_REACH)]}"
    return any(word in reading.grammar.prevents for word in beside.replace("'", " ").replace(",", " ").split())


def _marks_object(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* only brings the sanctions before their verb (将对伊制裁延长一年)."""
    words = tuple(reading.grammar.objects_before)
    if not words or cue.start >= trigger.start or not reading.sentence.text.startswith(words, cue.start):
        return False
    return any("trigger.impose" in hit.rule.tags and 0 <= hit.start - trigger.end <= VERB_REACH for hit in reading.hits)


def _sets_scene(cue: Hit, reading: Reading) -> bool:
    """Say whether *cue* begins the sentence as its background: "Despite sanctions, exports grew"."""
    return "role.not-initial" in cue.rule.tags and cue.start == reading.sentence.bounds(0, 0)[0]


def _effect(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* is a modal of what the sanctions do ("the sanctions on A will hit B"), not of their coming."""
    if "role.modal" not in cue.rule.tags or cue.start < trigger.end:
        return False
    if reading.grammar.reports:  # 制裁可能导致…: no word of imposing or easing follows
        return not any(cue.end <= hit.start and hit.rule.tags & OWN_VERBS for hit in reading.hits)
    gap = reading.sentence.text[trigger.end : cue.start].split()
    if reading.grammar.verb_last:
        return len(gap) <= EFFECT_WORDS and _does(cue, reading)
    if gap and (gap[0] not in reading.grammar.against or len(gap) > EFFECT_WORDS):
        return False
    verb = reading.sentence.text[cue.end : cue.end + 4]
    return verb.startswith(" ") and verb.strip() not in {"be", "com", "tak"}


def _agent_of(cue: Hit, party: PartyMention) -> bool:
    """Say whether *party* stands right behind *cue* as who does what it says."""
    return party.mark == "by" and 0 <= party.start - cue.end <= AGENT_REACH


def _of_others(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a plan in a clause behind the sanctions is not one of imposing ("…, das Minsk unterstützen soll")."""
    segment = reading.sentence.segment
    if not reading.grammar.effects or "cue.planned" not in cue.rule.tags or segment(cue.start) <= segment(trigger.end):
        return False
    clause = segment(cue.start)
    return not any("trigger.impose" in hit.rule.tags and segment(hit.start) == clause for hit in reading.hits)


def _does(cue: Hit, reading: Reading) -> bool:
    """Say whether the clause of the modal *cue* ends with what sanctions do ("die Sanktionen werden Minsk schaden")."""
    own = reading.sentence.segment(cue.start)
    clause = reading.sentence.text[cue.end : reading.sentence.bounds(own, own)[1]]
    return bool(reading.grammar.effects) and clause.endswith(tuple(reading.grammar.effects))


def _covers(hit: Hit, other: Hit) -> bool:
    """Say whether *hit* says at length what the word *other* in it says too ("sanctions on", "EU sanctions")."""
    inside = hit.start <= other.start and other.end <= hit.end
    return inside and other.end - other.start < hit.end - hit.start


def _asked(reading: Reading, trigger: Hit, cue: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return who is to impose: who calls for sanctions imposes none, unless it may; who is called on does."""
    imposing = reading.grammar.imposers
    left = [item for item in imposers if item.mark is not None or item.start >= cue.end or item.code in imposing]
    asked = [
        item for item in reading.parties
        if item.mark in {None, "to"} and item.code in imposing and cue.end <= item.start and item.end <= trigger.start
    ]  # fmt: skip
    return asked or left


def _evaders(
    reading: Reading, trigger: Hit, imposers: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets of evaded or eased sanctions: who evades them or wants them gone is the target."""
    imposing = reading.grammar.imposers
    near = [item for item in reading.parties if item.mark in {None, "of", "by", "giver"} and item.code not in imposing]
    return [item for item in imposers if item.code in imposing], nearest_to(near, trigger)


def _crossed(imposer: PartyMention | None, target: PartyMention | None, grammar: ClaimGrammar) -> bool:
    """Say whether the parts are the wrong way round ("lasting sanctions deepen North Korea's distrust of the US")."""
    if target is None or target.mark not in WEAK or target.code not in grammar.imposers:
        return False
    return imposer is None or imposer.code in grammar.sanctioned


def _acts_on(reading: Reading, trigger: Hit, imposer: PartyMention | None, target: PartyMention | None) -> bool:
    """Say whether *imposer* is the subject of a verb of imposing, behind which *target* stands."""
    if imposer is None or target is None or imposer.mark is not None or imposer.end > trigger.start:
        return False
    segment = reading.sentence.segment(trigger.start)
    verbs = [hit for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.start <= trigger.start]
    told = any(imposer.end <= hit.start and reading.sentence.segment(hit.start) == segment for hit in verbs)
    return told and target.start >= trigger.end and reading.sentence.segment(imposer.start) == segment


def _pairs(
    reading: Reading, trigger: Hit, imposers: list[PartyMention], targets: list[PartyMention], status: Status
) -> list[SanctionDraft]:
    found = []
    sides: tuple[list[PartyMention | None], list[PartyMention | None]] = ([*imposers] or [None], [*targets] or [None])
    for one in sides[0]:
        for other in sides[1]:
            crossed = _crossed(one, other, reading.grammar) and not _acts_on(reading, trigger, one, other)
            imposer, target = (other, one) if crossed else (one, other)
            target = None if target is not None and target.code in AUTHORITIES else target
            if not _same(imposer, target):
                places = [trigger.start, *(party.start for party in (imposer, target) if party)]
                segments = [reading.sentence.segment(place) for place in places]
                span = reading.sentence.bounds(min(segments), max(segments))
                whole = (reading.sentence.start, reading.sentence.end)
                found.append(SanctionDraft(trigger, imposer, target, status, span, whole, owner=_owner(reading)))
    return found


def _owner(reading: Reading) -> str | None:
    """Return whose the thing or firm is that the sentence names, as its rule says (``role.owner-ru``)."""
    tags = (tag for hit in reading.hits for tag in hit.rule.tags if tag.startswith(OWNER))
    return next((tag.removeprefix(OWNER).upper() for tag in tags), None)


def _merge(drafts: list[SanctionDraft]) -> list[SanctionDraft]:
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
