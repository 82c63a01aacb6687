"""Rules as the matcher uses them: their context as bits. All languages of a lexicon share one :class:`RulePool`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.lexicon.compile import CompiledRule

# Words around which a claim is looked for.
TRANSFER_TRIGGERS = frozenset(f"trigger.{kind}" for kind in ("give", "given", "get", "equip", "transfer", "seek"))
SANCTION_TRIGGERS = frozenset({"theme.sanctions", "trigger.impose", "trigger.sanctioned"})
# Weapon classes that are themes too.
NAMED_THEMES = frozenset({"fighter_jets", "drones"})
NAMED_WEIGHT = 3
FAMILIES = ("class", "theme", "trigger", "cue", "group")


class TagBits:
    """Gives every tag one bit, so that a context is one number. A family's name stands for all its tags."""

    def __init__(self, tags: Iterable[str]) -> None:
        """Give each of *tags* its bit, in their order."""
        self._bits = {tag: 1 << place for place, tag in enumerate(tags)}
        for family in FAMILIES:
            self._bits[family] = sum(bit for tag, bit in self._bits.items() if tag.startswith(f"{family}."))

    def mask(self, tags: Iterable[str]) -> int:
        """Return the bits of *tags* together; a family counts as all tags below it."""
        found = 0
        for tag in tags:
            found |= self._bits[tag]
        return found


class TableRule:
    """A compiled rule with its context as bits."""

    __slots__ = (
        "classes",
        "conditional",
        "deny_left",
        "emits",
        "id",
        "is_class",
        "is_cue",
        "kind",
        "labels",
        "needs",
        "not_with",
        "number",
        "opens_sanction",
        "opens_transfer",
        "role",
        "shunned",
        "subject",
        "tags",
        "theme_weights",
        "unmet",
        "value",
        "weight",
        "window",
    )  # fmt: skip

    def __init__(self, rule: CompiledRule, bits: TagBits) -> None:
        """Translate the tags of *rule* by *bits*."""
        self.id, self.kind, self.value, self.role = rule.id, rule.kind, rule.value, rule.role
        self.tags = _tag_set(rule.tags)
        self.emits = bits.mask(rule.tags)
        self.weight, self.window, self.number = rule.weight, rule.window, rule.number
        self.needs, self.not_with = bits.mask(rule.needs), bits.mask(rule.not_with)
        self.unmet = _unmet(rule.needs)
        self.shunned = tuple((tag, bits.mask([tag])) for tag in rule.not_with)
        self.deny_left = rule.deny_left
        self.subject = rule.kind != "rule" or any(tag.startswith(("theme.", "class.")) for tag in rule.tags)
        self.conditional = bool(self.needs or self.not_with)
        self.is_class = any(tag.startswith("class.") for tag in rule.tags)
        self.is_cue = any(tag.startswith("cue.") for tag in rule.tags)
        self.opens_transfer = any(tag in TRANSFER_TRIGGERS for tag in rule.tags)
        self.opens_sanction = any(tag in SANCTION_TRIGGERS for tag in rule.tags)
        self.labels = _labels(rule)
        self.classes = _classes(rule.tags)
        self.theme_weights = _theme_weights(rule, self.classes)


class RulePool:
    """The rules of all languages, each once: nine tenths of a language's rules are weapons, the same in every language.

    Shared they take a third of the memory and stay in the processor's cache when languages alternate.
    """

    def __init__(self, tags: Iterable[str]) -> None:
        """Begin empty; *tags* are all that any rule has, needs or shuns."""
        self._bits = TagBits(tags)
        self._rules: dict[CompiledRule, TableRule] = {}

    def rule(self, rule: CompiledRule) -> TableRule:
        """Return *rule* as the matcher uses it."""
        found = self._rules.get(rule)
        if found is None:
            found = self._rules[rule] = TableRule(rule, self._bits)
        return found


@cache
def _tag_set(tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(tags)


@cache
def _unmet(needs: tuple[str, ...]) -> str:
    return f"needs:{'|'.join(needs)}"


@cache
def _classes(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.partition(".")[2] for tag in tags if tag.startswith(("class.", "weapon.")))


def _theme_weights(rule: CompiledRule, classes: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return what a match adds to each theme; a named combat aircraft or drone is evidence enough for its theme."""
    if rule.kind == "weapon":
        return tuple((name, NAMED_WEIGHT) for name in classes if name in NAMED_THEMES)
    return tuple((tag.removeprefix("theme."), rule.weight) for tag in rule.tags if tag.startswith("theme."))


def _labels(rule: CompiledRule) -> tuple[str, ...]:
    """Name what a match of *rule* stands for in the evidence; context and cues are no evidence of their own."""
    if rule.kind in {"weapon", "country", "party"}:
        return (f"{rule.kind}:{rule.value}",)
    labels = [tag.removeprefix("theme.") for tag in rule.tags if tag.startswith("theme.")]
    labels += [f"class:{tag.removeprefix('class.')}" for tag in rule.tags if tag.startswith("class.")]
    return tuple(labels)
