"""Which of two states that deal with each other sells: whose make it is, or who commonly exports arms (Turkish)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.patterns import WORD_REACH
from tracker.classify.claims.scenes.scene import Roles, Scene

if TYPE_CHECKING:
    from collections.abc import Container

    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.objects import WeaponObject
    from tracker.lexicon import Lexicon


TWO = 2


def maker_sells(parties: list[PartyMention], makers: Container[str | None]) -> Roles | None:
    """Let those of *parties* whose make the weapon is sell it to the others, None where that parts them in no two."""
    sellers = [item for item in parties if item.code in makers]
    buyers = [item for item in parties if item not in sellers]
    return Roles(sellers, buyers, []) if sellers and buyers else None


def makers_first(scene: Scene, roles: Roles) -> Roles:
    """Let who makes the weapon, or commonly exports arms, sell it where the other of *roles* does not (Turkish).

    "Irak, Güney Kore ile hava savunma sistemi satışı için görüşüyor"
    """
    makers = scene.makers - {None} or scene.grammar.world.exporters
    shared = all(item.mark is None for item in roles.suppliers) and all(
        item.mark == "with" for item in roles.recipients
    )
    both = [*roles.suppliers, *roles.recipients] if scene.grammar.pairs_behind and shared else []
    return maker_sells(both, makers) or roles


def paired_behind(scene: Scene) -> list[PartyMention]:
    """Return the two behind whom "between" stands: "Paris ile Kahire arasında anlaşma" (Turkish)."""
    words, text = tuple(scene.grammar.pairs_behind), scene.sentence.text
    named = [item for item in scene.parties if item.mark == "other" and scene.inside(item)]
    last = [item for item in named if words and text[item.end : item.end + WORD_REACH].lstrip().startswith(words)]
    return [item for item in named if last and item.group == last[-1].group]


def known_sellers(partners: list[PartyMention], scene: Scene) -> set[str]:
    """Return who of the two *partners* is known to sell arms to the other."""
    codes = {party.code for party in partners}
    return {seller for seller, buyer in scene.grammar.world.sells if codes == {seller, buyer}}


def known_sides(scene: Scene, roles: Roles, item: WeaponObject) -> Roles:
    """Return *roles*, with who is known to sell arms to the other of two beside a noun (朝俄武器贸易; Chinese)."""
    told = bool(scene.grammar.reports) and "trigger.transfer" in scene.trigger.rule.tags
    if not told or roles.recipients or item.weapon:
        return roles
    return maker_sells(roles.suppliers, known_sellers(roles.suppliers, scene)) or roles


def jointly(scene: Scene, roles: Roles, item: WeaponObject, lexicon: Lexicon) -> Roles:
    """Return *roles*, with who of two that sign a contract *to supply* gives: "A and B signed a contract to supply …".

    Nobody where that is not known.
    """
    both, tags = roles.suppliers, scene.trigger.rule.tags
    signed = any("role.bilateral" in cue.rule.tags or "cue.agreed" in cue.rule.tags for cue in scene.cues)
    if roles.recipients or not signed or not {"trigger.give", "status.planned"} <= tags:
        return roles
    if len({party.code for party in both}) != TWO or any(party.mark is not None for party in both):
        return roles
    return sold_between(both, item, scene, lexicon) or Roles([], [], roles.speakers)


def sold_between(partners: list[PartyMention], item: WeaponObject, scene: Scene, lexicon: Lexicon) -> Roles | None:
    """Return who of *partners* sells *item*: whose make it is, or (Turkish, Arabic) who alone commonly exports arms."""
    exporters = scene.grammar.world.exporters
    known = known_sellers(partners, scene)
    makers = {lexicon.facts[item.weapon].origin} if item.weapon else known or exporters
    told = bool(scene.grammar.pairs_behind or scene.grammar.verb_first)
    return maker_sells(partners, makers) or (maker_sells(partners, exporters) if told else None)


def those(codes: set[str], parties: list[PartyMention]) -> list[PartyMention]:
    """Return those of *parties* that are meant by *codes*."""
    return [party for party in parties if party.code in codes]


def sold_to(scene: Scene, suppliers: list[PartyMention], recipients: list[PartyMention]) -> bool:
    """Say whether the *recipients* sell their own make to whom they only deal with.

    "İsveç, Peru ile Gripen tedarikini görüşüyor" (Turkish), or where it is in talks.
    """
    codes = {item.code for item in recipients}
    dealt = bool(scene.grammar.pairs_behind) and all(item.mark == "with" for item in suppliers)
    if codes == scene.makers:
        return not suppliers or dealt
    exporters = scene.grammar.world.exporters
    unmade = dealt and bool(suppliers and codes) and not scene.makers - {None}
    return unmade and codes <= exporters and not exporters & {item.code for item in suppliers}


def of_next(scene: Scene, party: PartyMention) -> bool:
    """Say whether *party* sells what another verb behind it gets (Turkish).

    "1980'de aldığı Mirage'ların yanı sıra Belarus'tan aldığı Su-25'ler"
    """
    later = any("trigger.get" in hit.rule.tags and hit.start >= party.end for hit in scene.triggers)
    return bool(scene.grammar.pairs_behind) and later and party.start >= scene.trigger.end
