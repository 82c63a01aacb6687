"""Nothing is lost and nothing comes twice, however often the process dies and whatever the receivers do."""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from alert_samples import story
from lxml import etree

if TYPE_CHECKING:
    from conftest import Desk
    from receivers import Hook, Mailbox

MODES = ("ok", "slow", "down", "refusing")
NEW = 3


@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.soak)])
def test_kills_lose_and_double_nothing(desk: Desk, hook: Hook, mailbox: Mailbox, kills: int) -> None:
    """Killed at random moments while receivers are down, slow and refusing: each story arrives once by each way."""
    rng = random.Random(kills)  # noqa: S311 - repeatable luck, no secret
    desk.watch("all", 'name = "All"\n')
    desk.channel("hook", f'kind = "webhook"\nurl = "{hook.url}"\ntimeout = 1\n')
    desk.channel("feed", f'kind = "feed"\npath = "{desk.folder}/feed.xml"\nentries = 5000\n')
    desk.channel(
        "mail", f'kind = "email"\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\ntimeout = 1\n'
        'sender = "t@news.example"\nrecipients = ["a@news.example", "b@news.example"]\n',
    )  # fmt: skip
    assert desk.run("watch").returncode == 0
    wanted: list[str] = []
    for number in range(kills):
        names = [f"k{number}-{n}" for n in range(NEW)]
        wanted += names
        desk.put(*(story(name, title=f"Title {name}.") for name in names))
        for receiver in (hook, mailbox):
            receiver.set(rng.choice(MODES))
        with desk.start("watch", "--retry") as process:
            if number % 3:
                process.stdout.readline()  # the look is kept, the first message is under way
                time.sleep(rng.uniform(0.0, 0.1) if number % 3 == 1 else rng.uniform(0.0, 1.2))
            else:
                time.sleep(rng.uniform(0.3, 2.5))
            process.kill()
            process.communicate()
    for receiver in (hook, mailbox):
        receiver.set("ok")
    done = desk.run("watch", "--retry")
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith(" 0 waiting\n")

    bodies = dict(hook.taken)
    assert Counter(alert["subject"] for body in bodies.values() for alert in body["alerts"]) == Counter(wanted)
    texts = dict(mailbox.taken)
    for recipient in ("a@news.example", "b@news.example"):
        told = "\n".join(mail.get_content() for key, mail in texts.items() if key.endswith(recipient))
        assert {name: told.count(f"Title {name}.") for name in wanted} == dict.fromkeys(wanted, 1)
    entries = etree.parse(str(desk.folder / "feed.xml")).findall("{*}entry")
    assert len(entries) == len({entry.findtext("{*}id") for entry in entries}) == len(wanted)
    repeats = len(hook.taken) - len(bodies) + len(mailbox.taken) - len(texts)
    print(f"{kills} kills, {len(wanted)} stories, {repeats} repetitions under a key already seen")  # noqa: T201 - the run's report
