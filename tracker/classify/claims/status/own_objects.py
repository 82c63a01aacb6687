"""Whether a word of status speaks of the sanctions: "lifted them", but not "suspended flights after sanctions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words behind a word of status its object stands.
OBJECT_WORDS = 7
# How many words before a participle its auxiliary stands.
AUXILIARY_WORDS = 3
# How far behind a refusal the delivery or purchase begins that is refused.
DEAL_REACH = 16
# What may be said of other things in a sentence about sanctions.
SAID_OF = frozenset({"cue.eased", "cue.rejected", "cue.planned", "cue.evaded", "cue.sought"})
WISHED = frozenset({"cue.eased", "cue.planned", "cue.sought"})
IMPOSING = frozenset({"trigger.impose", "trigger.sanctioned", "theme.sanctions"})


def of_another_thing(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* eases, plans, rejects or evades something else than the sanctions of *trigger*."""
    grammar, sentence = reading.grammar, reading.sentence
    if grammar.sellers and cue.rule.tags & SAID_OF:
        return _of_first_verb(cue, trigger, reading) or _of_second_verb(cue, trigger, reading)
    if grammar.cased and "cue.rejected" in cue.rule.tags and _rejects_another(cue, trigger, reading):
        return True
    if not cue.rule.tags & SAID_OF or not grammar.measures or cue.start <= trigger.start < cue.end:
        return False
    inside = sentence.segment(cue.start) == sentence.segment(trigger.start)
    eased = "cue.eased" in cue.rule.tags
    if inside and cue.end <= trigger.start:
        between = f" {sentence.text[cue.end : trigger.start]} "
        verbal = sentence.text.endswith(tuple(grammar.pasts), trigger.start, trigger.end)
        over = any(f" {word} " in between for word in grammar.eased_over)
        return eased and (over or (verbal and between.endswith(" and  ")))  # "removed from it and sanctioned"
    if inside and not (eased or _joined(cue, trigger, reading)):
        return False
    return _own_object(cue, trigger, reading)


def _rejects_another(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* rejects a purchase or a delivery ("Из-за санкций … отказалась от покупки"), or another thing.

    "возражают против моста и угрожают санкциями"
    """
    if any(hit.rule.opens_transfer and 0 <= hit.start - cue.end <= DEAL_REACH for hit in reading.hits):
        return True
    between = reading.sentence.text[cue.end : trigger.start].split()
    return len(between) > 1 and _of_first_verb(cue, trigger, reading)


def _of_first_verb(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a second verb imposes the sanctions: "condenaron el golpe y anunciaron sanciones"."""
    text, grammar = reading.sentence.text, reading.grammar
    verbs = [hit for hit in reading.hits if "trigger.impose" in hit.rule.tags]
    verbs = [hit for hit in verbs if cue.end < hit.start < trigger.start]
    if cue.rule.tags & {"cue.planned", "cue.sought"} and any(_is_gerund(hit, reading) for hit in verbs):
        return True
    if cue.rule.tags & {"cue.rejected"} and _adds_that(text[cue.end : trigger.start], reading):
        return True
    return any(
        _leads_on(text[cue.end : hit.start], reading)
        and not text[hit.start : hit.end].split()[0].endswith(tuple(grammar.infinitive_endings))
        for hit in verbs
    )


def _of_second_verb(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a second verb tells of what is still to come: "impuso sanciones a … y amenazó con hacer lo mismo"."""
    if not cue.rule.tags & {"cue.planned", "cue.sought"} or cue.start < trigger.end:
        return False
    text = reading.sentence.text
    imposed = (hit for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.end <= trigger.start)
    start = reading.sentence.begin(trigger.start)
    return _leads_on(text[trigger.end : cue.start], reading) and any(hit.start >= start for hit in imposed)


def _is_gerund(verb: Hit, reading: Reading) -> bool:
    """Say whether *verb* tells how something is done: "accentuent la pression en imposant des sanctions"."""
    text, grammar = reading.sentence.text, reading.grammar
    led = not grammar.gerunds or text.endswith(tuple(f" {word} " for word in grammar.gerunds), 0, verb.start)
    return led and text[verb.start : verb.end].endswith(tuple(grammar.gerund_endings))


def _adds_that(between: str, reading: Reading) -> bool:
    """Say whether *between* has a second verb with a clause of its own: "condenaron … y agregaron que impondrán …"."""
    words = between.split()
    joints = [place for place, word in enumerate(words) if word in reading.grammar.distinct]
    return any({*words[place + 2 : place + 4]} & {*reading.grammar.that} for place in joints)


def _leads_on(between: str, reading: Reading) -> bool:
    """Say whether *between* ends with a joining word, or with one and an auxiliary."""
    words = between.split()
    words = words[:-1] if words and words[-1] in reading.grammar.actives else words
    return bool(words) and words[-1] in reading.grammar.distinct


def _joined(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* is a second verb behind the sanctions: "imposed sanctions on Chad and plans a summit"."""
    before = reading.sentence.text[trigger.end : cue.start].split()
    return "and" in before[-2:]


def _own_object(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* has an object, or a verb, of its own that is no word for the sanctions."""
    grammar, sentence = reading.grammar, reading.sentence
    start, end = sentence.around(cue.start)
    here = [hit for hit in reading.hits if start <= hit.start < end and hit.rule.tags & IMPOSING]
    here = [hit for hit in here if hit.end <= cue.start or cue.end <= hit.start]
    if sentence.segment(cue.start) == sentence.segment(trigger.start):
        here = [hit for hit in here if hit.start > cue.start]
    led = sentence.text[start : cue.start].split()[-AUXILIARY_WORDS:]
    lasting = sentence.text.endswith(tuple(grammar.hanging_endings), cue.start, cue.end)  # "is weighing"
    passive = not lasting and any(word in grammar.passives for word in led)
    behind = sentence.text[cue.end : end].split()[:OBJECT_WORDS]
    if passive and "cue.eased" in cue.rule.tags:
        # "was sanctioned and removed from the programme"
        away = behind[:1] == ["from"] and not any(word.strip(",.") in grammar.measures for word in behind)
        return away or (not any("theme.sanctions" in hit.rule.tags for hit in here) and cue.end <= trigger.start)
    if here and "cue.eased" not in cue.rule.tags:
        return False
    if passive:
        return cue.end <= trigger.start
    if led[-1:] and led[-1] in grammar.measures:
        return False  # "sanctions relief"
    if not behind or behind[0] in grammar.pronouns_behind:  # "suspended it from a programme", "prices eased as"
        following = sentence.text[cue.end : sentence.end].split()[:1]
        goes_on = sentence.text[cue.end : cue.end + 1] == " " or _is_object(cue, start, reading)
        alone = goes_on and not set(following) & set(grammar.leading)
        return behind[1:2] == ["from"] if behind else alone and bool(cue.rule.tags & WISHED)
    return not any(word.strip(",.'\"") in grammar.measures for word in behind)


def _is_object(cue: Hit, start: int, reading: Reading) -> bool:
    """Say whether the noun *cue* is what another word of its clause speaks of: "opposed peace talks"."""
    return any(start <= hit.start and hit.end < cue.start and hit.rule.tags & SAID_OF for hit in reading.hits)
