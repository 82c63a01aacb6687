"""Imported where worker processes are forked from: loads once what each of them needs, see ``crawl/pool.py``."""

from __future__ import annotations

from contextlib import suppress

# What fails here (no space for a model, a broken lexicon) fails again in the worker, whose page then says so.
with suppress(Exception):
    from lxml import html

    import tracker.ingest.read  # noqa: F401 - what the workers run
    from tracker.extract.body import body_text
    from tracker.language import detect_language
    from tracker.lexicon import load_lexicon

    load_lexicon()
    detect_language("A sentence that no single letter gives away, so that the model has to be asked.")
    # A text this short is read in every way there is, one of which loads lists of words.
    body_text(html.document_fromstring("<html><body><p>One short sentence.</p></body></html>"), "", "")
