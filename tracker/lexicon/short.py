"""One-character names of states, as Chinese headlines use them: languages/<lang>/short.toml.

A character alone would match inside other words, so it counts only in company: before one of the words of *after*
(美军), behind one of *before* (对俄), or with another in one of *pairs* (中美). Each such form becomes a name in the
notation that marks the name itself by brackets: ``对[俄]``, ``[中]美``.
"""

from __future__ import annotations

from tracker.models import Record


class ShortName(Record):
    """The one-character *name* of the state *code*: what it goes with beside the common words, and what it does not.

    *common* false: only its own words count (a character that is also a common word).
    """

    code: str
    name: str
    common: bool = True
    before: list[str] = []
    after: list[str] = []
    without: list[str] = []


class ShortFile(Record):
    """The short names of one language, the words before and after them, and their usual pairs."""

    before: list[str] = []
    after: list[str] = []
    pairs: list[str] = []
    short: list[ShortName] = []


def short_forms(file: ShortFile) -> dict[str, list[str]]:
    """Return the bracketed forms of *file* by the code of their state."""
    found: dict[str, set[str]] = {}
    for item in file.short:
        found.setdefault(item.code, set()).update(_forms(item, file))
    return {code: sorted(forms) for code, forms in found.items()}


def _forms(item: ShortName, file: ShortFile) -> set[str]:
    before = {*item.before, *(file.before if item.common else ())} - {*item.without}
    after = {*item.after, *(file.after if item.common else ())} - {*item.without}
    pairs = {*file.pairs} - {*item.without}
    forms = {f"{word}[{item.name}]" for word in before} | {f"[{item.name}]{word}" for word in after}
    for sign in ("", "、"):  # 英法两国, 英、法两国
        forms |= {f"[{item.name}]{sign}{pair[1:]}" for pair in pairs if pair[0] == item.name}
        forms |= {f"{pair[:1]}{sign}[{item.name}]{pair[2:]}" for pair in pairs if pair[1] == item.name}
    return forms
