"""A STIX 2.1 bundle: one report per mention, what its claims are about, and who said so; every object made by stix2.

An id depends on what the object stands for alone, so that two exports of one mention can be merged. What several
mentions share (outlets, countries, groups) stands in the bundle once.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import stix2.v21 as stix
from babel import Locale

from tracker.export.forms import Form
from tracker.models import stable_uuid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from typing import BinaryIO

    from tracker.models import Mention, Sanction, Transfer
    from tracker.stores.base import MentionQuery

# How sure a reader may be that what a claim says is so, 0 to 100: the words of the passage, nobody's judgement.
CONFIDENCE = {
    "delivered": 85,
    "agreed": 70,
    "planned": 50,
    "sought": 35,
    "alleged": 30,
    "blocked": 10,
    "denied": 5,
    "in_force": 85,
    "eased": 70,
    "evaded": 60,
    "rejected": 10,
}
# Two letters, but no country of ISO 3166-1.
_ORGANISATIONS = {"EU": "European Union", "UN": "United Nations", "NATO": "NATO"}
# Shared objects have no date of their own: that of this mapping.
_MAPPED = datetime(2026, 1, 1, tzinfo=UTC)
_NAMES = Locale("en").territories


def make(query: MentionQuery) -> Stix:
    """Return the format."""
    return Stix(query)


class Stix(Form):
    """One bundle; each object on a line of its own, so that an interrupted file can be read again."""

    def __init__(self, query: MentionQuery) -> None:
        """Prepare a bundle named after *query*."""
        super().__init__(query)
        self._bundle = f"bundle--{stable_uuid('bundle', query.model_dump_json())}"
        self._there: set[str] = set()
        self._maker = _identity("tool", "arms-sanctions-tracker", "system")

    def begin(self) -> str:
        """Return the head of the bundle and who made it."""
        head = json.dumps({"type": "bundle", "id": self._bundle})
        return f'{head[:-1]}, "objects": [\n{_line(self._maker)}'

    def recall(self, written: BinaryIO) -> None:
        """Find the shared objects that stand in the file."""
        for line in written:
            if line.startswith((b'{"type": "identity"', b'{"type": "location"')):
                self._there.add(json.loads(line.rstrip().rstrip(b","))["id"])

    def add(self, mention: Mention) -> str:
        """Return the report of *mention*, its claims, and what they need that is not there yet."""
        made = _Objects(mention, self._maker.id, self._there)
        self._there.update(made.fresh)
        return "".join(f",\n{_line(thing)}" for thing in (*made.fresh.values(), *made.claims, made.report))

    def end(self) -> str:
        """Close the bundle."""
        return "\n]}\n"


class _Objects:
    """What one mention becomes; *fresh* are the shared objects that it needs and that are not *there* yet."""

    def __init__(self, mention: Mention, maker: str, there: AbstractSet[str]) -> None:
        self.fresh: dict[str, Any] = {}
        self._there = there
        self._parties: dict[str, str] = {}
        self._mention = mention
        self._report = f"report--{stable_uuid('report', mention.id)}"
        created = _to_millisecond(mention.published_at or mention.fetched_at)
        self._common = {
            "created_by_ref": maker,
            "created": created,
            "modified": max(created, _to_millisecond(mention.fetched_at)),
            "external_references": [
                {"source_name": mention.source, "url": mention.url, "external_id": mention.article_id}
            ],
            **({} if mention.language == "und" else {"lang": mention.language}),
        }
        outlet = self._identity("outlet", mention.source, "organization")
        for code in mention.countries:
            self._party(code)
        self.claims = [*self._transfers(), *self._sanctions()]
        claims = [claim.id for claim in self.claims if claim.type == "relationship"]
        self.report = stix.Report(
            id=self._report,
            name=mention.title or mention.url,
            description=mention.text,
            published=created,
            labels=_labels(mention),
            object_refs=[outlet, *self._parties.values(), *claims],
            **self._common,
        )

    def _transfers(self) -> Iterator[Any]:
        for number, transfer in enumerate(self._mention.transfers):
            said = self._mention.text[transfer.start : transfer.end]
            name = ("transfer", self._mention.id, str(number))
            if transfer.supplier and transfer.recipient:
                yield stix.Relationship(
                    id=f"relationship--{stable_uuid(*name)}",
                    relationship_type="related-to",
                    source_ref=self._party(transfer.supplier),
                    target_ref=self._party(transfer.recipient),
                    description=said,
                    labels=_transfer_labels(transfer),
                    confidence=CONFIDENCE[transfer.status],
                    **self._common,
                )
            else:
                parties = (transfer.supplier, transfer.recipient)
                summary = f"{parties[0] or '?'} → {parties[1] or '?'}: {transfer.weapon or transfer.weapon_class}"
                yield self._note(name, f"{summary}, {transfer.status}", said, parties, _transfer_labels(transfer))

    def _sanctions(self) -> Iterator[Any]:
        for number, sanction in enumerate(self._mention.sanctions):
            said = self._mention.text[sanction.start : sanction.end]
            summary = f"{sanction.imposer or '?'} → {sanction.target or '?'}: sanctions, {sanction.status}"
            parties = (sanction.imposer, sanction.target)
            name = ("sanction", self._mention.id, str(number))
            yield self._note(name, summary, said, parties, _sanction_labels(sanction))

    def _note(
        self, name: tuple[str, str, str], summary: str, said: str, parties: tuple[str | None, ...], labels: list[str]
    ) -> Any:  # noqa: ANN401 - stix2 has no types
        status = labels[-1].removeprefix("status:")
        return stix.Note(
            id=f"note--{stable_uuid(*name)}",
            abstract=summary,
            content=said or self._mention.text,
            object_refs=[self._report, *(self._party(party) for party in dict.fromkeys(parties) if party)],
            labels=labels,
            confidence=CONFIDENCE[status],
            **self._common,
        )

    def _party(self, code: str) -> str:
        if code not in self._parties:
            self._parties[code] = self._party_id(code)
        return self._parties[code]

    def _party_id(self, code: str) -> str:
        if code in _ORGANISATIONS:
            return self._identity("party", _ORGANISATIONS[code], "organization")
        if len(code) != 2 or not code.isupper():  # noqa: PLR2004 - ISO 3166-1 alpha-2
            return self._identity("party", code, "group")
        name = _id("location", code)
        if name not in self._there:
            self.fresh[name] = stix.Location(id=name, name=_NAMES.get(code, code), country=code, **_DATES)
        return name

    def _identity(self, what: str, called: str, kind: str) -> str:
        name = _id("identity", what, called)
        if name not in self._there:
            self.fresh[name] = _identity(what, called, kind)
        return name


_DATES = {"created": _MAPPED, "modified": _MAPPED}


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{stable_uuid(kind, *parts)}"


def _identity(what: str, name: str, kind: str) -> Any:  # noqa: ANN401 - stix2 has no types
    return stix.Identity(id=_id("identity", what, name), name=name, identity_class=kind, **_DATES)


def _to_millisecond(moment: datetime) -> datetime:
    """Return *moment* as precise as the standard wants creation times to be."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _labels(mention: Mention) -> list[str]:
    weapons = [f"weapon:{weapon}" for weapon in mention.weapons]
    classes = [f"class:{name}" for name in mention.weapon_classes]
    return [*mention.themes, *weapons, *classes]


def _transfer_labels(transfer: Transfer) -> list[str]:
    weapon = [f"weapon:{transfer.weapon}"] if transfer.weapon else []
    quantity = [f"quantity:{transfer.quantity}"] if transfer.quantity is not None else []
    said = [f"asserted-by:{transfer.asserted_by}"] if transfer.asserted_by else []
    return ["transfer", *weapon, f"class:{transfer.weapon_class}", *quantity, *said, f"status:{transfer.status}"]


def _sanction_labels(sanction: Sanction) -> list[str]:
    return ["sanction", f"status:{sanction.status}"]


def _line(thing: Any) -> str:  # noqa: ANN401 - stix2 has no types
    text: str = thing.serialize(ensure_ascii=False)
    return text
