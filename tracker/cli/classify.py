"""``tracker classify``: text or JSONL in, one analysis per line out; nothing is stored."""

from __future__ import annotations

import json
import sys
from typing import IO, Any

import click

from tracker.classify import classify
from tracker.errors import InputError
from tracker.language import detect_language
from tracker.lexicon import Lexicon, load_lexicon


@click.command()
@click.argument("files", nargs=-1, type=click.File("rb"))
@click.option("--language", help="Language where a line does not say (ISO 639-1); detected where not given.")
def command(files: tuple[IO[bytes], ...], language: str | None) -> None:
    """Classify FILES (or standard input) line by line: text, or JSONL with id, text, lang, title.

    Prints one JSON object per input line in the same order. A line that cannot be read is reported on stderr with its
    number; the others are processed and the exit code is 1. Once a line was JSON, or where the file is called .jsonl,
    every line has to be.
    """
    lexicon = load_lexicon()
    failed = [_classify(handle, language, lexicon) for handle in files or (sys.stdin.buffer,)]
    sys.stdout.flush()
    if any(failed):
        sys.exit(1)


def _classify(handle: IO[bytes], language: str | None, lexicon: Lexicon) -> bool:
    """Answer every line of *handle*; return whether one could not be read."""
    failed = False
    name = str(getattr(handle, "name", "<stdin>"))
    objects = name.endswith((".jsonl", ".ndjson"))
    for number, line in enumerate(handle, 1):
        if not line.strip():
            continue
        objects = objects or line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")
        try:
            sys.stdout.write(_answer(_read(line, number, objects=objects), language, lexicon))
        except InputError as error:
            failed = True
            click.echo(f"Error: {name}, line {number}: {error}", err=True)
    return failed


def _read(line: bytes, number: int, *, objects: bool) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError as error:
        msg = f"not UTF-8 (byte {error.start})"
        raise InputError(msg) from None
    if not objects:
        return {"id": str(number), "text": text}
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        msg = f"not JSON: {error}"
        raise InputError(msg) from None
    if not isinstance(row, dict):
        msg = "not a JSON object"
        raise InputError(msg)
    return _checked(row)


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    for key, required in (("text", True), ("lang", False), ("title", False)):
        value = row.get(key)
        if (required or value is not None) and not isinstance(value, str):
            msg = f"key {key!r} must be a string"
            raise InputError(msg)
    return row


def _answer(row: dict[str, Any], language: str | None, lexicon: Lexicon) -> str:
    text = row["text"]
    spoken = row.get("lang") or language or detect_language(text)
    analysis = classify(text, spoken, lexicon, title=row.get("title") or "")
    told = json.dumps(row.get("id"), ensure_ascii=False)
    return f'{{"id":{told},{analysis.model_dump_json().removeprefix("{")}\n'
