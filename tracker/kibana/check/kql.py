"""Kibana's query language, as far as a check needs it: is it well formed, and which fields does it name?

``field: value``, ``field: (a or b)``, ``field >= 1``, ``field: *``, quotes, and/or/not, parentheses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign><=|>=|[():<>])|(?P<word>[^\s():<>"]+))')


_OPEN = "("
_SIGNS = {"(", ")", ":", "<", ">", "<=", ">="}


class KqlError(ValueError):
    """A query that is not well formed."""


class Named(NamedTuple):
    """The fields that a query names, and those compared by size."""

    fields: frozenset[str]
    ranged: frozenset[str]


def read_kql(query: str) -> Named:
    """Return the fields of *query*.

    Raises:
        KqlError: the query is not well formed; says where.
    """
    reader = _Reader(_tokens(query))
    if reader.tokens:
        reader.either()
        if reader.place < len(reader.tokens):
            msg = f"{reader.tokens[reader.place]!r} stands where the query should end"
            raise KqlError(msg)
    return Named(frozenset(reader.fields), frozenset(reader.ranged))


def _tokens(query: str) -> list[str]:
    found, place = [], 0
    while query[place:].strip():
        match = _TOKEN.match(query, place)
        if match is None:
            msg = f"cannot be read from {query[place:].strip()[:20]!r} on"
            raise KqlError(msg)
        found.append(match.group().strip())
        place = match.end()
    return found


class _Reader:
    """Reads tokens by descent: either → all → term."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.place = 0
        self.fields: set[str] = set()
        self.ranged: set[str] = set()

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            msg = "the query ends too early"
            raise KqlError(msg)
        self.place += 1
        return token

    def either(self, *, values: bool = False) -> None:
        self.all(values=values)
        while self.peek().lower() == "or":
            self.take()
            self.all(values=values)

    def all(self, *, values: bool) -> None:
        self.term(values=values)
        while self.peek().lower() == "and":
            self.take()
            self.term(values=values)

    def term(self, *, values: bool) -> None:
        token = self.take()
        if token.lower() == "not":
            self.term(values=values)
        elif token == _OPEN:
            self.either(values=values)
            self.close()
        elif token in _SIGNS or token.lower() in {"and", "or"}:
            msg = f"{token!r} stands where a field or value should"
            raise KqlError(msg)
        elif not values:
            self.comparison(token)
        else:
            self.literal()

    def comparison(self, field: str) -> None:
        sign = self.peek()
        if sign == ":":
            self.take()
            self.fields.add(field)
            if self.peek() == "(":
                self.take()
                self.either(values=True)
                self.close()
            else:
                self.term(values=True)
        elif sign in {"<", ">", "<=", ">="}:
            self.take()
            self.fields.add(field)
            self.ranged.add(field)
            self.term(values=True)
        else:
            self.literal()

    def literal(self) -> None:
        """Read the further words of a value of several words."""
        while self.peek() and self.peek().lower() not in {"and", "or", "not"} and self.peek() not in _SIGNS:
            self.take()

    def close(self) -> None:
        if self.take() != ")":
            msg = "a parenthesis is not closed"
            raise KqlError(msg)
