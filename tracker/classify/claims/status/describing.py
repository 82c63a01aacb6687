"""Participles that only describe a weapon ("les missiles fournis par …"): the verb of their clause is another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.status.causes import reason_words
from tracker.classify.claims.status.status import is_told

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far before a participle its auxiliary stands.
AUXILIARY_REACH = 25
# What a verb behind "the missiles delivered by …" says of something else.
MAIN_VERBS = frozenset({"cue.planned", "cue.agreed", "cue.sought", "cue.blocked"})


# How long a verb of getting between who gets and who gives is.
GOT_REACH = 4
# What is said of the described thing wherever it stands: that it is denied or suspected, or how it is got.
OF_DESCRIBED = frozenset({"cue.alleged", "cue.denied", "trigger.get"})


def is_describing(trigger: Hit, reading: Reading) -> bool:
    """Say whether the trigger only describes a weapon: "les missiles fournis par …", no auxiliary before it."""
    grammar = reading.grammar
    if "trigger.given" not in trigger.rule.tags or not grammar.sellers:
        return False
    words = reading.sentence.text[max(reading.sentence.start, trigger.start - AUXILIARY_REACH) : trigger.start].split()
    auxiliaries = {*grammar.passives, *grammar.actives}
    text = reading.sentence.text[trigger.start : trigger.end]
    return text.endswith(tuple(grammar.participles)) and not any(word in auxiliaries for word in words)


def without_announcements(cues: list[Hit], trigger: Hit, reading: Reading) -> list[Hit]:
    """Return *cues* without what only announces a deed that is over: "a annoncé que Riga avait livré des obus"."""
    grammar, sentence = reading.grammar, reading.sentence
    own = sentence.segment(trigger.start)
    if grammar.by_order and is_told(trigger):  # "…, the maker announced on Monday"
        cues = [cue for cue in cues if "cue.agreed" not in cue.rule.tags or sentence.segment(cue.start) <= own]
    words = sentence.opening(trigger.start)
    if not own or not words or words[0] not in grammar.relatives_object:
        return cues
    word = sentence.text[trigger.start : trigger.end]
    over = word.endswith(tuple(grammar.pasts)) and "status.planned" not in trigger.rule.tags
    told = "trigger.given" in trigger.rule.tags and (
        bool(set(words[-2:]) & set(grammar.actives)) or is_describing(trigger, reading)
    )
    if not told and not (over and grammar.pasts):
        return cues
    return [cue for cue in cues if "cue.agreed" not in cue.rule.tags or sentence.segment(cue.start) >= own]


def is_reason(trigger: Hit, reading: Reading) -> bool:
    """Say whether the clause only gives the deed as its reason: "criticised Ankara for the sale of …"."""
    if not reading.grammar.cased or "trigger.transfer" not in trigger.rule.tags:
        return False
    words = {*reading.grammar.background, *reading.grammar.for_deeds}
    return bool(set(reason_words(reading.sentence, trigger)) & words)


def is_beside_reason(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* stands between the word of reason and the deed, or doubts the deed."""
    if cue is trigger or cue.rule.tags & {"cue.denied", "cue.alleged"}:
        return True
    return trigger.start - len(" ".join(reason_words(reading.sentence, trigger))) - 1 <= cue.start < trigger.start


def is_own(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* stands before a describing *trigger*, or tells what became of the weapons: their seizure."""
    if cue.start < trigger.end or not cue.rule.tags & MAIN_VERBS:
        return True
    return any("trigger.react" in hit.rule.tags and cue.start <= hit.start < cue.end for hit in reading.hits)


def attributed(trigger: Hit, cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues* without those of another deed where the trigger only describes or names a topic (Chinese).

    使用美国提供的导弹: what stands before who gives is said of the use; 要求就西方供武问题开会: of the meeting.
    """
    text, segment, grammar = reading.sentence.text, reading.sentence.segment, reading.grammar
    own = segment(trigger.start)
    start, end = reading.sentence.bounds(own, own)
    places = [text.rfind(word, start, trigger.start) for word in grammar.about]
    if max(places, default=-1) >= 0 and any(word in text[trigger.end : end] for word in grammar.topical):
        return [cue for cue in cues if max(places) < cue.start < end]
    talks = max((cue.end for cue in cues if "role.deal" in cue.rule.tags and cue.end <= trigger.start), default=end)
    if any(item.mark is None and talks <= item.start < trigger.start for item in reading.parties) and any(
        word in text[trigger.end : end] for word in grammar.topical
    ):
        return [cue for cue in cues if talks <= cue.start < end]  # 要求讨论西方供武问题: the talks are not his
    if not text.startswith(tuple(grammar.belongs), trigger.end):
        return cues
    givers = [
        item.end for item in reading.parties if item.mark in {None, "giver"} and start <= item.start < trigger.start
    ]
    low = max(givers, default=start)
    return [
        cue for cue in cues
        if segment(cue.start) != own or low <= cue.start <= trigger.start or cue.rule.tags & OF_DESCRIBED
        or _undergone(cue, trigger, reading)
    ]  # fmt: skip


def _undergone(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells what is done to the described thing that stands before it (交付的军舰被扣押)."""
    text, words = reading.sentence.text, tuple(reading.grammar.undergoing)
    done = any(word in text[trigger.end : cue.start + 1] for word in words)
    return done and "cue.blocked" in cue.rule.tags and cue.start >= trigger.end


def users_of(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who uses what the *suppliers* gave (乌军使用美国提供的导弹): a word of use stands between the two."""
    text, first = scene.sentence.text, min(item.start for item in suppliers)
    known = {item.code for item in suppliers}
    if scene.grammar.cased:  # "применение Арменией поставленных Францией ракет"
        agents = [item for item in scene.near({"by"}) if item.end <= scene.trigger.start and item.code not in known]
        return [item for item in agents if {*scene.sentence.last_words(item.start, 1)} & {*scene.grammar.users}]
    bare = [item for item in scene.parties if item.mark is None and item.end <= first and item.code not in known]
    users = nearest_group(bare, last=True)
    between = text[users[-1].end : first] if users else ""
    described = text.startswith(tuple(scene.grammar.belongs), scene.trigger.end)  # else 获挪威承诺提供坦克: close
    used = any(word in between for word in scene.grammar.users) and (described or len(between) <= GOT_REACH)
    return users if used else []


def beaten(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return who is fought and loses what the *suppliers* gave (打击乌军，摧毁西方提供的坦克; Chinese)."""
    grammar, text = scene.grammar, scene.sentence.text
    first = min(item.start for item in suppliers)
    begin = scene.sentence.begin(scene.trigger.start)
    lost = any(word in text[begin:first] for word in grammar.fights)
    if not lost or not text.startswith(tuple(grammar.belongs), scene.trigger.end):
        return []
    fought = [
        item for item in scene.parties if item.end <= first and text.endswith(tuple(grammar.fights), 0, item.start)
    ]
    return nearest_group([item for item in fought if item.code in grammar.world.takers], last=True)


def without_buyers(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without who bought what the trigger gives (罗马尼亚订购的战机已交付)."""
    text, words = scene.sentence.text, tuple(scene.grammar.belongs)
    bought = [
        hit.start for hit in scene.triggers
        if "trigger.get" in hit.rule.tags and hit.end <= scene.trigger.start and text.startswith(words, hit.end)
    ]  # fmt: skip
    if not words or not bought:
        return parties
    return [item for item in parties if not any(item.end <= place < scene.trigger.start for place in bought)]
