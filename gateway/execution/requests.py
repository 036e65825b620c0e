"""Writes the requests of a plan's fetches: document text, operation name and the variables each needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from gateway.model.operation import Operation
from gateway.model.plan import Fetch

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Written:
    """What is the same in every request with the same entity calls: the bytes before the variables, and their names."""

    head: bytes
    variables: tuple[str, ...]


class FetchRequest:
    """The request of one fetch. For entity fetches the document holds the calls that have representations."""

    def __init__(self, fetch: Fetch, operation: Operation) -> None:
        self.fetch = fetch
        self._definitions = {
            one.name: f"${one.name}:{one.type_text}" + (f"={one.default}" if one.default is not None else "")
            for one in operation.variables
        }
        self.name = _operation_name(operation.name, fetch)
        self._texts: dict[tuple[int, ...], str] = {}
        self._written: dict[tuple[int, ...], _Written] = {}
        self._representations = [self.representations_name(index) for index in range(len(fetch.calls))]

    def text(self, calls: Sequence[int] = ()) -> str:
        """The document; `calls` are the indexes of the entity calls to make."""
        chosen = tuple(calls)
        known = self._texts.get(chosen)
        if known is None:
            known = self._texts[chosen] = self._write(chosen)
        return known

    def body(self, variables: Mapping[str, Any], representations: Mapping[int, Sequence[Any]]) -> bytes:
        """The JSON bytes; `representations` by index of the entity call."""
        calls = tuple(representations) if len(representations) < 2 else tuple(sorted(representations))
        written = self._written.get(calls)
        if written is None:
            written = self._written[calls] = self._prepare(calls)
        values: dict[str, Any] = {}
        for name in written.variables:
            if name in variables:
                values[name] = variables[name]
        for index in calls:
            values[self._representations[index]] = representations[index]
        return written.head + encode(values) + b"}"

    def _prepare(self, calls: tuple[int, ...]) -> _Written:
        members = encode({"query": self.text(calls), "operationName": self.name})
        return _Written(members[:-1] + b',"variables":', tuple(self._variables(calls)))

    def alias(self, index: int) -> str:
        """The response key of an entity call."""
        return "_entities" if len(self.fetch.calls) == 1 else f"_entities{index}"

    def representations_name(self, index: int) -> str:
        name = "representations" if len(self.fetch.calls) == 1 else f"representations{index}"
        while name in self._definitions:
            name = f"_{name}"
        return name

    def _variables(self, calls: tuple[int, ...]) -> list[str]:
        if not self.fetch.calls:
            return list(self.fetch.variables)
        return sorted({name for index in calls for name in self.fetch.calls[index].variables})

    def _write(self, calls: tuple[int, ...]) -> str:
        definitions = [f"${self.representations_name(index)}:[_Any!]!" for index in calls]
        definitions += [self._definitions[name] for name in self._variables(calls)]
        head = f"{self.fetch.kind} {self.name}" + (f"({','.join(definitions)})" if definitions else "")
        if not self.fetch.calls:
            return head + self.fetch.text
        return head + "{" + " ".join(self._write_call(index) for index in calls) + "}"

    def _write_call(self, index: int) -> str:
        alias = self.alias(index)
        field = alias if alias == "_entities" else f"{alias}:_entities"
        return f"{field}(representations:${self.representations_name(index)}){self.fetch.calls[index].text}"


def _operation_name(client: str | None, fetch: Fetch) -> str:
    subgraph = re.sub(r"\W", "_", fetch.subgraph, flags=re.ASCII)
    return f"{client or 'Operation'}__{subgraph}__{fetch.id}"
