"""At whom sanctions are aimed where only what stands behind a name says so: "sanctioned Mizan, a Turkish shipper"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.parties.mentions import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words may stand between the sanctions and the comma behind whom they hit, and in what describes him.
NAME_WORDS = 9
DESCRIBING_WORDS = 7
# The roles of words that describe whose somebody is.
DESCRIBING = frozenset({"adjectives", "people"})


def apposed(reading: Reading, trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return whose the people or firms are, by a description behind their names.

    "sanctioned Boeing, one of the largest American arms makers", "sanctions on SMIC, China's biggest chipmaker"
    """
    sentence, grammar = reading.sentence, reading.grammar
    own = sentence.segment(trigger.start)
    number = own - 1 if _passive(reading, trigger) else own + 1
    if not (grammar.apposing and imposers) or not 0 < number < len(sentence.starts):
        return []
    comma = sentence.bounds(number - 1, number - 1)[1]
    start, end = sentence.bounds(number, number)
    begin = trigger.end if number > own else sentence.begin(comma - 1)
    named = not any(begin <= item.start < comma for item in reading.parties)
    words = len(sentence.text[begin:comma].split())
    if not named or not 0 < words <= NAME_WORDS or not sentence.text.startswith(",", comma):
        return []
    first = next((item for item in reading.parties if start <= item.start < end), None)
    if first is None or first.code in {item.code for item in imposers} or not _describes(reading, first):
        return []
    before = sentence.text[start : first.start].split()
    if len(before) > DESCRIBING_WORDS or any(word not in grammar.apposing for word in before):
        return []
    return nearest_group([item for item in reading.parties if item.start >= start], last=False)


def _passive(reading: Reading, trigger: Hit) -> bool:
    """Say whether the clause goes on behind a description: "Mizan, a Turkish shipper, was sanctioned by …"."""
    words = reading.sentence.opening(trigger.start)
    words += reading.sentence.text[trigger.start : trigger.end].split()[:-1]  # "was sanctioned" is one trigger
    forms = {*reading.grammar.passives, *reading.grammar.actives}
    return bool(words) and all(word in forms for word in words)


def _describes(reading: Reading, party: PartyMention) -> bool:
    """Say whether *party* tells whose somebody is: an adjective, a possessive, a home."""
    text, grammar = reading.sentence.text, reading.grammar
    if text.startswith("-", party.end):
        return text.startswith(tuple(grammar.homes_joined), party.end)  # not "a Ukrainian-born banker"
    return party.hit.rule.role in DESCRIBING or owns(text, party.end, grammar)
