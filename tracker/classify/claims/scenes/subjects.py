"""Who acts in a clause without a name of its own: a gerund ("en livrant"), or what somebody is allowed to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.articles import owns
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.scenes.scene import Roles
from tracker.classify.claims.scenes.standing import COMMA

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Scene
    from tracker.classify.match import Hit

# How many words a participle of buying, "by" and an article are.
BUYER_WORDS = 3
# How far behind its participle who bought something stands, with "by" and an article.
AGENT_REACH = 8
# How many words before a participle its auxiliary stands ("a déjà accusé").
ACCUSER_WORDS = 2
# How many words stand between a participle and whose deed it tells of.
DOER_WORDS = 2
# How far before what is decided its author stands, and what decisions are.
DECIDER_REACH = 45
DECISIONS = frozenset({"cue.blocked", "cue.agreed"})


def purposed(scene: Scene) -> list[PartyMention]:
    """Return who is allowed to give in a clause of purpose: "feu vert à Riga pour qu'elle livre …"."""
    sentence, grammar = scene.sentence, scene.grammar
    own = sentence.segment(scene.trigger.start)
    start = sentence.starts[own]
    words = sentence.opening(scene.trigger.start)[:2]
    before = sentence.last_words(start, 1)
    if scene.asks is not None or not own or not set(before) & set(grammar.purposes):
        return []
    if not set(words) & set(grammar.subject_pronouns):
        return []
    allowed = [item for item in scene.parties if item.mark == "to" and sentence.segment(item.start) == own - 1]
    return nearest_group(allowed, last=True)


def not_told_of(scene: Scene, parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without whom a relative clause is about: "turned to Paris, which has handed over …" gives."""
    if not (scene.grammar.noun_compounds and scene.subject_first()) or any(map(scene.inside, parties)):
        return parties
    about = {item.group for item in scene.antecedent(scene.grammar.relatives)}
    return [item for item in parties if item.group not in about]


def outdone(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* only tells where something comes from before the deed's own subject.

    ("reports from A say that B sent …", "experts from A said B sent …")
    """
    if party.mark != "from" or not (scene.grammar.noun_compounds and scene.subject_first()):
        return False
    own = [item for item in scene.parties if item.mark is None and scene.inside(item)]
    return any(party.end <= item.start and item.end <= scene.trigger.start for item in own)


def decided(scene: Scene) -> list[PartyMention]:
    """Return whose decision on a delivery is told: "la decisión de Oslo de suspender la entrega de …"."""
    if not scene.grammar.sellers:
        return []
    text, of = scene.sentence.text, set(scene.grammar.of)
    verbs = [cue.start for cue in scene.cues if cue.rule.tags & DECISIONS and cue.end <= scene.trigger.start]
    return [
        item for item in scene.parties
        if item.mark == "of" and any(
            0 < verb - item.end <= DECIDER_REACH and of & set(text[item.end : verb].split()[-1:]) for verb in verbs
        )
    ]  # fmt: skip


def acting(scene: Scene) -> list[PartyMention]:
    """Return the clause's first subject, if the verb tells what it does meanwhile: "… en livrant des obus"."""
    said = scene.sentence.text[scene.trigger.start : scene.trigger.end]
    before = scene.sentence.text[scene.sentence.start : scene.trigger.end].split()[-2:-1]
    if not set(before) & set(scene.grammar.gerunds) or not said.endswith(tuple(scene.grammar.gerund_endings)):
        return []
    return nearest_group([item for item in scene.near({None}) if item.end <= scene.trigger.start], last=False)


def helped(scene: Scene) -> list[PartyMention]:
    """Return the object of the verb that a gerund explains: "aide Riga en livrant des obus" gives them to Riga."""
    subjects = {item.group for item in acting(scene)}
    if not subjects:
        return []
    objects = [item for item in scene.near({None}) if item.group not in subjects and item.end <= scene.trigger.start]
    return nearest_group(objects, last=True)


def other_deed(scene: Scene, party: PartyMention) -> bool:
    """Say whether an agent stands in another clause than the active trigger: "if we send arms, … used by Kyiv"."""
    word = scene.sentence.text[scene.trigger.start : scene.trigger.end]  # not "promis par"
    finite = not scene.trigger.rule.tags & {"status.planned", "trigger.given"}
    finite = finite and bool(scene.grammar.participles) and not word.endswith(tuple(scene.grammar.participles))
    apart = bool(scene.grammar.sellers) and (finite or not scene.inside(party))
    imposes = any(word in scene.grammar.imposed for word in scene.sentence.last_words(party.start, BUYER_WORDS))
    # ", calling sanctions imposed by A absurd"
    apart = apart or imposes or (scene.grammar.noun_compounds and not scene.inside(party))
    return buys(scene, party) or (party.mark == "by" and apart)


def reproaches(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* only accuses: "nega di aver venduto droni al Ciad, respingendo le accuse mosse da Oslo"."""
    accusing = (cue.end for cue in scene.cues if "trigger.accuse" in cue.rule.tags and cue.start >= scene.trigger.end)
    return bool(scene.grammar.sellers) and any(end <= party.start for end in accusing)


def buys(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* is the agent of a participle of buying: "will deliver the jets ordered by India"."""
    words = scene.sentence.last_words(party.start, BUYER_WORDS)
    # one word for both: "consegnerà i caccia ordinati dal Ciad"
    marked = party.mark == "by" or (party.mark == "from" and bool(scene.grammar.sellers) and not scene.passive())
    return marked and any(word in scene.grammar.bought for word in words)


def ordered_by(scene: Scene) -> Roles | None:
    """Return who gives to whom where a participle tells for whom: "la Russia consegnerà i caccia ordinati dal Ciad"."""
    said, tags = scene.sentence.text[scene.trigger.start : scene.trigger.end], scene.trigger.rule.tags
    if not (scene.grammar.sellers and scene.grammar.bought and said.endswith(tuple(scene.grammar.bought))):
        return None
    deeds = [hit for hit in scene.triggers if "trigger.give" in hit.rule.tags and scene.inside(hit)]
    deeds = [hit for hit in deeds if hit.end <= scene.trigger.start]
    if "trigger.get" not in tags or not deeds or any(scene.inside(item) for item in scene.near({"to"})):
        return None
    agents = [item for item in scene.near({"from", "by"}) if 0 <= item.start - scene.trigger.end <= AGENT_REACH]
    givers = [item for item in scene.near({None}) if item.end <= deeds[0].start and scene.inside(item)]
    return Roles(nearest_group(givers, last=True), nearest_group(agents, last=False), []) if agents and givers else None


def senders(scene: Scene) -> list[PartyMention]:
    """Return whose the weapons are that arrive: "Russia's S-400 arrived in Turkey"."""
    if not scene.grammar.noun_compounds:
        return []
    own = scene.sentence.segment(scene.trigger.start)
    aside = own - 1 if own > 1 and not any(map(scene.inside, scene.parties[:1])) else own
    owners = [item for item in scene.parties if item.mark == "origin" and item.end <= scene.trigger.start]
    owners = [item for item in owners if scene.sentence.segment(item.start) in {own, aside}]
    return [item for item in owners if owns(scene.sentence.text, item.end, scene.grammar)][-1:]


def described_behind(scene: Scene) -> list[PartyMention]:
    """Return whose deed a participle before its noun tells of: "Mali'ye füze satan iki Türk şirketi" (Turkish)."""
    text, end = scene.sentence.text, scene.trigger.end
    if "trigger.given" in scene.trigger.rule.tags or not text.endswith(tuple(scene.grammar.doing), 0, end):
        return []
    behind = [item for item in scene.parties if item.start >= end and scene.inside(item)]
    near = bool(behind) and len(text[end : behind[0].start].split()) <= DOER_WORDS
    return nearest_group(behind, last=False) if near and scene.grammar.doing else []


def told_of_next(scene: Scene) -> bool:
    """Say whether a participle tells the deed of the firm or person behind it: "Tayvan'a silah satan Raytheon'a"."""
    text, end = scene.sentence.text, scene.trigger.end
    doing = bool(scene.grammar.doing) and not {"trigger.given", "status.planned"} & scene.trigger.rule.tags
    doing = doing and not scene.trigger_ends(scene.grammar.meanwhile)  # "verirken"
    return doing and scene.trigger_ends(scene.grammar.doing) and text[end : end + 1] == " "


def inverted(scene: Scene) -> list[PartyMention]:
    """Return the object behind its verb and subject, where the verb may stand before both: "versorgt A B mit …"."""
    after = scene.after() if scene.grammar.dative and scene.grammar.verb_last else []
    bare = [item for item in scene.parties if item.mark is None and scene.inside(item)]
    if not after or not bare or bare[0].end <= scene.trigger.start:
        return []
    later = [item for item in bare if item.start > after[-1].end and item.group != after[-1].group]
    return nearest_group(later, last=False)


def led(scene: Scene, bare: list[PartyMention]) -> list[PartyMention]:
    """Return whom a clause is about with *bare* parties before its verb: "A, das B … liefert", "A sagt, dass es B …".

    A pronoun may only stand for the one party without a mark that the clause before names.
    """
    words = scene.sentence.opening(scene.trigger.start)[:2]
    if not scene.grammar.dative or not words or not scene.inside(bare[0]):
        return []
    if words[0] in scene.grammar.relatives:
        begin = scene.sentence.begin(scene.trigger.start)  # not "Russland setzt Munition ein, die Pjöngjang liefert"
        told = scene.antecedent(scene.grammar.relatives)
        return [item for item in told if item.mark is None and 0 <= begin - item.end <= COMMA]
    if words[0] not in scene.grammar.breaks or words[-1] not in scene.grammar.same_subject:
        return []
    segment, own = scene.sentence.segment, scene.sentence.segment(scene.trigger.start)
    before = [item for item in scene.parties if item.mark is None and segment(item.start) in {own - 1, own - 2}]
    return before if len({item.group for item in before}) == 1 else []


def accuses(scene: Scene, accuse: Hit) -> bool:
    """Say whether who stands before *accuse* accuses: "Le Tchad dénonce des livraisons", not "L'Iran, accusé de …"."""
    word = scene.sentence.text[accuse.start : accuse.end]
    if any("cue.denied" in cue.rule.tags and cue.start < accuse.start for cue in scene.cues):
        return False  # "Belgrado negó las acusaciones"
    words = [item.rpartition("'")[2] for item in scene.sentence.last_words(accuse.start, ACCUSER_WORDS)]  # "l'a"
    auxiliaries = [item for item in words if item in scene.grammar.actives or item in scene.grammar.passives]
    if auxiliaries and auxiliaries[-1] in scene.grammar.actives:
        return bool(scene.grammar.sellers)  # "Le Tchad a dénoncé des livraisons"
    return bool(scene.grammar.sellers) and not word.endswith((*scene.grammar.participles, *scene.grammar.accused_of))


def is_promised(scene: Scene) -> bool:
    """Say whether the trigger is a participle right behind a weapon, which nobody does: "les chars promis à Kiev"."""
    word = scene.sentence.text[scene.trigger.start : scene.trigger.end]
    alone = bool(scene.grammar.sellers) and scene.behind_weapon and "trigger.given" not in scene.trigger.rule.tags
    return alone and " " not in word and word.endswith(tuple(scene.grammar.participles))
