"""What a colon behind a word of giving, or behind "weapons", lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.sentences.items import COLONS

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a colon its list begins.
LISTED_REACH = 30


def behind_colon(
    trigger: Hit, items: list[WeaponObject], triggers: list[Hit], objects: list[WeaponObject], reading: Reading
) -> list[WeaponObject]:
    """Return what a colon lists: "weapons: tanks and the Patriot", "will send Riga: four tanks; 20 drones"."""
    text, end = reading.sentence.text, reading.sentence.end
    places = [item.end for item in items if item.vague and text[item.end : item.end + 1] == ":"]
    if places:
        stop = min((hit.start for hit in triggers if hit.start > places[0]), default=end)
        return [item for item in objects if places[0] < item.start < stop]
    place = min((place for place in (text.find(colon, trigger.end, end) for colon in COLONS) if place > 0), default=end)
    behind = [item for item in objects if item.start > place]
    if not behind or behind[0].start - place > LISTED_REACH or any(hit.start > place for hit in triggers):
        return []
    acting = any(party.start > place and party.hit.rule.role != "adjectives" for party in reading.parties)
    told = all(item.vague or item in behind for item in items)
    return behind if told and not acting else []
