"""Who imposes sanctions and at whom they are aimed: parties by their marks, then by the verb and word order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.declined import declined_parts, subject_behind
from tracker.classify.claims.owners import is_object
from tracker.classify.claims.scene import nearest_group
from tracker.classify.claims.speech import drops_subject, without_speakers

if TYPE_CHECKING:
    from tracker.classify.claims.mentions import PartyMention
    from tracker.classify.claims.transfers import Reading
    from tracker.classify.match import Hit

# A genitive or compound belongs to a sanctions word this near.
BESIDE = 40
# Marks of parties that have no part in a sanction.
NO_PART = {"other", "with", "origin", "adjective"}
# Who mostly imposes sanctions: nobody's target by the order of words alone, and no mere opponent.
CORE = frozenset({"US", "EU", "UN", "GB", "West", "NATO"})


def sanction_roles(
    reading: Reading, trigger: Hit, triggers: list[Hit]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return who imposes the sanctions of *trigger* and who is their target."""
    reachable = without_speakers(trigger, reading.sentence, _reachable(reading, trigger, triggers), reading.grammar)
    parties, asked = _asked(reading, trigger, reachable)
    imposing, subject = set(reading.grammar.imposers), reading.grammar.genitive_subject
    verbal = "trigger.impose" in trigger.rule.tags
    # "Iranian officials" in a sanctions sentence aims at Iran as much as "Iran" does.
    targets = nearest_to([item for item in parties if item.mark == "against"], trigger)
    targets = targets or _nationals(reading, trigger, parties)
    beside = [item for item in parties if _is_beside(item, trigger)]
    authors = [item for item in beside if item.mark == "giver" or (item.mark == "compound" and item.code in imposing)]
    declined = declined_parts(reading, trigger, parties) if reading.grammar.cased else ([], [])
    targets = targets or declined[1]
    known = {item.code for item in targets}
    imposers = (
        asked
        or [item for item in declined[0] if item.code not in known]
        or [item for item in authors if item.code not in known and (targets or item.code in imposing)]
    )
    if not targets:
        # "Canadian sanctions" are by Canada, "Iranian sanctions" more likely on Iran.
        makers = [item for item in beside if item.mark == "giver" and item.code not in reading.grammar.sanctioned]
        imposers = imposers or ([] if reading.grammar.verb_first or reading.grammar.cased else makers)
    targets = targets or [
        item for item in beside
        if item.mark in {"giver", "compound"} and item.code not in imposing and item not in imposers
    ]  # fmt: skip
    if not targets and reading.grammar.dative_target:
        passive = verbal and any(item.mark == "by" for item in beside)
        targets = [] if passive else nearest_to(_dative(reading, beside, trigger, triggers), trigger)
    own = reading.sentence.segment(trigger.start)
    # "les importations occidentales" are by the West, the sanctions are not.
    authors = [
        item for item in parties
        if item.mark in {"by", "from"} and not (item.hit.rule.role == "adjectives" and reading.grammar.adjective_after)
    ]  # fmt: skip
    authors = [item for item in authors if item.mark == "by" or reading.sentence.segment(item.start) == own]
    # "on 200 people from Russia": who is said to come from there imposes nothing.
    known = {item.code for item in targets}
    named = any(_acts(item, trigger, reading) and item.code in imposing for item in parties)
    authors = [
        item for item in authors
        if item.mark == "by" or (not named and ((targets and not subject) or item.code in imposing))
    ]  # fmt: skip
    imposers = imposers or nearest_to([item for item in authors if item.code not in known], trigger)
    if not imposers:
        of = [item for item in beside if item.mark == "of" and (item.start < trigger.start) == subject]
        of = [item for item in of if reading.sentence.segment(item.start) == own]
        # "objęła sankcjami rosyjskich urzędników": whom an adjective describes imposes only what it commonly does.
        of = [item for item in of if item.hit.rule.role != "adjectives" or item.code in imposing]
        # A verb ("sanctioned des banques") has no author in a genitive.
        of = [] if verbal else [item for item in of if not _joined(reading, trigger, item)]
        if reading.grammar.adjective_after:
            # "sanctions contre Moscou en raison du veto de Budapest": the first party ends the noun's own words.
            of = [item for item in of if not _parted(reading, trigger, item)]
        # "the exclusion of Russia": without another target who is mostly under sanctions is no author of them.
        apart = set() if targets or subject or reading.grammar.names_after else set(reading.grammar.sanctioned)
        of = [item for item in of if item.code not in apart]
        imposers = nearest_to([item for item in of if targets or not subject or item.code in imposing], trigger)
    if targets and not imposers:
        # Bulgarian has one word for "of" and "to": "sanctions на the EU against Russia".
        behind = [item for item in beside if item.mark == "to" and trigger.end < item.start]
        imposers = nearest_to([item for item in behind if item.code in CORE], trigger)
    objects = [item for item in parties if is_object(reading.sentence.text, item, reading.grammar)]
    targets = targets or nearest_to(objects, trigger)
    free = {None, "of"} if subject or verbal else {None}
    bare = [item for item in parties if item.mark in free and item not in imposers and item not in targets]
    imposers, targets = _bare_roles(reading, trigger, triggers, (imposers, targets), bare)
    if targets and not imposers:
        # Turkish parts the subject from its clause by a comma.
        inside = [item for item in bare if subject or reading.sentence.segment(item.start) == own]
        imposers = nearest_to([item for item in inside if item.code in imposing], trigger)
    imposers, targets = _sorted(imposers, targets, imposing, verbal=verbal)
    targets = targets or _described(reading, trigger, imposers) or _topic(reading, imposers)
    return imposers, targets or _homes(parties, trigger, imposers)


def _nationals(reading: Reading, trigger: Hit, parties: list[PartyMention]) -> list[PartyMention]:
    """Return whom a participle stands right behind: "des Russes sanctionnés"."""
    word, endings = reading.sentence.text[trigger.start : trigger.end], tuple(reading.grammar.participles)
    if "trigger.impose" not in trigger.rule.tags or not endings or not word.endswith(endings):
        return []
    return [item for item in parties if item.mark != "by" and 0 <= trigger.start - item.end <= 1]


def _sorted(
    imposers: list[PartyMention], targets: list[PartyMention], imposing: set[str], *, verbal: bool
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return imposers and targets; who commonly imposes is a target only where a word or the verb says so.

    "Sanctions of the United States" have an author, whatever the grammar made of it.
    """
    authors = [item for item in targets if item.code in imposing and item.mark not in {"against", "to"}]
    if verbal or not authors:
        return imposers, targets
    others = [item for item in targets if item not in authors]
    return imposers or ([] if others else authors), others


def _asked(
    reading: Reading, trigger: Hit, parties: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Return the parties without who asks for sanctions, and who is asked to impose them ("demande à l'UE de …")."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    words = reading.sentence.text[slice(*reading.sentence.bounds(own, own))].split(maxsplit=1)
    dependent = bool(words) and words[0] in reading.grammar.breaks and bool(reading.grammar.sellers)
    clauses = (0, 1) if dependent else (0,)
    asks = next(
        (
            hit for hit in reading.hits
            if "cue.sought" in hit.rule.tags and hit.end <= trigger.start and own - segment(hit.start) in clauses
        ),
        None,
    )  # fmt: skip
    if asks is None or not (reading.grammar.adjective_after or reading.grammar.cased):
        return parties, []
    marks = {"to", None, "of"} if reading.grammar.cased else {"to", None}
    asked = [item for item in parties if item.mark in marks and asks.end <= item.start < trigger.start]
    asked = [item for item in asked if item.code in reading.grammar.imposers]
    if reading.grammar.cased and not asked:
        return parties, []
    return [item for item in parties if item.end > asks.start or item.mark is not None], nearest_group(
        asked, last=False
    )


def _parted(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    return any(
        trigger.end <= other.start < party.start and other.group != party.group and other.mark != "of"
        for other in reading.parties
    )


def _joined(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether "and" stands between the sanctions and the list of *party*: "sanctions and threats of"."""
    first = min((item.start for item in reading.parties if item.group == party.group), default=party.start)
    return bool(set(reading.grammar.joins) & set(reading.sentence.text[trigger.end : first].split()))


def _dative(reading: Reading, parties: list[PartyMention], trigger: Hit, triggers: list[Hit]) -> list[PartyMention]:
    """Return who may be a target as a receiver: behind the sanctions or their verb, where verbs do not come last."""
    to = [item for item in parties if item.mark == "to"]
    own = reading.sentence.segment(trigger.start)
    to = [item for item in to if not _given(reading, trigger, item)]
    if reading.grammar.verb_last:
        verbs = [hit for hit in triggers if "trigger.impose" in hit.rule.tags]
        if any(reading.sentence.segment(hit.start) == own for hit in verbs):
            return to
        return [item for item in to if item.code not in reading.grammar.imposers]
    low = min((hit.start for hit in triggers if "trigger.impose" in hit.rule.tags), default=trigger.start)
    return [item for item in to if item.start > min(low, trigger.start) and reading.sentence.segment(item.start) == own]


def _acts(party: PartyMention, trigger: Hit, reading: Reading) -> bool:
    """Say whether *party* stands bare before the sanctions in their clause: "the US … on firms from the EU"."""
    inside = reading.sentence.segment(party.start) == reading.sentence.segment(trigger.start)
    return inside and party.mark is None and party.end <= trigger.start


def _given(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether something is given to *party* before the sanctions (如果美国向台湾出售武器，中方将采取反制措施)."""
    return bool(reading.grammar.reports) and any(
        hit.rule.opens_transfer and "theme.sanctions" not in hit.rule.tags and party.end <= hit.start < trigger.start
        for hit in reading.hits
    )


def _homes(parties: list[PartyMention], trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state that those come from whom a known author sanctions ("sanctions on firms from Germany")."""
    known = {item.code for item in imposers}
    behind = [item for item in parties if item.mark == "from" and trigger.end <= item.start < trigger.end + 2 * BESIDE]
    return nearest_to([item for item in behind if item.code not in known], trigger) if known else []


def _topic(reading: Reading, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state that a headline puts before a colon: "Iran: EU adopts new sanctions"."""
    first = next(iter(reading.parties), None)
    if first is None or not imposers or first.code in {item.code for item in imposers}:
        return []
    return [first] if reading.sentence.text[first.end : first.end + 2].lstrip().startswith(":") else []


def _described(reading: Reading, trigger: Hit, imposers: list[PartyMention]) -> list[PartyMention]:
    """Return the state in whose adjective the target is described ("sanctions on two Iranian banks")."""
    known = {item.code for item in imposers}
    segment = reading.sentence.segment(trigger.start)
    behind = imposers or "trigger.sanctioned" in trigger.rule.tags
    low = trigger.start - BESIDE if behind else trigger.end
    described = [
        item for item in reading.parties
        if (item.mark in {"adjective", "origin"} or (item.mark == "of" and item.hit.rule.role == "adjectives"))
        and item.code not in known
        and low <= item.start < trigger.end + BESIDE and reading.sentence.segment(item.start) == segment
        and (imposers or item.code in reading.grammar.sanctioned or not reading.grammar.cased)
        and (imposers or item.code not in reading.grammar.imposers)
    ]  # fmt: skip
    return nearest_to(described, trigger)


def _bare_roles(
    reading: Reading,
    trigger: Hit,
    triggers: list[Hit],
    known: tuple[list[PartyMention], list[PartyMention]],
    bare: list[PartyMention],
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Give parties without a mark their part by the verb: who imposes stands first, who is sanctioned is its object."""
    imposers, targets = known
    own = reading.sentence.segment(trigger.start)
    near = [hit for hit in triggers if abs(reading.sentence.segment(hit.start) - own) <= 1]
    verb = next((hit for hit in near if "trigger.sanctioned" in hit.rule.tags), None)
    if verb is not None and not targets:
        inside = [item for item in bare if reading.sentence.segment(item.start) == own]
        return imposers, nearest_group(inside or bare, last=False)
    verbs = [hit for hit in near if "trigger.impose" in hit.rule.tags]
    if not verbs:
        return imposers or _subject(reading, trigger, bare), targets
    verb = min(verbs, key=lambda hit: abs(reading.sentence.segment(hit.start) - own))
    clause = reading.sentence.segment(verb.start)
    earlier = [item for item in bare if item.start < verb.start]
    if "role.imposer" in verb.rule.tags:
        # Whoever announces or considers sanctions imposes them only if imposing is known of him.
        bare = [item for item in bare if item.code in reading.grammar.imposers]
    subjects = bare
    if not reading.grammar.genitive_subject:  # Turkish parts the subject from its clause by a comma
        near_verb = [item for item in bare if reading.sentence.segment(item.start) == clause]
        subjects = near_verb or [item for item in bare if item.code in reading.grammar.imposers and item.code != "UN"]
        bare = near_verb or _notable(reading, bare)
    # The subject stands first where verbs wait for the end of the clause, else right before its verb.
    before = [item for item in subjects if item.start < verb.start]
    between = reading.sentence.text[before[0].end : before[-1].start] if before else ""
    last = not reading.grammar.verb_last and not any(word in between for word in reading.grammar.objects_before)
    if reading.grammar.objects_before or reading.grammar.names_after:
        before = [item for item in before if item.code in reading.grammar.imposers] or before
    first = nearest_group(before, last=last)
    after = [item for item in bare if item.start >= verb.end]
    if _passive(reading, verb):
        return imposers, targets or nearest_group(before, last=last)
    if not imposers:
        subject = [item for item in after if item.start < trigger.start and item.code in reading.grammar.imposers]
        known_targets = {item.code for item in targets}
        others = [item for item in after if item.code not in known_targets]
        imposers = first or nearest_group(others if targets else subject, last=False)
        begins = reading.sentence.text[reading.sentence.starts[own] : trigger.end].lstrip(" ，：")
        if not imposers and reading.grammar.reports and drops_subject(begins, reading.grammar):
            imposers = nearest_group(earlier, last=True)
        imposers = imposers or (subject_behind(reading, verb, others) if reading.grammar.cased else [])
    if targets:
        return imposers, targets
    # Who backs or adopts the sanctions of another is not their target.
    backers = first if imposers and imposers[0].mark == "of" else []
    rest = [
        item for item in bare
        if item not in [*imposers, *backers] and (imposers or item.code not in CORE)
    ]  # fmt: skip
    targets = _bare_targets(reading, trigger, verb, imposers, rest)
    return _under(reading, trigger, imposers, targets)


def _bare_targets(
    reading: Reading, trigger: Hit, verb: Hit, imposers: list[PartyMention], rest: list[PartyMention]
) -> list[PartyMention]:
    """Return who is sanctioned of those without a mark and those that a receiver's mark may mean."""
    if not reading.grammar.genitive_subject and "trigger.impose" not in trigger.rule.tags:
        own = reading.sentence.segment(trigger.start)
        rest = [
            item for item in rest
            if item.start < trigger.start or item.code in reading.grammar.sanctioned
            or reading.sentence.segment(item.start) == own
        ]  # fmt: skip
    # "sanctioned a Turkish firm for sending drones to Russia": the nearer adjective says whom.
    aimed = [item for item in reading.parties if _may_be_aimed_at(reading, trigger, item)]
    place = reading.sentence.segment
    inside = any(place(item.start) == place(trigger.start) for item in aimed)
    apart = reading.grammar.genitive_subject and not inside
    described = (apart or not reading.grammar.verb_last) and _described(reading, trigger, imposers)
    if reading.grammar.adjective_after:
        aimed = [item for item in aimed if _behind(reading, trigger, verb, item)]
    to = [] if described else nearest_to(aimed, trigger)
    return to or nearest_group(rest, last=False)


def _behind(reading: Reading, trigger: Hit, verb: Hit, party: PartyMention) -> bool:
    """Say whether *party* stands behind the sanctions or their verb, and no transfer between them claims it."""
    low = min(trigger.start, verb.start)
    return low < party.start and not any(
        hit.rule.opens_transfer and "theme.sanctions" not in hit.rule.tags and trigger.end <= hit.start < party.start
        for hit in reading.hits
    )


def _under(
    reading: Reading, trigger: Hit, imposers: list[PartyMention], targets: list[PartyMention]
) -> tuple[list[PartyMention], list[PartyMention]]:
    """Take the subject that is commonly under sanctions for their target, where nobody else is."""
    if not reading.grammar.adjective_after or "trigger.impose" in trigger.rule.tags:
        return imposers, targets
    under = [item for item in imposers if item.mark is None and item.code in reading.grammar.sanctioned]
    return ([], under) if under and not targets and len(under) == len(imposers) else (imposers, targets)


def _threatened(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a bare dative is who is threatened ("droht der Türkei mit Sanktionen"), not somebody's partner."""
    segment = reading.sentence.segment
    own = {segment(trigger.start), segment(party.start)}
    if any("role.threat" in hit.rule.tags and segment(hit.start) in own for hit in reading.hits):
        return True
    before = reading.sentence.text[max(reading.sentence.start, party.start - 16) : party.start].split()
    return any(word in reading.grammar.to and word not in reading.grammar.not_target for word in before[-2:])


def _may_be_aimed_at(reading: Reading, trigger: Hit, party: PartyMention) -> bool:
    """Say whether a receiver may be the target: behind "na" ("imposed on Russia"), not behind "do" ("to Germany").

    Where goods follow the word of sanctions, they go to its target ("an embargo on chips to China").
    """
    segment, cased = reading.sentence.segment, bool(reading.grammar.cased)
    if cased and party.mark == "from" and party.code not in reading.grammar.imposers:
        # "on 200 people from Russia"
        return party.start > trigger.end and segment(party.start) == segment(trigger.start)
    moved = (hit.start for hit in reading.hits if hit.rule.opens_transfer and hit.start > trigger.end)
    if party.mark != "to" or _given(reading, trigger, party) or any(place < party.start for place in moved):
        return False
    if reading.grammar.dative and not _threatened(reading, trigger, party):
        return False
    goods = not cased or reading.sentence.text[trigger.end : trigger.end + 4].lstrip().startswith(("na ", "на "))
    if goods and party.start > trigger.end and segment(party.start) == segment(trigger.start):
        return True
    before = reading.sentence.text[max(reading.sentence.start, party.start - BESIDE) : party.start].split()
    words = [word for word in before if word in reading.grammar.to or word in reading.grammar.cased]
    return not words or words[-1] not in reading.grammar.not_target


def _passive(reading: Reading, verb: Hit) -> bool:
    """Say whether the verb's subject is who is sanctioned ("Russland wurde mit Sanktionen belegt")."""
    grammar = reading.grammar
    if not grammar.verb_last or not grammar.passives or "role.upon" not in verb.rule.tags:
        return False
    number = reading.sentence.segment(verb.start)
    words = reading.sentence.text[slice(*reading.sentence.bounds(number, number))].split()
    return any(word in grammar.passives for word in words) and not any(word in grammar.actives for word in words)


def _notable(reading: Reading, bare: list[PartyMention]) -> list[PartyMention]:
    """Return those who commonly impose sanctions or are under them: all that another clause may lend."""
    known = {*reading.grammar.imposers, *reading.grammar.sanctioned}
    return [item for item in bare if item.code in known]


def _subject(reading: Reading, trigger: Hit, bare: list[PartyMention]) -> list[PartyMention]:
    """Return who commonly imposes sanctions and stands bare before them in their clause, whatever its verb."""
    own = reading.sentence.segment(trigger.start)
    before = [
        item for item in bare
        if item.code in reading.grammar.imposers and item.end <= trigger.start
        and reading.sentence.segment(item.start) == own
    ]  # fmt: skip
    return nearest_group(before, last=False) if reading.grammar.adjective_after or reading.grammar.cased else []


def _reachable(reading: Reading, trigger: Hit, triggers: list[Hit]) -> list[PartyMention]:
    """Return the parties of the trigger's segment, and of segments beside it that hold no other trigger."""
    own = reading.sentence.segment(trigger.start)
    nouns = {reading.sentence.segment(hit.start) for hit in triggers if "theme.sanctions" in hit.rule.tags} - {own}
    return [
        item for item in reading.parties
        if item.mark not in NO_PART and reading.sentence.segment(item.start) not in nouns
        and abs(reading.sentence.segment(item.start) - own) <= 2  # noqa: PLR2004 - the clause before and behind
    ]  # fmt: skip


def _is_beside(party: PartyMention, trigger: Hit) -> bool:
    return min(abs(party.start - trigger.end), abs(trigger.start - party.end)) < BESIDE


def nearest_to(parties: list[PartyMention], trigger: Hit) -> list[PartyMention]:
    """Return the parties joined with the one nearest to the trigger."""
    nearest = min(parties, key=lambda item: abs(item.start - trigger.start), default=None)
    return [] if nearest is None else [item for item in parties if item.group == nearest.group]
