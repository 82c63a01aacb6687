"""Regular expressions that people write into source files: refused where they could run for ever."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

# The standard library's own reading of a pattern, the only one there is.
constants: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

MAX_PATTERN_LENGTH = 300
REPEATS = {constants.MAX_REPEAT, constants.MIN_REPEAT}
SMALL_REPEAT = 16


def checked_pattern(pattern: str) -> str:
    """Return *pattern* if it is a regular expression that cannot take exponential time.

    Raises:
        ValueError: it does not compile, is too long, repeats a repetition or looks back at a group.
    """
    if len(pattern) > MAX_PATTERN_LENGTH:
        msg = f"pattern longer than {MAX_PATTERN_LENGTH} characters"
        raise ValueError(msg)
    try:
        tree = parser.parse(pattern)
    except re.error as error:
        msg = f"not a regular expression: {error}"
        raise ValueError(msg) from None
    if _is_risky(tree, inside_repeat=False):
        msg = "pattern may run for ever: a repeated group must not repeat, alternate or refer back inside"
        raise ValueError(msg)
    return pattern


def _is_risky(tree: Any, *, inside_repeat: bool) -> bool:  # noqa: ANN401 - the parser's tree has no public type
    return any(_node_is_risky(operation, argument, inside_repeat) for operation, argument in tree)


def _node_is_risky(operation: Any, argument: Any, inside: bool) -> bool:  # noqa: ANN401, FBT001 - see above
    if operation in {constants.GROUPREF, constants.GROUPREF_EXISTS}:
        return True
    if operation in REPEATS:
        _low, high, body = argument
        large = high > SMALL_REPEAT
        return (large and inside) or _is_risky(body, inside_repeat=inside or large)
    if operation is constants.BRANCH:
        return inside or any(_is_risky(branch, inside_repeat=inside) for branch in argument[1])
    if operation is constants.SUBPATTERN:
        return _is_risky(argument[3], inside_repeat=inside)
    if operation in {constants.ASSERT, constants.ASSERT_NOT}:
        return _is_risky(argument[1], inside_repeat=inside)
    return False
