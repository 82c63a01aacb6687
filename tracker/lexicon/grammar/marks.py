"""What marks a party's part: words around it, its case, the order of words."""

from __future__ import annotations

from typing import Literal

from tracker.models import Record

Mark = Literal["to", "from", "by", "against", "of", "other", "with"]


class MarkGrammar(Record):
    """Words and forms that say who gives, who gets, and who neither."""

    to: list[str] = []
    """Before who gets."""
    from_: list[str] = []
    """Before who gives."""
    by: list[str] = []
    """Before who does it."""
    against: list[str] = []
    """Before whom it is aimed at."""
    of: list[str] = []
    """Before whose something is."""
    other: list[str] = []
    """Before who neither gives nor gets: in, with, over."""
    with_: list[str] = []
    """Before who shares in a deal; beside a word of buying he sells (Arabic)."""
    bare: list[str] = []
    """Before who is left without a part, whatever is joined to his name: "called on", "سبق ل"."""
    voices: list[str] = []
    """Nouns whose party has no part in what the clause tells: "trotz Protesten aus Rom", "gemeinsam mit Oslo"."""
    receiving: list[str] = []
    """Before who gets and nobody else: "dla", "для"."""
    into: list[str] = []
    """Before who gets what is sent, where nothing else says so."""

    after_to: list[str] = []
    """Behind who gets."""
    after_from: list[str] = []
    """Behind who gives."""
    after_by: list[str] = []
    """Behind who does it: Turkish "tarafından"."""
    after_against: list[str] = []
    """Behind whom it is aimed at."""
    after_other: list[str] = []
    """Behind who neither gives nor gets."""
    after_with: list[str] = []
    """Behind who shares in a deal (Arabic)."""
    after_bare: list[str] = []
    """Behind a party that only speaks (Turkish)."""

    lawmakers: list[str] = []
    """Who demands something of his own state (Chinese)."""
    urges: list[str] = []
    """Their verbs of demanding."""
    sales: list[str] = []
    """Contracts of who sells (出口协议; Chinese)."""
    fellows: list[str] = []
    """Nouns between a role word and the name of who is one (向盟友澳大利亚; Chinese)."""
    fellow_kinds: list[str] = []
    """What describes such a noun before it (向其西非邻国尼日尔)."""
    skip: list[str] = []
    """What may stand between a mark and its party: articles, adjectives."""
    through: list[str] = []
    """Words between a mark and its party: French "au gouvernement de"."""
    articles: list[str] = []
    """One may stand behind *through* words."""
    state_kinds: list[str] = []
    """Kinds of states with their "of", to be read over from their article on: "to the tiny island nation of"."""
    state_groups: list[str] = []
    """Words for several states, behind which a dash brings their names: "by the Baltic trio — Estonia, …"."""
    kind_articles: list[str] = []
    """The articles before *state_kinds* and what describes them."""
    ways: list[str] = []
    """Before a state through which arms only come: "via"."""
    counted: list[str] = []
    """With a number before it, may stand between a mark and its name: 对22名英国公民 (Chinese)."""
    apart: list[str] = []
    """Who stands before one only thinks of what others give: 对向 (Chinese)."""

    dative: list[str] = []
    """Articles that make a receiver on their own."""
    not_dative: dict[str, list[str]] = {}
    """Before which words such an article is no dative: German "der Iran"."""
    moments: list[str] = []
    """Nouns before such an article, or a dative at the head of a clause, that own nothing: days, months, money."""
    copulas: list[str] = []
    """May stand between who gets at the head of a clause and what he was given: "Сирии были переданы ракеты"."""
    twofold: dict[str, str] = {}
    """Articles that are of a subject too, with how adjectives end behind the dative: German "der"."""
    feminine: list[str] = []
    """Endings of compounds that are no subject behind a *twofold* article."""
    cases: dict[str, Mark] = {}
    """The part that a bare grammatical case plays."""
    cased: dict[str, dict[str, Mark]] = {}
    """Prepositions whose part depends on the case behind them (``any``: a name without case)."""
    heads: dict[str, list[str]] = {}
    """Nouns of state by their case, which they pass on to a genitive: "правительству Ирана"."""
    locative: list[str] = []
    """Behind one a form of dative and locative is a locative."""
    to_prefixes: list[str] = []
    """Joined to who gets: Arabic ل, with more لل, ول."""
    case_at_end: bool = False
    """The last of joined parties carries the case of all (Turkish)."""
    genitive_subject: bool = False
    """A genitive is the subject of the verbal noun behind it (Turkish)."""
    toward: list[str] = []
    """Behind who gets beside a delivery, and who is meant beside sanctions: "yönelik" (Turkish)."""
    owned: list[str] = []
    """Endings of what a genitive before it owns, so that it is no subject of what follows (Turkish)."""

    verb_first: bool = False
    """The subject follows its verb (Arabic)."""
    object_endings: list[str] = []
    """Endings of a verb with its object, behind which its subject stands: "قدمتها دول غربية" (Arabic)."""
    verb_last: bool = False
    """Of two bare parties before the verb the first gives, the second gets (German, Persian, Chinese)."""
    agent_gets: bool = False
    """Who acts beside a word of getting gets ("закупка Индией"), and whom a contract is made *with* sells."""
    asks_to: bool = False
    """What marks a receiver also marks who is asked or bought from: Chinese 向."""
    accused_bare: bool = False
    """Who is accused has no mark, so that a marked party before the verb gets: "accuses B of giving to C"."""
    sellers: list[str] = []
    """Before who sells beside a verb of getting, where *by* marks who gets ("acheté par l'Inde à la France").

    With them a participle without auxiliary is passive.
    """
    made_by: list[str] = []
    """Before whose request it is, behind its noun: "demande formulée par"."""
    partners: list[str] = []
    """Before with whom a purchase is agreed: "con", with the spaces around."""
    bargains: list[str] = []
    """Before who sells: "in talks with Russia to buy …"."""
    signs_with: list[str] = []
    """Before with whom a contract is signed about what the next clause buys or gives: 与瑞典签约，购买… (Chinese)."""
    agents: list[str] = []
    """Before who buys behind a noun of getting: "der Kauf der Panzer durch Polen"."""
    instruments: list[str] = []
    """Before what somebody is supported with."""
    for_whom: list[str] = []
    """Before whom something is bought for: 为 (Chinese)."""
    sales_to: list[str] = []
    """Nouns that name who gets: 台湾军售 (Chinese)."""
    users: list[str] = []
    """Behind the party that was given what follows: 乌军使用美国提供的导弹 (Chinese)."""
    fights: list[str] = []
    """Before who is fought, and what arms he loses: 打击乌军，摧毁西方提供的坦克 (Chinese)."""
    asked: list[str] = []
    """Before who is asked: "do"."""
    sides: list[str] = []
    """Before who asks: "ze strony"."""
    markets: list[str] = []
    """Before where something is bought: "kupiła w Korei czołgi"."""
    pairs: list[str] = []
    """Before the two between whom a deal is: Arabic "بين"."""
    pairs_behind: list[str] = []
    """Behind the two between whom a deal is: "arasında" (Turkish)."""
    between: list[str] = []
    """Two behind it are only spoken of: "entre … y "."""
    possesses: list[str] = []
    """Before who stands "with" something, which he has or lacks: "У Судана нет ракет"."""
