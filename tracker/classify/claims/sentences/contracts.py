"""Contracts that only lead to the deed they are about: a sale to somebody, what they are signed to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.clauses import Sentence
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# How far behind a verb of giving what is granted begins ("son feu vert").
GRANT_REACH = 6
# How many words stand between an embargo and what it is on: whose it is.
EMBARGO_WORDS = 3
EMBARGO_REACH = 7  # with what it is on

# How far behind a contract stands what it is about.
CONTRACT_REACH = 80
DEED_REACH = 4  # a preposition between
PARTNER_REACH = 30  # with whom the contract is made between
CONTRACT = frozenset({"trigger.react", "cue.agreed"})
AGREED = frozenset({"trigger.transfer", "cue.agreed"})
# Deeds that one may ask of another.
DEEDS = frozenset({"trigger.give", "trigger.equip", "trigger.transfer"})
# How many words the name of who is asked and the word before it are.
ASKED_WORDS = 5
# How far behind "arms for" the party stands, and how far with an article alone between.
AIM_REACH = 30
ARTICLE_REACH = 5
# The tag of a deal that two make.
DEALT = frozenset({"role.bilateral"})


def beside(trigger: Hit, triggers: list[Hit], sentence: Sentence) -> list[Hit]:
    """Return those of *triggers* that stand in the clause of *trigger*, itself among them."""
    own = sentence.segment(trigger.start)
    return [other for other in triggers if sentence.segment(other.start) == own]


def describes(hit: Hit, reading: Reading) -> bool:
    """Say whether the word of getting *hit* only describes what is given (移交追加订购的战机; Chinese)."""
    belongs = tuple(reading.grammar.belongs)
    return bool(belongs) and "trigger.get" in hit.rule.tags and reading.sentence.text.startswith(belongs, hit.end)


def given_as_bought(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a verb of giving in its clause moves what *trigger* only describes (移交追加订购的战机)."""
    gives = (hit for hit in beside(trigger, triggers, reading.sentence) if "trigger.give" in hit.rule.tags)
    ends = [hit.end for hit in gives if hit.end <= trigger.start] if describes(trigger, reading) else []
    return bool(ends) and not any(ends[-1] <= item.start < trigger.start for item in reading.parties)


def submitted(request: Hit, reading: Reading) -> int | None:
    """Return where the name ends of who a noun of *request* is put to (向巴西提出了供应坦克的请求), None of nobody."""
    text, words = reading.sentence.text, tuple(reading.grammar.submits)
    if not words or "trigger.seek" not in request.rule.tags:
        return None
    asked = (item.end for item in reading.parties if item.mark == "to" and item.end <= request.start)
    return next((end for end in asked if text.startswith(words, end)), None)


def asked_to_be_given(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is what a request is for that is put to who stands before it (向巴西提出了供应…的请求)."""
    if "trigger.give" not in trigger.rule.tags or not reading.grammar.submits:
        return False
    later = [hit for hit in beside(trigger, triggers, reading.sentence) if hit.start >= trigger.end]
    places = [place for place in (submitted(hit, reading) for hit in later) if place is not None]
    return bool(places) and places[0] <= trigger.start


def contracts(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is the contract of a deed named behind it ("acuerdo para la venta")."""
    if _is_ground(trigger, triggers, reading) or _leads_to_deed(trigger, triggers, reading):
        return True
    if not reading.grammar.sellers or _signed_to_give(trigger, triggers, reading):
        return bool(reading.grammar.sellers)
    if not trigger.rule.tags >= CONTRACT:
        return False
    return any(
        ("trigger.transfer" in other.rule.tags and 0 < other.start - trigger.end <= CONTRACT_REACH)
        # "adjudicó a Oslo un contrato por …"
        or (other.rule.tags >= {"trigger.get", "status.agreed"} and 0 < trigger.start - other.end <= CONTRACT_REACH)
        for other in beside(trigger, triggers, reading.sentence)
    )


def _is_ground(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* is the contract under which another deed of the clause is done: "na mocy umowy z …"."""
    grounds = [
        hit for hit in reading.hits
        if "role.ground" in hit.rule.tags and hit.start <= trigger.start < hit.end
    ]  # fmt: skip
    return bool(grounds) and len(beside(trigger, triggers, reading.sentence)) > 1


def _leads_to_deed(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether the noun of the deed stands right behind the contract, of declined words: "umowa o zakupie"."""
    mere = "trigger.get" not in trigger.rule.tags and {"trigger.transfer", "cue.agreed"} <= trigger.rule.tags
    if not mere or not (reading.grammar.cased or reading.grammar.verb_first):
        return False
    reach = DEED_REACH if reading.grammar.cased else PARTNER_REACH
    deeds = {"trigger.transfer"} if reading.grammar.cased else {"trigger.get"}  # "صفقة مع باكستان لشراء طائرات"
    return any(
        other.rule.tags & deeds and 0 < other.start - trigger.end <= reach
        for other in beside(trigger, triggers, reading.sentence)
    )


def _signed_to_give(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a contract is signed to give what stands behind it: "firmó un contrato para vender …"."""
    ends = any(hit.rule.tags >= CONTRACT and hit.end == trigger.end for hit in reading.hits)
    if not ends or not {"trigger.get", "status.agreed"} <= trigger.rule.tags:
        return False
    return any(
        {"trigger.give", "status.planned"} <= other.rule.tags
        and 0 < other.start - trigger.end <= CONTRACT_REACH
        and set(reading.sentence.last_words(other.start, 1)) & set(reading.grammar.meant_for)
        for other in beside(trigger, triggers, reading.sentence)
    )


def sells_to(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether a contract is about a deed to somebody named behind it ("Vertrag über den Verkauf … an Polen").

    Where words are declined, to somebody else than who signs it ("umowa na dostawę czołgów do Polski").
    """
    grammar, tags = reading.grammar, trigger.rule.tags
    told = grammar.dative or grammar.sellers
    bilateral = "trigger.get" in tags and ("role.bilateral" in tags if told else bool(grammar.cased) and tags >= AGREED)
    if not bilateral:
        return False
    deeds = [
        other for other in beside(trigger, triggers, reading.sentence)
        if "trigger.transfer" in other.rule.tags and "trigger.get" not in other.rule.tags
        and trigger.start < other.start <= trigger.end + CONTRACT_REACH
    ]  # fmt: skip
    own = reading.sentence.segment(trigger.start)
    near = [item for item in reading.parties if reading.sentence.segment(item.start) == own]
    signers = set() if told else {item.code for item in near if item.mark is None and item.end <= trigger.start}
    got = [item for item in near if item.mark == "to" and item.code not in signers]
    return any(deed.end <= item.start for deed in deeds for item in got)


def is_request(trigger: Hit, gives: list[int], reading: Reading) -> bool:
    """Say whether *trigger* is the noun for a request to give to another (否决了丹麦向乌克兰转让装甲车的请求)."""
    text, words = reading.sentence.text, tuple(reading.grammar.belongs)
    if not words or not text.endswith(words, 0, trigger.start) or submitted(trigger, reading) is not None:
        return False
    return any(
        item.mark == "to" and item.end <= place < trigger.start
        and not any(word in text[item.end : place] for word in words)
        for item in reading.parties for place in gives
    )  # fmt: skip


def moves_no_arms(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* gives a permission ("a donné son feu vert"), sends a request or is what an embargo bans."""
    if _sends_request(trigger, reading) or embargoed(trigger, reading):
        return True
    if not reading.grammar.sellers or not {"trigger.give", "trigger.given"} <= trigger.rule.tags:
        return False
    return any("cue.agreed" in hit.rule.tags and 0 < hit.start - trigger.end <= GRANT_REACH for hit in reading.hits)


def _sends_request(trigger: Hit, reading: Reading) -> bool:
    """Say whether a verb of giving brings somebody a request: "направил США запрос на поставку оружия"."""
    if not reading.grammar.cased or "trigger.give" not in trigger.rule.tags:
        return False
    ends = {trigger.end, *(item.end for item in reading.parties if item.start == trigger.end + 1)}
    return any("trigger.seek" in hit.rule.tags and hit.start - 1 in ends for hit in reading.hits)


def embargoed(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* is what a word of sanctions before it is on: "эмбарго ООН на поставки оружия"."""
    grammar, sentence = reading.grammar, reading.sentence
    if grammar.sellers and "role.before" in trigger.rule.tags:  # "l'embargo de l'UE sur les armes à destination de …"
        places = [hit.end for hit in reading.hits if "theme.sanctions" in hit.rule.tags and hit.end <= trigger.start]
        words = sentence.text[places[-1] : trigger.start].split() if places else []
        return bool(places) and len(words) <= EMBARGO_REACH and not set(words) & set(grammar.against)
    led = sentence.last_words(trigger.start, 1)
    if not grammar.cased or "trigger.transfer" not in trigger.rule.tags or not {*led} & {*grammar.onto}:
        return False
    return any(
        "theme.sanctions" in hit.rule.tags and hit.end < trigger.start
        and len(sentence.text[hit.end : trigger.start].split()) <= EMBARGO_WORDS
        for hit in reading.hits
    )  # fmt: skip


def asks_before(
    trigger: Hit, hits: Iterable[Hit], parties: list[PartyMention], sentence: Sentence, grammar: ClaimGrammar
) -> Hit | None:
    """Return the verb before *trigger* by which its deed is asked of who stands marked right before that verb.

    "لیتوانی از آلمان خواست به مولداوی تانک بدهد" (Persian); who is asked may have no name ("از متحدان").
    """
    if not grammar.names_after or not trigger.rule.tags & DEEDS:
        return None
    segment = sentence.segment
    near = [
        hit for hit in hits
        if "cue.demands" in hit.rule.tags and hit.end <= trigger.start
        and segment(trigger.start) - segment(hit.start) in {0, 1}
    ]  # fmt: skip
    for hit in sorted(near, key=lambda hit: -hit.end):
        begin = max((item.end for item in parties if item.end <= hit.start and item.mark != "from"), default=0)
        words = sentence.text[max(begin, sentence.begin(hit.start)) : hit.start].split()[-ASKED_WORDS:]
        if set(words) & set(grammar.from_):
            return hit
    return None


def asks_for_deed(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* asks of another what a word of giving behind it says in full (Persian)."""
    later = [hit for hit in triggers if hit.start >= trigger.end] if reading.grammar.names_after else []
    read = (reading.parties, reading.sentence, reading.grammar)
    return any(asks_before(hit, triggers, *read) is trigger for hit in later)


def aimless(trigger: Hit, reading: Reading) -> bool:
    """Say whether a phrase like "drones for" leads to no party ("drones for reconnaissance")."""
    if trigger.rule.tags & {"trigger.get", "trigger.seek"}:
        return bool(trigger.rule.tags & DEALT) and _led_to(trigger, reading)  # not "waiting for F-16s"
    if "role.to-whom" in trigger.rule.tags and not _led_to(trigger, reading):
        return True
    if reading.sentence.text[trigger.start : trigger.end].rpartition(" ")[2] not in reading.grammar.meant_for:
        return False
    aims = [item for item in reading.parties if item.mark == "to"]
    return not any(trigger.end <= item.start <= trigger.end + AIM_REACH for item in aims)


def _led_to(trigger: Hit, reading: Reading) -> bool:
    """Say whether who gets stands right behind the deal for him: "a contract for Kuwait", not "for howitzers"."""
    same = any("role.to-whom" in hit.rule.tags and hit.start == trigger.start for hit in reading.hits)
    gets = [item for item in reading.parties if item.mark == "to"]
    return same and any(0 <= item.start - trigger.end <= ARTICLE_REACH for item in gets)


def allows_deed(trigger: Hit, triggers: list[Hit], reading: Reading) -> bool:
    """Say whether *trigger* only allows the deed named behind it: "genehmigte die Ausfuhr von 18 Haubitzen"."""
    tags = trigger.rule.tags
    if not reading.grammar.dative or not {"trigger.given", "status.agreed"} <= tags or "trigger.give" in tags:
        return False
    return any(
        "trigger.transfer" in other.rule.tags and "trigger.get" not in other.rule.tags and other.start >= trigger.end
        for other in beside(trigger, triggers, reading.sentence)
    )
