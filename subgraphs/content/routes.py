"""HTTP addresses of documents: manuals for everyone at permanent addresses, service documents by signed link."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from subgraphs.common.app import Services
from subgraphs.content import service
from subgraphs.content.queries import AnyRow
from subgraphs.content.rendering import render_page

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
PUBLIC = {"cache-control": "public, max-age=3600"}
PRIVATE = {"cache-control": "private, no-store"}
VERSION = {"de": "Ausgabe", "en": "Version"}


def make_routes(services: Services) -> list[BaseRoute]:
    """GET /manuals/{slug}/{language} and GET /manuals/service/{slug}/{language}."""

    async def get_manual(request: Request) -> Response:
        found = await service.manual(services, request.path_params["slug"], request.path_params["language"])
        return _answer(found, "There is no such manual.", PUBLIC)

    async def get_service_document(request: Request) -> Response:
        found = await service.service_document(
            services,
            request.path_params["slug"],
            request.path_params["language"],
            until=request.query_params.get("until", ""),
            signature=request.query_params.get("signature", ""),
        )
        return _answer(found, "This link opens nothing, or no longer; open the document from the product.", PRIVATE)

    return [
        Route("/manuals/service/{slug}/{language}", get_service_document, methods=["GET"]),
        Route("/manuals/{slug}/{language}", get_manual, methods=["GET"]),
    ]


def _answer(document: AnyRow | None, otherwise: str, caching: dict[str, str]) -> Response:
    if document is None:
        return HTMLResponse(
            render_page("Not found", otherwise, language="en"), status_code=404, headers={**HEADERS, **PRIVATE}
        )
    remark = f"{VERSION.get(document.language, VERSION['en'])} {document.version}"
    page = render_page(document.title, document.body, language=document.language, remark=remark)
    return HTMLResponse(page, headers={**HEADERS, **caching})
