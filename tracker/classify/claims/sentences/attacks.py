"""Who attacks whom, where sanctions answer it: "Oslo'nun Riga'ya saldırısına yanıt olarak yaptırım" (Turkish)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How many words stand between who is attacked, or who attacks, and the word of the attack.
NEAR = 4
# Marks of who is attacked.
ATTACKED = frozenset({"to", "against", "other"})


def answering(reading: Reading, trigger: Hit) -> Reading:
    """Return *reading* without who is attacked before *trigger*; on who attacks are the sanctions that answer it.

    Where no other state stands between the answer and the sanctions.
    """
    text, answers = reading.sentence.text, reading.grammar.answers
    if not answers:
        return reading
    parties = reading.parties
    for deed in reading.hits:
        if "role.attack" not in deed.rule.tags or deed.end > trigger.start:
            continue
        parties = [item for item in parties if item is not _beside(reading, deed, ATTACKED)]
        attacker = _beside(reading, deed, {"of"})
        later = any(deed.end <= item.start < trigger.start for item in parties)
        if (
            attacker in parties
            and not later
            and any(word in answers for word in text[deed.end : trigger.start].split())
        ):
            aimed = attacker.bare()
            aimed.mark = "against"
            parties = [aimed if item is attacker else item for item in parties]
    return reading._replace(parties=parties)


def _beside(reading: Reading, deed: Hit, marks: set[str] | frozenset[str]) -> PartyMention | None:
    """Return who of those with one of *marks* stands last before *deed*, near it."""
    text = reading.sentence.text
    before = [item for item in reading.parties if item.mark in marks and item.end <= deed.start]
    near = [item for item in before if "," not in text[item.end : deed.start]]
    return next((item for item in reversed(near) if len(text[item.end : deed.start].split()) <= NEAR + 1), None)
