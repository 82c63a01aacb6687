"""Which of the weapons of a clause moves, and how many."""

from __future__ import annotations

from tracker.models import Record


class WeaponGrammar(Record):
    """Words around a weapon that say what it is to the deed."""

    attacking: list[str] = []
    """Before who is attacked, whatever preposition he has; the attacker may stand between: "غزو روسيا لأوكرانيا"."""
    opposing: list[str] = []
    """Before a weapon that is fought, not given."""
    meant_for: list[str] = []
    """Before a weapon that is not what is given: "shells for howitzers"."""
    belongs: list[str] = []
    """Behind such a weapon: 榴弹炮的炮弹."""
    serving: list[str] = []
    """Behind one stands what is no part of the gift: "spare parts for"."""
    rather: list[str] = []
    """Behind a word of choosing, bring what is not chosen: "over"."""
    mending: list[str] = []
    """The same right before the weapon: "upgrade its"."""
    replacing: list[str] = []
    """Behind one stands what the transferred thing takes the place of."""
    replaced_by: list[str] = []
    """Behind one of *replacing* these lead to what takes the place: "replaced its jets with"."""
    describing: list[str] = []
    """Endings of a participle that tells of the weapon right behind it: "alınan Rafale'ler" (Turkish)."""
    replaced: list[str] = []
    """Behind what the transferred thing takes the place of: "yerine" (Turkish)."""
    contained: list[str] = []
    """Between arms and a package behind them, say that it holds them: "tank içeren yardım paketi" (Turkish)."""
    including: list[str] = []
    """Lead to the list of what is given: "a package, including …"."""
    batches: list[str] = []
    """A clause that begins with one counts what the clause before names: 首批."""
    object_pronouns: list[str] = []
    """Behind a verb of a clause that goes on, stand for the weapon before it: "но отказалась продать их"."""
    summing: list[str] = []
    """Behind one stands the word for all that is listed before: 坦克、火炮等武器."""
    more: list[str] = []
    """May stand between "weapons" and what else is given: "and other"."""
    distinct: list[str] = []
    """Between a word for weapons and a name, makes two things of them: "missiles and the Patriot"."""
    attack_before: list[str] = []
    """Right before a weapon, name an attack, a test or a war: "**attaque de** drones"."""
    attack_behind: list[str] = []
    """The same right behind it: "drone **attack**"."""
    attack_inside: list[str] = []
    """The same in its own word: "Drohnen**angriff**"."""
    paid_for: list[str] = []
    """Before a weapon, say that money is paid for it; behind it where cases stand at the end ("otuz tank **için**")."""
    besides: list[str] = []
    """The same with one thing more: "missiles as well as ammunition"; behind a comma it goes on with the list."""
    additive: list[str] = []
    """In a sentence that names nobody, say that who gave before gives this too: "También suministrará munición"."""
    examples: list[str] = []
    """Between weapons, bring one: "Artillerie wie Haubitzen"."""
    kinds: list[str] = []
    """May stand between a weapon of a list and its comma: "HIMARS sistemi, …" (Turkish)."""
    thousands: list[str] = []
    """Short for a number: "5 тыс. снарядов"."""
    these: list[str] = []
    """Before a kind of weapon, make it the one of that kind that is named before: 这款战机 (Chinese)."""
    carried: list[str] = []
    """Close behind a weapon, say that it only carries what is given: F-16战机挂载的吊舱 (Chinese)."""
    after_object: list[str] = []
    """The word behind an object."""
    objects_before: list[str] = []
    """Bring an object before its verb: Chinese 将, 把."""
    made: list[str] = []
    """Behind the name of who made a weapon, whatever stands before it: 美制导弹."""
    makes: list[str] = []
    """Verbs of whose agent is a maker and gives nothing: 由美国波音公司制造 (Chinese)."""
    made_together: list[str] = []
    """The same behind the last of several who make it together: 日本与英国联合研发的战机 (Chinese)."""
    parts_behind: list[str] = []
    """Behind a kind of weapon, or a list of kinds, only parts of it are given: 直升机和无人机的零部件 (Chinese)."""
    lessons: list[str] = []
    """Close behind a weapon, tell that only its use is taught: F-16飞行训练 (Chinese)."""
    fitted: list[str] = []
    """Between a weapon that is armed and what it is armed with: 为护卫舰配备导弹 (Chinese)."""
    relief_apart: bool = False
    """Beside relief goods only outright words for weapons are given: "weapons and relief goods"."""
