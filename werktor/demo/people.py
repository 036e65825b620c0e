"""Tells the sign-in page whom one may sign in as: the demo world where it was loaded, and nobody in production."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from subgraphs.accounts.demo import PASSWORD
from subgraphs.common.readable import read_yaml
from werktor.demo.loading import DEMO
from werktor.settings import Settings

ADDRESS = "/auth/demo-people"


def demo_people(settings: Settings) -> Route:
    """GET answers `{"password", "people": [{"email", "name", "company"}]}`, the company being the first of several."""

    async def get(_request: Request) -> Response:
        offered = not settings.production and settings.demo_marker().exists()
        return JSONResponse(
            {"password": PASSWORD if offered else "", "people": _people(settings) if offered else []},
            headers={"cache-control": "no-store"},
        )

    return Route(ADDRESS, get, methods=["GET"])


def _people(settings: Settings) -> list[dict[str, str]]:
    today = settings.clock().today()
    companies: list[Mapping[str, Any]] = read_yaml(DEMO / "accounts" / "companies.yaml", today=today)["companies"]
    people: list[Mapping[str, Any]] = read_yaml(DEMO / "accounts" / "people.yaml", today=today)["people"]
    names = {company["id"]: company["name"] for company in companies}
    return [
        {"email": person["email"], "name": person["name"], "company": names[person["works"][0]["company"]]}
        for person in people
    ]
