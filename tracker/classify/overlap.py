"""Which of several overlapping hits stands: masks eat, the longest name of a kind wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit

_NAMES = {"weapon": "weapon", "country": "party", "party": "party"}


def hold_overlapped(hits: list[Hit]) -> None:
    """Mark what stands inside a mask or inside a longer name; *hits* are in order of start, longer first.

    A country's name inside a weapon's name ("Moskva", "Bremen class") names no country.
    """
    _hold_masked(hits)
    _hold_torn(hits)
    reach: dict[str, Hit] = {}
    for hit in hits:
        if hit.held is not None:
            continue
        kind = _NAMES.get(hit.rule.kind)
        if kind is None:
            continue
        for other_kind in ("weapon", kind):
            longer = reach.get(other_kind)
            if longer is not None and longer is not hit and hit.end <= longer.end and _beats(longer, hit):
                hit.held = longer.rule.id
                break
        else:
            before = reach.get(kind)
            if before is None or hit.end > before.end:
                # Two weapons share no word: in "Kampfpanzer Leopard 2" the name that reaches further stands.
                if before is not None and kind == "weapon" and hit.start < before.end:
                    before.held = hit.rule.id
                reach[kind] = hit


def _beats(longer: Hit, hit: Hit) -> bool:
    if longer.start == hit.start and longer.end == hit.end:
        return longer.rule.value != hit.rule.value and _NAMES[longer.rule.kind] == _NAMES[hit.rule.kind]
    return True


def _hold_torn(hits: list[Hit]) -> None:
    """Hold a part of a form back where a name reaches across the form's edge (其中美国), or it is a repeat."""
    parts = [(hit, hit.around) for hit in hits if hit.around is not None and hit.held is None]
    seen: set[tuple[int, int, str]] = set()
    for part, (low, high) in parts:
        for other in hits:
            if (
                other.around is None
                and other.held is None
                and other.rule.kind in _NAMES
                and other.rule.kind != "weapon"
            ):
                torn = other.start < high < other.end or other.start < low < other.end
                if torn or (other.start <= part.start and part.end <= other.end):
                    part.held = other.rule.id
                    break
        key = (part.start, part.end, part.rule.value)
        if part.held is None:
            part.held = part.rule.id if key in seen else None
            seen.add(key)


def _hold_masked(hits: list[Hit]) -> None:
    masks = [hit for hit in hits if hit.rule.kind == "mask"]
    if not masks:
        return
    for hit in hits:
        if hit.rule.kind == "mask":
            continue
        for mask in masks:
            if mask.start <= hit.start and hit.end <= mask.end and _longer(mask, hit):
                hit.held = mask.rule.id
                break


def _longer(mask: Hit, hit: Hit) -> bool:
    """Say whether *mask* reaches further, or is the very word that *hit* takes for a name with an ending (Тор+и)."""
    further = (mask.end - mask.start) - (hit.end - hit.start)
    return further > 0 or (further == 0 and mask.written > hit.written)
