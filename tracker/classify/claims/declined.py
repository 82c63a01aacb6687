"""What word forms say of sanctions where words are declined (Polish, Russian, Ukrainian …)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.scene import nearest_group

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.transfers import Reading
    from tracker.classify.match import Hit

# The tag of measures that hit what somebody owns: assets, access to SWIFT.
OWNED = "group.owned"
# How adjectives of who is meant begin: antyrosyjskie, антироссийские, протиіранські.
AGAINST = ("anty", "anti", "proti", "анти", "проти", "против")
# How far behind its verb a subject may stand ("restrykcje ogłosiły wcześniej UE i …").
SUBJECT_REACH = 30


def declined_parts(
    reading: Reading, trigger: Hit, parties: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return who imposes and who is meant by the adjectives and genitives of the sanctions' own words.

    An adjective of sanctions names their author ("australijskie sankcje"), unless it says against whom; what is frozen
    is its owner's ("zamrożone rosyjskie aktywa", "блокування активів Росії").
    """
    low, sanctioned = reading.sentence.text, reading.grammar.sanctioned
    inside = [item for item in reading.parties if trigger.start <= item.start and item.end <= trigger.end]
    owners = [item for item in parties if item.mark == "of" and 0 <= item.start - trigger.end <= 1]
    targets = [item for item in inside if item.code in sanctioned]
    targets += [item for item in owners if item.code in sanctioned]
    imposers: list[PartyMention] = []
    for item in parties:
        if (
            item.mark == "giver"
            and item.hit.rule.role == "adjectives"
            and 0 <= trigger.start - item.end <= SUBJECT_REACH
        ):
            meant = OWNED in trigger.rule.tags or low[item.start : item.end].startswith(AGAINST)
            side = targets if meant else imposers
            side.append(item)
    return imposers, nearest_group(targets, last=False)


def subject_behind(reading: Reading, verb: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return the subject that stands behind its verb: "Нові санкції запровадила Канада"."""
    behind = [
        item for item in parties
        if item.mark is None and 0 <= item.start - verb.end <= SUBJECT_REACH
        and ("nom" in item.hit.cases or not item.hit.cases)
        and reading.sentence.segment(item.start) == reading.sentence.segment(verb.start)
    ]  # fmt: skip
    return nearest_group(behind, last=False)
