"""Article → passages: a paragraph each, very long ones split at sentence ends, very short ones joined with the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.models import Passage

if TYPE_CHECKING:
    from tracker.models import Article

LONGEST = 1_200  # code points; a longer paragraph is split
AIM = 700  # code points; where the next sentence end is looked for when splitting
SHORTEST = 60  # code points; a shorter paragraph (a subheading) belongs to what follows
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
CJK_FACTOR = 3  # a text in these scripts says as much in a third of the length
PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# A sentence ends at its sign and the closing quotes after it, before a blank; CJK signs need no blank.
SENTENCE_END = re.compile(r"[。！？｡](?:[」』”’）〉》\"')\]])*|[.!?…؟۔։।](?:[\"'”’»)\]])*(?=\s)")
ABBREVIATION = re.compile(
    r"(?:^|[\s(«„“\"'\[])(?:\w|\d{1,2}|(?:\w\.)+\w|mr|mrs|ms|dr|prof|st|sen|rep|gov|gen|col|lt|sgt|maj|capt|cmdr|adm|jr|sr|no|nr|vs|etc|inc|ltd"
    r"|corp|co|approx|ca|bzw|usw|z\.b|d\.h|u\.a|sog|ggf|vgl|mio|mrd|art|abs|tel|str|mme|mlle|fig|vol|ed|sra|srta|ud|gral"
    r"|sig|ing|on|avv|płk|gen|mjr|ppłk|tys|mln|mld|ul|im|np|тыс|млн|млрд|руб|долл|ул|им|рис|стр|см|др|пр|тис|грн|обл|сб|sn|bkz|vb)$",
    re.IGNORECASE,
)


def split_passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages of *article* in order; every character but blanks belongs to exactly one of them."""
    text = article.text
    spans = [span for start, end in _joined(text) for span in _split(text, start, end)]
    return tuple(
        Passage(article_id=article.id, start=start, end=end, text=text[start:end], language=article.language)
        for start, end in spans
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans = (_trimmed(text, *match.span()) for match in PARAGRAPH.finditer(text))
    return [(start, end) for start, end in spans if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(text: str) -> list[tuple[int, int]]:
    """Paragraphs, the short ones joined with the next; a short last one with the one before."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in _paragraphs(text):
        begin = start if pending is None else pending
        if _size(text, begin, end) < SHORTEST:
            pending = begin
            continue
        joined.append((begin, end))
        pending = None
    if pending is not None:
        end = _trimmed(text, pending, len(text))[1]
        if joined and _size(text, joined[-1][0], end) <= LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((pending, end))
    return joined


def _size(text: str, start: int, end: int) -> int:
    """Length in letters of an alphabet; the signs of dense scripts count for several."""
    if end - start > LONGEST:
        return end - start
    return end - start + (CJK_FACTOR - 1) * len(CJK.findall(text, start, end))


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long at the sentence end nearest behind the aim, or at a blank, or at the limit."""
    dense = CJK.search(text, start, min(end, start + AIM)) is not None
    factor = CJK_FACTOR if dense and 2 * len(CJK.findall(text, start, start + AIM)) > AIM // 2 else 1
    longest, aim = LONGEST // factor, AIM // factor
    spans = []
    while end - start > longest:
        cut = _cut(text, start, min(end, start + longest), aim)
        spans.append(_trimmed(text, start, cut))
        start = _trimmed(text, cut, end)[0]
    if start < end:
        spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]


def _cut(text: str, start: int, limit: int, aim: int) -> int:
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, limit) if not _is_abbreviation(text, start, m)]
    behind = [end for end in ends if end - start >= aim]
    if behind:
        return behind[0]
    if ends and ends[-1] - start >= SHORTEST:
        return ends[-1]
    blank = max(text.rfind(" ", start + SHORTEST, limit), text.rfind("，", start + SHORTEST, limit))
    return blank + 1 if blank > 0 else limit


def _is_abbreviation(text: str, start: int, found: re.Match[str]) -> bool:
    if found[0][0] != ".":
        return False
    before = text[max(start, found.start() - 12) : found.start()]
    following = text[found.end() : found.end() + 2].strip()
    return ABBREVIATION.search(before) is not None or following[:1].islower()
