"""The sign-in page offers the people of the demo world where they are, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.kit.house import asking, settings_in


async def offered(var: Path, **changes: Any) -> dict[str, Any]:
    async with asking(settings_in(var, **changes)) as house:
        answer: dict[str, Any] = (await house.http.get("/auth/demo-people")).json()
        return answer


@pytest.fixture
def loaded(var: Path) -> Path:
    """Demo data that `werktor up` has loaded."""
    settings_in(var).demo_marker().touch()
    return var


async def test_everybody_offered_can_sign_in(loaded: Path) -> None:
    answer = await offered(loaded)
    async with asking(settings_in(loaded)) as house:
        for person in answer["people"]:
            credentials = {"email": person["email"], "password": answer["password"]}
            signed_in = (await house.http.post("/auth/sign-in", json=credentials)).json()
            assert (signed_in["name"], signed_in["company"]["name"]) == (person["name"], person["company"])


async def test_people_are_offered_and_machines_are_not(loaded: Path) -> None:
    emails = {person["email"] for person in (await offered(loaded))["people"]}
    assert {"private@demo.example", "dealer@demo.example", "admin@demo.example"} <= emails
    assert not {"till@demo.example", "dealererp@demo.example"} & emails


async def test_nobody_is_offered_where_no_demo_data_was_loaded(var: Path) -> None:
    assert await offered(var) == {"password": "", "people": []}


async def test_nobody_is_offered_in_production_even_with_demo_data(loaded: Path) -> None:
    assert await offered(loaded, production=True) == {"password": "", "people": []}
