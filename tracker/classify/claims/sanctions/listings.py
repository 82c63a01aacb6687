"""Whose sanctions list somebody is on: who keeps it imposes; who is put on it, or gets arms before, is told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.sanctions.measures import in_reason, nearest_to
from tracker.classify.claims.sanctions.seats import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.classify.claims.sanctions.measures import Measure
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# The tags of verbs that put on a list, or under sanctions.
LISTING = frozenset({"role.lists", "role.upon"})
# The tag of words for lists.
LIST = "role.list-word"
# How far from the sanctions the word for their list stands, an adjective between.
LIST_REACH = 14
# How far before a list whose it is ends, with a mark of possession, and how far behind it he begins, with an article.
BEFORE, BEHIND = 6, 9
# How long an article or a preposition between is.
ARTICLE = 5
# Marks of whom a list is against, or for whom it is made.
NO_KEEPER = frozenset({"against", "to", "other"})
# How far behind a noun of delivery, an adjective between, its receiver stands.
RECEIVER_REACH = 9
# Marks of whose people and firms the object of a verb may be, and of what may stand behind its list.
OBJECTS = frozenset({"giver", "adjective", "of", "from"})


def _put_on(measure: Measure) -> list[PartyMention]:
    """Return whose people or firms a verb puts on the list: "Москва внесла в чёрный список двух канадских судей".

    They stand behind the list, or before it with their noun and a preposition between.
    """
    reading, trigger = measure.reading, measure.trigger
    lists = (hit.end for hit in reading.hits if "role.lists" in hit.rule.tags and measure.inside(hit))
    verb = max((end for end in lists if end <= trigger.start), default=None)
    if verb is None:
        return []
    text = reading.sentence.text
    words = (hit.end for hit in reading.hits if "role.list" in hit.rule.tags and hit.start == trigger.start)
    end = max(words, default=trigger.end)
    told = [
        item for item in measure.parties
        if verb <= item.start and item.mark in OBJECTS and measure.inside(item)
        and not in_reason(reading, trigger, item)
        and (item.start >= end or len(text[item.end : trigger.start].split()) > 1)
        and (item.mark != "of" or not 0 <= item.start - end <= 1)  # "в список ЕС"
    ]  # fmt: skip
    return nearest_group(told, last=False)


def armed(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether *party* gets what a noun right before it delivers: "После продажи Тайваню ракет Пекин …"."""
    return (
        bool(reading.grammar.cased)
        and party.end <= trigger.start
        and any(
            "trigger.transfer" in hit.rule.tags and 0 <= party.start - hit.end <= RECEIVER_REACH for hit in reading.hits
        )
    )


def listed(measure: Measure) -> list[PartyMention]:
    """Return who is put on a list: described between its verb and it ("أدرجت لندن مصرفا تركيا على …")."""
    reading, trigger = measure.reading, measure.trigger
    if measure.grammar.dative:
        return _homes_listed(measure)
    if measure.grammar.cased:
        return targeted(_put_on(measure))
    verbs = [hit.end for hit in reading.hits if "role.lists" in hit.rule.tags and hit.end <= trigger.start]
    between = [item for item in reading.parties if verbs and verbs[-1] <= item.start and item.end <= trigger.start]
    return targeted(
        item for item in between
        if item.group != between[0].group and item.hit.rule.role == "adjectives" and measure.inside(item)
    )  # fmt: skip


def _homes_listed(measure: Measure) -> list[PartyMention]:
    """Return whose firms a list takes in or drops: "nahm drei Banken aus Minsk in seine Sanktionsliste auf"."""
    segment = measure.reading.sentence.segment
    own = segment(measure.trigger.start)
    lists = any(hit.rule.tags & LISTING and segment(hit.start) == own for hit in measure.reading.hits)
    if not lists and not measure.verbal:  # "wurden drei Firmen aus Minsk sanktioniert"
        return []
    homes = [item for item in measure.parties if item.mark == "from" or (lists and is_listed(measure, item))]
    homes = [item for item in homes if item.end <= measure.trigger.start]
    return targeted(nearest_to([item for item in homes if measure.inside(item)], measure.trigger))


def targeted(parties: Iterable[PartyMention]) -> list[PartyMention]:
    """Return *parties*, marked as those that something is against."""
    found = list(parties)
    for item in found:
        item.mark = "against"
    return found


def by_list(drafts: list[SanctionDraft], reading: Reading) -> list[SanctionDraft]:
    """Let a state that others commonly sanction impose what its own list says ("is on the Russian sanctions list")."""
    lists = [hit for hit in reading.hits if LIST in hit.rule.tags]
    return [_by_list(draft, lists, reading) for draft in drafts] if lists else drafts


def _by_list(draft: SanctionDraft, lists: list[Hit], reading: Reading) -> SanctionDraft:
    low, high = draft.trigger.start, draft.trigger.end
    word = next((hit for hit in lists if low - LIST_REACH <= hit.end and hit.start <= high + LIST_REACH), None)
    if word is None or _puts(draft.imposer, draft.trigger, reading):
        return draft
    keeper = _keeper((min(low, word.start), max(high, word.end)), reading)
    if keeper is None or keeper.code not in reading.grammar.sanctioned:
        return draft
    sides = (draft.target, draft.imposer)
    others = {item.code: item for item in reading.parties if item.code != keeper.code and item.mark not in NO_KEEPER}
    listed = next((item for item in sides if item is not None and item.code != keeper.code), None)
    if listed is None and len(others) == 1:
        (listed,) = others.values()
    union = listed is not None and listed.code in reading.grammar.world.unions  # it puts others on its list
    return draft if union else draft._replace(imposer=keeper, target=listed)


def _puts(imposer: PartyMention | None, trigger: Hit, reading: Reading) -> bool:
    """Say whether *imposer* himself puts others on a list: "The EU added two firms to its Russian sanctions list"."""
    if imposer is None or imposer.mark is not None:
        return False
    verbs = [hit for hit in reading.hits if "trigger.impose" in hit.rule.tags and hit.end >= imposer.end]
    apart = (hit for hit in verbs if hit.end <= trigger.start or trigger.end <= hit.start)
    return any(not _undergone(hit, reading) for hit in apart)


def _undergone(verb: Hit, reading: Reading) -> bool:
    """Say whether *verb* is a passive: "have been added to", 被列入制裁名单."""
    grammar, sentence = reading.grammar, reading.sentence
    if any(word in grammar.passives for word in sentence.last_words(verb.start, 2)):
        return True
    return sentence.text.endswith(tuple(grammar.undergoing), 0, verb.start)


def _keeper(span: tuple[int, int], reading: Reading) -> PartyMention | None:
    """Return who is named right beside a list that covers *span*, or in it ("la liste russe des sanctions")."""
    begin, end = span
    text = reading.sentence.text
    for item in reading.parties:
        words = text[end : item.start].split() if 0 <= item.start - end <= BEHIND else ["", ""]
        behind = len(words) <= 1 and not "".join(words).isdigit() and len("".join(words)) <= ARTICLE
        gap = text[item.end : begin]  # a blank, a hyphen, or a mark of possession and a blank
        before = 0 <= begin - item.end <= BEFORE and (not gap.strip() or not gap.startswith(" "))
        if item.mark not in NO_KEEPER and (before or begin <= item.start < end or behind):
            return item
    return None
