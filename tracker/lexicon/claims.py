"""What a language needs for claims beside its rules: languages/<lang>/claims.toml.

The words here stand before or after a party and give it its part; they are looked up only around parties and
triggers, so they may be as short and common as they like.
"""

from __future__ import annotations

from typing import Literal

from tracker.models import Record

Mark = Literal["to", "from", "by", "against", "of", "other", "with"]


class ClaimGrammar(Record):
    """Role words and word order of one language (all lower case; several words in one entry are allowed).

    *to, from_, by, against, of* stand before a party, *after_…* behind it (Turkish ``tarafından``); *other* and
    *after_other* words make a party neither giver nor getter (in, with, over), *bare* words
    ("called on") leave it without a part. *opposing* words before a
    weapon make it what is fought, not what is given; behind one of *topics* and a verb of giving or getting something
    else is given ("handed over data on missiles"). Behind *not_target* words stands a receiver, never who is
    sanctioned (Polish ``do``). A clause with an *infinitive* word
    (German ``zu``, inside a word ``~zu~en``) takes its subject from the clause before. *skip* may stand between
    (articles, adjectives); *joins* link two parties of one part; *breaks* begin a new clause, but in one of the
    *unbroken* phrases ("as well as"). *dative* articles make a receiver on
    their own, but not before the words that *not_dative* lists for them (German ``der Iran`` is no dative). *cases*
    says which part a bare grammatical case plays; *to_prefixes* are joined to the party (Arabic ل, with more لل, ول).

    *cased* are prepositions whose part depends on the case behind them (``any``: a name without case); *heads* are
    nouns of state by their case, which pass it to a genitive ("правительству Ирана"). Behind one of *locative* a form
    of dative and locative is a locative. *agent_gets*: who acts beside a word of getting gets ("закупка Индией"), and
    whom a contract is made *with* sells.

    Word order: *verb_first*: the subject follows its verb (Arabic). *verb_last*: of two bare parties before the verb
    the first gives, the second gets (German, Persian, Chinese). *adjective_after*: an adjective follows its noun;
    *people_apart*: the name of a people is no adjective.
    *noun_compounds*: a bare name before a noun belongs to it with a space between (English "US jets", Chinese), not
    only with a hyphen; *sanction_compounds*: only before a word of sanctions (Turkish "ABD yaptırımları").
    *genitive_subject*: a genitive is the subject of the verbal noun behind it; *case_at_end*: the last of joined
    parties carries the case of all; *dative_target*: a receiver beside a word of sanctions is their target (all three
    Turkish: "ABD'nin İran'a yaptırımları"). *passives* and *actives* are auxiliaries that say which a participle of
    giving is that may be either (a trigger tagged give and given: "has delivered", "was delivered"). *through* are
    words between a role word and its party (French "au gouvernement de"); *sellers* mark who sells beside a verb of
    getting, where *by* marks who gets ("acheté par l'Inde à la France"); with them a participle without auxiliary is
    passive. *imposers* are the codes that stand before "sanctions" as their author in a bare compound
    (US-Sanktionen), where any other is their target (Russland-Sanktionen). *sanctioned* are the parties commonly under
    sanctions: the only one in a passage is the target of a sanction whose sentence names none. *asks_to*: what marks a
    receiver also marks who is asked or bought from (Chinese 向). *negation_words*: a negation stands before what it
    negates, with so many words between at most (0: anywhere near). A clause that begins with a *same_subject* word
    ("that he supports …") takes its subject from the clause before. In a clause that begins with one of *wishes*
    ("aby", "щоб") a past form tells nothing of the past; *ourselves* are the endings of verbs that say "we".
    *accused_bare*: who is accused carries no mark,
    so that a marked party before the verb is who gets ("accuses B of giving to C"). *names_after*: a bare name
    right behind a noun owns it (Persian), with the adjectives of *owned_through* between them; *compound_heads* are the
    endings of words that may follow a name and a hyphen and leave it a party ("US-Regierung", "Houthi-held"), where any
    other makes it something else ("US-Medien", "Russia-friendly"); *after_object*: the word behind an object;
    *objects_before*: words that bring an object before its verb (Chinese 将, 把). *ends*: a word that joins ("and")
    begins a new clause behind these finite verbs (with ``~``: behind words that end so). *comma_parts*: a comma before
    *and* begins a clause (no serial comma). *asides* begin what may stand between two commas within a clause ("livre,
    selon Kiev, des armes"); *adds* bring more of the same behind a comma ("…, ainsi que des chars"). What stands behind
    one of *replacing* is what the transferred thing takes the place of; behind one of *serving* ("spare parts for")
    stands what is no part of the gift. A clause that begins with one of *breaks* and
    of *determiners* has a subject of its own ("que le pays"), unless *selves* stand for who speaks ("que son pays");
    one with a *relatives* word has that before it ("l'Iran, qui livre"), one with *relatives_to* gives to that ("Česko,
    kterému darovali"), one that begins with a participle with one of the endings of *acting* is about whom it stands
    behind ("фирмы Ирана, поставляющие"). Behind a word with one of the *participles*' endings *by* tells of another
    deed, if that word is no trigger ("utilisés par Moscou"). Behind *into* stands who gets what is sent, where
    nothing else says so. *receiving* ("dla", "для") stand before who gets and nobody else; the place behind one of
    *markets* is where something is bought ("kupiła w Korei czołgi"). Behind *partners*
    ("con", with the spaces around) stands with whom a purchase is agreed. An evasion of sanctions behind one of
    *prevents* ("to prevent") is none. Who stands behind one of *says*
    behind a comma or a quotation ("…, dijo el ministro de …") only speaks. A list of parties may end with a joining
    word and one of *others* ("A, B and others"). A clause of one of *resumes* and a verb has the subject of the clause
    before ("Athens refuses tanks, but sends shells"). Words of state that are *adjectival* ("militaires") are nouns
    only behind an article. *anti* is joined to whom something is against ("anti-Russian"). An adjective behind one
    of *flags* ("pavillon panaméen") says nothing of who is meant.
    A place before one of *they_deny* ("В Пекине опровергли поставки …") is who denies it, before one of *they_say* only
    where a clause without a subject follows ("В Тегеране заявили, что не поставляли …"): a verb that ends on *they*.
    Who stands "with" something before one of *possesses* has or lacks it ("У Судана нет ракет").
    Behind one of *for_deeds* stands for what deed somebody is blamed or punished.
    *relief_apart*: beside relief goods only outright words for weapons are given ("weapons and relief goods").
    Who asks for one of *permissions* ("l'autorisation de livrer") gives himself.
    A delivery behind one of *causes* ("à cause de") is no deed of the clause's subject, whose verb tells nothing of it.
    Behind one of *purposes* ("pour") a clause with a pronoun for its subject is about whom the one before speaks to; a
    verb with one of *gerund_endings* behind one of *gerunds* ("en livrant") has the clause's first subject.
    One of *subject_pronouns* stands for the one subject of the sentence before, unless one of *expletives* follows
    ("il faut").
    A verb behind one of *receiver_pronouns* ("leur a livré") gives to somebody named before. Verbs with one of the
    endings *pasts* tell what was or is done, whoever announces it.
    What stands before one of *relatives_object* ("qu'avait promis Riga") is what its clause moves.

    One of *distinct* between a word for weapons and a name makes two things of them ("missiles and the Patriot");
    *examples* between weapons bring one ("Artillerie wie Haubitzen"). *thousands* are short for a number ("5 тыс.
    снарядов"). *possessives* are the endings of who owns ("Iran's"); *plurals* stand apart from their noun (Persian
    ها). One of *articles* may stand behind *through* words. Two are only spoken of in *between* ("entre … y "); one of
    *that* begins what is said. *twofold* articles are of a subject too, with how adjectives end behind the dative
    (German ``der``); behind them a compound with one of the *feminine* endings is no subject.
    *against_prefixes* begin adjectives of whom something is against ("antyrosyjskie"); *asked* ("do") and *sides* ("ze
    strony") stand before who is asked and who asks, *onto* ("na") before whom pressure or sanctions are on; *ways*
    ("przez") before a reason where the clause has a verb with one of the endings *acted*. *accused_of* end a participle
    of accusing; *comings* behind a modal tell that the sanctions come ("will be"). One of *particle_before* may follow
    the second half of a verb. *states_counted* count the states named before (英法德三国), *numerals* are the signs of
    a count.

    Verbs: *particles* are the second halves of verbs in two parts by the name that rules give them (role.split-zurueck:
    "wies … zurück"); right before one of the words of *not_before* a word with its tag moves no arms ("gave evidence"),
    nor does a word of asking before one of *asks_to_do* ("wants to …") and a verb that is no giving or getting and
    none of *wished*; behind a word that *continues* a clause ("and", "but") its first party is still the subject;
    an adjective with one of the endings of *peoples* before a verb is its people ("the Dutch sent");
    a clause that begins with one of *settings* ("while") is no part of an accusation before it;
    behind one of *bargains* stands who sells ("in talks with Russia to buy …");
    behind *called_to* ("zur Lieferung … aufgefordert") stands what the last party before is called to;
    behind a participle of *bought* the agent buys;
    a word of *stances* stands between who thinks something of deliveries and these; behind one of *background*
    words ("amid", "angesichts der") sanctions are there whatever the clause goes on to tell;
    a clause that begins with one of *reasons* says for what deed the sanctions before it are, one of *reasons_after*
    that they are for the deed of the clause before; who does one of *uses*
    with weapons that another supplied was given them; *instruments* stand before what somebody is supported with; who
    stands in a clause of its own that begins with one of *attributes*
    ("як повідомляє Київ, …") only says so; behind one of *turns* somebody else does the same without a verb of his own
    ("Słowacja przekazała rakiety, a Polska czołgi"); *tells* are verbs whose subject behind them gives what they tell
    of ("про передачу ракет повідомив уряд Данії"). A weapon behind one of *because*, and behind another, is a reason;
    a clause behind sanctions that begins with one of *aiming* says what they hit, one that ends with one of *effects*
    what they do ("werden Minsk schaden"); one of *agents* stands before who buys behind a noun of getting ("der Kauf
    der Panzer durch Polen").

    Parties: who is *self_armed* gets arms of its own makers where no other is named;
    *persons* are what sanctions are on where they are on those "from" a state; whose *allies* give get.

    Weapons: *more* may stand between "weapons" and what else is given ("and other");
    a clause that begins with one of *batches* (首批) counts what the clause before names;
    behind one of *summing* (坦克、火炮等武器) stands the word for all that is listed before;
    *including* words lead to the list of what is given ("a package, including …"); a weapon behind a
    *meant_for* word ("shells for howitzers") or before one of *belongs* (榴弹炮的炮弹) is not what is given.

    Chinese: *reports* are words of saying: who says something does it himself only where the clause behind begins with
    one of *dropped* ("Poland says, will send …": the subject is dropped). *owns* may stand between a name and the
    noun that it owns (西方的单边制裁); words of *made* behind a name tell who made a weapon (美制导弹), whatever stands
    before it; *aims* begin a phrase at whose end, behind one of *belongs*, stands who is sanctioned
    (对向台湾出售武器的美国企业实施制裁); a number and one of *counted* may stand between a role word and its name
    (对22名英国公民). Who stands before one of *apart* (对向) only thinks of what others give, as does who
    says what a clause with one of *predicates* (只会) behind its deed says of that;
    *sales_to* name who gets (台湾军售); behind one of *for_whom* (为) stands who something is
    bought for; who gives to one of *forces* (向前线部队) arms his own;
    what a phrase from one of *about* to one of *topical* (就…问题) tells is a topic; between *opening* and
    *closing* (在…之后) stands a clause;
    sanctions before one of *replies* (对西方制裁的回应) are those of whom they seem to be against. What follows a verb
    with 的 or one of *goods* (燃料, 情报) behind it is all that it gives; behind one of *users* stands what the party
    before it was given (乌军使用美国提供的导弹).

    Turkish: *after_heads* are offices behind their state that carry its case ("Almanya Savunma Bakanlığı'na"),
    *after_titles* those of persons, whose name may carry it ("ABD Başkanı Biden'dan"); *after_bare* words behind a
    party say that it only speaks. Arabic: *with_* stands before who shares in a deal
    (*after_with* behind him): beside a word of buying he sells.
    *own_state* are words for the speaker's country ("his country supplied …") with their part ("" where bare): they
    stand for the first party of the sentence.
    """

    to: list[str] = []
    from_: list[str] = []
    by: list[str] = []
    against: list[str] = []
    of: list[str] = []
    after_to: list[str] = []
    after_from: list[str] = []
    after_by: list[str] = []
    after_against: list[str] = []
    after_other: list[str] = []
    made: list[str] = []
    aims: list[str] = []
    after_bare: list[str] = []
    after_with: list[str] = []
    after_heads: list[str] = []
    after_titles: list[str] = []
    other: list[str] = []
    bare: list[str] = []
    with_: list[str] = []
    opposing: list[str] = []
    topics: list[str] = []
    not_target: list[str] = []
    infinitive: list[str] = []
    skip: list[str] = []
    joins: list[str] = []
    dative: list[str] = []
    not_dative: dict[str, list[str]] = {}
    breaks: list[str] = []
    unbroken: list[str] = []
    ends: dict[str, list[str]] = {}
    cases: dict[str, Mark] = {}
    cased: dict[str, dict[str, Mark]] = {}
    heads: dict[str, list[str]] = {}
    locative: list[str] = []
    agent_gets: bool = False
    to_prefixes: list[str] = []
    verb_first: bool = False
    verb_last: bool = False
    adjective_after: bool = False
    people_apart: bool = False
    noun_compounds: bool = False
    sanction_compounds: bool = False
    genitive_subject: bool = False
    case_at_end: bool = False
    dative_target: bool = False
    asks_to: bool = False
    negation_words: int = 0
    same_subject: list[str] = []
    wishes: list[str] = []
    ourselves: list[str] = []
    accused_bare: bool = False
    names_after: bool = False
    own_state: dict[str, str] = {}
    owned_through: list[str] = []
    after_object: list[str] = []
    objects_before: list[str] = []
    compound_heads: list[str] = []
    including: list[str] = []
    batches: list[str] = []
    summing: list[str] = []
    particles: dict[str, str] = {}
    not_before: dict[str, list[str]] = {}
    asks_to_do: list[str] = []
    wished: list[str] = []
    more: list[str] = []
    stances: list[str] = []
    bargains: list[str] = []
    settings: list[str] = []
    peoples: list[str] = []
    called_to: list[str] = []
    bought: list[str] = []
    background: list[str] = []
    persons: list[str] = []
    allies: list[str] = []
    reasons: list[str] = []
    reasons_after: list[str] = []
    continues: list[str] = []
    instruments: list[str] = []
    meant_for: list[str] = []
    belongs: list[str] = []
    reports: list[str] = []
    apart: list[str] = []
    predicates: list[str] = []
    sales_to: list[str] = []
    for_whom: list[str] = []
    forces: list[str] = []
    about: list[str] = []
    topical: list[str] = []
    opening: list[str] = []
    closing: list[str] = []
    replies: list[str] = []
    goods: list[str] = []
    users: list[str] = []
    uses: list[str] = []
    dropped: list[str] = []
    owns: list[str] = []
    counted: list[str] = []
    passives: list[str] = []
    actives: list[str] = []
    through: list[str] = []
    comma_parts: bool = False
    asides: list[str] = []
    adds: list[str] = []
    replacing: list[str] = []
    serving: list[str] = []
    attributes: list[str] = []
    turns: list[str] = []
    tells: list[str] = []
    because: list[str] = []
    aiming: list[str] = []
    effects: list[str] = []
    agents: list[str] = []
    determiners: list[str] = []
    selves: list[str] = []
    relatives: list[str] = []
    relatives_to: list[str] = []
    acting: list[str] = []
    into: list[str] = []
    receiving: list[str] = []
    markets: list[str] = []
    participles: list[str] = []
    sellers: list[str] = []
    partners: list[str] = []
    others: list[str] = []
    prevents: list[str] = []
    self_armed: list[str] = []
    resumes: list[str] = []
    adjectival: list[str] = []
    permissions: list[str] = []
    relatives_object: list[str] = []
    flags: list[str] = []
    they_say: list[str] = []
    they_deny: list[str] = []
    they: list[str] = []
    relief_apart: bool = False
    anti: list[str] = []
    possesses: list[str] = []
    for_deeds: list[str] = []
    says: list[str] = []
    distinct: list[str] = []
    examples: list[str] = []
    thousands: list[str] = []
    possessives: list[str] = []
    plurals: list[str] = []
    articles: list[str] = []
    between: list[str] = []
    that: list[str] = []
    twofold: dict[str, str] = {}
    feminine: list[str] = []
    against_prefixes: list[str] = []
    asked: list[str] = []
    sides: list[str] = []
    onto: list[str] = []
    ways: list[str] = []
    acted: list[str] = []
    accused_of: list[str] = []
    comings: list[str] = []
    particle_before: list[str] = []
    states_counted: list[str] = []
    numerals: list[str] = []
    receiver_pronouns: list[str] = []
    subject_pronouns: list[str] = []
    causes: list[str] = []
    purposes: list[str] = []
    gerunds: list[str] = []
    gerund_endings: list[str] = []
    expletives: list[str] = []
    pasts: list[str] = []
    sanctioned: list[str] = [
        "RU", "IR", "KP", "BY", "SY", "VE", "CU", "MM", "AF", "SD", "SS", "ZW", "LY", "NI", "ER", "Hamas", "Hezbollah",
        "Houthis", "Taliban", "Wagner", "IslamicState",
    ]  # fmt: skip
    imposers: list[str] = ["US", "EU", "UN", "GB", "West", "NATO"]
