"""The documents a front end may run: each a file, its fragments appended, known by the digest of its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import orjson
from graphql import DocumentNode, FragmentDefinitionNode, FragmentSpreadNode, OperationDefinitionNode, parse, print_ast
from graphql.language import Visitor, visit


@dataclass(frozen=True, slots=True)
class ContractDocument:
    """One operation with everything it spreads. `id`: lower-case hex SHA-256 of `text`."""

    name: str
    id: str
    text: str


class ContractError(Exception):
    """A document file that cannot be part of the contract; names the file and the way out."""


def read_documents(folder: Path) -> tuple[ContractDocument, ...]:
    """`documents/*.graphql` in `folder`, one operation named like its file each; `fragments/*.graphql` stand beside."""
    fragments = {path.stem: _fragment(path) for path in sorted((folder / "fragments").glob("*.graphql"))}
    return tuple(_document(path, fragments) for path in sorted((folder / "documents").glob("*.graphql")))


def manifest_json(documents: tuple[ContractDocument, ...]) -> str:
    """id -> text, what the gateway reads."""
    return _pretty({document.id: document.text for document in documents})


def ids_json(documents: tuple[ContractDocument, ...]) -> str:
    """operation name -> id, what the front end sends."""
    return _pretty({document.name: document.id for document in documents})


def _pretty(value: dict[str, str]) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE).decode()


def _fragment(path: Path) -> FragmentDefinitionNode:
    definitions = parse(path.read_text(encoding="utf-8")).definitions
    fragment = definitions[0]
    if len(definitions) != 1 or not isinstance(fragment, FragmentDefinitionNode) or fragment.name.value != path.stem:
        raise ContractError(f"{path}: expected exactly one fragment named {path.stem}")
    return fragment


def _document(path: Path, fragments: dict[str, FragmentDefinitionNode]) -> ContractDocument:
    definitions = parse(path.read_text(encoding="utf-8")).definitions
    if len(definitions) != 1 or not isinstance(operation := definitions[0], OperationDefinitionNode):
        raise ContractError(f"{path}: expected exactly one operation; fragments stand in fragments/")
    if operation.name is None or operation.name.value != path.stem:
        raise ContractError(f"{path}: the operation must be named {path.stem}")
    used: dict[str, FragmentDefinitionNode] = {}
    waiting = _spreads(operation)
    while waiting:
        name = waiting.pop()
        if name not in used:
            if name not in fragments:
                raise ContractError(f"{path}: spreads {name}, but there is no fragments/{name}.graphql")
            used[name] = fragments[name]
            waiting |= _spreads(fragments[name])
    text = print_ast(DocumentNode(definitions=(operation, *(used[name] for name in sorted(used)))))
    return ContractDocument(path.stem, hashlib.sha256(text.encode()).hexdigest(), text)


def _spreads(node: OperationDefinitionNode | FragmentDefinitionNode) -> set[str]:
    names: set[str] = set()

    class Collect(Visitor):
        def enter_fragment_spread(self, spread: FragmentSpreadNode, *_: object) -> None:
            names.add(spread.name.value)

    visit(node, Collect())
    return names
