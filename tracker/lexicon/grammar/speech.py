"""Who only speaks, thinks, asks or denies."""

from __future__ import annotations

from tracker.models import Record


class SpeechGrammar(Record):
    """Words that make somebody a speaker, and what he says a topic."""

    says: list[str] = []
    """Behind a comma or a quotation, before who only speaks: "…, dijo el ministro de …"."""
    us: list[str] = []
    """Who speaks is given something: "Norway has given **us** tanks"."""
    us_endings: list[str] = []
    """Endings of a verb that say the same: "منحتنا" (Arabic)."""
    we_words: list[str] = []
    """Begin what who speaks got himself: "**we** bought"."""
    we_endings: list[str] = []
    """Endings of a verb that say the same, beside those of *ourselves*: "خریدیم" (Persian)."""
    attributes: list[str] = []
    """Who stands in a clause of its own that begins with one only says so: "як повідомляє Київ, …"."""
    tells_that: list[str] = []
    """Words of saying that lead to a clause about somebody else: "said the country appears to …"."""
    strangers: list[str] = []
    """Subjects behind them that are no state: "rebels", "a company"."""
    reports: list[str] = []
    """Words of saying: who says something does it himself only where *dropped* begins the clause behind (Chinese)."""
    predicates: list[str] = []
    """Who says of a deed what a clause with one behind it says only thinks of it: 只会 (Chinese)."""
    about: list[str] = []
    """Begins a phrase that one of *topical* ends, a topic: 就…问题 (Chinese)."""
    topical: list[str] = []
    """See *about*."""
    tells: list[str] = []
    """Verbs whose subject behind them gives what they tell of: "про передачу ракет повідомив уряд Данії"."""
    stances: list[str] = []
    """Between who thinks something of deliveries and these."""
    they_say: list[str] = []
    """Behind a place that says so, where a clause without subject follows: "В Тегеране заявили, что …"."""
    they_deny: list[str] = []
    """Behind a place that denies it: "В Пекине опровергли поставки …"."""
    they_do: list[str] = []
    """Right behind a place that acts: "В Осло готовят поставку …"."""
    they: list[str] = []
    """Endings of the verb of a clause without subject."""
    ourselves: list[str] = []
    """Endings of verbs that say "we"."""
    asks_to_do: list[str] = []
    """A word of asking before one, and before a verb of no transfer, moves no arms: "wants to know"."""
    wished: list[str] = []
    """What follows *asks_to_do* and yet is wished for."""
    called_to: list[str] = []
    """Behind it stands what the last party before is called to: "zur Lieferung … aufgefordert"."""
    permissions: list[str] = []
    """Who asks for one gives himself: "l'autorisation de livrer"."""
    charges: list[str] = []
    """Accusations: whose one is that somebody denies has no part in the deed: "rejected US claims about …"."""
    accused_of: list[str] = []
    """Ends a participle of accusing."""
    submits: list[str] = []
    """Right behind who is asked, bring the noun of a request to him: 向巴西提出…请求 (Chinese)."""
    lasting: list[str] = []
    """Where a clause ends with one, a modal tells of what goes on: "sollen koordiniert werden"."""
    other_things: list[str] = []
    """Right behind a weapon's name, make it another thing: "das F-35-Programm"."""
    for_deeds: list[str] = []
    """Before the deed that somebody is blamed or punished for."""
    negation_words: int = 0
    """A negation stands before what it negates, with so many words between at most (0: anywhere near)."""
