"""What one sentence on sanctions leaves open and the passage says: who imposes them and at whom they are aimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.lexicon.grammar import ClaimGrammar

# Marks of who may be the author of sanctions: beside them in the sentence, elsewhere in the passage.
DOERS = frozenset({None, "adjective", "origin", "from"})
# Marks of who stands aside.
ASIDE = frozenset({"other", "with", "from"})
# Named in passing they are where something was said, not who imposed it.
VENUES = frozenset({"UN", "NATO"})
ANYWHERE = DOERS | {"by", "giver", "other"}
# How far behind "an embargo on the sale of arms" its target may stand as a receiver.
RECEIVER_REACH = 24
# How far behind sanctions on firms a state still describes some of them.
FIRMS_REACH = 60
# How far before the sentence that goes on about them those are described.
AGAIN_REACH = 200


def complete_sanctions(
    drafts: list[SanctionDraft], parties: list[PartyMention], grammar: ClaimGrammar
) -> list[SanctionDraft]:
    """Give each sanction the party that it leaves open, where the passage names only one that it can be.

    The target: the one state under sanctions; where one sentence says only who imposes and another only on whom, they
    speak of the same. The imposer: the one party of the sentence, else of the passage, that is known for imposing them.
    """
    drafts = _by_council(drafts, parties)
    return [_authored(draft, parties, grammar) for draft in _all_aimed(drafts, _hit(drafts, parties), grammar)]


def _hit(drafts: list[SanctionDraft], parties: list[PartyMention]) -> list[PartyMention]:
    """Return *parties* without who blocks sanctions: who has a say in them is not under them."""
    spans = [draft.sentence for draft in drafts if "role.veto" in draft.status.cue.rule.tags]
    return [
        item for item in parties if item.mark is not None or not any(low <= item.start < high for low, high in spans)
    ]


def _by_council(drafts: list[SanctionDraft], parties: list[PartyMention]) -> list[SanctionDraft]:
    """Let the Security Council, where the passage names it, be the author of an arms embargo.

    Who wants that prolonged or lifted stands where else an author does ("Washington wants the arms embargo prolonged").
    """
    council = next((item for item in parties if item.code == "UN"), None)
    if council is None or not any(draft.council == "role.council" for draft in drafts):
        return drafts
    return [
        draft._replace(imposer=council) if draft.council and not (draft.imposer and draft.imposer.mark) else draft
        for draft in drafts
    ]


def _all_aimed(drafts: list[SanctionDraft], parties: list[PartyMention], grammar: ClaimGrammar) -> list[SanctionDraft]:
    settled = {draft.target.code for draft in drafts if draft.target} if grammar.cased or grammar.dative else set()
    aimed = [draft if draft.target else _aimed(draft, parties, grammar) for draft in drafts]
    if any(draft.unaimed for draft in drafts):  # elsewhere the passage speaks of the same ones
        aimed = [old if _aimed_elsewhere(old, new) else new for old, new in zip(drafts, aimed, strict=True)]
    if grammar.reports:  # 伊朗制裁美国公民，措施包括冻结在伊朗境内的资产: who imposes them is not hit by the same
        authors = {draft.imposer.code for draft in drafts if draft.imposer and draft.target}
        aimed = [
            old if not (old.target or old.imposer) and _told_of(new, authors, drafts) else new
            for old, new in zip(drafts, aimed, strict=True)
        ]
    # Where others are under sanctions, who else is named may be the reason.
    drafts = [
        new if not settled or new.target is None or new.target.code in settled else old
        for old, new in zip(drafts, aimed, strict=True)
    ]
    targets = {draft.target.code: draft.target for draft in drafts if draft.target}
    if len(targets) != 1 or any(draft.target and draft.imposer for draft in drafts):
        return drafts
    (target,) = targets.values()
    known = [draft.target or draft.unaimed or (draft.imposer and draft.imposer.code == target.code) for draft in drafts]
    return [draft if side else draft._replace(target=target) for draft, side in zip(drafts, known, strict=True)]


def _aimed_elsewhere(old: SanctionDraft, new: SanctionDraft) -> bool:
    """Say whether another sentence gave a draft its target."""
    low, high = old.sentence
    return old.target is None and new.target is not None and not low <= new.target.start < high


def _told_of(draft: SanctionDraft, authors: set[str], drafts: list[SanctionDraft]) -> bool:
    """Say whether *draft* got as its target one of the *authors*, or whom another sentence says all about.

    (单边强制措施应取消。古巴外长谴责美国的封锁)
    """
    if draft.target is None:
        return False
    elsewhere = draft.status.value != "in_force" and not draft.sentence[0] <= draft.target.start < draft.sentence[1]
    settled = {other.target.code for other in drafts if other.target and other.imposer}
    return draft.target.code in authors or (elsewhere and draft.target.code in settled)


def _aimed(draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar) -> SanctionDraft:
    low, high = draft.sentence
    if "role.violation" in draft.status.cue.rule.tags:
        return draft  # who sends arms in violation of an embargo may not be under it
    # "sanctioned a firm for sending drones to Russia"; but "celles que Londres a appliquées à la Russie"
    if grammar.noun_compounds or (grammar.sellers and not grammar.relatives_object):
        last = draft.trigger.end + RECEIVER_REACH
        got = {item.code for item in parties if item.mark == "to" and last < item.start < high}
        aimed_at = {item.code for item in parties if low <= item.start < high and item.mark not in {"to", *ASIDE}}
        parties = [item for item in parties if item.code not in got - aimed_at or item.mark in {"to", "against"}]
        parties = [item for item in parties if item.mark != "to" or not last < item.start < high]
    owner = next((item for item in parties if item.code == draft.owner), None)
    if owner is not None and owner.code in grammar.sanctioned:
        return draft._replace(target=owner)  # sanctions on a thing of a state that the passage names
    if grammar.reports and draft.imposer is None and draft.status.value == "rejected":
        begin, end = draft.span  # 反对单边制裁, whoever is meant
        parties = [item for item in parties if begin <= item.start < end]
    if grammar.reports:  # a group that another sentence names
        parties = [item for item in parties if item.hit.rule.kind != "party" or low <= item.start < high]
    if draft.unaimed:  # "sanctions on firms that build the pipeline, Russian ones too"
        last = min(high, draft.trigger.end + FIRMS_REACH)
        parties = [item for item in parties if draft.trigger.end <= item.start < last and item.mark == "adjective"]
    found = _found(draft, parties, grammar)
    if len(found) != 1 or (draft.imposer is not None and draft.imposer.code in found):
        return draft
    (target,) = found.values()
    return draft._replace(target=target)


def _found(draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar) -> dict[str, PartyMention]:
    """Return by their codes those of *parties* that may be the target of *draft*."""
    low, high = draft.sentence
    far = [item for item in parties if grammar.by_order and item.mark == "to" and not low <= item.start < high]
    # "sold images to the Houthis. Oslo is weighing sanctions against the firm"
    parties = [item for item in parties if item not in far or item.hit.rule.kind != "party"]
    if draft.again:
        told = [item for item in parties if item.end <= low and item.hit.rule.role == "adjectives"]
        again = {
            item.code: item for item in told if low - item.end <= AGAIN_REACH and item.code not in grammar.imposers
        }
        if len(again) == 1:
            return again
    found = _under_sanctions(draft, parties, grammar)
    if len(found) > 1:  # "Iran sent drones to Russia. The EU is preparing sanctions"
        found = {code: item for code, item in found.items() if item not in far}
    if not found and draft.imposer is not None and not grammar.by_order:
        found = _described(draft, parties, grammar)
    return found


def _under_sanctions(
    draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar
) -> dict[str, PartyMention]:
    """Return by their codes the states commonly under sanctions, those of the draft's sentence if it names one."""
    low, high = draft.sentence
    possible = [
        item for item in parties
        if item.code in grammar.sanctioned
        and not (_only_describes(item, grammar) if low <= item.start < high else _adjective(item, grammar))
    ]  # fmt: skip
    if grammar.sellers and draft.status.value == "rejected":  # "Tanto Pekín como Moscú rechazan las sanciones"
        joined = {(one.group, one.code) for one in parties if one.mark is None and low <= one.start < high}
        groups = [group for group, _ in joined]
        possible = [item for item in possible if groups.count(item.group) < 2 or not low <= item.start < high]  # noqa: PLR2004
    inside = {item.code for item in possible if low <= item.start < high}
    if len(inside) > 1:
        return {}
    return {
        item.code: item for item in possible
        if (item.mark not in ASIDE or (_described_before(item, grammar) and not low <= item.start < high))
        and (not inside or item.code in inside)
    }  # fmt: skip


def _described(draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar) -> dict[str, PartyMention]:
    """Return the one state that describes what may be hit, where who imposes is said and no other describes it."""
    low, high = draft.sentence
    described = {
        item.code: item for item in parties
        if item.code in grammar.sanctioned and item.mark != "origin"
        and (low <= item.start < high or not _adjective(item, grammar))
        and (grammar.cased or item.mark == "by" or not low <= item.start < high)
    }  # fmt: skip
    rivals = {
        item.code for item in parties
        if low <= item.start < high and item.hit.rule.role == "adjectives" and item.code not in grammar.imposers
    }  # fmt: skip
    return described if len(described) == 1 and rivals <= described.keys() else {}


def _only_describes(item: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *item* describes something else ("buyers of Russian oil"), not an office of its state."""
    if grammar.reports and item.mark == "origin":
        return True  # 印度购买俄罗斯S-400引发美国制裁威胁
    return item.hit.rule.role == "adjectives" and (item.mark is not None or grammar.names_after)


def _described_before(item: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *item* describes somebody behind a preposition: "mit dem nordkoreanischen Staatsoberhaupt"."""
    return item.mark == "other" and item.hit.rule.role == "adjectives" and bool(grammar.dative)


def _adjective(item: PartyMention, grammar: ClaimGrammar) -> bool:
    """Say whether *item* is an adjective, which aims nothing at its state from another sentence: "l'envoyé russe"."""
    return item.hit.rule.role == "adjectives" and bool(grammar.sellers)


def _authored(draft: SanctionDraft, parties: list[PartyMention], grammar: ClaimGrammar) -> SanctionDraft:
    # Evaded sanctions have many authors, those of the whole world none.
    if draft.shared or draft.imposer or draft.target is None:
        return draft
    if draft.status.value == "evaded" or draft.target.code in grammar.imposers:
        return draft
    imposing = [item for item in parties if item.code in grammar.imposers and item.code not in VENUES]
    if grammar.adjective_after:
        imposing = [item for item in imposing if item.mark != "adjective"]  # "les investisseurs occidentaux"
    if grammar.dative:  # "westliche Zulieferer"; who is named only later
        imposing = [item for item in imposing if item.mark not in {"adjective", "origin"}]
        imposing = [item for item in imposing if item.start < draft.sentence[1]]
    if draft.status.value == "rejected":  # who is against them is not their author
        critics = {item.code for item in imposing if item.mark is None and item.end <= draft.status.cue.start}
        imposing = [item for item in imposing if item.code not in critics or item.code in grammar.world.imposers]
    if grammar.reports and draft.status.value == "eased":  # 中方强调，单边制裁应取消
        imposing = [item for item in imposing if item.mark is not None or item.code in grammar.world.imposers]
    inside = [item for item in imposing if draft.sentence[0] <= item.start < draft.sentence[1]]
    if grammar.reports and inside and all(item.start >= draft.trigger.end for item in inside):
        return draft  # 因制裁俄罗斯陷入危机，美国却…: who imposes stands before
    found = inside or ([] if grammar.reports else imposing)  # 伊美会谈。伊朗要求解除制裁: whose is not said
    marks = DOERS if inside else ANYWHERE - {"other"} if grammar.dative else ANYWHERE  # "nach Angaben der EU"
    possible = [item for item in found if item.mark in marks]
    if len({item.code for item in found}) != 1 or not possible or (inside and _is_demand(draft)):
        return draft
    return draft._replace(imposer=possible[0])


def _is_demand(draft: SanctionDraft) -> bool:
    """Say whether the sentence tells who asks for sanctions, not who imposes them."""
    return draft.status.cue is not None and "cue.sought" in draft.status.cue.rule.tags
