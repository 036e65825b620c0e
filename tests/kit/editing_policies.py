"""An edit of the policies of a served gateway, as it takes effect there."""

from __future__ import annotations

from tests.kit.served import Served


async def edit(served: Served, rules: str, **files: str) -> None:
    """New policies, and two looks that agree on them."""
    folder = served.settings.policies
    assert folder is not None
    for name, text in {"rules": rules, **files}.items():
        (folder / f"{name}.csv").write_text(text)
    for _ in range(2):
        await served.gateway.watches["policies"].look_again()
    assert served.gateway.snapshots.problems == {}
