"""Reads YAML strictly: what the parser would let pass or fall over is told as a finding with its line.

PyYAML takes the second of two equal keys without a word, so that a promise could vanish behind another one, and raises
errors of many kinds for values that look like a date or a number and are none.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.reader import ReaderError

from gateway.visibility.findings import Finding, PolicyError


def read_yaml(file: str, text: str) -> tuple[yaml.Node | None, Any]:
    """The root node and the value of a text, both None where it is empty; raises PolicyError."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        return root, None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise _not_yaml(file, line, str(error.problem), "correct it") from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _not_yaml(file, line, f"it holds {chr(error.character)!r}", "take the character away") from error
    except RecursionError as error:
        raise _not_yaml(file, 0, "it is nested too deeply", "write it flat") from error


def lines_of_entries(root: yaml.Node | None) -> list[int]:
    """Where the entries of a list begin, counted from 1; empty for what is no list."""
    return [one.start_mark.line + 1 for one in root.value] if isinstance(root, yaml.SequenceNode) else []


class _Loader(yaml.SafeLoader):
    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            said = f"{str(node.value)[:40]!r} is none of what it looks like ({error}), put it in quotes"
            raise ConstructorError(None, None, said, node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise ConstructorError(None, None, f"{key.value} stands there twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _not_yaml(file: str, line: int, reason: str, way_out: str) -> PolicyError:
    return PolicyError([Finding(file, line, f"this is not YAML: {reason}", way_out)])
