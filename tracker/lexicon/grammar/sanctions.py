"""Whose sanctions, and on whom."""

from __future__ import annotations

from tracker.models import Record


class SanctionGrammar(Record):
    """Words around sanctions that say who imposes them and whom they are on."""

    sanction_compounds: bool = False
    """A bare name before a word of sanctions belongs to it: "ABD yaptırımları" (Turkish)."""
    dative_target: bool = False
    """A receiver beside a word of sanctions is their target: "ABD'nin İran'a yaptırımları" (Turkish)."""
    asked_between: bool = False
    """Who is asked to impose them stands between the word of asking and theirs: "призова САЩ да наложат …"."""
    onto: list[str] = []
    """Before whom pressure or sanctions are on: "na"."""
    not_target: list[str] = []
    """Before who gets and is never who is sanctioned: Polish "do"."""
    aims: list[str] = []
    """Begin a phrase at whose end, behind one of *belongs*, stands who is sanctioned: 对…的…企业 (Chinese)."""
    aimed_deeds: list[str] = []
    """Behind one of *aims*, before whom those sanctioned harm or back: 对破坏…和平的个人 (Chinese)."""
    third_states: list[str] = []
    """Unnamed states, whom one before them only describes: 购买俄罗斯石油的国家 (Chinese)."""
    third_parties: list[str] = []
    """Unnamed firms, whom a state only describes behind a word of buying: 购买俄罗斯石油的企业 (Chinese)."""
    dealing: list[str] = []
    """Before with whom these deal: 对与…做生意的国家 (Chinese)."""
    undergoing: list[str] = []
    """Before who imposes, make who stands before it all the target: 遭美国制裁 (Chinese)."""
    condition_target: bool = False
    """Who alone is named in a condition is who will be sanctioned: "Если Анкара купит ракеты, США введут санкции"."""
    persons: list[str] = []
    """What sanctions are on where they are on those "from" a state."""
    firms: list[str] = []
    """How words begin for what of a state sanctions are on: "şirket" in "20 ABD şirketine yaptırım" (Turkish)."""
    based: list[str] = []
    """Behind the state where those have their seat that sanctions are on: "merkezli" (Turkish)."""
    seats: list[str] = []
    """Endings of the state where those are that sanctions are on: "Küba'daki" (Turkish)."""
    resides: list[str] = []
    """Before the state whose firms and people the object of a verb of sanctioning are: مستقر در (Persian)."""
    warns: list[str] = []
    """Before who is warned of the sanctions of a later clause that names nobody: 警告塞尔维亚，将面临制裁 (Chinese)."""
    announces: list[str] = []
    """Verbs of who announces his own sanctions in the clause before them (Chinese)."""
    grounds: list[str] = []
    """Begin a reason that one of *therefore* ends: 因…而施加的制裁, 以…为由制裁 (Chinese)."""
    therefore: list[str] = []
    """See *grounds*: stands before the sanctions."""
    portions: list[str] = []
    """Before *being* and a state, tell whose some of those sanctioned are: 其中两家是中国公司 (Chinese)."""
    being: list[str] = []
    """See *portions*."""
    replies: list[str] = []
    """Sanctions before one are those of whom they seem to be against: 对西方制裁的回应 (Chinese)."""
    alike: list[str] = []
    """Before who imposes sanctions as the subject does: "wie viele andere"."""
    before_also: list[str] = []
    """The same, where the subject stands beside one of *also*: "nach der Schweiz auch"."""
    also: list[str] = []
    """See *before_also*."""
    background: list[str] = []
    """Sanctions behind one are there whatever the clause goes on to tell: "amid", "angesichts der"."""
    comings: list[str] = []
    """Behind a modal, tell that the sanctions come: "will be"."""
    prevents: list[str] = []
    """An evasion behind one is none: "to prevent"."""
    imposers: list[str] = []
    """Codes that stand before "sanctions" as their author in a compound (US-Sanktionen); others are their target.

    Where a language gives none, those of the world.
    """
    sanctioned: list[str] = []
    """Who is commonly under sanctions: the only one in a passage is the target where the sentence names none.

    Where a language gives none, those of the world.
    """
    apposing: list[str] = []
    """Words before the state that a description behind a sanctioned name tells: "Mizan, one of the largest Turkish"."""
    homes_joined: list[str] = []
    """Joined to a name, make it a home: "-based"."""
    measures: list[str] = []
    """Objects of a word of status apart from the sanctions by which it speaks of them: "them", "the curbs"."""
    eased_over: list[str] = []
    """Between a word of easing and the sanctions, make these only its reason: "dropped plans over sanctions"."""
    leading: list[str] = []
    """Right behind such a word of status, lead to the clause of the sanctions: "whether"."""
    imposed: list[str] = []
    """Participles of imposing, whose agent gives no arms: "imposed by"."""
    mutual: list[str] = []
    """Behind the sanctions, make them those of two on each other: "each other"."""
    exchanged: list[str] = []
    """The same right before them: "exchanged sanctions"."""
    told_again: list[str] = []
    """Behind the sanctions, stand for those whom the sentence before describes by their state: "both men"."""
