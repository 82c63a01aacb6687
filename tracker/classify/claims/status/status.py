"""How far a transfer is, from the cues of its clause; ``sanction_status.py`` says the same of sanctions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.classify.claims.sentences.speech import only_wanted
from tracker.classify.claims.status.demands import is_demanded
from tracker.classify.claims.status.settling import settle, told_of

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.match import Hit

TRANSFER_ORDER = ("denied", "blocked", "alleged", "delivered", "agreed", "planned", "sought")
# A negation this close to a trigger negates it.
NEGATION_REACH = 40
# An article of negation stands before its noun, which its verb may follow late ("keine Panzer des Typs … liefern").
ARTICLE_REACH = 110
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
    told = [item for item in told_of(triggers, hits, trigger) if item is trigger or not _in_answer(item, hits)]
    with_trigger = sorted({segment(item.start) for item in told})
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


def _in_answer(trigger: Hit, hits: list[Hit]) -> bool:
    """Say whether *trigger* is a word of an answer to what was told before: "не дала согласия"."""
    answers = (hit for hit in hits if "role.anaphor" in hit.rule.tags and "cue.whole" in hit.rule.tags)
    return any(hit.start <= trigger.start and trigger.end <= hit.end for hit in answers)


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
    return Status(own_status(trigger, "delivered"), trigger)


def _found(trigger: Hit, cues: list[Hit]) -> dict[str, Hit]:
    """Return the first cue of each status; a mere modal gives way to a word that says more."""
    found: dict[str, Hit] = {}
    for cue in cues:
        for value in values_of(cue, "transfer-"):
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


def values_of(cue: Hit, subject: str) -> list[str]:
    """Return what *cue* says of *subject* ("transfer-" or "sanction-"): some cues speak of one kind of claim only."""
    return [tag.removeprefix("cue.").removeprefix(subject) for tag in cue.rule.tags if tag.startswith("cue.")]


def own_status(trigger: Hit, default: str) -> str:
    """Return the status that the rule of *trigger* gives by itself, else *default*."""
    return next((tag.removeprefix("status.") for tag in trigger.rule.tags if tag.startswith("status.")), default)
