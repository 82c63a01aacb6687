"""The registers of claims: what says the same is one entry, counted by story."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from tracker.cli import main
from tracker.config import load_settings
from tracker.lexicon import load_lexicon
from tracker.models import Article, Mention, Sanction, TaggedArticle, Transfer
from tracker.register import matrix, sanction_register, transfer_register
from tracker.stores import open_store
from tracker.stores.base import MentionQuery

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Freedonia says that Iran sent Russia 40 Shahed-136 drones."
EVERYTHING = MentionQuery()


def _transfer(**values: Any) -> Transfer:  # noqa: ANN401 - fields of a transfer
    given = {"supplier": "IR", "recipient": "RU", "weapon": "shahed-136", "weapon_class": "drones", "quantity": 40}
    return Transfer(**(given | {"status": "alleged", "start": 20, "end": 57} | values))


def _mention(number: int, *transfers: Transfer, sanctions: tuple[Sanction, ...] = (), **values: Any) -> Mention:  # noqa: ANN401 - fields of a mention
    moment = datetime(2026, 5, number, tzinfo=UTC)
    given = {
        "id": f"m{number}", "article_id": f"a{number}", "url": f"https://n{number}.example/x", "title": "Title",
        "source": f"s{number}", "language": "en", "published_at": moment, "fetched_at": moment, "text": TEXT,
        "themes": ("arms_transfer",), "transfers": transfers, "sanctions": sanctions, "lexicon_version": "v",
    }  # fmt: skip
    return Mention(**(given | values))


def test_the_same_claim_of_several_articles_is_one_entry() -> None:
    """Two copies of one story and another story are one entry: two stories, three sources, one quote a story."""
    mentions = [
        _mention(1, _transfer(), story_id="wire"),
        _mention(2, _transfer(quantity=None), story_id="wire"),
        _mention(9, _transfer(quantity=50, asserted_by="UA")),
    ]
    (entry,) = transfer_register(mentions, EVERYTHING, load_lexicon())
    assert (entry.supplier, entry.recipient, entry.designation, entry.weapon_class) == (
        "IR",
        "RU",
        "Shahed-136",
        "drones",
    )
    assert (entry.stories, entry.sources, entry.numbers, entry.asserted_by) == (2, 3, (40, 50), ("UA",))
    assert entry.first_reported == datetime(2026, 5, 1, tzinfo=UTC)
    assert entry.last_reported == datetime(2026, 5, 9, tzinfo=UTC)
    assert [quote.url for quote in entry.quotes] == ["https://n1.example/x", "https://n9.example/x"]
    assert entry.quotes[0].text == "Iran sent Russia 40 Shahed-136 drones"


def test_another_status_weapon_pair_or_month_is_another_entry() -> None:
    """What differs in any part of the claim stays apart."""
    later = datetime(2026, 6, 1, tzinfo=UTC)
    mentions = [
        _mention(1, _transfer(), _transfer(status="denied"), _transfer(weapon=None), _transfer(supplier=None)),
        _mention(2, _transfer(), published_at=later),
        _mention(3, _transfer(), published_at=None),
    ]
    entries = transfer_register(mentions, EVERYTHING, load_lexicon())
    assert len(entries) == 6
    assert {entry.month for entry in entries} == {"2026-05", "2026-06", "undated"}


def test_only_claims_that_fit_the_query_are_entries() -> None:
    """A mention found for one of its claims does not bring its others along."""
    sanction = Sanction(imposer="EU", target="IR", status="planned", start=0, end=4)
    mentions = [_mention(1, _transfer(), _transfer(supplier="KP", weapon=None), sanctions=(sanction,))]
    query = MentionQuery(suppliers=("KP",), imposers=("US",))
    assert [entry.supplier for entry in transfer_register(mentions, query, load_lexicon())] == ["KP"]
    assert sanction_register(mentions, query) == []
    assert [entry.target for entry in sanction_register(mentions, EVERYTHING)] == ["IR"]


def test_the_matrix_sums_stories() -> None:
    """Rows are who gives, columns who gets; an unknown side is a question mark."""
    rows = matrix([("IR", "RU", 2), ("IR", "RU", 1), (None, "UA", 4)])
    assert rows["IR"]["RU"] == 3
    assert rows["?"]["UA"] == 4


def test_the_commands_print_matrix_rows_and_quotes(tmp_path: Path) -> None:
    """People get the matrix and the sentences, programs get complete rows, an empty store is said to be so."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    sanction = Sanction(imposer="EU", target="IR", status="in_force", start=0, end=9)
    mention = _mention(1, _transfer(), sanctions=(sanction,))
    moment = mention.fetched_at
    article = Article(
        id="a1", url=mention.url, canonical_url=mention.url, source="s1", title="Title", fetched_at=moment,
        published_at=moment, language="en", text=TEXT, text_sha256="0",
    )  # fmt: skip
    with open_store(load_settings(store=url)) as store:
        store.put([TaggedArticle(article=article, mentions=(mention,))])
    shown = CliRunner().invoke(main, ["transfers", "--store", url]).stdout
    assert "IR → RU: 40 × Shahed-136, alleged" in shown
    assert "https://n1.example/x" in shown
    rows = list(
        csv.DictReader(io.StringIO(CliRunner().invoke(main, ["transfers", "--store", url, "--format", "csv"]).stdout))
    )
    assert [(row["supplier"], row["designation"], row["numbers"]) for row in rows] == [("IR", "Shahed-136", "40")]
    shown = CliRunner().invoke(main, ["sanctions", "--store", url]).stdout
    assert "EU → IR: in_force" in shown
    nothing = CliRunner().invoke(main, ["sanctions", "--imposer", "US", "--store", url])
    assert (nothing.exit_code, nothing.stdout) == (0, "No claim fits.\n")
