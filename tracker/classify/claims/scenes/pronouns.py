"""What pronouns stand for: who gets ("l'Iran, qui leur livre"), what is given ("Il a été vendu à", "en livrer à")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_weapon
from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.patterns import TOKEN
from tracker.classify.claims.scenes.standing import COMMA
from tracker.classify.claims.sentences.objects import WeaponObject, find_objects

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.scenes.scene import Roles, Scene
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit
    from tracker.lexicon import Lexicon
    from tracker.lexicon.grammar import ClaimGrammar

# How many words before a verb its pronoun may begin: pronoun, auxiliary, adverb.
PRONOUN_WORDS = 3
# How far behind a noun of giving the word stands that says what is delivered.
NEXT_WORD = 8
# The tag of words that move what was named before.
TAKES_UP = "role.takes-up"
# The marks of who cannot be meant by a pronoun: they describe, or act.
APART = frozenset({"origin", "adjective", "giver", "by"})


def receives(words: list[str], grammar: ClaimGrammar) -> bool:
    """Say whether a pronoun at the end of *words*, or before the auxiliary there, gets ("Paris lui a vendu")."""
    last = words[-PRONOUN_WORDS:]
    place = max((place for place, word in enumerate(last) if word in grammar.receiver_pronouns), default=None)
    return place is not None and all(word in grammar.actives for word in last[place + 1 : place + 2])


def to_pronoun(scene: Scene) -> bool:
    """Say whether a pronoun beside the trigger is who gets: "qui leur a déjà livré", "which has sold it tanks"."""
    grammar = scene.grammar
    if grammar.pronouns_behind:
        behind = TOKEN.findall(scene.sentence.text[scene.trigger.end : scene.trigger.end + 2 * NEXT_WORD])[:2]
        moved = {*grammar.to, *grammar.from_, *grammar.by, *grammar.other}  # "sold it to …"
        named = len(behind) > 1 and behind[1].isalnum() and behind[1] not in moved
        return named and behind[0] in grammar.pronouns_behind
    later = [
        item
        for item in scene.parties
        if item.mark == "to" and (item.start >= scene.trigger.end or _doubled(scene, item))
    ]
    if grammar.sellers and any(map(scene.inside, later)):
        return False  # "le vendió a Quito tanques", "a Quito le vendió tanques"
    words = scene.sentence.text[scene.sentence.start : scene.trigger.start]
    return bool(scene.grammar.receiver_pronouns) and receives(TOKEN.findall(words), scene.grammar)


def _doubled(scene: Scene, party: PartyMention) -> bool:
    """Say whether a pronoun right behind *party* only says once more who gets: "a Quito se le entregaron tanques"."""
    words = TOKEN.findall(scene.sentence.text[party.end : scene.trigger.start])
    return any(word in scene.grammar.receiver_pronouns for word in words[: PRONOUN_WORDS - 1])


def resumed(scene: Scene, suppliers: list[PartyMention]) -> list[PartyMention]:
    """Return the one state named before for which "the island state" stands: "… und liefert dem Inselstaat Waffen"."""
    words = TOKEN.findall(scene.sentence.clause(scene.sentence.segment(scene.trigger.start)))
    articles = {*scene.grammar.dative} - {*scene.grammar.twofold}
    places = [place for place, word in enumerate(words) if word in scene.grammar.anaphors]
    if not any(articles & set(words[max(0, place - 2) : place]) for place in places):
        return []
    givers = {item.code for item in suppliers}
    named = [
        item for item in scene.parties
        if item.end <= scene.trigger.start and item.mark not in APART and item.code not in givers
    ]  # fmt: skip
    return named[-1:] if givers and len({item.code for item in named}) == 1 else []


def unmarked(scene: Scene) -> Scene:
    """Return *scene* without receivers by a mark, but for whom its clause is about ("liés à Riga, qui leur livre")."""
    start = scene.sentence.begin(scene.trigger.start)
    kept = [item for item in scene.parties if item.mark != "to" or 0 <= start - item.end <= COMMA]
    return scene._replace(parties=kept)


def meant(scene: Scene, roles: Roles) -> Roles:
    """Return *roles* with whom the pronoun stands for: the nearest subject before it that does not give."""
    givers = {item.code for item in roles.suppliers}
    others = [
        item for item in scene.parties
        if item.end <= scene.trigger.start and item.mark not in APART and item.code not in givers
    ]  # fmt: skip
    bare = [item for item in others if item.mark is None]
    if scene.grammar.by_order:
        got = [item for item in others if item.mark == "to" and bare and item.start > bare[-1].end]
        bare = got or bare  # "A has shipped rockets to B, and C has sold it howitzers"
    return roles._replace(recipients=nearest_group(bare or others, last=True) if givers else [])


def taken_up(low: str, reading: Reading, lexicon: Lexicon) -> list[WeaponObject]:
    """Return the one weapon of the sentence before, where a word of this one takes it up and names none."""
    if not any(TAKES_UP in hit.rule.tags for hit in reading.hits) or any(map(is_weapon, reading.hits)):
        return []
    numbers = [hit for hit in reading.before if hit.rule.number is not None]
    found = find_objects(low, reading.before, lexicon, numbers, reading.grammar)
    return found[:1] if len({item.weapon or item.weapon_class for item in found}) == 1 else []


def takes_up(trigger: Hit, reading: Reading) -> bool:
    """Say whether *trigger* moves what the sentence before names.

    "Il a été vendu à …", "en livrer à …", "leurs livraisons à …", but not "leurs livraisons de gaz".
    """
    if TAKES_UP not in trigger.rule.tags:
        return False
    after = TOKEN.findall(reading.sentence.text[trigger.end : trigger.end + NEXT_WORD])[:1]
    return "trigger.transfer" not in trigger.rule.tags or not set(after) & set(reading.grammar.of)
