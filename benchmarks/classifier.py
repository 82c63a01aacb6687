"""The whole tagger beside the same lexicon in other engines: MB/s per core and memory, in one run.

Every engine runs in a process of its own on the same text. The tagger gives themes, countries, weapons, claims and
evidence with rule ids; the peers only find the plain words (no endings, no boundaries in the alternation, no context):
they do less and are measured as they are commonly used. Growth: the peers and our automaton at 2k, 20k, 200k phrases.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import Sample, passages

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTES = {"tagger": 4.0, "spacy": 0.4, "re": 0.1, "flashtext": 2.0}
ENGINES = ("tagger", "automaton", "pyahocorasick", "flashtext", "spacy", "re")
GROWTH = (2_000, 20_000, 200_000)
GROWTH_ENGINES = ("automaton", "pyahocorasick", "flashtext", "spacy", "re")
# An alternation of this many words compiles for minutes; it is left out above, and said so.
RE_LIMIT = 20_000
SPACY_LIMIT = 20_000


def main() -> None:
    """Print both tables."""
    heads = f"{'engine':16}{'phrases':>9}{'load s':>9}{'MB resident':>13}{'grown':>7}"
    print(f"{heads}{'MB/s':>8}{'hits/MB':>10}{'tagger is':>12}")
    base = 0.0
    for engine in ENGINES:
        row = _measure(engine, 0)
        base = base or row["speed"]
        print(_row(engine, row, base))
    print("\ngrowth with the lexicon")
    for size in GROWTH:
        for engine in GROWTH_ENGINES:
            if (engine == "re" and size > RE_LIMIT) or (engine == "spacy" and size > SPACY_LIMIT):
                print(f"{engine:16}{size:>9}  left out: takes minutes to build")
                continue
            print(_row(engine, _measure(engine, size), base))


def _row(engine: str, row: dict[str, Any], base: float) -> str:
    times = f"{base / row['speed']:.1f} x" if row["speed"] else "-"
    return (
        f"{engine:16}{row['phrases']:>9}{row['load']:>9.2f}{row['resident']:>13.0f}"
        f"{row['grown']:>7.0f}{row['speed']:>8.1f}"
        f"{row['hits']:>10.0f}{times:>12}"
    )


def _measure(engine: str, size: int) -> dict[str, Any]:
    """Run one engine in a fresh process, so that no memory is shared."""
    command = [sys.executable, "-m", "benchmarks.classifier", engine, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{engine} failed: {done.stderr[-800:]}")
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def _run(engine: str, size: int) -> dict[str, Any]:
    texts = passages(MEGABYTES.get(engine, 4.0))
    # The tagger loads its own lexicon; the others are given its plain spellings (their memory shows from "before").
    phrases = [] if engine == "tagger" else _lexicon_phrases() if size == 0 else _made_phrases(size)
    held = _resident()
    before = time.process_time()
    work = _BUILD[engine](phrases)
    load = time.process_time() - before
    # What is compiled at a language's first claim is paid once; a crawl runs for days.
    for sample in texts[: len(texts) // 4]:
        work(sample)
    before = time.process_time()
    hits = sum(work(sample) for sample in texts)
    spent = time.process_time() - before
    megabytes = sum(len(sample.text.encode()) for sample in texts) / 1e6
    return {
        "phrases": len(phrases) or "all",
        "load": load,
        "resident": _resident(),
        "grown": _resident() - held,
        "speed": megabytes / spent,
        "hits": hits / megabytes,
    }


def _resident() -> float:
    """Return the memory of this process now, in MB (Linux; elsewhere the peak)."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - a kernel file
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1000
    except OSError:
        import resource  # noqa: PLC0415 - not on every system

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _lexicon_phrases() -> list[str]:
    """Return the plain spellings of the whole lexicon: what a word-list tool would be given."""
    from tracker.lexicon import load_lexicon  # noqa: PLC0415 - only this engine's process pays for it
    from tracker.lexicon.compile import compile_language  # noqa: PLC0415

    lexicon = load_lexicon()
    found: set[str] = set()
    for language in lexicon.languages:
        found.update(compile_language(lexicon.files, language).patterns)
    return sorted(phrase for phrase in found if len(phrase) > 1)


def _made_phrases(size: int) -> list[str]:
    chance = random.Random(size)
    letters = "abcdefghijklmnoprstuvz"
    return sorted({"".join(chance.choices(letters, k=chance.randint(5, 12))) for _ in range(size)})


def _tagger(_: list[str]) -> Callable[[Sample], int]:
    from tracker.classify import classify  # noqa: PLC0415
    from tracker.lexicon import load_lexicon  # noqa: PLC0415

    lexicon = load_lexicon()
    return lambda sample: len(classify(sample.text, sample.language, lexicon).evidence)


def _automaton(phrases: list[str]) -> Callable[[Sample], int]:
    from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415

    engine = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)
    return lambda sample: len(engine.find_matches_as_indexes(sample.text.lower(), overlapping=True))


def _pyahocorasick(phrases: list[str]) -> Callable[[Sample], int]:
    import ahocorasick  # noqa: PLC0415

    engine = ahocorasick.Automaton()
    for number, phrase in enumerate(phrases):
        engine.add_word(phrase, number)
    engine.make_automaton()

    def work(sample: Sample) -> int:
        text = sample.text.lower()
        found = 0
        for end, number in engine.iter(text):
            start = end - len(phrases[number]) + 1
            if not (start and text[start - 1].isalnum()) and not text[end + 1 : end + 2].isalnum():
                found += 1
        return found

    return work


def _flashtext(phrases: list[str]) -> Callable[[Sample], int]:
    from flashtext import KeywordProcessor  # noqa: PLC0415

    engine = KeywordProcessor()
    for phrase in phrases:
        engine.add_keyword(phrase)
    return lambda sample: len(engine.extract_keywords(sample.text, span_info=True))


def _spacy(phrases: list[str]) -> Callable[[Sample], int]:
    import spacy  # noqa: PLC0415
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    language = spacy.blank("xx")
    engine = PhraseMatcher(language.vocab, attr="LOWER")
    engine.add("TERM", list(language.tokenizer.pipe(phrases)))
    return lambda sample: len(engine(language.make_doc(sample.text)))


def _re(phrases: list[str]) -> Callable[[Sample], int]:
    longest = sorted(phrases, key=len, reverse=True)[:RE_LIMIT]
    engine = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
    return lambda sample: sum(1 for _ in engine.finditer(sample.text))


_BUILD: dict[str, Callable[[list[str]], Callable[[Sample], int]]] = {
    "tagger": _tagger,
    "automaton": _automaton,
    "pyahocorasick": _pyahocorasick,
    "flashtext": _flashtext,
    "spacy": _spacy,
    "re": _re,
}

if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], int(sys.argv[2]))))
