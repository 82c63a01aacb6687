"""Which weapons of a clause belong to which of its deeds, and of which it only tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# Tags of nouns and participles, which stand beside another verb.
# How long what stands between two joined weapons is: the end of the first, and the joint.
JOINT = 2
NO_VERB = frozenset({"trigger.transfer", "trigger.given", "trigger.seek"})
# What brings arms as well as being some.
CARRIERS = frozenset({"ships", "fighter_jets", "helicopters"})

# A purchase, how far behind it stands what is bought, and how far before it what makes it a cause.
PURCHASE = frozenset({"trigger.get", "trigger.transfer"})
BOUGHT_REACH = 25
CAUSE_REACH = 35


def apart(trigger: Hit, triggers: list[Hit], items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Part what a participle describes from what the noun of another deed moves.

    "munición de A a B y drones suministrados por C": a party stands between the two.
    """
    given = {hit.start for hit in triggers if "trigger.given" in hit.rule.tags}
    last = next((item for item in items if any(0 <= place - item.end <= 1 for place in given)), None)
    if last is None:
        return items
    places = [party.start for party in reading.parties if party.mark in {"of", "to", "from", "by"}]
    before = [item for item in items if any(item.end <= place < last.start for place in places)]
    if not before:
        return items
    mine = trigger.start in given and trigger.start >= last.end
    return [item for item in items if (item in before) != mine]


def is_topic(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether what *trigger* moves is only about *item*: "handed over data on missiles"."""
    behind = item.start >= trigger.end
    if not (behind or reading.grammar.names_after) or not reading.grammar.topics or trigger.rule.tags & NO_VERB:
        return False  # where verbs come last (Persian), the weapon stands before
    low = trigger.end if behind else reading.sentence.begin(item.start)
    before = f" {reading.sentence.text[low : item.start]}"
    last = f"{' '.join(before.split()[-2:])} "
    return any(before.endswith(f" {topic} ") or last.startswith(f"{topic} ") for topic in reading.grammar.topics)


def deals_itself(trigger: Hit, reading: Reading) -> bool:
    """Say whether a contract stands in a clause with a subject of its own: "… tanks, and that firms sign deals"."""
    if not {"cue.agreed", "trigger.transfer"} <= trigger.rule.tags or not reading.grammar.relatives_object:
        return False
    words = reading.sentence.opening(trigger.start)
    return bool(words) and words[0] in reading.grammar.relatives_object


def is_bought(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* is a participle of buying: "ses obusiers, achetés à la Finlande"."""
    word, grammar = reading.sentence.text[trigger.start : trigger.end], reading.grammar
    return "trigger.get" in trigger.rule.tags and bool(grammar.sellers) and word.endswith(tuple(grammar.participles))


def told_of(trigger: Hit, items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return those of *items* right behind the participle that tells of them: "MiG-21'leri … alınan Rafale'lerle"."""
    text, endings = reading.sentence.text, tuple(reading.grammar.describing)
    if not endings or not text[trigger.start : trigger.end].endswith(endings):
        return []
    return [item for item in items if item.start > trigger.end and not text[trigger.end : item.start].strip()]


def counted(trigger: Hit, objects: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return the weapon of the clause before where that of *trigger* only counts it (将提供坦克，首批六辆已运抵).

    Or where it ends with its verb (已向埃及交付坦克，但拒绝向土耳其出售), or a pronoun takes it up ("… продать их").
    """
    grammar, sentence = reading.grammar, reading.sentence
    own = sentence.segment(trigger.start)
    start, end = sentence.bounds(own, own)
    words = sentence.text[start:end].split()
    led = trigger.end == end and sentence.text.startswith(tuple(grammar.resumes), start)
    counts = bool(grammar.batches) and (led or sentence.text.startswith(tuple(grammar.batches), start))
    taken = bool({*words[:1]} & {*grammar.resumes} and {*words} & {*grammar.object_pronouns})
    pronoun = "role.takes-up" in trigger.rule.tags and "trigger.transfer" not in trigger.rule.tags  # "d'en vendre à …"
    if not own or not (counts or taken or pronoun):
        return []
    return [item for item in objects if sentence.segment(item.start) == own - 1]


def of_another(trigger: Hit, item: WeaponObject, items: list[WeaponObject], reading: Reading) -> bool:
    """Say whether *item* is another's than what a relative clause gives (西方提供的坦克以及美国战车; Chinese)."""
    text, belongs = reading.sentence.text, tuple(reading.grammar.belongs)
    if "trigger.seek" in trigger.rule.tags and reading.grammar.reports and item.end == trigger.start:
        # 一架运输机请求降落, but not 提出武器请求
        return trigger.end < reading.sentence.around(trigger.start)[1] and not text.startswith(belongs, trigger.end)
    if not belongs or not text.startswith(belongs, trigger.end) or item.start < trigger.end:
        return False
    ends = [other.end for other in items if trigger.end <= other.start < item.start]
    makers = [party.start for party in reading.parties if party.mark == "origin" and party.start < item.start]
    return bool(ends) and any(ends[-1] <= place for place in makers)


def bought_before(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* is bought, which leads to the deed: "Wegen des Kaufs von Raketen stoppt Oslo …" (German)."""
    bought = [
        hit for hit in reading.hits
        if hit.rule.tags >= PURCHASE and hit is not trigger and 0 < item.start - hit.end <= BOUGHT_REACH
    ]  # fmt: skip
    if not reading.grammar.dative or not bought or trigger.start < item.end:
        return False
    before = f" {reading.sentence.text[max(reading.sentence.start, bought[-1].start - CAUSE_REACH) : bought[-1].start]}"
    return any(f" {cause} " in before for cause in reading.grammar.causes)


def joined_to(own: list[WeaponObject], items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return those of *items* that "and" joins to the word of giving that holds *own* (提供武器和弹药; Chinese)."""
    text, joints = reading.sentence.text, tuple(reading.grammar.distinct) if reading.grammar.reports else ()
    ends = [one.end for one in own]
    return [
        item for item in items
        if any(0 < item.start - end <= JOINT and text.endswith(joints, end, item.start) for end in ends)
    ]  # fmt: skip


def carries(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether *item* is the subject that brings something else: "Un navire de guerre a livré des obus à …"."""
    grammar = reading.grammar
    if not grammar.sellers or item.end > trigger.start or item.weapon_class not in CARRIERS:
        return False
    segment = reading.sentence.segment
    own = [hit for hit in reading.hits if "trigger.give" in hit.rule.tags and segment(hit.start) == segment(item.start)]
    gives = [hit.start for hit in own if item.end <= hit.start]
    if not gives or gives[0] > trigger.start or any(hit.end <= item.start for hit in own):
        return False
    words = reading.sentence.text[item.end : gives[0]].replace("'", "' ").split()
    auxiliaries = [word for word in words if word in grammar.actives or word in grammar.passives]
    if not auxiliaries or auxiliaries[-1] not in grammar.actives or set(words) & set(grammar.relatives_object):
        return False
    return not any(item.end <= party.start < gives[0] and party.mark is None for party in reading.parties)


def other_goods(place: int, reading: Reading) -> bool:
    """Say whether what a verb gives begins at *place* and is no weapon."""
    text, goods = reading.sentence.text, tuple(reading.grammar.goods)
    if not goods:
        return False
    word = next((word for word in reading.grammar.more if text.startswith(word, place)), "")
    behind = text[place + len(word) :].removeprefix("的")
    open_ended = word or not text.startswith("的", place) or behind[:1].isalnum()  # 由印度提供的。
    return (bool(open_ended) and text.startswith(goods, place + len(word))) or _consent(place, reading)


def _consent(place: int, reading: Reading) -> bool:
    """Say whether only leave, or news, is got in the rest of the clause from *place* on (获得德国政府批准)."""
    end = reading.sentence.around(place)[1]
    armed = any(is_weapon(hit) and place <= hit.start < end for hit in reading.hits)
    told = reading.sentence.text[place:end].rstrip("，。、；")
    return not armed and told.endswith(tuple(reading.grammar.consents)) and bool(reading.grammar.consents)


def preferred(trigger: Hit, items: list[WeaponObject], reading: Reading) -> list[WeaponObject]:
    """Return *items* without those over which *trigger* chooses: "picked the Gripen over the Rafale"."""
    text, words = reading.sentence.text, [f" {word} " for word in reading.grammar.rather]
    places = [text.find(word, trigger.end, reading.sentence.end) for word in words]
    end = min((place for place in places if place >= 0), default=reading.sentence.end)
    return [item for item in items if item.start < end]


def for_which(trigger: Hit, item: WeaponObject, reading: Reading) -> bool:
    """Say whether somebody is thanked for *item*: no "and" between ("thanked Oslo for its help and spoke of tanks")."""
    words = reading.sentence.text[trigger.end : item.start].split()
    grammar = reading.grammar
    return any(word in grammar.meant_for for word in words) and not any(word in grammar.continues for word in words)
