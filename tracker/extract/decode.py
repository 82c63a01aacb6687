"""Bytes of a page → text: byte-order mark, then what the text itself shows, then what headers and markup claim.

Declared charsets are often wrong, so a claim is only believed where the text it yields looks like words.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from w3lib.encoding import resolve_encoding

from tracker.errors import ExtractError
from tracker.extract.wordlike import wordlikeness

SAMPLE_BYTES = 24_000
BELIEVABLE = 0.8  # share of word-like words above which a declared charset is believed
WORST_REPLACED = 0.02  # share of undecodable characters above which a page is refused
SHORTEST_PAGE = 10  # bytes in which a pattern can be seen
ZEROS = 0.7  # share of zero bytes on one side of ASCII pairs that shows UTF-16
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Tried beside the detector's guesses where nothing declared is believable; the first of equals wins.
USUAL = (
    "cp1252", "cp1251", "koi8-u", "cp1250", "cp1254", "cp1256", "cp1253", "cp1255", "cp866", "iso8859-5",
    "gb18030", "cp932", "euc-jp", "cp949", "big5hkscs", "iso8859-2", "iso8859-6", "iso8859-7", "cp1257", "cp874",
)  # fmt: skip
META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
TAG = re.compile(rb"<[^<>]*>")
NOT_HTML = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"OggS",
    b"ID3",
)


class Decoded(NamedTuple):
    """The text of a page, the charset it was read in, and how many characters could not be read (U+FFFD)."""

    text: str
    charset: str
    replaced: int


def decode(html: bytes, declared: str | None = None) -> Decoded:
    """Read *html* in its most believable charset; *declared* is what the HTTP header said.

    Raises:
        ExtractError: ``empty``, ``not-html`` (another kind of file) or ``bad-charset`` (unreadable in any charset).
    """
    if not html.strip(b" \t\r\n\0"):
        raise ExtractError("empty", f"{len(html)} bytes, no content")
    if html.lstrip()[:8].startswith(NOT_HTML):
        raise ExtractError("not-html", "the content is another kind of file")
    decoded = _read(html, declared)
    if decoded.replaced > 5 + WORST_REPLACED * len(decoded.text):
        raise ExtractError("bad-charset", f"{decoded.replaced} characters unreadable as {decoded.charset}")
    return decoded


def _read(html: bytes, declared: str | None) -> Decoded:
    for bom, charset in BOMS:
        if html.startswith(bom):
            return _decode_as(html[len(bom) :], charset)
    wide = _wide_charset(html)
    if wide:
        return _decode_as(html, wide)
    claims = _claims(html, declared)
    if html.isascii() and not any(claim.startswith("iso2022") for claim in claims):
        return Decoded(html.decode("ascii"), "utf-8", 0)
    if _is_utf8(html):
        return _decode_as(html, "utf-8")
    return _decode_as(html, _best_charset(html, claims))


def _wide_charset(html: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero beside nearly each ASCII byte of the markup."""
    head = html[:2000]
    for offset, charset in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[offset::2]
        if len(half) >= SHORTEST_PAGE and half.count(0) > ZEROS * len(half):
            return charset
    return None


def _claims(html: bytes, declared: str | None) -> list[str]:
    """Charsets that the header and the markup claim, as Python names, the header's first; unknown ones are left out."""
    found = META_CHARSET.search(html[:8192])
    labels = [declared, found[1].decode("ascii", "ignore") if found else None]
    resolved = (resolve_encoding(label) for label in labels if label)
    return list(dict.fromkeys(name for name in resolved if name))


def _is_utf8(html: bytes) -> bool:
    """Text with non-ASCII bytes that is valid UTF-8 is UTF-8; a stray byte in a long page changes nothing."""
    text = html.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong == 0 or wrong * 50 < sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))


def _best_charset(html: bytes, claims: list[str]) -> str:
    sample = _sample(html)
    scores: dict[str, float] = {}
    for claim in claims:
        scores[claim] = _score(sample, claim)
        if scores[claim] >= BELIEVABLE:
            return claim
    for charset in (*_detected(sample), *USUAL):
        if charset not in scores:
            scores[charset] = _score(sample, charset)
    best = max(scores.values())
    return next(charset for charset, score in scores.items() if score >= best - 0.01)


def _sample(html: bytes) -> bytes:
    """The first lines of text with non-ASCII bytes, tags removed: what tells charsets apart."""
    lines = TAG.sub(b"\n", html[:2_000_000]).split(b"\n")
    rich = b"\n".join(line for line in lines if not line.isascii())
    # Whole lines only: a cut in the middle of a two-byte character would look like a wrong charset.
    return rich if len(rich) <= SAMPLE_BYTES else rich[: rich.rfind(b"\n", 0, SAMPLE_BYTES) + 1] or rich[:SAMPLE_BYTES]


def _detected(sample: bytes) -> list[str]:
    import charset_normalizer  # noqa: PLC0415 - slow to import and seldom needed

    matches = charset_normalizer.from_bytes(sample[:6000], steps=3, chunk_size=1000)
    return [match.encoding.replace("_", "-") for match in matches][:6]


def _score(sample: bytes, charset: str) -> float:
    try:
        text = sample.decode(charset, "replace")
    except (LookupError, ValueError):
        return -1.0
    broken = text.count("\ufffd")
    return wordlikeness(text) - min(1.0, 20 * broken / max(1, len(text)))


def _decode_as(html: bytes, charset: str) -> Decoded:
    text = html.decode(charset, "replace")
    return Decoded(text, charset, text.count("\ufffd"))
