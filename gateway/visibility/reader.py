"""Reads a policy folder into linted lines, before Casbin sees them.

Casbin's own file adapter fails late or open: a comment after a rule becomes part of the effect, quotes are not CSV
quotes, and a short line breaks every decision. So each line is judged here first, and all that is wrong is told at
once.
"""

from __future__ import annotations

import re

from gateway.visibility.file_names import misnamed
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import Finding, PolicyError
from gateway.visibility.line_lint import Unreadable, read_line
from gateway.visibility.name_lint import name_findings
from gateway.visibility.rules import Membership, Place, PolicyLines, Rule

MODEL_FILE = "model.conf"
ROLES_FILE = "roles.csv"
GROUPS_FILE = "fields.csv"
LINE_END = re.compile(r"\r\n|\r|\n")
"""Those of files as Casbin reads them: `str.splitlines` knows others, which no editor shows, so that a rule could hide
behind a comment."""
BYTE_ORDER_MARK = "\ufeff"


def read_policy_lines(files: PolicyFiles) -> PolicyLines:
    """Reads `model.conf` and every `*.csv` beside it; raises PolicyError with everything the lint found."""
    _expect_files(files)
    findings: list[Finding] = []
    rules: list[Rule] = []
    memberships: dict[str, list[Membership]] = {"g": [], "g2": []}
    seen: dict[tuple[str, ...], Place] = {}
    for file, text in _line_files(files).items():
        before = len(seen)
        for number, raw in enumerate(LINE_END.split(text), start=1):
            line = raw.strip()
            if not line or line.startswith("#"):
                continue
            place = Place(file, number)
            try:
                key, tokens, entry = read_line(line, place, home=_home(file))
            except Unreadable as unreadable:
                findings.append(Finding(file, number, unreadable.reason, unreadable.way_out))
                continue
            twin = seen.setdefault((key, *tokens), place)
            if twin is not place:
                findings.append(Finding(file, number, f"says again what {twin} says", "delete one of the two"))
            elif isinstance(entry, Rule):
                rules.append(entry)
            else:
                memberships[key].append(entry)
        if len(seen) == before and not any(one.file == file for one in findings):
            findings.append(Finding(file, 0, "the file holds no line that decides", "write its rules or delete it"))
    roles, groups = tuple(memberships["g"]), tuple(memberships["g2"])
    findings += name_findings(rules, roles, groups)
    if findings:
        raise PolicyError(sorted(findings))
    return PolicyLines(files.texts[MODEL_FILE], tuple(rules), roles, groups, files.revision)


def _home(file: str) -> str | None:
    """The only key allowed in this file; None for rule files."""
    return {ROLES_FILE: "g", GROUPS_FILE: "g2"}.get(file)


def _expect_files(files: PolicyFiles) -> None:
    findings = misnamed(files) + [
        Finding(name, 0, "the file is missing", f"put it into {files.place}")
        for name in (MODEL_FILE, ROLES_FILE, GROUPS_FILE)
        if name not in files.texts
    ]
    findings += [
        Finding(name, 1, "the file begins with a byte order mark", "save it as UTF-8 without one")
        for name, text in files.texts.items()
        if text.startswith(BYTE_ORDER_MARK) and name in (MODEL_FILE, *_line_files(files))
    ]
    if not findings and not set(_line_files(files)) - {ROLES_FILE, GROUPS_FILE}:
        findings.append(Finding(files.place, 0, "there is no rule file", "add one, for example products.csv"))
    if findings:
        raise PolicyError(sorted(findings))


def _line_files(files: PolicyFiles) -> dict[str, str]:
    return {name: text for name, text in sorted(files.texts.items()) if name.endswith(".csv") and "/" not in name}
