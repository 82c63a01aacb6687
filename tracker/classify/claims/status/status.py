"""The status of a claim from the cues of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.sentences.speech import only_wanted
from tracker.classify.claims.status.demands import is_demanded
from tracker.classify.claims.status.settling import settle, told_of

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit

TRANSFER_ORDER = ("denied", "blocked", "alleged", "delivered", "agreed", "planned", "sought")
SANCTION_ORDER = ("evaded", "eased", "rejected", "planned", "in_force")
# What other cues mean of sanctions: who asks for them plans them, a waiver eases them.
OTHER_NAMES = {"sought": "planned", "waiver": "eased"}
# A negation this close to a trigger negates it.
NEGATION_REACH = 40
# An article of negation stands before its noun, which its verb may follow late ("keine Panzer des Typs … liefern").
ARTICLE_REACH = 110
# A negation that undoes an easing ("will not lift") stands this near to its word.
UNDOING_REACH = 30
# How far from the word of easing stands what brings the sanctions back.
RESTORING_REACH = 80
# How long a clause is that only says who said it.
SPEECH_LENGTH = 40
# What ends a quotation behind which its speaker follows.
QUOTED = ('",', "“,", "”,", "»,", "«,")
# What a clause behind the last trigger still says of it ("…, which the ministry denied").
AFTERTHOUGHTS = frozenset({"cue.denied", "cue.rejected", "cue.alleged", "cue.blocked", "cue.eased", "cue.evaded"})


class Negated(NamedTuple):
    """What a negation may speak of: *triggers*, at most *reach* words behind it (0: wherever they stand)."""

    triggers: list[Hit]
    reach: int


class Status(NamedTuple):
    """A status and the hit that gave it; *past* where it held until now only ("had refused so far")."""

    value: str
    cue: Hit
    past: bool = False


def cues_of(
    trigger: Hit,
    triggers: list[Hit],
    hits: list[Hit],
    sentence: Sentence,
    *,
    ahead: bool = False,
    negated: Negated | None = None,
) -> list[Hit]:
    """Return the cues that speak of *trigger*: those of its segment, and of segments without a trigger beside it.

    A cue in a segment of its own belongs to the next segment with a trigger ("Kyiv accuses Tehran, …"), or to the
    last one where none follows (", the ministry denied"). A contrast word between cue and trigger parts them. Where
    plans stand *ahead* of their deeds (Chinese), a later clause can only deny or judge. What a negation
    may speak of is *negated*, where a language wants it close behind.
    """
    segment = sentence.segment
    own = segment(trigger.start)
    with_trigger = sorted({segment(item.start) for item in told_of(triggers, hits, trigger)})
    contrasts = [hit.start for hit in hits if "clause.contrast" in hit.rule.tags and _contrasts(hit, sentence)]
    cues = [hit for hit in hits if hit.rule.is_cue and hit.held is None]
    easing = [cue for cue in cues if "cue.eased" in cue.rule.tags]
    found = [
        cue for cue in cues
        if _owner(cue, segment(cue.start), with_trigger) == own and _nearest(cue, trigger, triggers)
        and ("cue.negation" not in cue.rule.tags or _negates(cue, own, negated, easing, sentence))
        and not ("cue.before" in cue.rule.tags and cue.start > trigger.start)
        and not _parted(cue, trigger, contrasts)
    ]  # fmt: skip
    last = with_trigger[-1]
    if own == last:  # what stands behind the last trigger speaks of it or of nothing
        found = [
            cue for cue in found
            if segment(cue.start) <= last or not (
                _unsaid(cue, hits, sentence) if ahead else _late(cue, segment(cue.start) - last, sentence)
                or ("role.modal" in cue.rule.tags and is_told(trigger))
            )
        ]  # fmt: skip
    return [cue for cue in found if not any(_inside(cue, other) for other in cues)]


def _parted(cue: Hit, trigger: Hit, contrasts: list[int]) -> bool:
    """Say whether a word of contrast stands between *cue* and *trigger*, which the cue does not take up itself."""
    if "role.anaphor" in cue.rule.tags and cue.start >= trigger.end:
        return False  # "Kyiv says … sent drones, but Tehran denies it"
    low, high = sorted((cue.start, trigger.start))
    return any(low < place < high for place in contrasts)


def _unsaid(cue: Hit, hits: list[Hit], sentence: Sentence) -> bool:
    """Say whether *cue*, behind the last trigger, says nothing of it where plans stand ahead of their deeds."""
    return not cue.rule.tags & AFTERTHOUGHTS or only_wanted(cue, hits, sentence)


def _late(hit: Hit, behind: int, sentence: Sentence) -> bool:
    """Say whether *hit*, so many clauses *behind* the last trigger, says nothing of it.

    ("…, prolonging the war that the UN wants to stop", "…, the army announced")
    """
    if "cue.sought" in hit.rule.tags and sentence.text[sentence.start : hit.start].rstrip().endswith(QUOTED):
        return False  # "…", forderte der Minister
    if hit.rule.tags & {"cue.blocked", "cue.sought"}:
        return behind > 1
    start, end = sentence.around(hit.start)
    return "cue.agreed" in hit.rule.tags and end - start <= SPEECH_LENGTH and hit.end == end


def is_told(trigger: Hit) -> bool:
    """Say whether *trigger* tells of the past, whatever is to come of it: "sent missiles, which would be used …"."""
    tags = trigger.rule.tags
    return "trigger.transfer" not in tags and not any(tag.startswith("status.") for tag in tags)


def _contrasts(hit: Hit, sentence: Sentence) -> bool:
    """Say whether a word of contrast parts clauses: German "doch" only at their beginning ("liefert nun doch")."""
    if "role.initial" not in hit.rule.tags:
        return True
    start = sentence.around(hit.start)[0]
    return hit.start == start


def _inside(cue: Hit, other: Hit) -> bool:
    """Say whether *cue* is a part of the phrase *other* that has its meaning as a whole ("refuses to lift")."""
    return (
        "cue.whole" in other.rule.tags
        and other.start <= cue.start
        and cue.end <= other.end
        and other.end - other.start > cue.end - cue.start
    )


def _negates(cue: Hit, own: int, negated: Negated | None, easing: list[Hit], sentence: Sentence) -> bool:
    """Say whether the negation *cue* stands in segment *own*, and what it may speak of, or an easing, close behind."""
    if sentence.segment(cue.start) != own:
        return False
    if negated is None or not negated.reach:
        return True
    segment = sentence.segment(cue.start)
    return any(
        other.start >= cue.end and sentence.segment(other.start) == segment
        and len(sentence.text[cue.end : other.start].split()) <= negated.reach
        for other in (*negated.triggers, *easing)
    )  # fmt: skip


def _owner(cue: Hit, segment: int, with_trigger: list[int]) -> int:
    if segment in with_trigger:
        return segment
    earlier = [number for number in with_trigger if number < segment]
    if earlier and "role.judging" in cue.rule.tags:
        return earlier[-1]  # "denied the deliveries, calling the report baseless, and …"
    later = [number for number in with_trigger if number > segment]
    return later[0] if later else with_trigger[-1]


def _nearest(cue: Hit, trigger: Hit, triggers: list[Hit]) -> bool:
    """Of several far-apart triggers in one segment the nearest owns the cue."""
    if cue is trigger:
        return True
    if any(other is cue and other is not trigger for other in triggers):
        return abs(cue.start - trigger.start) <= NEGATION_REACH
    return True


def transfer_status(trigger: Hit, cues: list[Hit]) -> Status:
    """Return the status of a transfer: the first of the guideline's order among the cues, else the trigger's own.

    Who demands that deliveries stop says that they go on; what hangs on an *if* is planned at most.
    """
    stopped = [cue for cue in cues if "cue.blocked" in cue.rule.tags and "role.anaphor" not in cue.rule.tags]
    if is_demanded(stopped, cues):
        cues = [cue for cue in cues if not cue.rule.tags & {"cue.blocked", "cue.demands", "cue.negation"}]
        found = _found(trigger, cues)
        said = next((value for value in TRANSFER_ORDER[: TRANSFER_ORDER.index("planned")] if value in found), None)
        return Status(said, found[said]) if said else Status("delivered", trigger)
    condition = next((cue for cue in cues if "cue.if" in cue.rule.tags), None)
    if condition is not None and not any(cue.rule.tags & {"cue.denied", "cue.alleged"} for cue in cues):
        return Status("planned", condition)
    found = _found(trigger, cues)
    settle(found, trigger, cues)
    past = any("cue.until" in cue.rule.tags for cue in cues)
    for value in TRANSFER_ORDER:
        if value in found:
            return Status(value, found[value], past and value in {"blocked", "sought"})
    return Status(_own_status(trigger, "delivered"), trigger)


def _found(trigger: Hit, cues: list[Hit]) -> dict[str, Hit]:
    """Return the first cue of each status; a mere modal gives way to a word that says more."""
    found: dict[str, Hit] = {}
    for cue in cues:
        for value in _values(cue, "transfer-"):
            if value == "negation" and abs(cue.start - trigger.start) <= _negation_reach(cue, trigger):
                found.setdefault("blocked", cue)
            elif value in TRANSFER_ORDER:
                held = found.setdefault(value, cue)
                if "role.modal" in held.rule.tags and "role.modal" not in cue.rule.tags:
                    found[value] = cue
    return found


def _negation_reach(cue: Hit, trigger: Hit) -> int:
    """Return how far from *trigger* the negation *cue* may stand."""
    return ARTICLE_REACH if "role.article" in cue.rule.tags and cue.end <= trigger.start else NEGATION_REACH


def sanction_status(trigger: Hit, cues: list[Hit]) -> Status:
    """Return the status of a sanction in the guideline's order, ``in_force`` where no cue says otherwise.

    They are in force too where it is said that they stay (cue.kept), or where somebody is against their lifting.
    """
    found = _sanction_cues(trigger, cues)
    undone = next((cue for cue in cues if "cue.kept" in cue.rule.tags), _undone(cues, found))
    if undone is not None and "evaded" not in found:
        return Status("in_force", undone)
    if any("cue.imposed" in cue.rule.tags for cue in cues):
        # "has imposed": what else is demanded or planned in the clause is the reason, or more of it.
        found.pop("planned", None)
        if "evaded" in found and found["evaded"].start >= trigger.end:
            del found["evaded"]  # "has imposed sanctions on a bank that helped to evade others"
    existing = any("cue.existing" in cue.rule.tags for cue in cues)
    if existing and "planned" in found and "role.modal" in found["planned"].rule.tags:
        del found["planned"]  # "will die verhängten Sanktionen nutzen"
    if existing and "rejected" in found and "cue.negation" in found["rejected"].rule.tags:
        del found["rejected"]  # "the sanctions imposed on Moscow do not work"
    for value in SANCTION_ORDER:
        if value in found:
            return Status(value, found[value])
    return Status(_own_status(trigger, "in_force"), trigger)


def _sanction_cues(trigger: Hit, cues: list[Hit]) -> dict[str, Hit]:
    """Return the first cue of each status that *cues* give the sanctions of *trigger*."""
    found: dict[str, Hit] = {}
    for cue in cues:
        for value in _values(cue, "sanction-"):
            if value == "negation" and abs(cue.start - trigger.start) <= NEGATION_REACH:
                found.setdefault("rejected", cue)
            elif value in SANCTION_ORDER:
                found.setdefault(value, cue)
            elif value in OTHER_NAMES:
                found.setdefault(OTHER_NAMES[value], cue)
    return found


def _values(cue: Hit, subject: str) -> list[str]:
    """Return what *cue* says of *subject* ("transfer-" or "sanction-"): some cues speak of one kind of claim only."""
    return [tag.removeprefix("cue.").removeprefix(subject) for tag in cue.rule.tags if tag.startswith("cue.")]


def _undone(cues: list[Hit], found: dict[str, Hit]) -> Hit | None:
    """Return the word that undoes an easing: a lifting that is opposed or does not come, waivers that end."""
    if "eased" not in found or "evaded" in found:
        return None
    place = found["eased"].start
    if any("cue.restored" in cue.rule.tags and abs(cue.start - place) <= RESTORING_REACH for cue in cues):
        del found["eased"]  # "sanctions lifted in 2016 were imposed anew"
        return None
    rejected = _turned_down(cues, found)
    if rejected is not None:
        return rejected
    waivers = [cue for cue in cues if "cue.waiver" in cue.rule.tags]
    ends = [cue for cue in cues if cue.rule.tags & {"cue.eased", "cue.negation"}]
    for waiver in waivers:
        for end in ends:
            if end.end <= waiver.start or waiver.end <= end.start:
                return end
    eased = [cue for cue in cues if "cue.eased" in cue.rule.tags]
    against = [cue for cue in cues if cue.rule.tags & {"cue.negation", "cue.blocked"}]
    for cue in eased:
        for other in against:
            gap = (
                cue.start - other.end
                if "cue.blocked" in other.rule.tags
                else max(cue.start - other.end, other.start - cue.end)
            )
            if 0 <= gap <= UNDOING_REACH:
                return other
    return None


def _turned_down(cues: list[Hit], found: dict[str, Hit]) -> Hit | None:
    """Return the word that rejects an easing, or denies before it that one is to come."""
    rejected = found.get("rejected")
    if rejected is not None and "cue.rejected" in rejected.rule.tags:
        return rejected
    place = found["eased"].start
    return next((cue for cue in cues if "cue.denied" in cue.rule.tags and cue.end <= place), None)


def _own_status(trigger: Hit, default: str) -> str:
    return next((tag.removeprefix("status.") for tag in trigger.rule.tags if tag.startswith("status.")), default)
