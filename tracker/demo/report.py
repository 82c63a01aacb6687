"""What the demo shows of a store that holds the sample site: counts, claims, a trend, three mentions explained."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.show import claim_lines, highlighted, isolated, plain, trend_table
from tracker.stores.base import MentionQuery
from tracker.trends import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, RenderableType

    from tracker.models import Evidence, Mention
    from tracker.stores.base import Bucket, FacetField, MentionStore

FACETS: tuple[FacetField, ...] = ("theme", "weapon", "country")
FACET_ROWS = 10
EVIDENCE_ROWS = 12
EXPLAINED = 3
# The pages whose mentions are explained: three scripts, three answers. Others stand in where one is not tagged.
CHOICE = ("iran-kampfdrohnen-russland", "takzib-pahpad-rusiye", "eluosi-yilang-su-35")


def show_report(console: Console, store: MentionStore, sources: Sequence[str]) -> None:
    """Print what *store* holds of *sources*."""
    query = MentionQuery(sources=tuple(sources))
    page = store.search(query, limit=1, facets=FACETS)
    mentions = list(store.export(query))
    _headline(console, f"{page.total} mentions in {page.stories} stories")
    console.print(facets_table(page.facets))
    _headline(console, "Who is said to arm whom (? = not said)")
    console.print(transfer_table(mentions))
    _headline(console, "Who is said to sanction whom")
    console.print(sanction_table(mentions))
    _headline(console, "Trend by theme")
    console.print(trend_table(measure(store, query, "theme", "week")))
    _headline(console, "Three mentions explained")
    for mention in explained(mentions):
        for part in explanation(mention):
            console.print(part)


def _headline(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))


def facets_table(facets: Mapping[FacetField, Sequence[Bucket]]) -> Table:
    """Return the largest values of each facet side by side, with the number of their mentions."""
    table = _table()
    for field in FACETS:
        table.add_column(field, min_width=14)
        table.add_column("", justify="right", min_width=4)
        table.add_column("", min_width=2)
    for place in range(max((min(len(buckets), FACET_ROWS) for buckets in facets.values()), default=0)):
        cells: list[str] = []
        for field in FACETS:
            bucket = next(iter(facets[field][place : place + 1]), None)
            cells += [bucket.value, str(bucket.mentions), ""] if bucket else ["", "", ""]
        table.add_row(*cells)
    return table


def transfer_table(mentions: Iterable[Mention]) -> Table:
    """Return one row per claim of a transfer, with its stories and the statuses that they give it."""
    claims: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    amounts: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for mention in mentions:
        for transfer in mention.transfers:
            weapon = transfer.weapon or transfer.weapon_class
            key = (transfer.supplier or "?", transfer.recipient or "?", weapon)
            claims[key][transfer.status].add(mention.story_id or mention.article_id)
            amounts[key] |= {transfer.quantity} if transfer.quantity else set()
    table = _table("supplier", "recipient", "weapon", "number", "status (stories)")
    for key, statuses in sorted(claims.items()):
        number = ", ".join(map(str, sorted(amounts[key])))
        table.add_row(*key, number, _counted(statuses))
    return table


def sanction_table(mentions: Iterable[Mention]) -> Table:
    """Return one row per pair of imposer and target, with the statuses that stories give it."""
    claims: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mention in mentions:
        for sanction in mention.sanctions:
            key = (sanction.imposer or "?", sanction.target or "?")
            claims[key][sanction.status].add(mention.story_id or mention.article_id)
    table = _table("imposer", "target", "status (stories)")
    for key, statuses in sorted(claims.items()):
        table.add_row(*key, _counted(statuses))
    return table


def _counted(statuses: dict[str, set[str]]) -> str:
    return ", ".join(f"{status} ({len(stories)})" for status, stories in sorted(statuses.items()))


def _table(*headings: str) -> Table:
    return Table(*headings, box=None, pad_edge=False, header_style="dim")


def explained(mentions: Sequence[Mention]) -> list[Mention]:
    """Choose the mentions to explain: those of CHOICE with a claim, then others with one, the newest first."""
    claiming = [mention for mention in mentions if mention.transfers] or list(mentions)
    chosen = [next((mention for mention in claiming if mention.url.endswith(f"/{slug}.html")), None) for slug in CHOICE]
    found = [mention for mention in chosen if mention is not None]
    return [*found, *(mention for mention in claiming if mention not in found)][:EXPLAINED]


def explanation(mention: Mention) -> Iterator[RenderableType]:
    """Yield the passage with its words marked, the claims it makes, and the rules that fired."""
    day = f"{mention.published_at:%Y-%m-%d}" if mention.published_at else "undated"
    yield Text.assemble((isolated(mention.title), "bold"), f"  {plain(mention.source)}, {day}")
    yield Padding(highlighted(mention), (0, 0, 0, 2))
    for line in claim_lines(mention):
        yield Padding(line, (0, 0, 0, 2))
    yield Padding(evidence_table(mention.evidence), (0, 0, 1, 2))


def evidence_table(evidence: Iterable[Evidence]) -> Table:
    """Return one row for each run of words: what it stands for, by which rules, and what held it back."""
    spans: dict[tuple[int, int, str], list[Evidence]] = defaultdict(list)
    for item in evidence:
        spans[item.start, item.end, item.suppressed_by or ""].append(item)
    table = _table("words", "stand for", "rule")
    for (_, _, held_by), items in sorted(spans.items())[:EVIDENCE_ROWS]:
        meanings = ", ".join(dict.fromkeys(meaning(item.label) for item in items))
        rules = ", ".join(dict.fromkeys(item.rule for item in items))
        held = f" – held back by {held_by}" if held_by else ""
        table.add_row(isolated(items[0].text), f"{meanings}{held}", plain(rules))
    return table


def meaning(label: str) -> str:
    """Return the label of evidence in words: the part of a claim alone, a weapon or state as it is."""
    kind, _, rest = label.partition(":")
    return rest.partition(":")[2] if kind in {"transfer", "sanction"} else label
