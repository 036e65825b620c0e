"""Reads `cases/*.yaml` of a policy folder, with the line of each case."""

from __future__ import annotations

from typing import Any

from gateway.visibility.cases import Case
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.rules import Place
from gateway.visibility.yaml_entries import NotAnEntry, entries, names, promise, viewer_of

FOLDER = "cases"
KIND = "case"
KEYS = frozenset({KIND, "sentence", "viewer", "sees", "does_not_see"})
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
            for place, values in entries(file, text, KIND):
                cases.append(_case(place, values))
        except NotAnEntry as error:
            findings.append(Finding(error.place.file, error.place.line, error.reason, FORM))
        except PolicyError as error:
            findings += error.findings
    if findings:
        raise PolicyError(findings)
    return tuple(cases)


def _case(place: Place, values: dict[str, Any]) -> Case:
    name, sentence = promise(place, values, KIND, KEYS)
    sees, does_not_see = names(place, values, "sees"), names(place, values, "does_not_see")
    if not sees and not does_not_see:
        raise NotAnEntry(place, f"the case {name!r} promises nothing")
    return Case(name, sentence, viewer_of(place, values.get("viewer"), KIND), sees, does_not_see, place)
