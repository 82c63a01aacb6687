"""How far a transfer is, and which words of its sentence say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.kinds import is_noun_trigger, is_weapon
from tracker.classify.claims.scenes.declined import in_wish
from tracker.classify.claims.sentences.contracts import asks_before, describes
from tracker.classify.claims.sentences.offers import outside, turned_down
from tracker.classify.claims.sentences.penalties import own_cues
from tracker.classify.claims.sentences.suppliers import named_beside
from tracker.classify.claims.status.accusing import accuses_elsewhere, beyond_reason, in_other_scene, turns_down
from tracker.classify.claims.status.demands import demanded_stop, is_permission
from tracker.classify.claims.status.describing import (
    attributed,
    is_beside_reason,
    is_describing,
    is_own,
    is_reason,
    without_announcements,
)
from tracker.classify.claims.status.prices import is_price
from tracker.classify.claims.status.promises import is_bespoken, is_finite, promise
from tracker.classify.claims.status.settling import unhalted, unstopped
from tracker.classify.claims.status.status import Negated, Status, cues_of, is_told, transfer_status

if TYPE_CHECKING:
    from tracker.classify.claims.sentences.reading import Reading
    from tracker.classify.match import Hit

# How far behind a decision the deed begins, with whose decision it is between.
DECIDER_REACH = 45


def transfer_cues(trigger: Hit, triggers: list[Hit], reading: Reading) -> tuple[Status, list[Hit]]:
    """Return how far the transfer of *trigger* is, and all words that say so."""
    grammar = reading.grammar
    cues = _not_of_holdings(_said_of(trigger, triggers, reading), reading)
    call = asks_before(trigger, reading.hits, reading.parties, reading.sentence, grammar)
    cues += [call] if call is not None and call not in cues else []
    wish = in_wish(trigger, reading)
    if wish:  # "that they deliver": a past form tells nothing of the past
        segment, own = reading.sentence.segment, reading.sentence.segment(trigger.start)
        told = {"cue.delivered", "cue.agreed", "cue.denied"} if grammar.cased else {"cue.delivered"}
        cues = [cue for cue in cues if not (cue.rule.tags & told and segment(cue.start) == own)]
        cues += _wished_for(own, reading) if grammar.cased else []
    status = transfer_status(trigger, own_cues(trigger, beyond_reason(trigger, cues, reading), reading))
    if status.value == "sought" and is_permission(_behind(status.cue, trigger, reading), grammar):
        return Status("planned", status.cue), cues  # who asks for leave to give means to give
    if status.value == "planned" and "role.modal" in status.cue.rule.tags and is_bespoken(trigger, triggers, reading):
        status = Status("agreed", trigger)
    if status.value == "blocked" and turns_down(status.cue, reading.sentence, grammar):
        status = Status("denied", status.cue)
    if status.cue is trigger:
        status = promise(trigger, triggers, reading) or status
    if status.value == "planned" and status.cue.start >= trigger.end and _is_bought(trigger, reading):
        status = Status("agreed", trigger)
    if status.cue is trigger and status.value == "planned" and is_finite(trigger, reading):
        status = Status("delivered", trigger)
    goes_on = not wish or demanded_stop(trigger, cues) is not None
    return Status("planned", trigger) if status.value == "delivered" and not goes_on else status, cues


def _not_of_holdings(cues: list[Hit], reading: Reading) -> list[Hit]:
    """Return *cues* without those of what is frozen or barred: "tank satan firmaların mal varlıklarını dondurdu"."""
    held = [hit for hit in reading.hits if "role.holdings" in hit.rule.tags]
    return [cue for cue in cues if not any(hit.start <= cue.start and cue.end <= hit.end for hit in held)]


def _wished_for(own: int, reading: Reading) -> list[Hit]:
    """Return the word of asking in the clause before a wish (*own*): "apeluje do Berlina, by przekazał …"."""
    segment = reading.sentence.segment
    asks = [hit for hit in reading.hits if {"trigger.seek", "cue.sought"} & hit.rule.tags and hit.rule.is_cue]
    return [hit for hit in asks if segment(hit.start) in {own - 1, own - 2}][-1:]


def _said_of(trigger: Hit, triggers: list[Hit], reading: Reading) -> list[Hit]:
    """Return the words of status that speak of *trigger*, and of no other deed beside it."""
    grammar, segment = reading.grammar, reading.sentence.segment
    stops = [hit for hit in reading.hits if "cue.blocked" in hit.rule.tags]
    negated = Negated([*triggers, *stops], grammar.negation_words)
    ahead = bool(grammar.reports or grammar.cased)
    cues = cues_of(trigger, triggers, reading.hits, reading.sentence, ahead=ahead, negated=negated)
    other = (_hypothetical, _of_no_arms, _decides_else, _negates_main, _done_by)
    cues = [cue for cue in cues if not any(speaks(cue, trigger, reading) for speaks in other)]
    sought = next((cue for cue in cues if "cue.sought" in cue.rule.tags), None)
    if sought is not None and grammar.permissions:
        text = reading.sentence.text  # "demande l'autorisation": nothing is agreed yet
        permissions = tuple(grammar.permissions)
        cues = [cue for cue in cues if cue.start < sought.end or not text.startswith(permissions, cue.start)]
    cues = [cue for cue in cues if not (_of_sanctions(cue, trigger, reading) or _pledged_next(cue, trigger, reading))]
    if grammar.reports:
        cues = attributed(trigger, cues, reading)
        # 运往莫斯科，但乌克兰指控…: an accusation stands before what it tells of
        own = segment(trigger.start)
        cues = [cue for cue in cues if "trigger.accuse" not in cue.rule.tags or segment(cue.start) <= own]
        cues = [cue for cue in cues if not _only_ordered(cue, trigger)]
        cues = [cue for cue in unstopped(trigger, cues) if not _of_other_clause(cue, trigger, reading)]
        cues = [cue for cue in cues if not _asked_to_go_on(cue, trigger, cues, reading)]
        if any("cue.sought" in cue.rule.tags and cue.start >= trigger.end for cue in cues):
            # 已向英国提出购买战机的请求: what is over is the request
            cues = [cue for cue in cues if "cue.delivered" not in cue.rule.tags or cue.end > trigger.start]
        bought = {hit.start for hit in triggers if hit.start >= trigger.end and describes(hit, reading)}
        cues = [cue for cue in cues if cue.start not in bought]
    else:
        cues = unhalted(cues, reading.sentence.text)
    cues = [cue for cue in cues if not (accuses_elsewhere(cue, trigger, reading) or _goes_on(cue, trigger, reading))]
    if "role.listing" in trigger.rule.tags:  # "the sale will include": what it holds is agreed like the sale
        cues = [cue for cue in cues if not (trigger.start < cue.start and cue.end < trigger.end)]
    if "role.fact" in trigger.rule.tags:  # "satmasının ardından …": what stands behind is said of another deed
        cues = [cue for cue in cues if cue.start < trigger.end or cue.rule.tags & {"cue.denied", "cue.alleged"}]
    if named_beside(reading.sentence, trigger, reading.parties, grammar):  # "a shift from its main supplier Russia"
        cues = [cue for cue in cues if cue.rule.tags & {"cue.denied", "cue.alleged"}]
    cues = outside(turned_down(trigger, reading), cues)
    if grammar.noun_compounds:
        cues = [cue for cue in cues if not in_other_scene(cue, trigger, reading)]
        cues = [cue for cue in cues if not is_price(cue, cues, reading.sentence)]
    if is_reason(trigger, reading):
        cues = [cue for cue in cues if is_beside_reason(cue, trigger, reading)]
    if is_describing(trigger, reading):
        cues = [cue for cue in cues if is_own(cue, trigger, reading)]
    return without_announcements(cues, trigger, reading)


def _hypothetical(cue: Hit, _: Hit, reading: Reading) -> bool:
    """Say whether a form that may be hearsay is a future told or hangs on something: "a dit qu'il livrerait …"."""
    if "role.main" not in cue.rule.tags:
        return False
    subordinate = {*reading.sentence.opening(cue.start)[:1]} & {*reading.grammar.breaks}
    return bool(subordinate) or any("role.hypothesis" in hit.rule.tags for hit in reading.hits)


def _of_no_arms(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a negation behind the arms speaks of something else: "braucht Haubitzen und keine Worte"."""
    if "role.article" not in cue.rule.tags or cue.start < trigger.end:
        return False
    end = reading.sentence.around(cue.start)[1]
    arms = [hit.start for hit in reading.hits if is_weapon(hit)]
    return any(trigger.end <= place < cue.start for place in arms) and not any(cue.end <= place < end for place in arms)


def _done_by(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether deliveries prevent something, and are not prevented: "supplies that will … prevent Oslo from"."""
    said = reading.sentence.text[cue.start : cue.end]
    behind = cue.start >= trigger.end and "cue.blocked" in cue.rule.tags and is_noun_trigger(trigger)
    return behind and said in reading.grammar.prevents


def _negates_main(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a negation behind the verb of giving is another verb's: "the promise to deliver … was not kept"."""
    ahead = reading.grammar.negates_ahead and cue.start >= trigger.end
    said = "cue.negation" in cue.rule.tags and "role.article" not in cue.rule.tags
    return ahead and said and not is_noun_trigger(trigger) and "trigger.transfer" not in trigger.rule.tags


def _decides_else(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a decision is no decision to do *trigger*: "la décision de Riga de livrer" is one."""
    if "role.decision" not in cue.rule.tags:
        return False
    if "status.planned" not in trigger.rule.tags or not 0 < trigger.start - cue.end <= DECIDER_REACH:
        return True
    before = [*reading.sentence.text[cue.end : trigger.start].split()[-1:], *_first_word(trigger, reading)]
    return not set(before) & {*reading.grammar.of, *reading.grammar.sellers}


def _first_word(trigger: Hit, reading: Reading) -> list[str]:
    return reading.sentence.text[trigger.start : trigger.end].replace("'", "' ").split()[:1]


def _asked_to_go_on(cue: Hit, trigger: Hit, cues: list[Hit], reading: Reading) -> bool:
    """Say whether what goes on is only asked for (呼吁德国落实计划，持续向乌克兰提供坦克; Chinese)."""
    segment = reading.sentence.segment
    own = segment(trigger.start)
    asked = any("cue.sought" in other.rule.tags and other.end <= cue.start for other in cues)
    named = any(item.mark is None and segment(item.start) == own and item.end <= cue.start for item in reading.parties)
    here = any("cue.sought" in other.rule.tags and segment(other.start) == own for other in cues)
    return "role.ongoing" in cue.rule.tags and asked and (here or not named)


def _of_other_clause(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells of another deed in a clause before that of *trigger* (呼吁停火，反对西方提供武器).

    The clause of the trigger has a word of its own for what somebody thinks of it, or the cue reaches no further.
    """
    segment = reading.sentence.segment
    if segment(cue.start) >= segment(trigger.start):
        return False
    opposed = any("role.apart" in hit.rule.tags and cue.end <= hit.start < trigger.start for hit in reading.hits)
    return "role.here" in cue.rule.tags or ("cue.sought" in cue.rule.tags and opposed)


def _of_sanctions(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* announces sanctions on whom the relative clause of *trigger* is about: "…, die … verkaufen"."""
    segment = reading.sentence.segment
    own, clause = segment(trigger.start), segment(cue.start)
    if not cue.rule.tags & {"cue.agreed", "cue.planned"} or clause >= own or not reading.grammar.dative:
        return False
    words = reading.sentence.opening(trigger.end)[:1]
    sanctions = any("theme.sanctions" in hit.rule.tags and segment(hit.start) == clause for hit in reading.hits)
    return sanctions and bool(set(words) & set(reading.grammar.relatives))


def _pledged_next(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether *cue* tells what the subject pledges behind what he did: "lieferte Raketen und kündigte … an"."""
    segment = reading.sentence.segment
    beside = cue.rule.tags & {"cue.agreed", "cue.blocked", "cue.planned"}
    if not beside or segment(cue.start) <= segment(trigger.start) or not is_told(trigger):
        return False
    return bool(reading.grammar.dative) and reading.sentence.opening(cue.end)[0] in reading.grammar.resumes


def _goes_on(cue: Hit, trigger: Hit, reading: Reading) -> bool:
    """Say whether a modal tells of deliveries that go on: "Die Lieferungen an Kiew sollen koordiniert werden"."""
    planned = cue.rule.tags & {"role.modal", "cue.planned", "cue.transfer-planned"}
    if not (reading.grammar.lasting and planned and "trigger.transfer" in trigger.rule.tags):
        return False
    clause = reading.sentence.text[cue.start : reading.sentence.around(cue.start)[1]]
    return cue.start >= trigger.end and clause.endswith(tuple(reading.grammar.lasting))


def _is_bought(trigger: Hit, reading: Reading) -> bool:
    """Say whether a relative clause tells of a purchase of what is still to come (从法国购买的战机将于明年交付)."""
    belongs = tuple(reading.grammar.belongs)
    bought = bool(reading.grammar.reports) and "trigger.get" in trigger.rule.tags
    return bought and reading.sentence.text.startswith(belongs, trigger.end)


def _only_ordered(cue: Hit, trigger: Hit) -> bool:
    """Say whether *cue* tells that an order or a request is placed, not that anything came (已向…订购, 一直向…求购)."""
    ordered = trigger.rule.tags >= {"trigger.get", "status.agreed"} or "trigger.seek" in trigger.rule.tags
    return ordered and "cue.delivered" in cue.rule.tags and cue.end <= trigger.start


def _behind(cue: Hit, trigger: Hit, reading: Reading) -> str:
    """Return what stands between a word of asking and the deed asked for."""
    return reading.sentence.text[cue.end : trigger.start] if cue.end <= trigger.start else ""
