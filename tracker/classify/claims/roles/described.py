"""Who gives and gets where a relative clause tells which arms are meant: "handed over the tanks it promised Peru"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.classify.claims.parties.mentions import nearest_group
from tracker.classify.claims.roles.roles import find_roles
from tracker.classify.claims.scenes.scene import Roles, Scene
from tracker.classify.claims.sentences.described import GETS, Described

if TYPE_CHECKING:
    from tracker.classify.claims.parties.mentions import PartyMention


def roles_beside(scene: Scene, clause: Described | None) -> Roles:
    """Return the roles of *scene*, with what the *clause* tells of who gets, or of whom its own verb tells."""
    if clause is None:
        return find_roles(scene)
    if scene.trigger is clause.deed:
        return _of_deed(scene, clause)
    outside = [item for item in scene.parties if not clause.holds(item.start)]
    roles = find_roles(scene._replace(parties=outside, triggers=[t for t in scene.triggers if t is not clause.deed]))
    if roles.recipients or not roles.suppliers or (clause.deed.rule.tags & GETS and clause.subject is None):
        return roles
    if clause.subject is not None and clause.deed.rule.tags & GETS:
        return roles._replace(recipients=[clause.subject])  # "the missiles that Kenya had ordered"
    return roles._replace(recipients=_behind(scene, clause)) if clause.subject is None else roles


def _of_deed(scene: Scene, clause: Described) -> Roles:
    """Return who gives or gets by the clause's own verb, whose pronoun stands for the sentence's subject."""
    if clause.subject is not None:
        return find_roles(scene)
    bare = [item for item in scene.parties if item.mark is None and item.end <= clause.weapon]
    segment = scene.sentence.segment
    beside = [item for item in bare if segment(item.start) == segment(clause.weapon)]
    subject = nearest_group(beside or bare, last=False)
    inside = [item for item in scene.parties if clause.holds(item.start)]
    if clause.deed.rule.tags & GETS:
        return Roles(nearest_group([item for item in inside if item.mark == "from"], last=False), subject, [])
    promised = _behind(scene, clause)
    return Roles(subject, promised, []) if promised else find_roles(scene)


def _behind(scene: Scene, clause: Described) -> list[PartyMention]:
    """Return who is promised the arms behind the verb of *clause*."""
    later = [item for item in scene.parties if clause.holds(item.start) and item.start >= clause.deed.end]
    return nearest_group([item for item in later if item.mark in {None, "to"}], last=False)
