"""Templates, indices and aliases: made once, compared by `store init`, moved to a new version behind the alias."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

from elasticsearch import ApiError, BadRequestError, NotFoundError

from tracker.stores.elastic_documents import SCHEMA_VERSION, Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from elasticsearch import Elasticsearch

KINDS = ("mentions", "articles", "claims")
# Indices that are there from the beginning, so that every alias leads somewhere.
_FIRST_PARTS = {"mentions": "undated", "articles": "all", "claims": "all"}
_SHIPPED_PREFIX = "tracker"
_PROBE_PRIORITY = 201  # above the shipped templates, whose patterns it must not share
_FALLBACK = "standard"
_BUILT_IN = frozenset({"standard", "whitespace"})
_DENIED = frozenset({401, 403})
_POLICY = {"phases": {"warm": {"min_age": "90d", "actions": {"forcemerge": {"max_num_segments": 1}}}}}


class Installer:
    """Brings the server's templates, indices and aliases to this version of the program."""

    def __init__(self, client: Elasticsearch, names: Names) -> None:
        """Work through *client* on what *names* names."""
        self._client = client
        self._names = names

    def is_ready(self) -> bool:
        """Say whether the aliases are there."""
        return bool(self._client.indices.exists_alias(name=self._names.alias("articles")))

    def install(self) -> list[str]:
        """Make what is missing; leave what differs as it is, and say so."""
        lines = []
        missing = self._missing_analyzers()
        if missing:
            lines.append(f"warning: no analyzer for {', '.join(missing)}: their texts are split as standard words")
        policy, line = self._install_policy()
        lines.append(line)
        for kind in KINDS:
            lines += self._install_kind(kind, self.template(kind, missing, with_policy=policy))
        return lines

    def _install_kind(self, kind: str, template: dict[str, Any]) -> Iterator[str]:
        name = self._names.alias(kind)
        older = [index for index in self.indices(kind) if not self._is_current(index)]
        if older:
            yield f"alias {name}: {len(older)} indices of an older version, run `tracker store migrate`"
            return
        stored = self._stored_template(name)
        if stored is None:
            self._client.indices.put_index_template(name=name, **template)
            yield f"template {name}: created (version {SCHEMA_VERSION})"
        elif _mappings(stored) == _mappings(template):
            yield f"template {name}: found"
        else:
            changed = ", ".join(_differences(_mappings(stored), _mappings(template)))
            yield f"template {name}: found, differs in {changed}; would change it, left as it is"
        first = self._names.index(kind, _FIRST_PARTS[kind])
        if self._client.indices.exists(index=first):
            yield f"index {first}: found"
        else:
            self._client.indices.create(index=first)
            yield f"index {first}: created behind the alias {name}"

    def migrate(self) -> list[str]:
        """Copy indices of older versions into this one and turn the aliases at once; delete the old ones.

        Nobody may write meanwhile; whoever reads sees the old indices until the aliases turn.
        """
        missing = self._missing_analyzers()
        moves: list[tuple[str, str, str]] = []
        for kind in KINDS:
            body = self.template(kind, missing)["template"]
            for old in self.indices(kind):
                if self._is_current(old):
                    continue
                new = self._names.index(kind, old.rpartition("-")[2])
                self._client.indices.delete(index=new, ignore_unavailable=True)  # of a migration that was cut off
                self._client.indices.create(index=new, mappings=body["mappings"], settings=body["settings"])
                moves.append((self._names.alias(kind), old, new))
        if not moves:
            return ["nothing to do: every index is of this version", *self.install()]
        for _, old, new in moves:
            self._copy(old, new)
        actions = [{"remove": {"index": old, "alias": alias}} for alias, old, _ in moves]
        actions += [{"add": {"index": new, "alias": alias}} for alias, _, new in moves]
        self._client.indices.update_aliases(actions=actions)
        for kind in KINDS:
            self._client.indices.put_index_template(name=self._names.alias(kind), **self.template(kind, missing))
        for _, old, _ in moves:
            self._client.indices.delete(index=old)
        return [f"{old} → {new}" for _, old, new in moves] + self.install()

    def _copy(self, old: str, new: str) -> None:
        client = self._client.options(request_timeout=24 * 3600)
        client.indices.refresh(index=old)
        # External versions go along, so that "older never wins" holds after the move as before.
        client.reindex(source={"index": old}, dest={"index": new, "version_type": "external"}, refresh=True)
        copied, there = (client.count(index=index)["count"] for index in (new, old))
        if copied != there:
            msg = f"{new} holds {copied} of {there} documents of {old}: the aliases were left as they are"
            raise RuntimeError(msg)

    def indices(self, kind: str) -> list[str]:
        """Return the indices behind the alias of *kind*, sorted."""
        try:
            return sorted(self._client.indices.get_alias(name=self._names.alias(kind)))
        except NotFoundError:
            return []

    def _is_current(self, index: str) -> bool:
        found = re.search(r"-v(\d+)-[^-]+$", index)
        return found is not None and int(found[1]) == self._names.version

    def template(self, kind: str, missing: list[str], *, with_policy: bool = False) -> dict[str, Any]:
        """Return the shipped template of *kind* under this prefix, without the analyzers that are *missing*."""
        text = resources.files(__package__).joinpath(f"elastic_{kind}.json").read_text("utf-8")
        template: dict[str, Any] = json.loads(text)
        template["index_patterns"] = [self._names.index(kind, "*")]
        template["template"]["aliases"] = {self._names.alias(kind): {}}
        for field in template["template"]["mappings"]["properties"].values():
            if field.get("analyzer") in missing:
                field["analyzer"] = _FALLBACK
        if with_policy:
            template["template"]["settings"]["index"]["lifecycle"] = {"name": self._names.prefix}
        return template

    def _missing_analyzers(self) -> list[str]:
        """Return the analyzers that the templates name and the server does not have."""
        properties = self.template("mentions", [])["template"]["mappings"]["properties"].values()
        wanted = {field["analyzer"] for field in properties if "analyzer" in field} - _BUILT_IN
        return sorted(name for name in wanted if not self._has_analyzer(name))

    def _has_analyzer(self, name: str) -> bool:
        # Trying a template out takes the privilege to install one; asking for an analysis would take all of them.
        field = {"type": "text", "analyzer": name}
        try:
            self._client.indices.simulate_template(
                index_patterns=[f"{self._names.prefix}-probe"],
                priority=_PROBE_PRIORITY,
                template={"mappings": {"properties": {"probe": field}}},
            )
        except BadRequestError:
            return False
        return True

    def _install_policy(self) -> tuple[bool, str]:
        """Install the ILM policy where the server has ILM; return whether there is one now, and what was done."""
        try:
            known = self._client.ilm.get_lifecycle()
        except ApiError as error:
            # A server without ILM does not know the route; one that forbids it is told apart by its status.
            return (
                False,
                "ILM: not permitted, left alone" if error.status_code in _DENIED else "ILM: the server has none",
            )
        if self._names.prefix in known:
            return True, f"ILM policy {self._names.prefix}: found"
        self._client.ilm.put_lifecycle(name=self._names.prefix, policy=_POLICY)
        return True, f"ILM policy {self._names.prefix}: created"

    def _stored_template(self, name: str) -> dict[str, Any] | None:
        try:
            found = self._client.indices.get_index_template(name=name)
        except NotFoundError:
            return None
        template: dict[str, Any] = found["index_templates"][0]["index_template"]
        return template


def _mappings(template: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = template["template"]["mappings"]["properties"]
    return properties


def _differences(stored: dict[str, Any], shipped: dict[str, Any]) -> list[str]:
    return sorted(name for name in stored.keys() | shipped.keys() if stored.get(name) != shipped.get(name))
