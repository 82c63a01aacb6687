"""Mentions, claims and articles as documents of Elasticsearch, and back. Pure."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.models import Article, Mention, Sanction, Transfer
from tracker.stores.claims import Claim, claims_of, pairs_of, story_of
from tracker.stores.times import from_time, to_time
from tracker.stores.words import index_words

if TYPE_CHECKING:
    from tracker.stores.claims import ClaimFilter

SCHEMA_VERSION = 1
# Languages that have a field, and so an analyzer, of their own; see elastic_mentions.json.
FIELD_LANGUAGES = frozenset({"de", "en", "ru", "uk", "pl", "fr", "es", "it", "tr", "fa", "ar", "zh"})
_ANY = "*"
_EXPLANATION = ("transfers", "sanctions", "evidence")
_EARLIEST_YEAR = 1990  # months before share one index: old dates are few, and mostly mistakes
_FUTURE = 31 * 86_400_000  # milliseconds after fetching from which a date is a mistake: no index for each of them


@dataclass(frozen=True, slots=True)
class Document:
    """One document and where it belongs."""

    index: str
    id: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the indices behind one *prefix*."""

    prefix: str
    version: int = SCHEMA_VERSION

    def alias(self, kind: str) -> str:
        """Return the alias of mentions, articles or claims."""
        return f"{self.prefix}-{kind}"

    def index(self, kind: str, part: str) -> str:
        """Return the index of one *part* of a kind."""
        return f"{self.prefix}-{kind}-v{self.version}-{part}"

    def of_mention(self, mention: Mention) -> str:
        """Return the index of the month in which *mention* was published (UTC)."""
        return self.index("mentions", month_of(mention))


def month_of(mention: Mention) -> str:
    """Return ``YYYY.MM``, or what mentions without a credible month share: ``undated``, ``old``, ``future``."""
    published = mention.published_at
    moment = from_time(None if published is None else to_time(published))
    if moment is None:
        return "undated"
    if to_time(mention.fetched_at) + _FUTURE < to_time(published):
        return "future"
    return "old" if moment.year < _EARLIEST_YEAR else f"{moment:%Y.%m}"


def passage_field(language: str) -> str:
    """Return the field that holds passages in *language*."""
    return f"passage_{language if language in FIELD_LANGUAGES else 'other'}"


def mention_document(mention: Mention, names: Names) -> Document:
    """Return the document of *mention*; the text stands in its language's field only."""
    body = mention.model_dump(mode="json", exclude={"text", *_EXPLANATION})
    title, text, parts = index_words(mention.title, mention.text, mention.language)
    body |= {
        "story": story_of(mention),
        "pairs": pairs_of(mention),
        "claim_keys": sorted({key for claim in claims_of(mention) for key in _claim_keys(claim)}),
        "rule_ids": sorted({match.rule for match in mention.evidence if match.suppressed_by is None}),
        "words": [title, text],
        "parts": parts,
        passage_field(mention.language): mention.text,
        "explanation": mention.model_dump(mode="json", include=set(_EXPLANATION)),
    }
    return Document(names.of_mention(mention), mention.id, body)


def mention_from(body: dict[str, Any]) -> Mention:
    """Read a mention back from its document."""
    fields = {name: body.get(name) for name in Mention.model_fields if name not in _EXPLANATION and name != "text"}
    return Mention.model_validate({**fields, "text": body[passage_field(body["language"])], **body["explanation"]})


def claim_documents(mention: Mention, names: Names) -> list[Document]:
    """Return one document per transfer and sanction of *mention*."""
    index = names.index("claims", "all")
    shared = {
        "mention_id": mention.id,
        "story": story_of(mention),
        **mention.model_dump(
            mode="json",
            include={
                "article_id",
                "url",
                "title",
                "source",
                "source_country",
                "language",
                "published_at",
                "fetched_at",
                "themes",
                "lexicon_version",
            },
        ),
    }
    documents = []
    claims: tuple[Transfer | Sanction, ...] = (*mention.transfers, *mention.sanctions)
    for number, claim in enumerate(claims):
        body = claim.model_dump(mode="json", exclude={"start", "end"})
        giver, taker = body.get("supplier", body.get("imposer")), body.get("recipient", body.get("target"))
        document_id = f"{mention.id}-{number}"
        kind = "transfer" if isinstance(claim, Transfer) else "sanction"
        body |= {"id": document_id, "kind": kind, "pair": f"{giver}>{taker}" if giver and taker else None}
        documents.append(
            Document(index, document_id, {**shared, **body, "clause": mention.text[claim.start : claim.end]})
        )
    return documents


def article_document(article: Article, mentions: int, places: list[str], names: Names) -> Document:
    """Return the document of *article*; *places* are the ``index/id`` of all that may have been written of it."""
    body = article.model_dump(mode="json") | {"mentions": mentions, "places": places}
    return Document(names.index("articles", "all"), article.id, body)


def article_from(body: dict[str, Any]) -> Article:
    """Read an article back from its document."""
    return Article.model_validate({name: body.get(name) for name in Article.model_fields})


def _claim_keys(claim: Claim) -> list[str]:
    """Return a key for every question that *claim* answers: each of its parts is asked for, or open.

    One key stands for a whole claim, so that the supplier of one is never found with the recipient of another.
    """
    open_or_said = ((_ANY, part) if part else (_ANY,) for part in claim)
    return ["|".join(parts) for parts in itertools.product(*open_or_said)]


def wanted_claim_keys(wanted: ClaimFilter) -> list[str]:
    """Return the keys of which a mention must have one to answer *wanted*."""
    kinds = (wanted.kind,) if wanted.kind else ()
    choices = (kinds, wanted.givers, wanted.takers, wanted.statuses)
    return ["|".join(parts) for parts in itertools.product(*(choice or (_ANY,) for choice in choices))]
