"""From hits to themes: weights per rule against the theme's threshold, and the evidence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.lexicon.rules import NAMED_WEIGHT
from tracker.models import THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.classify.match import Hit
    from tracker.classify.normalize import FoldedText
    from tracker.lexicon import Lexicon

BELOW_THRESHOLD = "below-threshold"


def find_themes(hits: Iterable[Hit], lexicon: Lexicon, *, moving: bool) -> tuple[Theme, ...]:
    """Return the themes whose distinct rules weigh enough; *moving*: a claim says that arms move."""
    weights: dict[str, dict[str, int]] = {}
    for hit in hits:
        if hit.held is None and hit.rule.theme_weights:
            for theme, weight in hit.rule.theme_weights:
                weights.setdefault(theme, {})[hit.rule.id] = weight
    if moving:
        weights.setdefault("arms_transfer", {})["claim"] = NAMED_WEIGHT
    if not weights:
        return ()
    found = {
        theme
        for theme, rules in weights.items()
        if sum(rules.values()) >= lexicon.thresholds.get(f"theme.{theme}", NAMED_WEIGHT)
    }
    return tuple(theme for theme in THEMES if theme in found)


def evidence_of(hits: Iterable[Hit], folded: FoldedText, text: str, themes: tuple[Theme, ...]) -> list[dict[str, Any]]:
    """Return the evidence of *hits*: what counts, and what was matched and held back, with the reason.

    Each is what an :class:`~tracker.models.Evidence` is made of: made within their analysis they cost a third less.
    """
    found = []
    for hit in hits:
        rule = hit.rule
        if not rule.labels:
            continue
        start, end = folded.span(hit.start, hit.end)
        words = text[start:end]
        for label in rule.labels:
            held = hit.held
            if held is None and label in THEMES and label not in themes:
                held = BELOW_THRESHOLD
            found.append(
                {"rule": rule.id, "start": start, "end": end, "text": words, "label": label, "suppressed_by": held}
            )
    return found
