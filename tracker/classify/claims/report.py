"""From drafts to the claims and evidence that leave the classifier: equal claims once, spans in the original text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.status.sanction_status import SANCTION_ORDER
from tracker.models import Evidence, Sanction, Transfer

if TYPE_CHECKING:
    from tracker.classify.claims.sanctions.drafts import SanctionDraft
    from tracker.classify.claims.transfers.drafts import Draft
    from tracker.classify.normalize import FoldedText


def transfer_claims(drafts: list[Draft], folded: FoldedText, text: str) -> tuple[tuple[Transfer, ...], list[Evidence]]:
    """Return the transfers of *drafts* and the evidence for each part."""
    claims: list[Transfer] = []
    evidence: list[Evidence] = []
    for number, draft in enumerate(drafts):
        start, end = folded.span(*draft.span)
        claims.append(
            Transfer(
                supplier=draft.giver,
                recipient=draft.getter,
                weapon=draft.item.weapon,
                weapon_class=draft.item.weapon_class,
                quantity=draft.item.quantity,
                status=draft.status.value,
                asserted_by=draft.speaker.code
                if draft.speaker and draft.status.value in {"alleged", "denied"}
                else None,
                start=start,
                end=end,
            )
        )
        parts = {"trigger": draft.trigger, "weapon": draft.item.hit, "status": draft.status.cue}
        for name, party in (
            ("supplier", draft.supplier),
            ("recipient", draft.recipient),
            ("asserted_by", draft.speaker),
        ):
            if party is not None:
                parts[name] = party.hit
        evidence += [_part(folded, text, hit, f"transfer:{number}:{name}") for name, hit in parts.items()]
    return tuple(claims), evidence


def sanction_claims(
    drafts: list[SanctionDraft], folded: FoldedText, text: str
) -> tuple[tuple[Sanction, ...], list[Evidence]]:
    """Return the sanctions of *drafts* (each pair once, the first status of the guideline's order) with evidence."""
    claims: list[Sanction] = []
    evidence: list[Evidence] = []
    for draft in _once([draft for draft in drafts if draft.imposer or draft.target]):
        start, end = folded.span(*draft.span)
        imposer, target = _code(draft.imposer), _code(draft.target)
        label = f"sanction:{len(claims)}"
        claims.append(Sanction(imposer=imposer, target=target, status=draft.status.value, start=start, end=end))
        evidence.append(_part(folded, text, draft.trigger, f"{label}:trigger"))
        evidence.append(_part(folded, text, draft.status.cue, f"{label}:status"))
        for name, party in (("imposer", draft.imposer), ("target", draft.target)):
            if party is not None:
                evidence.append(_part(folded, text, party.hit, f"{label}:{name}"))
    return tuple(claims), evidence


def _once(drafts: list[SanctionDraft]) -> list[SanctionDraft]:
    """Keep each pair once, and drop a half-known pair that a full one covers."""
    best: dict[tuple[str | None, str | None], SanctionDraft] = {}
    for draft in drafts:
        key = (_code(draft.imposer), _code(draft.target))
        held = best.get(key)
        if held is None or SANCTION_ORDER.index(draft.status.value) < SANCTION_ORDER.index(held.status.value):
            best[key] = draft
    full = [key for key in best if None not in key]
    for key, draft in best.items():
        # "Tehran wants the sanctions lifted": what a half-known pair says is said of the one pair that it can be.
        covers = [other for other in full if None in key and key[0] in {other[0], None} and key[1] in {other[1], None}]
        # That Moscow evades "the sanctions" takes nothing from those that the EU adopts.
        if len(covers) == 1 and draft.status.cue is not draft.trigger and draft.status.value != "evaded":
            held = best[covers[0]]
            if SANCTION_ORDER.index(draft.status.value) < SANCTION_ORDER.index(held.status.value):
                best[covers[0]] = held._replace(status=draft.status)
    return [
        draft for key, draft in best.items()
        if None not in key or not any(key[0] in {other[0], None} and key[1] in {other[1], None} for other in full)
    ]  # fmt: skip


def _code(party: object) -> str | None:
    return None if party is None else str(party.code)  # type: ignore[attr-defined]


def _part(folded: FoldedText, text: str, hit: object, label: str) -> Evidence:
    start, end = folded.span(hit.start, hit.end)  # type: ignore[attr-defined]
    return Evidence(
        rule=hit.rule.id,  # type: ignore[attr-defined]
        start=start,
        end=end,
        text=text[start:end],
        label=label,
        suppressed_by=None,
    )
