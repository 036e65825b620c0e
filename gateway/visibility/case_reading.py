"""Reads `cases/*.yaml` of a policy folder, with the line of each case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from gateway.model.viewer import Viewer
from gateway.visibility.cases import Case
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.rules import Place

FOLDER = "cases"
KEYS = frozenset({"case", "sentence", "viewer", "sees", "does_not_see"})
VIEWER_KEYS = frozenset({"claims", "machine", "functions", "grants"})
FORM = (
    "write case, sentence and viewer, and what he sees or does_not_see; "
    "a viewer has lists of claims, machine, functions, grants"
)


def read_cases(files: PolicyFiles) -> tuple[Case, ...]:
    """The cases in the order of files and lines; raises PolicyError with everything that cannot be read as one."""
    cases: list[Case] = []
    findings: list[Finding] = []
    for file, text in sorted(files.texts.items()):
        if not (file.startswith(f"{FOLDER}/") and file.endswith(".yaml")):
            continue
        try:
            for place, values in _entries(file, text):
                cases.append(_case(place, values))
        except _NotACase as error:
            findings.append(Finding(error.place.file, error.place.line, error.reason, FORM))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            findings.append(Finding(file, line, f"this is not YAML: {error.problem}", "correct it"))
    if findings:
        raise PolicyError(findings)
    return tuple(cases)


class _NotACase(Exception):
    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason


def _entries(file: str, text: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    root = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise _NotACase(Place(file, 1), "the file is not a list of cases")
    for node, values in zip(root.value, yaml.safe_load(text), strict=True):
        place = Place(file, node.start_mark.line + 1)
        if not isinstance(values, dict):
            raise _NotACase(place, "this is not a case")
        yield place, values


def _case(place: Place, values: dict[str, Any]) -> Case:
    unknown = values.keys() - KEYS
    if unknown:
        raise _NotACase(place, f"a case has no {', '.join(sorted(map(str, unknown)))}")
    name, sentence = values.get("case"), values.get("sentence")
    if not (isinstance(name, str) and name and isinstance(sentence, str) and sentence):
        raise _NotACase(place, "a case needs a name and the sentence it protects")
    sees, does_not_see = _names(place, values, "sees"), _names(place, values, "does_not_see")
    if not sees and not does_not_see:
        raise _NotACase(place, f"the case {name!r} promises nothing")
    return Case(name, sentence, _viewer(place, values.get("viewer")), sees, does_not_see, place)


def _viewer(place: Place, values: object) -> Viewer:
    if not isinstance(values, dict) or not values.keys() <= VIEWER_KEYS or "claims" not in values:
        raise _NotACase(place, "the viewer of a case has claims, and machine, functions, grants if need be")
    return Viewer(
        subject="case",
        claims=frozenset(_names(place, values, "claims")),
        machine=frozenset(_names(place, values, "machine")),
        functions=frozenset(_names(place, values, "functions")) or frozenset({"all"}),
        grants=frozenset(_names(place, values, "grants")),
    )


def _names(place: Place, values: dict[str, Any], key: str) -> tuple[str, ...]:
    names = values.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _NotACase(place, f"{key} is not a list of names")
    return tuple(names)
