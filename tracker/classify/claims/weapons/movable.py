"""Which weapons of a sentence may move at all: none that is fought, replaced, a reason or part of "arms embargo"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import inside_sanctions
from tracker.classify.claims.parties.endings import GENITIVE
from tracker.classify.claims.sentences.objects import WeaponObject, find_objects
from tracker.classify.claims.weapons.attached import drop_attached
from tracker.classify.claims.weapons.attack_nouns import in_attack

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon
    from tracker.lexicon.grammar import ClaimGrammar

# How far before a weapon the word stands that makes it what is fought (Chinese).
OPPOSED_REACH = 14
# How far behind a weapon the lessons in its use end.
LESSON_REACH = 10
# How far behind a weapon and the ending of its case such a word ends (Turkish).
OPPOSED_BEHIND = 44
# How many words a verb of mending, "its" and what describes the weapon are, and what ends a sentence.
SERVED_WORDS = 4
_ENDS = (".", ";", "!", "?")
_ENDING = re.compile(r"^'\w*")
# How many words, and signs, may stand between what has hit something and the word that says so.
STRUCK_WORDS = 2
STRUCK_REACH = 24
# How far before a weapon a word stands that makes it a reason.
REASON_REACH = 45
REASON_WORDS = 4
# How far before a weapon the word stands that makes it what is replaced.
REPLACED_REACH = 45
# The tags of relief goods, and of words for weapons that carry none.
RELIEF = "group.humanitarian"
OUTRIGHT = "group.outright"


def movable(low: str, triggers: list[Hit], reading: Reading, lexicon: Lexicon) -> list[WeaponObject]:
    """Return the weapons of a sentence that may be what *triggers* move: no target of them, nothing under sanctions."""
    numbers = [hit for hit in reading.hits if hit.rule.number is not None]
    found = find_objects(low, reading.hits, lexicon, numbers, reading.grammar)
    objects = [
        item for item in found
        if (_refused(item, reading.hits) or not _opposed(low, item, triggers, reading.grammar))
        and not _replaced(low, item, found, triggers, reading)
        and not inside_sanctions(reading.hits, item.hit) and not _strikes(low, item, reading)
        and not _taught(low, item, reading.grammar)
        and not in_attack(low, item, triggers, reading.hits, reading.grammar)
        and not low.startswith(tuple(reading.grammar.other_things), item.end)
        and not _for_which(low, item, reading.grammar)
    ]  # fmt: skip
    objects = [item for item in objects if not _is_reason(low, item, objects, reading)]
    if reading.grammar.relief_apart and any(RELIEF in hit.rule.tags for hit in reading.hits):
        # A plane that brings relief goods is not given; "weapons" are, whatever goes with them.
        objects = [item for item in objects if OUTRIGHT in item.hit.rule.tags]
    return drop_attached(low, objects, reading.grammar, reading.hits)


def _refused(item: WeaponObject, hits: list[Hit]) -> bool:
    """Say whether a word of refusal holds *item*: "hat sich gegen Waffenlieferungen entschieden"."""
    return any("cue.blocked" in hit.rule.tags and hit.start < item.start < hit.end for hit in hits)


def _is_reason(low: str, item: WeaponObject, objects: list[WeaponObject], reading: Reading) -> bool:
    """Say whether *item* is why another weapon is not sold: "stopped sales of the F-35 over Russian S-400s"."""
    if not reading.grammar.because or item is objects[0]:
        return False
    words = low[max(reading.sentence.start, item.start - REASON_REACH) : item.start].split()[-REASON_WORDS:]
    return any(word in reading.grammar.because for word in words)


def _for_which(low: str, item: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether other things are only meant for *item* (用于导弹的化学品)."""
    served = bool(grammar.serves) and low.endswith(tuple(grammar.serves), 0, item.start)
    return served and low.startswith(tuple(grammar.belongs), item.end)


def _strikes(low: str, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* is what has hit something: "the repair of plants hit by Russian drones"."""
    struck = [hit for hit in reading.hits if "role.struck" in hit.rule.tags]
    if reading.grammar.genitive_subject:
        gaps = [low[item.end : hit.start] for hit in struck if hit.start >= item.end]
    else:
        gaps = [low[hit.end : item.start] for hit in struck if hit.end <= item.start]
    return any(len(gap) <= STRUCK_REACH and len(gap.split()) <= STRUCK_WORDS and "," not in gap for gap in gaps)


def _taught(low: str, item: WeaponObject, grammar: ClaimGrammar) -> bool:
    """Say whether only the use of *item* is taught (F-16飞行训练)."""
    behind = low[item.end : item.end + LESSON_REACH] if grammar.lessons else ""
    place = min((behind.find(word) for word in grammar.lessons if word in behind), default=-1)
    return place == 0 or (place > 0 and behind[:place].strip("”’").isalnum())


def _opposed(low: str, item: WeaponObject, moves: list[Hit], grammar: ClaimGrammar) -> bool:
    """Say whether *item* is what the transferred thing is meant to fight ("rifles against drones") or replaces."""
    begin = low.rfind(" ", 0, item.start) + 1 if grammar.to_prefixes else item.start  # "لمواجهة ال" + "مسيرات"
    before = low[max(0, item.start - 45) : begin].split()
    delivered = any(
        "trigger.transfer" in hit.rule.tags and hit.start <= item.start and item.end <= hit.end for hit in moves
    )
    if delivered and not grammar.reports and before and before[-1] not in grammar.opposing:
        return False  # "protestieren gegen deutsche Panzerlieferungen", but "ist gegen Panzerlieferungen"
    place = item.start - len(before[-1]) - 1 if before else 0
    # "against the delivery of arms" opposes the delivery
    words = before[-1:] if any(hit.start <= place < hit.end for hit in moves) else before[-2:]
    if grammar.sellers and any("trigger.given" in hit.rule.tags and 0 <= hit.start - item.end <= 1 for hit in moves):
        words = [word for word in words if word not in grammar.uses]  # "utilise des missiles fournis par …"
    if grammar.reports:  # 提供防空系统拦截“匕首”导弹
        places = [low.rfind(word, max(0, item.start - OPPOSED_REACH), item.start) for word in grammar.opposing]
        last = max(places, default=-1)
        return last >= 0 and not any(last < hit.start < item.start for hit in moves)
    told = any(item.start <= hit.start and hit.end <= item.end for hit in moves)  # "silah satışına yönelik"
    behind = (
        _ENDING.sub("", low[item.end : item.end + OPPOSED_BEHIND]).split() if grammar.case_at_end and not told else []
    )
    behind = behind[2:] if behind[:1] and behind[0] in grammar.distinct else behind  # "füzeleri ve dronları engellemek"
    if behind and behind[0] in (*grammar.after_against, *grammar.replaced):
        return True  # "dronlara karşı", "MiG-21'lerinin yerine"
    if len(behind) > 1 and behind[1] in grammar.replaced and GENITIVE.search(behind[0]):
        return True  # "MiG-21 uçaklarının yerine"
    reasons = {*grammar.reasons_after} & {*grammar.breaks}
    if behind and behind[0] in reasons and not any(hit.start <= item.start for hit in moves):
        return True  # "S-400 nedeniyle yaptırım istiyor"
    phrases = tuple(f"{phrase} " for phrase in grammar.opposing if " " in phrase)
    return (
        any(word in grammar.opposing for word in words)
        or (bool(phrases) and low.endswith(phrases, 0, item.start))
        or (bool(grammar.anti) and low.endswith(tuple(grammar.anti), 0, item.start))
        or _served_behind(before, grammar)
    )


def _replaced(low: str, item: WeaponObject, found: list[WeaponObject], moves: list[Hit], reading: Reading) -> bool:
    """Say whether *item* is what the transferred thing replaces: not behind the verb of what replaces another.

    "Instead of the Gripen it will buy the F-16".
    """
    verbs = [hit.start for hit in moves if "trigger.transfer" not in hit.rule.tags and hit.end <= item.start]
    others = [other.end for other in found if any(other.end <= verb for verb in verbs)]
    if reading.grammar.cased:  # "заменила МиГ-21 истребителями Rafale": only the first is replaced
        others += [other.end for other in found if other.end <= item.start and not _listed(low, other, item, reading)]
    words = low[max([item.start - REPLACED_REACH, 0, *others]) : item.start].split()
    return replaced_behind(words, reading.grammar)


def _listed(low: str, one: WeaponObject, other: WeaponObject, reading: Reading) -> bool:
    """Say whether only a joining word or a comma stands between two weapons, or one names the other's kind."""
    words = low[one.end : other.start].replace(",", " ").split()
    return all(word in reading.grammar.joins for word in words)


def replaced_behind(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *words* hold one behind which stands what is replaced ("instead", "cheaper than").

    Not what replaces it: "replaced its MiG-21s with the Rafale".
    """
    phrases = [phrase for phrase in grammar.replacing if " " in phrase]
    instead = [place for place, word in enumerate(words) if word in grammar.replaced_by]
    return _holds(words, phrases) or _holds(words[instead[-1] :] if instead else words, grammar.replacing)


def _served_behind(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether *words* hold one behind which stands what something else is for ("spare parts for").

    Not what it is done with: "upgrade its air force with F-16s".
    """
    if grammar.noun_compounds:
        parted = [place for place, word in enumerate(words) if word in grammar.replaced_by or word.endswith(_ENDS)]
        words = words[parted[-1] :] if parted else words
    return _holds(words, grammar.serving) or _holds(words[-SERVED_WORDS:], grammar.mending)


def _holds(words: list[str], phrases: list[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)
