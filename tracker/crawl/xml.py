"""Reading XML that strangers wrote: tolerant of its faults, deaf to its tricks."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html.entities import html5

from lxml import etree

from tracker.errors import ExtractError

MAX_XML_BYTES = 20_971_520  # the sitemap protocol allows 50 MiB; no news site needs that
GZIP_MAGIC = b"\x1f\x8b"
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
PROLOG = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>\s*", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[|>)", re.IGNORECASE)
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
PROLOG_CHARACTERS = 20_000


def gunzip(body: bytes, limit: int = MAX_XML_BYTES) -> bytes:
    """Unpack *body* if it is gzip, else return it as it is; never more than *limit* bytes.

    Raises:
        ExtractError: it is larger than *limit* (reason ``too-large``) or damaged (``bad-gzip``).
    """
    if not body.startswith(GZIP_MAGIC):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(body, limit)
    except zlib.error as error:
        raise ExtractError("bad-gzip", str(error)) from None  # noqa: EM101 - the ledger's word
    if unpacker.unconsumed_tail:
        raise ExtractError("too-large", f"unpacks to more than {limit} bytes")  # noqa: EM101 - the ledger's word
    if not unpacker.eof:
        raise ExtractError("bad-gzip", "cut short")  # noqa: EM101 - the ledger's word
    if data.startswith(GZIP_MAGIC):
        raise ExtractError("bad-gzip", "packed twice")  # noqa: EM101 - the ledger's word
    return data


def decode_xml(body: bytes, encoding: str | None = None) -> str:
    """Decode *body* by its byte order mark, its own declaration, then *encoding*, then UTF-8 with replacements."""
    declared = DECLARED.search(body[:400])
    guesses = [name for mark, name in BOMS if body.startswith(mark)]
    guesses += [declared.group(1).decode("ascii")] if declared else []
    for name in [*guesses, *([encoding] if encoding else []), "utf-8"]:
        with suppress(LookupError, UnicodeError):
            return body.decode(name)
    return body.decode("utf-8", "replace")


def parse_xml(body: bytes, encoding: str | None = None) -> etree._Element:
    """Parse *body* into a tree without entities, network or document types.

    Raises:
        ExtractError: reason ``empty``, ``xml-entities`` (it declares entities) or ``not-xml``.
    """
    text = decode_xml(gunzip(body), encoding)
    if not text.strip("\ufeff \t\r\n\0"):
        raise ExtractError("empty", "0 bytes")  # noqa: EM101 - the ledger's word
    doctype = DOCTYPE.search(text)
    if (doctype and doctype.group(1) == "[") or "<!ENTITY" in text[:PROLOG_CHARACTERS].upper():
        raise ExtractError("xml-entities", "declares its own entities, which is refused")  # noqa: EM101 - ledger
    text = DOCTYPE.sub("", text, count=1)
    text = CONTROL.sub("", NAMED.sub(lambda match: html5.get(match.group(1) + ";", ""), text))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(PROLOG.sub("", text).lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ExtractError("not-xml", "no XML element found")  # noqa: EM101 - the ledger's word
    return root


def local_name(element: etree._Element) -> str:
    """Return the tag of *element* without its namespace, empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Return all text in *element*, white space reduced."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def parse_time(text: str | None) -> datetime | None:
    """Read a time as feeds and sitemaps write it (RFC 822, ISO 8601, W3C); UTC where no zone is given."""
    if not text or len(text) > 64:  # noqa: PLR2004 - no date is that long
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        try:
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            aware.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        return aware
    return None
