"""Verbs and nouns of giving and getting: their halves, their forms, and what makes them another deed."""

from __future__ import annotations

from tracker.models import Record


class DeedGrammar(Record):
    """Words beside a trigger that say which deed it is, and when."""

    particles: dict[str, str] = {}
    """The second halves of verbs in two parts by the name that rules give them: role.split-zurueck, "wies … zurück"."""
    particle_before: list[str] = []
    """One may follow the second half of a verb."""
    not_before: dict[str, list[str]] = {}
    """By tag: words right before which a word with it moves no arms: "gave evidence"."""
    topics: list[str] = []
    """Behind one and a verb of giving something else is given: "handed over data on missiles"."""
    goods: list[str] = []
    """What follows a verb with 的 or one of these (燃料, 情报) behind it is all that it gives (Chinese)."""
    pledged: list[str] = []
    """Behind who gives what somebody gets: 收到德国承诺的坦克 (Chinese)."""
    consents: list[str] = []
    """At the end of a short clause behind a verb of getting, all that is got: 获得德国政府批准 (Chinese)."""
    serves: list[str] = []
    """Begin a clause about what is mended with what is given: 用于升级希腊防空系统 (Chinese)."""
    asked_of: list[str] = []
    """Before a verb of asking, say that nobody named asks: "a Oslo se le pidió"."""
    passives: list[str] = []
    """Auxiliaries of what was given: "was delivered"; for triggers that are both give and given."""
    actives: list[str] = []
    """Auxiliaries of who has given: "has delivered"."""
    finite: list[str] = []
    """Behind one, as behind a party, a form that may be an infinitive is none: "countries supply", "A and B supply"."""
    letting: list[str] = []
    """Before that party they make it one: "let A supply", "will A supply"."""
    bought: list[str] = []
    """Behind such a participle the agent buys."""
    uses: list[str] = []
    """Who does one with weapons that another supplied was given them."""
    affects: list[str] = []
    """Whom such a verb is about has no part in the transfer: "la compra preocupa a Lima"."""
    causes: list[str] = []
    """A delivery behind one is no deed of the clause's subject: "à cause de"."""
    pasts: list[str] = []
    """Endings of verbs that tell what was or is done, whoever announces it."""
    ways: list[str] = []
    """Before a reason where the clause has a verb that ends on *acted*: "przez"."""
    acted: list[str] = []
    """See *ways*."""
    not_yet: list[str] = []
    """Before what has come of an order, say that it has not: "none", "will"."""
    its: list[str] = []
    """Before a supplier, say that it is the subject's: "its main supplier Russia"."""
    sided: list[str] = []
    """Before the states of a list in which each gives or gets another weapon: "from"."""
    among: list[str] = []
    """Behind a word of accusing, bring all who are accused: "including A, B on one side and C on the other"."""
    described_by: list[str] = []
    """What may stand between the subject of a clause that tells which arms are meant and its verb: "had"."""
