"""What one revision changed of another, as a unified difference of its files."""

from __future__ import annotations

from difflib import unified_diff

from gateway.visibility.files import PolicyFiles


def difference(before: PolicyFiles, after: PolicyFiles) -> str:
    """Empty where nothing differs; files in the order of their names, a new or deleted one against `/dev/null`."""
    lines: list[str] = []
    for name in sorted(before.texts.keys() | after.texts.keys()):
        old, new = before.texts.get(name), after.texts.get(name)
        if old == new:
            continue
        lines += unified_diff(
            (old or "").splitlines(),
            (new or "").splitlines(),
            "/dev/null" if old is None else f"a/{name}",
            "/dev/null" if new is None else f"b/{name}",
            lineterm="",
        )
    return "".join(f"{line}\n" for line in lines)
