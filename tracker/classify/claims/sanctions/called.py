"""On whom somebody calls to impose or lift sanctions: who is called on does, who calls does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.endings import called_to

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit


def called_on(reading: Reading, trigger: Hit, targets: list[PartyMention]) -> list[PartyMention]:
    """Return on whom it is called to impose or lift sanctions: "AB'ye, Minsk'e yaptırım uygulama çağrısı" (Turkish)."""
    known = {item.code for item in targets}
    called = [item for item in reading.parties if item.mark == "to" and item.end <= trigger.start]
    return [item for item in called if item.code in reading.grammar.imposers and item.code not in known]


def called_upon(reading: Reading, deed: Hit, targets: list[PartyMention]) -> list[PartyMention]:
    """Return whom somebody before it calls to the *deed*: "Tallinn, AB'yi yaptırımları artırmaya çağırdı" (Turkish)."""
    called = called_to(reading.sentence.text, deed, reading.parties) if reading.grammar.genitive_subject else []
    known = {item.code for item in targets}
    return [item for item in called if item.code in reading.grammar.imposers and item.code not in known]


def asked_to(reading: Reading, trigger: Hit, cue: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return who is to impose: who calls for sanctions imposes none, unless it may; who is called on does."""
    imposing = reading.grammar.imposers
    left = [item for item in imposers if item.mark is not None or item.start >= cue.end or item.code in imposing]
    asked = [
        item for item in reading.parties
        if item.mark in {None, "to"} and item.code in imposing and cue.end <= item.start and item.end <= trigger.start
    ]  # fmt: skip
    return asked or left
