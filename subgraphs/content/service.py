"""The use cases of content: lists of texts for one viewer, and a document behind its address."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.common.paging import page_size
from subgraphs.common.text import sort_key
from subgraphs.common.viewer import Viewer
from subgraphs.content import queries
from subgraphs.content.rules import link_opens, service_document_path

SEARCH_WORDS = 8


async def pages(viewer: Viewer, services: Services, *, kind: str | None) -> queries.Rows:
    async with services.database.read() as connection:
        return await queries.pages(connection, viewer.language, kind=kind)


async def faq(viewer: Viewer, services: Services, *, search: str | None, first: int) -> queries.Rows:
    """Entries that hold every word of `search` (the first eight count); raises BadInput for a bad `first`."""
    size = page_size(first, cap=queries.LIST_CAP)
    words = sort_key(search or "").split()[:SEARCH_WORDS]
    async with services.database.read() as connection:
        return await queries.faq(connection, viewer.language, words=words, limit=size)


async def legal_notices(viewer: Viewer, services: Services) -> queries.Rows:
    async with services.database.read() as connection:
        return await queries.legal_notices(connection, viewer.country, viewer.language)


async def manual(services: Services, slug: str, language: str) -> queries.AnyRow | None:
    async with services.database.read() as connection:
        return await queries.document(connection, "manual", slug, language)


async def service_document(
    services: Services, slug: str, language: str, *, until: str, signature: str
) -> queries.AnyRow | None:
    """The document if the signed link still opens it; otherwise nothing, whether it exists or not."""
    path = service_document_path(slug, language)
    async with services.database.read() as connection:
        secret = await queries.link_secret(connection)
        if not link_opens(path, until, signature, services.clock.now(), secret):
            return None
        return await queries.document(connection, "service", slug, language)
