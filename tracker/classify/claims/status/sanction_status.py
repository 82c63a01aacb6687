"""How far sanctions are: in force, planned, eased, evaded or rejected, by the words of status beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.status.status import NEGATION_REACH, Status, own_status, values_of

if TYPE_CHECKING:
    from tracker.classify.match import Hit

# A negation that undoes an easing ("will not lift") stands this near to its word.
UNDOING_REACH = 30
# How far from the word of easing stands what brings the sanctions back.
RESTORING_REACH = 80
SANCTION_ORDER = ("evaded", "eased", "rejected", "planned", "in_force")
# What other cues mean of sanctions: who asks for them plans them, a waiver eases them.
OTHER_NAMES = {"sought": "planned", "waiver": "eased"}


def sanction_status(trigger: Hit, cues: list[Hit]) -> Status:
    """Return the status of a sanction in the guideline's order, ``in_force`` where no cue says otherwise.

    They are in force too where it is said that they stay (cue.kept), or where somebody is against their lifting.
    """
    found = _sanction_cues(trigger, cues)
    undone = next((cue for cue in cues if "cue.kept" in cue.rule.tags), _undone(cues, found))
    if undone is not None and "evaded" not in found:
        return Status("in_force", undone)
    if any("cue.imposed" in cue.rule.tags for cue in cues):
        # "has imposed": what else is demanded or planned in the clause is the reason, or more of it.
        found.pop("planned", None)
        if "evaded" in found and found["evaded"].start >= trigger.end:
            del found["evaded"]  # "has imposed sanctions on a bank that helped to evade others"
    existing = any("cue.existing" in cue.rule.tags for cue in cues)
    if existing and "planned" in found and "role.modal" in found["planned"].rule.tags:
        del found["planned"]  # "will die verhängten Sanktionen nutzen"
    if existing and "rejected" in found and "cue.negation" in found["rejected"].rule.tags:
        del found["rejected"]  # "the sanctions imposed on Moscow do not work"
    for value in SANCTION_ORDER:
        if value in found:
            return Status(value, found[value])
    return Status(own_status(trigger, "in_force"), trigger)


def _sanction_cues(trigger: Hit, cues: list[Hit]) -> dict[str, Hit]:
    """Return the first cue of each status that *cues* give the sanctions of *trigger*."""
    found: dict[str, Hit] = {}
    for cue in cues:
        for value in values_of(cue, "sanction-"):
            if value == "negation" and abs(cue.start - trigger.start) <= NEGATION_REACH:
                found.setdefault("rejected", cue)
            elif value in SANCTION_ORDER:
                found.setdefault(value, cue)
            elif value in OTHER_NAMES:
                found.setdefault(OTHER_NAMES[value], cue)
    return found


def _undone(cues: list[Hit], found: dict[str, Hit]) -> Hit | None:
    """Return the word that undoes an easing: a lifting that is opposed or does not come, waivers that end."""
    if "eased" not in found or "evaded" in found:
        return None
    place = found["eased"].start
    if any("cue.restored" in cue.rule.tags and abs(cue.start - place) <= RESTORING_REACH for cue in cues):
        del found["eased"]  # "sanctions lifted in 2016 were imposed anew"
        return None
    rejected = _turned_down(cues, found)
    if rejected is not None:
        return rejected
    waivers = [cue for cue in cues if "cue.waiver" in cue.rule.tags]
    ends = [cue for cue in cues if cue.rule.tags & {"cue.eased", "cue.negation"}]
    for waiver in waivers:
        for end in ends:
            if end.end <= waiver.start or waiver.end <= end.start:
                return end
    eased = [cue for cue in cues if "cue.eased" in cue.rule.tags]
    against = [cue for cue in cues if cue.rule.tags & {"cue.negation", "cue.blocked"}]
    for cue in eased:
        for other in against:
            gap = (
                cue.start - other.end
                if "cue.blocked" in other.rule.tags
                else max(cue.start - other.end, other.start - cue.end)
            )
            if 0 <= gap <= UNDOING_REACH:
                return other
    return None


def _turned_down(cues: list[Hit], found: dict[str, Hit]) -> Hit | None:
    """Return the word that rejects an easing, or denies before it that one is to come."""
    rejected = found.get("rejected")
    if rejected is not None and "cue.rejected" in rejected.rule.tags:
        return rejected
    place = found["eased"].start
    return next((cue for cue in cues if "cue.denied" in cue.rule.tags and cue.end <= place), None)
