"""Which words of status speak of sanctions: not those of their background, of what they do, or of other plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.evading import evaders_clause
from tracker.classify.claims.sentences.speech import tells_other
from tracker.classify.claims.status.own_objects import of_another_thing
from tracker.classify.claims.status.status import Negated, Status, cues_of

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words stand between a negation and the evasion that it denies.
DISCLAIMING_WORDS = 3
# How many words of their target stand between sanctions and what they do.
EFFECT_WORDS = 4
# How far before sanctions the word that makes them a background stands.
BACKGROUND_REACH = 50
# What tells that sanctions are there already.
SETTLING = frozenset({"cue.imposed", "cue.kept", "cue.existing"})
# What opens a condition, and what it may tell of something else than the sanctions.
CONDITIONS = frozenset({"cue.if", "role.condition"})
CONDITIONED = frozenset({"cue.rejected", "cue.eased", "cue.negation", "cue.blocked", "cue.denied"})
# How far before an evasion the word stands that says that it is to be prevented.
PREVENTING_REACH = 90
# Verbs that make a modal behind sanctions speak of them.
OWN_VERBS = frozenset({"trigger.impose", "cue.eased"})
# How far behind sanctions brought before their verb this stands (将制裁措施延长).
VERB_REACH = 3
# How far behind a word of evading what is evaded ends.
EVADED_REACH = 14
# How much of what stands behind a modal is looked at.
VERB_LENGTH = 12


def sanction_cues(reading: Reading, trigger: Hit, words: list[Hit], triggers: list[Hit]) -> list[Hit]:
    """Return the cues that speak of the sanctions of *trigger*, one of the *words* of the theme.

    *triggers* are these and the verbs of imposing, which a negation may speak of.
    """
    grammar = reading.grammar
    negated = Negated(triggers, grammar.negation_words)
    ahead = bool(grammar.reports or grammar.cased)
    cues = cues_of(trigger, words, reading.hits, reading.sentence, ahead=ahead, negated=negated)
    cues = [cue for cue in _said_of(trigger, cues, reading) if not _prevented(cue, reading)]
    cues = [cue for cue in cues if not (_of_earlier(cue, trigger, reading) or _in_reason(cue, trigger, reading))]
    cues = [cue for cue in cues if not (_by_target(cue, trigger, reading) or _of_whom(cue, trigger, reading))]
    if any(_disclaimed(cue, reading) for cue in cues):
        cues = [cue for cue in cues if not cue.rule.tags & {"cue.evaded", "cue.negation"}]
    cues = [cue for cue in cues if not _remarked(cue, trigger, reading)]
    cues = [cue for cue in cues if not (_marks_object(cue, trigger, reading) or _of_others(cue, trigger, reading))]
    if any(_sets_scene(cue, reading) for cue in cues):
        return []
    frozen = {hit.start for hit in words}  # 被冻结资产将解冻: the freeze itself stops nothing
    cues = [cue for cue in cues if "cue.blocked" not in cue.rule.tags or cue.start not in frozen]
    cues = [cue for cue in cues if not _describes_reason(cue, trigger, reading)]
    cues = [cue for cue in cues if not (_other_object(cue, trigger, reading) or _of_order(cue, reading))]
    cues = [cue for cue in cues if not _in_condition(cue, trigger, reading)]
    cues = [cue for cue in cues if not of_another_thing(cue, trigger, reading)]
    return [cue for cue in cues if not _effect(cue, trigger, reading) and not tells_other(cue, trigger, reading)]


def _said_of(trigger: Hit, cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues*; where the sanctions are only the background, those between its word and theirs."""
    text, start = reading.sentence.text, reading.sentence.begin(trigger.start)
    low = max(start, trigger.start - BACKGROUND_REACH)
    before = text[low : trigger.start]
    found = ((before.rfind(f"{word} "), word) for word in reading.grammar.background)
    found = ((place, word) for place, word in found if place >= 0 and (place == 0 or before[place - 1] == " "))
    place, phrase = max(found, default=(None, ""))
    words = {*reading.grammar.to, *reading.grammar.from_, *reading.grammar.other} if place is not None else set()
    end = low + (place or 0) + len(phrase)
    if place is not None and (_noun_between(reading, end, trigger) or _words_between(reading, end, trigger)):
        return cues
    rest = before[place:] if place is not None else ""
    for led in reading.grammar.other if reading.grammar.by_order else ():
        rest = rest.replace(f" {led} ", " ") if " from" in led else rest  # "amid pressure from Western sanctions"
    if place is None or any(word in words for word in rest.split()[2:]):
        return cues  # "wegen seiner Importe mit Sanktionen"
    return [cue for cue in cues if low + place <= cue.start and cue.end <= trigger.end]


def _describes_reason(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* describes what the sanctions are for: "wegen geplanter Anschläge … Sanktionen"."""
    if "cue.evaded" in cue.rule.tags:
        return False  # "wegen Verletzung der Sanktionen", "wegen Verstoßes gegen US-Sanktionen"
    words = tuple(f" {word} " for word in reading.grammar.background if reading.grammar.dative)
    before = f" {reading.sentence.text[reading.sentence.start : cue.start]}"
    return bool(words) and trigger.start - cue.end > 1 and before.endswith(words)


def _words_between(reading: Reading, place: int, trigger: Hit) -> bool:
    """Say whether something else is the background instead (Persian): "because of the war"."""
    return reading.grammar.names_after and bool(reading.sentence.text[place : trigger.start].strip())


def _other_object(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether something else is condemned in a clause before: "condemned the coup and imposed sanctions"."""
    sentence, marks = reading.sentence, reading.grammar.after_object
    if not marks or not cue.rule.tags & {"cue.rejected", "cue.denied"}:
        return False
    other = sentence.segment(cue.start) < sentence.segment(trigger.start)
    return other and sentence.last_words(cue.start, 1) in [[word] for word in marks]


def _of_order(cue: Hit, reading: Reading) -> bool:
    """Say whether an order is cancelled, not sanctions (取消订单; Chinese)."""
    return "cue.eased" in cue.rule.tags and any(
        "cue.blocked" in hit.rule.tags and hit.start == cue.start and hit.end > cue.end for hit in reading.hits
    )


def _noun_between(reading: Reading, place: int, trigger: Hit) -> bool:
    """Say whether a noun is the background instead, where nouns have capitals: "wegen seines Atomprogramms ihre …"."""
    if not reading.grammar.dative or not reading.cased:
        return False
    end, names = place, [item for item in reading.parties if place <= item.start < trigger.start]
    between = ""
    for item in names:
        between, end = between + reading.cased[end : item.start], item.end
    words = (between + reading.cased[end : trigger.start]).split()
    return any(word[0].isupper() and not word.isupper() for word in words)


def _prevented(cue: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells of an evasion that is to be prevented: "para evitar que Moscú eluda …"."""
    if "cue.evaded" not in cue.rule.tags or not reading.grammar.prevents:
        return False
    text = reading.sentence.text
    beside = text[max(reading.sentence.start, cue.start - PREVENTING_REACH) : cue.start]
    if reading.grammar.verb_last:  # "um die Umgehung der Sanktionen zu verhindern"
        end = reading.sentence.around(cue.start)[1]
        beside += f" {text[cue.end : min(end, cue.end + PREVENTING_REACH)]}"
    return any(word in reading.grammar.prevents for word in beside.replace("'", " ").replace(",", " ").split())


def _of_earlier(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells of the evasion of earlier sanctions than those imposed before it.

    ("imposed sanctions on Russia, which has evaded earlier ones")
    """
    sentence = reading.sentence
    own, clause = sentence.segment(trigger.start), sentence.segment(cue.start)
    if "cue.evaded" not in cue.rule.tags or clause < own or cue.start < trigger.end:
        return False
    if clause == own:  # "blacklisted a bank for helping Iran to evade …"
        between = f"{sentence.text[trigger.end : cue.end]} "
        imposing = [
            hit.start for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.start <= trigger.start
        ]
        verbal = any(sentence.segment(start) == own for start in imposing)
        # "sanctions on a bank for helping Iran to evade sanctions"
        again = any("theme.sanctions" in hit.rule.tags and hit.start >= cue.end for hit in reading.hits)
        return (verbal or again) and any(f" {word}" in between for word in reading.grammar.reasons)
    words = sentence.text[sentence.starts[clause] : cue.start].split(maxsplit=1)
    imposed = (hit for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.start < trigger.start)
    return (
        bool(words)
        and words[0] in reading.grammar.relatives
        and any(sentence.segment(hit.start) == own for hit in imposed)
    )


def _by_target(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells what those do whom the sanctions hit (对帮助俄罗斯规避制裁的公司实施制裁; Chinese)."""
    sentence, belongs = reading.sentence, tuple(reading.grammar.belongs)
    own = sentence.segment(trigger.start)
    if "cue.evaded" in cue.rule.tags and (clause := evaders_clause(reading, trigger)):
        return cue.start < clause[1]
    if "cue.evaded" not in cue.rule.tags or not belongs or sentence.segment(cue.start) != own:
        return False
    evaded = [
        hit.end for hit in reading.hits
        if "theme.sanctions" in hit.rule.tags and hit is not trigger and 0 <= hit.end - cue.end <= EVADED_REACH
    ]  # fmt: skip
    return any(sentence.text.startswith(belongs, end) for end in evaded)


def _of_whom(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells of those whom a relative clause says to be under sanctions, or of another object.

    "werden alle Konten geprüft, deren Besitzer von Sanktionen betroffen sind"; "setzt Flüge aus: Wegen Sanktionen …"
    """
    sentence = reading.sentence
    own = sentence.segment(trigger.start)
    if not reading.grammar.dative or sentence.segment(cue.start) == own:
        return False
    if "cue.eased" in cue.rule.tags and any(tag.startswith("role.split") for tag in cue.rule.tags):
        return True
    words = sentence.opening(trigger.start)
    suffered = (hit for hit in reading.hits if "trigger.sanctioned" in hit.rule.tags)
    relative = bool(words) and words[0] in {*reading.grammar.relatives, *reading.grammar.settings}
    return relative and any(sentence.segment(hit.start) == own for hit in suffered)


def _in_reason(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* only tells for what deed the sanctions are: "for supplying rebels opposed to the state"."""
    grammar, sentence = reading.grammar, reading.sentence
    if not grammar.by_order or not cue.rule.tags & {"cue.rejected", "cue.eased"}:
        return False
    words = {word.strip() for word in grammar.reasons} - {*grammar.relatives, *grammar.relatives_object}
    between = sentence.text[trigger.end : cue.start].split() if cue.start >= trigger.end else []
    return any(word in words for word in between)


def conditional(status: Status, reading: Reading, trigger: Hit, cues: list[Hit]) -> Status:
    """Return *status*, planned where a condition stands behind sanctions only agreed on: "agreed to tighten … if …"."""
    if status.value != "in_force" or any(cue.rule.tags & SETTLING for cue in cues):
        return status
    segment = reading.sentence.segment
    behind = [hit for hit in reading.hits if hit.rule.tags & CONDITIONS and hit.start >= trigger.end]
    near = [hit for hit in behind if segment(hit.start) - segment(trigger.start) in {0, 1}]
    return Status("planned", near[0]) if near else status


def _in_condition(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* only tells on what the sanctions hang: "threatens A with sanctions if it rejects the truce"."""
    conditions = [hit for hit in reading.hits if hit.rule.tags & CONDITIONS and hit.end <= cue.start]
    segment = reading.sentence.segment
    own = segment(cue.start)
    behind = own > segment(trigger.start) or bool(cue.rule.tags & CONDITIONED)
    if not conditions or not behind or segment(conditions[-1].start) != own:
        return False
    later = (hit for hit in reading.hits if hit.start >= conditions[-1].end and segment(hit.start) == own)
    if reading.grammar.names_after and "cue.eased" not in cue.rule.tags:  # "اگر مسکو نپذیرد تحریم‌ها …"
        later = (hit for hit in later if hit.end <= cue.start)
    return not any("theme.sanctions" in hit.rule.tags for hit in later)


def _remarked(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* is what others think of sanctions that are told before: "…, في خطوة وصفتها أنقرة …"."""
    sentence, remarks = reading.sentence, tuple(reading.grammar.remarks)
    if not remarks or cue.start < trigger.end:
        return False
    clauses = range(sentence.segment(trigger.start) + 1, sentence.segment(cue.start) + 1)
    return any(sentence.clause(clause).lstrip(" ،؛,;").startswith(remarks) for clause in clauses)


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
    verb = reading.sentence.text[cue.end : cue.end + VERB_LENGTH]
    return verb.startswith(" ") and verb.split()[:1] not in [[word] for word in reading.grammar.comings]


def _of_others(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a plan in a clause behind the sanctions is not one of imposing ("…, das Minsk unterstützen soll")."""
    segment = reading.sentence.segment
    if not reading.grammar.effects or "cue.planned" not in cue.rule.tags or segment(cue.start) <= segment(trigger.end):
        return False
    clause = segment(cue.start)
    joined = reading.sentence.clause(clause).split()[:1]  # "sanktionierte Minsk und drohte Fluglinien"
    if set(joined) & set(reading.grammar.resumes) and not any(
        "theme.sanctions" in hit.rule.tags and segment(hit.start) == clause for hit in reading.hits
    ):
        return True
    return not any("trigger.impose" in hit.rule.tags and segment(hit.start) == clause for hit in reading.hits)


def _does(cue: Hit, reading: Reading) -> bool:
    """Say whether the clause of the modal *cue* ends with what sanctions do ("die Sanktionen werden Minsk schaden")."""
    own = reading.sentence.segment(cue.start)
    clause = reading.sentence.text[cue.end : reading.sentence.bounds(own, own)[1]]
    return bool(reading.grammar.effects) and clause.endswith(tuple(reading.grammar.effects))


def _disclaimed(cue: Hit, reading: Reading) -> bool:
    """Say whether somebody denies the evasion that *cue* tells of: "does not help Russia to evade"."""
    if "cue.evaded" not in cue.rule.tags or not reading.grammar.cased:
        return False
    segment = reading.sentence.segment(cue.start)
    return any(
        "cue.negation" in hit.rule.tags and hit.end <= cue.start and reading.sentence.segment(hit.start) == segment
        and len(reading.sentence.text[hit.end : cue.start].split()) <= DISCLAIMING_WORDS
        for hit in reading.hits
    )  # fmt: skip
