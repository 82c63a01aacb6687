"""Where clauses begin and end, and whom the next one is about."""

from __future__ import annotations

from tracker.models import Record


class ClauseGrammar(Record):
    """Words that cut a sentence into clauses, and those that carry a subject from one to the next."""

    breaks: list[str] = []
    """Begin a new clause."""
    unbroken: list[str] = []
    """Phrases in which they do not: "as well as"."""
    ends: dict[str, list[str]] = {}
    """By a word that joins ("and"): the finite verbs (with ``~``: endings) behind which it begins a new clause."""
    comma_parts: bool = False
    """A comma before *and* begins a clause (no serial comma)."""
    serial_comma: bool = False
    """A comma before *and* ends a list of three ("A, B, and C"); between two names it begins a clause."""
    asides: list[str] = []
    """Begin what may stand between two commas within a clause: "livre, selon Kiev, des armes"."""
    adverbials: list[str] = []
    """Begin what a comma ends within a clause: "روسیه در واکنش به این اقدام، … را تحریم کرد"."""
    answering: list[str] = []
    """As *adverbials*, with another deed in it: "چین در واکنش به فروش موشک به تایوان، … را تحریم کرد"."""
    adds: list[str] = []
    """Bring more of the same behind a comma: "…, ainsi que des chars"."""
    opening: list[str] = []
    """With *closing* behind it, has a clause between: 在…之后 (Chinese)."""
    meanwhile: list[str] = []
    """Endings of verbs of giving and getting behind which a clause begins: "gönderirken" (Turkish)."""
    closing: list[str] = []
    """See *opening*."""
    settings: list[str] = []
    """A clause that begins with one is no part of what stands before it, an accusation or a deed: "while"."""
    that: list[str] = []
    """Begin what is said."""
    that_drops: list[str] = []
    """Such words behind which a verb without a subject has that of the main clause: "объявила, что введёт …"."""
    undergone_endings: list[str] = []
    """Endings of forms and nouns that tell what is done, not who does it: "что введены", "что введение"."""
    undergone_words: list[str] = []
    """Words beside a verb that tell the same: "que se impondrán", "że zostaną nałożone"."""

    infinitive: list[str] = []
    """A clause with one takes its subject from the clause before: German "zu", inside a word ``~zu~en``."""
    same_subject: list[str] = []
    """A clause that begins with one takes its subject from the clause before: "that he supports …"."""
    continues: list[str] = []
    """Behind one the first party of the clause is still the subject: "and", "but"."""
    resumes: list[str] = []
    """With a verb behind it, has the subject of the clause before: "Athens refuses tanks, but sends shells"."""
    turns: list[str] = []
    """Behind one somebody else does the same without a verb: "Słowacja przekazała rakiety, a Polska czołgi"."""
    wishes: list[str] = []
    """In a clause that begins with one a past form tells nothing of the past: "aby", "щоб"."""
    gerunds: list[str] = []
    """A verb behind one has the clause's first subject: "en livrant"."""
    gerund_endings: list[str] = []
    """The endings of such a verb."""
    singular: list[str] = []
    """Auxiliaries of one subject: with one behind a joining word and a name a clause begins ("et Riga a protesté")."""
    infinitive_endings: list[str] = []
    """Behind a joining word a verb without one begins a clause: "a livré des chars à Riga et vendra des drones"."""
    acting: list[str] = []
    """Endings of participles whose clause is about whom it stands behind: "фирмы Ирана, поставляющие"."""
    participles: list[str] = []
    """Endings of words behind which *by* tells of another deed, if they are no triggers: "utilisés par Moscou"."""
    purposes: list[str] = []
    """A clause of one with a pronoun for its subject is about whom the one before speaks to: "pour"."""
    dropped: list[str] = []
    """A clause that begins with one has the subject who spoke before it: "Poland says, will send …" (Chinese)."""

    prevents: list[str] = []
    """Behind a delivery, tell what it does: "supplies to Kyiv will **prevent** …"."""
    negates_ahead: bool = False
    """A negation stands before the verb that it negates."""
    denies: list[str] = []
    """With one of *set_against* behind it, sets somebody aside: "**not** from Norway but from Denmark"."""
    set_against: list[str] = []
    """See *denies*."""
    set_aside: list[str] = []
    """Stand before who has no part ("rather than Norway"), or behind him where cases do ("Norveç'ten değil")."""

    relatives: list[str] = []
    """Begin a clause whose subject stands before it: "l'Iran, qui livre"."""
    relatives_to: list[str] = []
    """Begin a clause whose receiver stands before it: "Česko, kterému darovali", "to which"."""
    taken_up: list[str] = []
    """Words in a relative clause that stand for whom it is about: "که نروژ به آن تانک داده" (Persian)."""
    relatives_object: list[str] = []
    """What its clause moves stands before it: "qu'avait promis Riga"."""
    determiners: list[str] = []
    """Behind one of *breaks*, begin a clause with a subject of its own: "que le pays"."""
    selves: list[str] = []
    """Determiners that stand for who speaks: "que son pays"."""
    subject_pronouns: list[str] = []
    """Stand for the one subject of the sentence before."""
    expletives: list[str] = []
    """Behind a pronoun, say that it stands for nobody: "il faut"."""
    receiver_pronouns: list[str] = []
    """A verb behind one gives to somebody named before: "leur a livré"."""
    anaphors: list[str] = []
    """Nouns that behind a dative article stand for a state named before: "liefert dem Inselstaat Waffen"."""
    that_getter: list[str] = []
    """Who gets, for a state that the sentence before names: "the country", "dem Land", "向该国"."""
    own_government: list[str] = []
    """At the head of a sentence, stand for the state of whom the one before begins with: "Son gouvernement a …"."""
    that_giver: list[str] = []
    """Who gives, for the subject of the sentence before: "das Land hat … geliefert", "该国"."""
    pronouns_behind: list[str] = []
    """A verb before one gives to somebody named before: "has sold it tanks"."""
    hanging_endings: list[str] = []
    """A clause that begins with a word that ends so has the subject behind its comma: "Selling tanks to A, B …"."""
    hanging: list[str] = []
    """May stand before such a word: "after selling tanks to A, B …"."""

    reasons: list[str] = []
    """A clause that begins with one says for what deed the sanctions before it are."""
    aiding: list[str] = []
    """Words of help whose object the sanctions are not on: "a bank accused of helping Russia"."""
    reasons_after: list[str] = []
    """A clause that begins with one tells of sanctions for the deed of the clause before."""
    answers: list[str] = []
    """One behind an attack says that sanctions answer it: "saldırısına yanıt olarak" (Turkish)."""
    because: list[str] = []  # a weapon behind one, and behind another, is a reason
    aiming: list[str] = []
    """A clause behind sanctions that begins with one says what they hit; a sentence, who hits (Arabic)."""
    effects: list[str] = []
    """A clause behind sanctions that ends with one says what they do: "werden Minsk schaden"."""
    remarks: list[str] = []
    """A clause behind sanctions that begins with one says what others think of them: "في خطوة وصفتها …" (Arabic)."""
