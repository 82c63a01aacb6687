"""What else is said by a name's neighbours: whose noun it is, which office, which country."""

from __future__ import annotations

from tracker.models import Record


class PartyGrammar(Record):
    """Words and order that join a name with a noun, and names with each other."""

    joins: list[str] = []
    """Link two parties of one part."""
    others: list[str] = []
    """May end a list of parties behind a joining word: "A, B and others"."""
    others_cases: dict[str, str] = {}
    """Endings of the noun of those others with the part they give the list: "Katar ve diğer ülkelere" (Turkish)."""
    states_counted: list[str] = []
    """Count the states named before: 英法德三国."""
    several: list[str] = []
    """Stand for the states named together before: 对这些国家实施制裁 (Chinese)."""
    offices: list[str] = []
    """May stand between a state and the word that joins it with the next: 智利总统和秘鲁总统 (Chinese)."""
    numerals: list[str] = []
    """The signs of a count."""

    adjective_after: bool = False
    """An adjective follows its noun."""
    people_apart: bool = False
    """The name of a people is no adjective."""
    backed: list[str] = []
    """Behind who only backs the party named next, which has his part: 向伊朗支持的胡塞武装 (Chinese)."""
    peoples: list[str] = []
    """Endings of adjectives that are their people before a verb: "the Dutch sent"."""
    adjectival: list[str] = []
    """Words of state that are nouns only behind an article: "militaires"."""
    described: list[str] = []
    """Endings of a noun whose adjective says nothing of what follows: "Gürcü yargıçların mal varlıkları" (Turkish)."""
    doing: list[str] = []
    """Endings of a participle behind which stands whose deed it tells of: "füze satan Türk şirketi" (Turkish)."""
    makes: list[str] = []
    """An adjective behind one tells whose make a weapon is: "de fabrication turque"."""
    outlets: list[str] = []
    """An adjective before one says only who reports: "британское издание", "a British newspaper"."""
    flags: list[str] = []
    """An adjective behind one says nothing of who is meant: "pavillon panaméen"."""
    anti: list[str] = []
    """Joined to whom something is against: "anti-Russian"."""
    against_prefixes: list[str] = []
    """Begin adjectives of whom something is against: "antyrosyjskie"."""

    noun_compounds: bool = False
    """A bare name before a noun belongs to it with a space between (English "US jets"), not only with a hyphen."""
    names_after: bool = False
    """A bare name right behind a noun owns it (Persian)."""
    owned_through: list[str] = []
    """Adjectives that may stand between a noun and the name behind it that owns it."""
    owns: list[str] = []
    """May stand between a name and the noun that it owns: 西方的单边制裁 (Chinese)."""
    possessives: list[str] = []
    """Endings of who owns: "Iran's"."""
    plurals: list[str] = []
    """Stand apart from their noun: Persian ها."""
    plurals_linked: list[str] = []
    """Those behind which words follow that describe the noun: Persian های."""
    compound_heads: list[str] = []
    """Endings of words behind a name and a hyphen that leave it a party ("US-Regierung"); any other does not."""
    after_heads: list[str] = []
    """Offices behind their state that carry its case: "Almanya Savunma Bakanlığı'na" (Turkish)."""
    after_people: list[str] = []
    """The same in the plural without an owner: "Norveçli yetkililere" (Turkish)."""
    governments: list[str] = []
    """Who rules where he is said to be: "Mali'deki cunta yönetimi" (Turkish)."""
    announcing: list[str] = []
    """Behind who only says what follows, whatever case he has: "Bakanlıktan yapılan açıklamada" (Turkish)."""
    after_titles: list[str] = []
    """Offices of persons, whose name may carry the case: "ABD Başkanı Biden'dan" (Turkish)."""

    relative_heads: list[str] = []
    """Behind a comma and before a relative, belong to it: "die Flotte, mit der Moskau …"."""
    arrests: list[str] = []
    """In a sentence with one, its people stand for no state: "three Norwegians were **arrested**"."""
    befriended: list[str] = []
    """Right behind an adjective, tell whose ally or neighbour somebody else is: "das russische **Partnerland**"."""
    by_leave: list[str] = []
    """Before a state, say that a firm gives with its leave: "**mit Zustimmung** Norwegens"."""
    leave_behind: list[str] = []
    """The same behind it: "with Norway**'s consent**"."""
    owned_deeds: list[str] = []
    """Right behind a name that a noun with one of *noun_endings* owns, begin his deed: "решението на Осло **да** …"."""
    noun_endings: list[str] = []
    """See *owned_deeds*."""
    feminine_names: list[str] = []
    """Names behind which an article of the dative leads a relative clause: "die Türkei, der Oslo … liefert"."""
    articled: list[str] = []
    """How the names of states begin that have an article: "mit der Türkei"."""
    we: list[str] = []
    """Which of these only stand for who speaks where he is named behind the quotation: "wir"."""
    fronted: list[str] = []
    """At the beginning of a clause, bring its subject right behind the verb: "Insgesamt lieferte Oslo …"."""
    intending: list[str] = []
    """Finite verbs beside *actives* behind one of *nameless*: "Viele Staaten wollen Riga Panzer geben" (German)."""
    nameless: list[str] = []
    """Who acts without a name; whom his verb then names gets: "Viele Staaten haben Riga … zugesagt"."""
    makers: list[str] = []
    """A firm in the genitive behind the adjective of its state sells: "Panzer des schwedischen Herstellers"."""
    own_state: dict[str, str] = {}
    """Words for the speaker's country ("his country supplied …") with their part, "" where bare.

    They stand for the first party of the sentence.
    """
    that_state: dict[str, str] = {}
    """Phrases for a state named before ("to this country") with their part, and pronouns for one."""
    self_armed: list[str] = []  # who gets arms of its own makers where no other is named
    allies: list[str] = []
    """Whose allies give get."""
    forces: list[str] = []  # who gives to one arms his own: 向前线部队 (Chinese)
