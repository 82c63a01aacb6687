"""Names in a form of genitive and dative: where they are a dative (Russian, Ukrainian, Polish, Czech)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import PARTIES
from tracker.classify.claims.parties.neighbours import term_before, terms_before
from tracker.classify.claims.patterns import TOKEN

if TYPE_CHECKING:
    from tracker.classify.match import Hit
    from tracker.lexicon.grammar import ClaimGrammar

# The length of a word between "for" and who gets.
ONE_WORD = 14
# The tag of verbs behind which right away stands whom they are about in the dative ("відмовила Туреччині").
TO_WHOM = "role.to-whom"
# The tag of nouns behind which right away stands whose they are ("рассматривает предложение Франции").
OF_WHOM = "role.of-whom"
# The same of nouns that may have a dative behind them, where the name has no cases ("угрозы США", "угроза Польше").
WHOSE = "role.whose"


def is_owner(hits: list[Hit], hit: Hit) -> bool:
    """Say whether a noun right before the name *hit* says what is his: "рассматривает предложение Франции"."""
    tags = {OF_WHOM} if hit.cases else {OF_WHOM, WHOSE}
    return any(tags & other.rule.tags and other.end + 1 == hit.start for other in hits)


def is_dative(low: str, hits: list[Hit], index: int, grammar: ClaimGrammar) -> bool:
    """Say whether a name in a form of genitive and dative is a dative: right behind a verb, a weapon or a giver.

    It is none beside a party that can only be a dative.
    """
    hit = hits[index]
    receiving = next((word for word in grammar.receiving if low.startswith(f" {word} ", hit.end)), None)
    if receiving is not None and _party_near(hits, hit.end + len(receiving) + 1):
        return False  # "aid of Denmark for Ukraine"
    if hit.rule.role == "adjectives" and not any(
        other.end <= hit.start and other.rule.tags & {"trigger.give", "trigger.equip"} for other in hits
    ):
        return False
    near = terms_before(low, hits, index, grammar)
    if any(other.rule.tags & {"trigger.give", TO_WHOM} for other in near):
        return True  # "передати Росії": whoever else is in the dative
    located = [[word] for word in grammar.locative]
    addressed = {other.end + 1 for other in hits if TO_WHOM in other.rule.tags}
    for other in hits:
        if other.start in addressed:
            continue  # "zarzuca Chinom dostarczanie broni Rosji"
        if TOKEN.findall(low[max(0, other.start - 4) : other.start])[-1:] in located:
            continue
        if _contrasted(low, hit, other, grammar):
            continue  # "поставив кораблі Єгипту, але відмовився продати їх Туреччині"
        sure = other.rule.kind in PARTIES and "dat" in other.cases
        if sure and not {"gen", "nom"} & set(other.cases):
            return low[hit.end : other.start].strip() in {",", *grammar.joins}  # "оружие Кении, Гане и Бенину"
    neighbour = term_before(low, hits, index, grammar)
    if neighbour is not None and "theme.sanctions" in neighbour.rule.tags:
        return False  # "hit by sanctions of the European Union"
    return any(
        other.rule.kind in {"country", "party", "weapon"}
        or any(tag.startswith(("trigger.", "class.")) for tag in other.rule.tags)
        for other in near
    )


def _party_near(hits: list[Hit], place: int) -> bool:
    """Say whether a party stands right behind *place*, or one word further."""
    return any(hit.rule.kind in PARTIES and 0 <= hit.start - place <= ONE_WORD for hit in hits)


def _contrasted(low: str, one: Hit, other: Hit, grammar: ClaimGrammar) -> bool:
    """Say whether a comma and a word that goes on with the same subject stand between two names."""
    first, second = sorted((one, other), key=lambda hit: hit.start)
    between = low[first.end : second.start]
    return any(f", {word} " in between for word in grammar.resumes)


def is_fronted(low: str, tokens: list[str], place: tuple[list[Hit], int], grammar: ClaimGrammar) -> bool:
    """Say whether a name stands between the head of its clause and a verb of giving ("které Íránu dodalo Rusko").

    A time may stand before it, a copula behind it: "В мае Сирии были переданы ракеты".
    """
    last = tokens[-1] if tokens else ""
    if last.isalnum() and last not in grammar.breaks and last not in grammar.moments:
        return False
    hits, index = place
    end = hits[index].end
    copula = next((word for word in grammar.copulas if low.startswith(f" {word} ", end)), None)
    end += len(copula) + 1 if copula else 0
    behind = (other for other in hits[index + 1 : index + 12] if 0 <= other.start - end <= 1)
    return any(
        other.rule.tags & {"trigger.give", "trigger.given", TO_WHOM} and "trigger.arrive" not in other.rule.tags
        for other in behind
    )
