"""The classifier: ``classify(text, language, lexicon)`` says what a text mentions, and why. Pure: no state, no I/O."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.classify.claims import find_claims
from tracker.classify.claims.kinds import PARTIES
from tracker.classify.context import Context, resolve
from tracker.classify.match import Hit, find_hits, find_terms, merged
from tracker.classify.normalize import FoldedText, fold
from tracker.classify.overlap import hold_overlapped
from tracker.classify.themes import evidence_of, find_themes
from tracker.models import WEAPON_CLASSES, Analysis, Evidence, WeaponClass

if TYPE_CHECKING:
    from tracker.lexicon import Lexicon
    from tracker.lexicon.table import LanguageTable

__all__ = ["classify"]


def classify(text: str, language: str, lexicon: Lexicon, title: str = "") -> Analysis:
    """Say what *text* mentions: themes, weapons, countries, claims, each with its evidence.

    *language* is an ISO 639-1 code; an unsupported one (or ``und``) is read with the terms of its script, and the
    evidence then begins with an entry of rule ``language.fallback``. *title* is the headline of the article: it
    only helps to judge context (a sports headline), nothing in it is tagged.

    Raises:
        InputError: *text* holds lone surrogates.
    """
    table = lexicon.table(language, text)
    folded = fold(text, arabic=table.arabic, codes=table.codes)
    hits = _distinct(find_terms(folded, table, table.subjects))
    if not hits:
        return _nothing(language, table.fallback)
    hold_overlapped(hits)
    if _wants_company(hits, table):
        hits = _distinct(merged(hits, find_terms(folded, table, table.company)))
        hold_overlapped(hits)
    context = Context(folded.cased, table, _title_bits(title, table))
    resolve(hits, context)
    claims = find_claims(folded, text, hits, context, lexicon, table)
    themes = find_themes(hits, lexicon, moving=claims.moving)
    weapons, classes, countries = _summary(hits)
    notes = _nothing(language, table.fallback).evidence
    return Analysis.model_validate(
        {
            "language": language,
            "themes": themes,
            "weapons": weapons,
            "weapon_classes": classes,
            "countries": countries,
            "transfers": claims.transfers,
            "sanctions": claims.sanctions,
            "evidence": (*notes, *evidence_of(hits, folded, text, themes), *claims.evidence),
        }
    )


def explain_hits(text: str, language: str, lexicon: Lexicon) -> tuple[FoldedText, list[Hit]]:
    """Return every accepted match with what holds it back, context and cues too (for checks and explanations)."""
    table = lexicon.table(language, text)
    folded = fold(text, arabic=table.arabic, codes=table.codes)
    hits = _distinct(find_hits(folded, table))
    hold_overlapped(hits)
    resolve(hits, Context(folded.cased, table))
    return folded, hits


def _wants_company(hits: list[Hit], table: LanguageTable) -> bool:
    """Say whether any word around *hits* can matter: a condition that such words meet, or a claim to be read."""
    present = 0
    party = subject = False
    for hit in hits:
        if hit.held is None:
            rule = hit.rule
            present |= rule.emits
            party = party or rule.kind in PARTIES
            subject = subject or rule.opens_sanction or bool(rule.classes)
    if party and subject:
        return True
    company = table.company_bits
    # Needs that only subjects can meet, where none is there: no word around can help.
    return any(
        hit.held is None
        and (hit.rule.needs | hit.rule.not_with) & company
        and (not hit.rule.needs or hit.rule.needs & (company | present))
        for hit in hits
        if hit.rule.conditional
    )


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Drop a rule's second match of the same word, and its shorter one inside a longer."""
    if len(hits) < 2:  # noqa: PLR2004 - nothing to compare
        return hits
    seen: dict[str, Hit] = {}
    kept = []
    for hit in hits:
        last = seen.get(hit.rule.id)
        if last is not None and hit.start >= last.start and hit.end <= last.end and hit.around == last.around:
            continue
        seen[hit.rule.id] = hit
        kept.append(hit)
    return kept


@lru_cache(maxsize=256)
def _title_bits(title: str, table: LanguageTable) -> int:
    if not title:
        return 0
    hits = find_hits(fold(title, arabic=table.arabic, codes=table.codes), table)
    bits = 0
    for hit in hits:
        if not hit.rule.conditional:
            bits |= hit.rule.emits
    return bits


@lru_cache(maxsize=256)
def _nothing(language: str, fallback: str | None) -> Analysis:
    """Return what is said of a text that mentions nothing; its evidence tells only that a script stood in."""
    if fallback is None:
        return Analysis(language=language)
    label = f"language:{language}>script:{fallback}"
    return Analysis(
        language=language, evidence=(Evidence(rule="language.fallback", start=0, end=0, text="", label=label),)
    )


def _summary(hits: list[Hit]) -> tuple[tuple[str, ...], tuple[WeaponClass, ...], tuple[str, ...]]:
    """Return weapons, weapon classes and countries of the hits that count, each once and in order."""
    weapons: set[str] = set()
    classes: set[str] = set()
    countries: set[str] = set()
    for hit in hits:
        if hit.held is None:
            rule = hit.rule
            if rule.kind == "country":
                countries.add(rule.value)
            elif rule.classes:
                classes.update(rule.classes)
                if rule.kind == "weapon":
                    weapons.add(rule.value)
    ordered = tuple(name for name in WEAPON_CLASSES if name in classes) if classes else ()
    return tuple(sorted(weapons)), ordered, tuple(sorted(countries))
