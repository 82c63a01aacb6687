"""A party in a sentence, and what parties joined in a list share."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import any_of

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar


class PartyMention:
    """One party in a sentence. *mark* is to, from, by, against, of, other, origin, giver, adjective or None (bare).

    *foreign*: what it does is said by a word that opens no claim ("used by Moscow"). *announces*: it says what follows,
    whatever case it has for that ("Bakanlıktan yapılan açıklamada").
    """

    __slots__ = ("announces", "code", "end", "foreign", "group", "hit", "mark", "start")

    def __init__(self, hit: Hit, mark: str | None) -> None:
        """Keep the party's *hit* and its *mark*."""
        self.hit = hit
        self.code = hit.rule.value
        self.start, self.end = hit.start, hit.end
        self.mark = mark
        self.group = 0
        self.foreign = self.announces = False

    def bare(self) -> PartyMention:
        """Return the same party without a mark."""
        other = PartyMention(self.hit, None)
        other.group, other.foreign = self.group, self.foreign
        return other

    def standing_in(self, mark: str | None, span: tuple[int, int], group: int) -> PartyMention:
        """Return what stands for the same party elsewhere, a pronoun or a short name at *span*."""
        other = PartyMention(self.hit, mark)
        other.start, other.end = span
        other.group = group
        return other

    def __repr__(self) -> str:
        """Show code and mark, for debugging."""
        return f"{self.code}/{self.mark}@{self.start}"


# Which readings of the same word tell more than one.
_BETTER = {"people": {"adjectives", "names"}, "adjectives": {"names"}}
# How far behind the word of saying the state of who speaks may stand.
SPEAKER_REACH = 80
# How far before its state an office stands behind "in", and how many words it is.
OFFICE_REACH = 50
OFFICE_WORDS = 4
# Alliances have no home: 美西方 is the United States and the West.
BLOCS = frozenset({"West", "NATO", "UN"})


def name_groups(mentions: list[PartyMention]) -> None:
    """Let a group take the mark of the state right before it: 也门胡塞武装, the Houthis of Yemen."""
    for one, other in pairwise(mentions):
        if other.code in BLOCS:
            continue
        if other.start == one.end and other.mark == "other" and one.mark in {"from", "to"}:
            one.mark = "other"  # 自俄乌冲突以来
        if other.start == one.end and other.hit.rule.kind == "party" and one.hit.rule.kind == "country":
            if one.code != other.code:
                # 向黎巴嫩真主党走私导弹: whatever stands behind the group's own name
                other.mark = (one.mark or other.mark) if other.mark in {None, "giver"} else other.mark
            one.mark = "other"


def own_sanctions(mentions: list[PartyMention], hits: list[Hit]) -> None:
    """Mark whose sanctions a name itself says to be: "عقوبات غربية"."""
    themes = [hit for hit in hits if "theme.sanctions" in hit.rule.tags]
    for item in mentions:
        if item.hit.rule.role == "names" and any(item.start <= hit.start and hit.end < item.end for hit in themes):
            item.mark = "giver"


def speaking(grammar: ClaimGrammar) -> re.Pattern[str] | None:
    """Return what finds a word of saying behind a comma or a quotation with nothing but an office behind it.

    Or the second of two that something is between.
    """
    if not grammar.says:
        return None
    ends = [word.split("…") for word in grammar.between]
    pairs = "|".join(
        rf"{re.escape(first.strip())}\s[^,;:.]{{1,40}}\s{re.escape(second.strip())}" for first, second in ends
    )
    pair = rf"\b(?:{pairs})\s{any_of(grammar.articles)}?$"
    office = rf"(?:(?!\b{any_of(grammar.that)}\b)[^,;:.«»“”\"])*"
    tail = rf"|{pair}" if ends else ""
    return re.compile(rf"[,»”\"]\s{any_of(grammar.says)}(?:\s|(?<=')){office}${tail}")


def mark_speakers(low: str, mentions: list[PartyMention], start: int, says: re.Pattern[str]) -> None:
    """Mark who only speaks, behind the sentence ("…, dijo el ministro de Defensa ucraniano"), or is one of a pair."""
    for item in mentions:
        headed = item.hit.rule.role == "institutions" and item.start == start and low.startswith(":", item.end)
        if item.mark is None and (headed or says.search(low, max(start, item.start - SPEAKER_REACH), item.start)):
            item.mark = "other"  # "Kreml: …"


def mark_petitioned(mentions: list[PartyMention], hits: list[Hit]) -> None:
    """Mark as who is to give whom a verb of sending brings a request: "направил США запрос на поставку оружия"."""
    sent = {hit.end for hit in hits if "trigger.give" in hit.rule.tags}
    requests = {hit.start for hit in hits if "trigger.seek" in hit.rule.tags}
    for item in mentions:
        if item.start - 1 in sent and item.end + 1 in requests:
            item.mark = "from"


def denying(grammar: ClaimGrammar) -> re.Pattern[str] | None:
    """Return what finds, right behind a place, that they deny there, or that they say what they did."""
    if not grammar.they_say:
        return None
    say, deny, they = ("|".join(words) for words in (grammar.they_say, grammar.they_deny, grammar.they))
    do = rf"\s{any_of(grammar.they_do)}\b|" if grammar.they_do else ""
    deed = rf"\s(?:{say}),\s\w+\s(?:\w+\s){{0,2}}?\w+(?:{they})\b"
    return re.compile(rf"{do}(?:\s\w+){{0,3}}?(?:\s(?:{deny})\b|{deed}|(?P<only>\s(?:{say})\b))")


def mark_places(
    low: str, mentions: list[PartyMention], start: int, denies: re.Pattern[str], grammar: ClaimGrammar
) -> None:
    """Mark as subject the place where they deny a deed or say what they did: "В Иране заявили, что не поставляли …".

    Where they only say something the place has no part.
    """
    has = [[word] for word in grammar.possesses]
    places = [word for word, marks in grammar.cased.items() if "acc" in marks and "loc" in marks]
    for number, item in enumerate(mentions):
        words = low[max(start, item.start - OFFICE_REACH) : item.start].split()[-OFFICE_WORDS:]
        if item.mark in {"from", "with", "other"} and low[item.end : item.end + 14].split()[:1] in has:
            item.mark = None
            continue
        if item.mark not in {"other", "to", "with"} or not any(word in places for word in words):
            continue
        if any(one in grammar.they_say and other in places for one, other in pairwise(words)):
            item.mark = "other"  # "заявили в МИД Сербии"
            continue
        said = denies.match(low, item.end)
        if said is None:
            continue
        later = mentions[number + 1].start if number + 1 < len(mentions) else said.end()
        item.mark = "other" if said["only"] or later < said.end() else None


def mark_from_end(low: str, mentions: list[PartyMention]) -> None:
    """Give the members of a list the mark of its last; the first party stays the subject where no other could be it.

    "ABD, Polonya ve Romanya'ya …": the comma parts the subject from two receivers.
    """
    first = next((item for item in mentions if item.mark is None), None)
    for one, other in reversed(list(pairwise(mentions))):
        if one.group != other.group or one.mark is not None:
            continue
        subject = other.mark is not None and not any(
            item.mark in {None, "of"} and not (item.mark == "of" and "," in low[item.end : one.start])
            for item in mentions
            if item is not one
        )
        if one is first and subject and len([item for item in mentions if item.group == one.group]) > 2:  # noqa: PLR2004 - two are joined by "and"
            one.group -= 1
        else:
            one.mark = other.mark


def share_noun(mentions: list[PartyMention]) -> None:
    """Let joined parties share the noun that the last one stands before: "US, EU and UN sanctions"."""
    for one, other in reversed(list(pairwise(mentions))):
        if one.group == other.group and other.mark in {"compound", "giver"}:
            one.mark = other.mark


def shares_office(party: PartyMention) -> bool:
    """Say whether the adjective joined to *party* shares its noun: "par les autorités russes et chinoises"."""
    described = party.hit.rule.role == "adjectives" and party.mark in {"by", "to", "from", None}
    return party.mark == "against" or described


def alike(one: PartyMention, other: PartyMention) -> bool:
    """Say whether two adjectives describe one delivery, weapon or measure: "sanctions canadiennes et suisses"."""
    described = one.hit.rule.role == other.hit.rule.role == "adjectives" and other.mark in {"adjective", "origin"}
    return described and one.mark in {"giver", "origin"}


def meant_alike(one: PartyMention, other: PartyMention) -> bool:
    """Say whether what is joined in one case is meant like what stands before it.

    A dative aimed at: "proti Rusku a Bělorusku"; an instrumental in no role: "между Анкарой и Вашингтоном".
    """
    shared = {*one.hit.cases} & {*other.hit.cases}
    aimed = one.mark == "against" and other.mark == "to" and "dat" in shared
    return aimed or (one.mark == "other" and other.mark == "by" and "ins" in shared)


def joined(links: list[str | None], number: int) -> bool:
    """Say whether link *number* holds: a comma joins only in a list that ends with an *and* ("A, B and C").

    Behind a comma of its own the *and* ends a list of three ("A, B, and C"), or begins a clause ("A, and B").
    """
    for place, link in enumerate(links[number:], number):
        if link != "comma":
            serial = link == "serial" and place > 0 and links[place - 1] == "comma"
            return serial or link in {"and", "beside", "company"}
    return False


def parting(grammar: ClaimGrammar) -> frozenset[str]:
    """Return the words of joining that begin a clause behind a comma, if no list ends with them."""
    if grammar.comma_parts:
        return frozenset(grammar.joins)
    return frozenset(grammar.distinct if grammar.serial_comma else ())


def doubled(hits: list[Hit], index: int) -> bool:
    """Say whether the same word is also read in a way that tells more.

    A people's name is also an adjective ("Iranian", "Iranian drones"); an adjective may spell a state (Arabic سوريا);
    an office right behind a state's name is that state's (韩国商务部).
    """
    hit = hits[index]
    if hit.rule.role == "institutions" and any(
        other.end == hit.start and other.rule.kind == "country" for other in hits[max(0, index - 4) : index]
    ):
        return True
    better = _BETTER.get(hit.rule.role)
    if better is None:
        return False
    near = [*hits[max(0, index - 4) : index], *hits[index + 1 : index + 5]]
    return any(other.start == hit.start and other.end == hit.end and other.rule.role in better for other in near)


def nearest_group(parties: list[PartyMention], *, last: bool) -> list[PartyMention]:
    """Return the parties joined with the last (or first) one of *parties*."""
    if not parties:
        return []
    group = parties[-1 if last else 0].group
    return [item for item in parties if item.group == group]
