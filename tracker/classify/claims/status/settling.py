"""What the words of status take from each other: a plan from a pledge, a request from a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.classify.match import Hit
# On what ground something came, and which arms came: those ordered before.
GROUNDS = frozenset({"role.ground", "role.ordered"})
# How far behind "should" the plan stands that it asks for.
DUTY_REACH = 20
# How far behind a refusal stands what is not stopped.
STOP_REACH = 8
# How far in a language with spaces, and by what a stop is undone; what else blocks is no stop.
UNDONE_REACH = 16
UNDOING = frozenset({"cue.negation", "role.refusal"})
STOPPING = UNDOING | {"cue.blocked"}
NO_STOPS = frozenset({"role.refusal", "role.seizure", "cue.negation"})
_MARK = re.compile(r"[^\w\s]")


def settle(found: dict[str, Hit], trigger: Hit, cues: list[Hit]) -> None:
    """Drop from the statuses *found* for a transfer those that others of its *cues* leave no room for."""
    if any("role.undecided" in cue.rule.tags for cue in cues):
        found.pop("agreed", None)  # "va a firmar un contrato"
    _await(found, cues)
    if {"agreed", "planned"} <= found.keys() and (
        _to_come(found["agreed"], found["planned"]) or _weak(found["agreed"], found["planned"])
    ):
        del found["agreed"]  # "will die Ausfuhr genehmigen", 计划提供新一批
    if _on_ground(found, trigger) or _sums_up(found, trigger):
        del found["agreed"]
    if {"agreed", "planned"} <= found.keys() and _talked_about(found["agreed"], found["planned"]):
        del found["agreed"]  # 就购买战机的协议进行谈判
    if "sought" in found and _is_promised(trigger):
        del found["sought"]  # "waits for the jets that Oslo promised"
    if _merely_asked(found, trigger):
        del found["planned"]
    admitted = any("role.admits" in cue.rule.tags for cue in cues)
    if "alleged" in found and (admitted or _only_reported(found, trigger, cues)):
        del found["alleged"]
    _reconsider(found, trigger, cues)
    if any("cue.undecided" in cue.rule.tags for cue in cues):
        found.pop("agreed", None)
        if "blocked" in found and "cue.negation" in found["blocked"].rule.tags:
            del found["blocked"]


def _await(found: dict[str, Hit], cues: list[Hit]) -> None:
    """Let what has yet to be agreed to be planned ("muss dem Verkauf noch zustimmen"), not what others agreed to."""
    pending = next((cue for cue in cues if "role.pending" in cue.rule.tags), None)
    if pending is None:
        return
    given = "agreed" in found and found["agreed"].end <= pending.start
    if given and found.get("planned") == pending:
        del found["planned"]
    elif not given:
        found.pop("agreed", None)
    if "sought" in found and "role.must" in found["sought"].rule.tags:
        del found["sought"]


def _reconsider(found: dict[str, Hit], trigger: Hit, cues: list[Hit]) -> None:
    """Let a refusal that was given up be none (一度拒绝、最终同意向…), and what may have happened only alleged."""
    until = next((cue for cue in cues if "cue.until" in cue.rule.tags), None)
    if until is not None and "agreed" in found and until.end <= found["agreed"].start < trigger.start:
        found.pop("blocked", None)
    maybe = next((cue for cue in cues if "role.maybe" in cue.rule.tags and cue.end <= trigger.start), None)
    if maybe is not None and "delivered" in found and found["delivered"].start == trigger.start:
        found["alleged"] = maybe  # 可能向俄罗斯提供了导弹


def unstopped(trigger: Hit, cues: list[Hit]) -> list[Hit]:
    """Return *cues* without a stop that somebody refuses, and the refusal (拒绝停止向…出售): the deed goes on."""
    before = [cue for cue in cues if "cue.blocked" in cue.rule.tags and cue.end <= trigger.start]
    refusals = [cue for cue in before if "role.refusal" in cue.rule.tags]
    stops = [
        cue for cue in before
        if cue not in refusals and any(0 <= cue.start - refusal.end <= STOP_REACH for refusal in refusals)
    ]  # fmt: skip
    return [cue for cue in cues if cue not in stops and (not stops or cue not in refusals)]


def unhalted(cues: list[Hit], text: str) -> list[Hit]:
    """Return *cues* without a stop that does not come, and what says so: "will not block", "refused to halt"."""
    stops = [cue for cue in cues if "cue.blocked" in cue.rule.tags and not cue.rule.tags & NO_STOPS]
    gone: list[Hit] = []
    for stop in stops:
        before = (cue for cue in cues if cue.rule.tags & UNDOING and 0 < stop.start - cue.end <= UNDONE_REACH)
        undoing = next((cue for cue in before if not _MARK.search(text, cue.end, stop.start)), None)
        if undoing is not None:
            gone += [cue for cue in cues if undoing.start <= cue.start and cue.end <= stop.end]
    return [cue for cue in cues if cue not in gone or not cue.rule.tags & STOPPING]


def _to_come(agreed: Hit, planned: Hit) -> bool:
    """Say whether an infinitive of agreeing hangs on a modal: "soll den Verkauf billigen"."""
    infinitive = "role.infinitive" in agreed.rule.tags and "role.modal" in planned.rule.tags
    return infinitive or "role.noun" in agreed.rule.tags  # "prüft die Freigabe"


def _weak(agreed: Hit, planned: Hit) -> bool:
    """Say whether a mere word of a package stands beside a word of planning that is more than a "will"."""
    return "role.modal" in agreed.rule.tags and "role.plan" in planned.rule.tags


def _on_ground(found: dict[str, Hit], trigger: Hit) -> bool:
    """Say whether what is agreed only tells on which ground something came: "received batteries under a contract"."""
    agreed = found.get("agreed")
    if agreed is None or not agreed.rule.tags & GROUNDS or "planned" in found:
        return False
    return not any(tag.startswith("status.") or tag == "trigger.transfer" for tag in trigger.rule.tags)


def _talked_about(agreed: Hit, planned: Hit) -> bool:
    """Say whether a paper is what talks behind it are about."""
    return "role.paper" in agreed.rule.tags and "role.deal" in planned.rule.tags and agreed.end <= planned.start


def _sums_up(found: dict[str, Hit], trigger: Hit) -> bool:
    """Say whether a mere sum tells how much somebody has got (收到价值三亿美元的武器): it came."""
    got = "trigger.get" in trigger.rule.tags and not trigger.rule.tags & {"role.buys", "status.agreed"}
    agreed = found.get("agreed")
    return got and agreed is not None and "role.modal" in agreed.rule.tags and not {"planned", "sought"} & found.keys()


def _only_reported(found: dict[str, Hit], trigger: Hit, cues: list[Hit]) -> bool:
    """Say whether what is alleged is only to come: "will probably buy", "papers report that Rome considers buying".

    Or a decision that media tell of: "hat laut Medienberichten den Verkauf genehmigt".
    """
    tags = found["alleged"].rule.tags
    if "role.reported" in tags and any("cue.permits" in cue.rule.tags for cue in cues):
        return True
    return ("role.probable" in tags and _intended(found, trigger)) or ("role.report" in tags and _considered(found))


def _intended(found: dict[str, Hit], trigger: Hit) -> bool:
    """Say whether the transfer is only to come."""
    return "planned" in found or "status.planned" in trigger.rule.tags


def _is_promised(trigger: Hit) -> bool:
    """Say whether a participle tells of a promise, which stands however long somebody waits."""
    return {"trigger.given", "status.agreed"} <= trigger.rule.tags


def _considered(found: dict[str, Hit]) -> bool:
    """Say whether a word tells that the transfer is considered or wished for, more than a mere "will"."""
    words = [found[value] for value in ("planned", "sought") if value in found]
    return any("role.modal" not in word.rule.tags for word in words)


def _merely_asked(found: dict[str, Hit], trigger: Hit) -> bool:
    """Say whether a modal only repeats a wish: "hopes that Berlin will send", "will ask for tanks"."""
    asked = found.get("sought")
    if "planned" not in found:
        return False
    if asked is not None and "cue.transfer-sought" in asked.rule.tags:
        # "should consider sending"
        return 0 <= found["planned"].start - asked.end <= DUTY_REACH or "role.modal" in found["planned"].rule.tags
    if "role.modal" not in found["planned"].rule.tags:
        return False
    return "trigger.seek" in trigger.rule.tags or (asked is not None and asked.start < trigger.start)


def told_of(triggers: list[Hit], hits: list[Hit], trigger: Hit) -> list[Hit]:
    """Return *triggers* without the contract that only grounds *trigger*: "Aux termes d'un accord, Oslo livrera"."""
    grounds = [hit for hit in hits if "role.ground" in hit.rule.tags]
    return [
        item for item in triggers
        if item is trigger or not any(hit.start <= item.start < hit.end <= trigger.start for hit in grounds)
    ]  # fmt: skip
