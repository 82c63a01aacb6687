"""Sanctions for a transfer: their target gives or gets, and what is said of the sanctions is not said of the arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import PartyMention
from tracker.classify.claims.sentences.reasons import blamed_behind, struck_behind

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# What a word before "sanctions" says of these rather than of the transfer behind them.
_OF_SANCTIONS = {"cue.agreed", "cue.planned", "cue.delivered", "cue.blocked"}
# How far behind a promise the sanctions stand that it promises.
PROMISED = 30
# Who mostly imposes sanctions.
AUTHORS = frozenset({"US", "EU", "GB"})
# How far behind "sanctions" who is under them may stand as a receiver.
BESIDE_SANCTIONS = 12
DESCRIBED_REACH = 40
AUXILIARY_WORDS = 4  # between an auxiliary and its participle
# How many words of a noun stand between the sanctions on it and its relative clause.
SANCTIONED_WORDS = 8


def own_cues(trigger: Hit, cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues* without those of sanctions for the transfer ("announces sanctions for having supplied")."""
    words = [hit.start for hit in reading.hits if "theme.sanctions" in hit.rule.tags and hit.start < trigger.start]
    segment = reading.sentence.segment
    behind = [item for item in reading.parties if item.mark == "against" and item.start >= trigger.end]
    if any(segment(item.start) == segment(trigger.start) for item in behind):
        # 宣布对向台湾出售武器的美国企业实施制裁: announced are the sanctions.
        words += [reading.sentence.text.rfind(word, 0, trigger.start) for word in reading.grammar.aims]
        words = [place for place in words if place >= reading.sentence.start]
    if not words:
        return cues
    return [cue for cue in cues if cue.start > min(words) or cue is trigger or not cue.rule.tags & _OF_SANCTIONS]


def _without_agents(
    trigger: Hit, reading: Reading, measures: list[Hit], parties: list[PartyMention]
) -> list[PartyMention]:
    """Return the *parties* without who imposes: "was sanctioned by the US for buying"."""
    return [
        item for item in parties
        if item.mark != "by" or not (_acts(item, measures, reading) or _before_reason(item, trigger, reading))
    ]  # fmt: skip


def punished(trigger: Hit, reading: Reading) -> list[PartyMention]:
    """Return the parties; where the clause tells of sanctions for a transfer, only their target gives or gets."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    blamed, struck = blamed_behind(reading, own), struck_behind(trigger, reading)
    if blamed or struck:
        return _doing(trigger, reading, blamed or struck, 0 if blamed else own, getting="to" if blamed else None)
    clause = reading.sentence.clause(own)
    # ", for their part in supplying …": the clause before says on whom.
    reasons = tuple(reading.grammar.reasons)
    before = reading.sentence.text[reading.sentence.start : reading.sentence.starts[own]].rstrip(' “"«„').split()[-2:]
    first = 0 if own and (clause.startswith(reasons) or any(f"{word} " in reasons for word in before)) else own
    first = _listed_reason(trigger, reading, _sanctioning(trigger, reading, first))
    measures = _measures(trigger, reading, first)
    joins = set(reading.grammar.joins)
    if all(joins & set(reading.sentence.text[trigger.end : hit.start].split()) for hit in measures):
        return reading.parties
    if any("cue.evaded" in hit.rule.tags and first <= segment(hit.start) <= own for hit in reading.hits):
        # "violated sanctions on Libya by giving weapons": who breaks them gives, not who is under them
        return [item for item in reading.parties if item.mark != "against"]
    targets = [item for item in reading.parties if item.mark == "against" and first <= segment(item.start) <= own]
    last = max((item.end for item in targets if item.end <= trigger.start), default=trigger.start)
    between = reading.sentence.text[last : trigger.start]
    two = bool(reading.grammar.reports) and any(word in between for word in reading.grammar.continues)
    # "sanciones contra empresas chinas y sus dirigentes por la venta …"
    listed = reading.grammar.sellers and any(f" {word}" in between for word in reading.grammar.reasons)
    two = two or _and_gives(trigger, reading, last)
    if (set(between.split()[:1]) & joins and not listed) or two:  # 对一国实施制裁并向另一国提供导弹
        return reading.parties  # "sanctions on Russia and aid for Ukraine"
    targets = targets or _receivers(trigger, reading, measures) or _described(trigger, reading, measures)
    if not targets:
        left = _without_agents(trigger, reading, measures, reading.parties)
        return [item for item in left if segment(item.start) > own or not _imposes(reading, item, trigger, measures)]
    return _without_agents(trigger, reading, measures, _doing(trigger, reading, targets, first))


def _and_gives(trigger: Hit, reading: Reading, place: int) -> bool:
    """Say whether *trigger* is one deed more behind a verb of imposing: "hat Sanktionen verhängt und … geliefert"."""
    text, joins = reading.sentence.text, set(reading.grammar.joins)
    return reading.grammar.verb_last and bool(reading.grammar.dative) and any(
        "trigger.impose" in hit.rule.tags and place <= hit.start
        and set(text[hit.end : trigger.start].split()[:1]) & joins
        for hit in reading.hits if hit.end <= trigger.start
    )  # fmt: skip


def _sanctioning(trigger: Hit, reading: Reading, first: int) -> int:
    """Return the segment of the sanctions on whom the relative clause is about ("sancionó a un banco que compró …")."""
    sentence, grammar = reading.sentence, reading.grammar
    start = sentence.begin(trigger.start)
    words = sentence.text[start : trigger.start].split(maxsplit=1)
    measures = (hit.end for hit in reading.hits if "theme.sanctions" in hit.rule.tags and hit.end < start)
    measure = max(measures, default=0)
    between = sentence.text[measure:start].rstrip(" ,")
    if not (measure and grammar.sellers and words and words[0] in grammar.relatives):
        return first
    apart = set(between.split()) & {*grammar.joins, *grammar.says} or not set(",;:").isdisjoint(between)
    return first if apart or len(between.split()) > SANCTIONED_WORDS else sentence.segment(measure)


def _doing(
    trigger: Hit, reading: Reading, targets: list[PartyMention], first: int, getting: str | None = None
) -> list[PartyMention]:
    """Return the parties of a punished deed: the *targets* do it, nobody else without a mark from clause *first* on.

    *getting* is the mark of a target that gets arms.
    """
    segment = reading.sentence.segment
    own = segment(trigger.start)
    sent = any(
        item.mark == "from" and item.start >= trigger.end and segment(item.start) == own and item not in targets
        for item in reading.parties
    )
    mark = getting if trigger.rule.tags & {"trigger.get", "trigger.seek"} else "to" if sent else "giver"
    kept = []
    for item in reading.parties:
        if item in targets:
            target = PartyMention(item.hit, mark)
            target.group = item.group
            kept.append(target)
        elif item.mark is not None or not first <= segment(item.start) <= own or item.start > trigger.end:
            kept.append(item)
    return kept


def _listed_reason(trigger: Hit, reading: Reading, first: int) -> int:
    """Return the segment of the sanctions that a list of deeds is for: "for abuses, fraud and the supply of"."""
    if "trigger.transfer" not in trigger.rule.tags or not reading.grammar.reasons:
        return first
    text, segment = reading.sentence.text, reading.sentence.segment
    for hit in reading.hits:
        if "theme.sanctions" not in hit.rule.tags or hit.end > trigger.start or segment(hit.start) >= first:
            continue
        places = [text.find(f" {reason}", hit.end, trigger.start) for reason in reading.grammar.reasons]
        place = min((place for place in places if place >= 0), default=None)
        subjects = [item for item in reading.parties if item.mark is None and item.start < trigger.start]
        if place is not None and not any(place < item.start for item in subjects):
            return segment(hit.start)
    return first


def _measures(trigger: Hit, reading: Reading, first: int) -> list[Hit]:
    """Return the words of sanctions from segment *first* to the trigger's own that may be for its transfer."""
    segment = reading.sentence.segment
    measures = [
        hit for hit in reading.hits
        if "theme.sanctions" in hit.rule.tags and first <= segment(hit.start) <= segment(trigger.start)
    ]  # fmt: skip
    if not reading.grammar.reports:
        return measures
    # 提供武器并制裁俄罗斯 are two deeds, 对向台湾出售武器的美国企业实施制裁 is one for the other.
    behind = [item.end for item in reading.parties if item.mark == "against" and item.start >= trigger.end]
    text = reading.sentence.text[reading.sentence.start : trigger.start]
    reason = behind and any(word in text for word in reading.grammar.reasons)  # 因对台军售制裁美国企业
    return [hit for hit in measures if hit.start < trigger.start or reason or any(end <= hit.start for end in behind)]


def _receivers(trigger: Hit, reading: Reading, measures: list[Hit]) -> list[PartyMention]:
    """Return who is under sanctions in the trigger's clause by a mark of receivers."""
    segment = reading.sentence.segment
    inside = [item for item in reading.parties if segment(item.start) == segment(trigger.start)]
    targets = [item for item in inside if _sanctioned(reading, item)]
    if targets or not reading.grammar.cased:
        return targets
    # "threatens Turkey with sanctions for buying …"
    return [
        item for item in inside
        if (item.mark == "to" or _struck(item, reading)) and item.end <= trigger.start
        and any(item.start < hit.start < trigger.start for hit in measures)
    ]  # fmt: skip


def _struck(party: PartyMention, reading: Reading) -> bool:
    """Say whether *party* is the object right behind a verb of imposing: "objęła Iran sankcjami"."""
    verbs = [hit for hit in reading.hits if "trigger.impose" in hit.rule.tags]
    return party.mark is None and "acc" in party.hit.cases and any(0 < party.start - hit.end <= 1 for hit in verbs)


def _described(trigger: Hit, reading: Reading, measures: list[Hit]) -> list[PartyMention]:
    """Return whose firms a verb of sanctioning hits for the transfer: "sanctioned Iranian firms for supplying"."""
    imposing = {hit.start for hit in reading.hits if "trigger.impose" in hit.rule.tags}
    before = [hit for hit in measures if hit.end <= trigger.start]
    verbs = [hit for hit in before if hit.start in imposing]
    if not before or not reading.grammar.reasons:
        return []
    undergoing = [item for hit in verbs if suffered(reading, hit) for item in sanctioned_before(reading, hit)]
    if undergoing:
        return undergoing
    # "sanctions à trois généraux iraniens pour la livraison de …": only who is described
    marks = {"adjective", "of", None} if verbs else {"adjective"} if reading.grammar.adjective_after else set()
    text, start = reading.sentence.text, (verbs or before)[-1].end
    return [
        item for item in reading.parties
        if item.mark in marks and start <= item.start and item.end <= trigger.start
        and any(word in f"{text[item.end : trigger.start]} " for word in reading.grammar.reasons)
    ]  # fmt: skip


def suffered(reading: Reading, verb: Hit) -> bool:
    """Say whether the subject of a verb of sanctioning is who is sanctioned: "a été sanctionné", "Sanctionné par …"."""
    grammar, text = reading.grammar, reading.sentence.text
    if not (grammar.sellers and text[verb.start : verb.end].endswith(tuple(grammar.participles))):
        return False
    words = text[reading.sentence.begin(verb.start) : verb.start].split()[-AUXILIARY_WORDS:]
    auxiliaries = [word for word in words if word in grammar.passives or word in grammar.actives]
    return not words or (bool(auxiliaries) and auxiliaries[-1] in grammar.passives)


def goes_on_undergoing(reading: Reading, verb: Hit) -> bool:
    """Say whether *verb* joins a passive before it in its clause: "was removed from the programme and sanctioned"."""
    grammar, text = reading.grammar, reading.sentence.text
    words = text[reading.sentence.begin(verb.start) : verb.start].split()
    auxiliaries = [word for word in words if word in grammar.passives or word in grammar.actives]
    joined = bool(words) and words[-1] in grammar.distinct and bool(auxiliaries)
    past = text[verb.start : verb.end].endswith(tuple(grammar.pasts))
    return joined and past and auxiliaries[-1] in grammar.passives


def sanctioned_before(reading: Reading, verb: Hit) -> list[PartyMention]:
    """Return who stands first in the clause before the passive of *verb*, as its subject or what describes it.

    Or in the clause behind one that begins with it: "Sanctionné par Ottawa, le ministre géorgien …".
    """
    segment, marks = reading.sentence.segment, {None, "adjective", "of"}
    own = segment(verb.start)
    parties = [item for item in reading.parties if item.mark in marks]
    found = [item for item in parties if item.end <= verb.start and segment(item.start) == own]
    if verb.start == reading.sentence.begin(verb.start) == reading.sentence.start:
        found = [item for item in parties if segment(item.start) == own + 1]
    return [item for item in found if item.group == found[0].group]


def _before_reason(party: PartyMention, trigger: Hit, reading: Reading) -> bool:
    """Say whether a word of reason stands between *party* and the deed: "von den USA wegen … sanktioniert"."""
    between = reading.sentence.text[party.end : trigger.start]
    return party.end <= trigger.start and any(f" {word}" in between for word in reading.grammar.reasons)


def _acts(party: PartyMention, measures: list[Hit], reading: Reading) -> bool:
    """Say whether *party* is the agent right behind a word of sanctions, or before it ("از سوی ژاپن تحریم شد")."""
    last = reading.grammar.names_after and reading.grammar.verb_last
    if last and any(0 <= hit.start - party.end <= 1 for hit in measures):
        return True
    return any(0 <= party.start - hit.end <= BESIDE_SANCTIONS for hit in measures)


def _imposes(reading: Reading, party: PartyMention, trigger: Hit, measures: list[Hit]) -> bool:
    """Say whether *party* is the one who imposes ("sanctioned a network that smuggles arms to"): it gives nothing."""
    grammar = reading.grammar
    if party.mark is not None or party.code not in AUTHORS:
        return False
    if grammar.sellers and any(party.end <= hit.start for hit in measures):
        return reading.sentence.segment(measures[0].start) < reading.sentence.segment(trigger.start)
    if grammar.by_order:
        # "sanctioned firms that sent …" or "for sending …", not "sanctioned firms and sent …"
        places = [hit.end for hit in measures if party.end <= hit.start and hit.end <= trigger.start]
        between = f"{reading.sentence.text[max(places) : trigger.start]} " if places else ""
        return any(f" {word}" in between for word in grammar.reasons)
    return bool(grammar.after_heads) or grammar.verb_first


def _sanctioned(reading: Reading, party: PartyMention) -> bool:
    """Say whether *party* is a receiver right behind a word of sanctions ("sanzioni all'Iran per …")."""
    # "a tres empresas iraníes": an adjective stands behind what it describes.
    reach = DESCRIBED_REACH if party.hit.rule.role == "adjectives" else BESIDE_SANCTIONS
    return (
        party.mark == "to"
        and reading.grammar.adjective_after
        and any("theme.sanctions" in hit.rule.tags and 0 <= party.start - hit.end <= reach for hit in reading.hits)
    )


def agrees_on_sanctions(trigger: Hit, reading: Reading) -> bool:
    """Say whether a word of agreement is about sanctions behind it: "un accord pour imposer des sanctions"."""
    if reading.grammar.cased and {"trigger.give", "status.agreed"} <= trigger.rule.tags:
        # "promised new sanctions"
        words = (hit for hit in reading.hits if "theme.sanctions" in hit.rule.tags)
        return any(0 < hit.start - trigger.end < PROMISED for hit in words)
    if not {"trigger.react", "cue.agreed"} <= trigger.rule.tags or not reading.grammar.adjective_after:
        return False
    segment = reading.sentence.segment
    return any(
        "theme.sanctions" in hit.rule.tags and trigger.end <= hit.start and segment(hit.start) == segment(trigger.start)
        for hit in reading.hits
    )
