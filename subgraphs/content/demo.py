"""Loads the demo texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.loading import put
from subgraphs.common.readable import read_yaml
from subgraphs.common.text import sort_key
from subgraphs.content import tables

LANGUAGES = ("de", "en")

Told = Mapping[str, Any]


async def load_demo(services: Services, folder: Path) -> None:
    """Loads pages, faq, documents and legal notices of `folder`; a second time changes nothing."""
    today = services.clock.today()
    pages = read_yaml(folder / "pages.yaml", today=today)["pages"]
    entries = read_yaml(folder / "faq.yaml", today=today)["entries"]
    documents = read_yaml(folder / "documents.yaml", today=today)["documents"]
    notices = read_yaml(folder / "legal.yaml", today=today)["notices"]
    async with services.database.write() as connection:
        await _load_pages(connection, pages)
        await _load_faq(connection, entries)
        await _load_documents(connection, documents)
        await _load_notices(connection, notices)


async def _load_pages(connection: AsyncConnection, pages: list[Told]) -> None:
    rows = [{"slug": page["slug"], "kind": page["kind"], "position": at} for at, page in enumerate(pages)]
    await put(connection, tables.PAGES, rows)
    await put(connection, tables.PAGE_TEXTS, [_document_text(page, *text) for page in pages for text in _texts(page)])


async def _load_faq(connection: AsyncConnection, entries: list[Told]) -> None:
    await put(connection, tables.FAQ_ENTRIES, [{"id": entry["id"], "position": at} for at, entry in enumerate(entries)])
    await put(
        connection,
        tables.FAQ_TEXTS,
        [
            {
                "id": entry["id"],
                "language": language,
                **text,
                "search_text": sort_key(" ".join((text["topic"], text["question"], text["answer"]))),
            }
            for entry in entries
            for language, text in _texts(entry)
        ],
    )


async def _load_documents(connection: AsyncConnection, documents: list[Told]) -> None:
    rows = [{name: document[name] for name in ("slug", "kind", "version")} for document in documents]
    products = [{"sku": sku, "slug": document["slug"]} for document in documents for sku in document["products"]]
    texts = [_document_text(document, *text) for document in documents for text in _texts(document)]
    await put(connection, tables.DOCUMENTS, rows)
    await put(connection, tables.DOCUMENT_PRODUCTS, products)
    await put(connection, tables.DOCUMENT_TEXTS, texts)


async def _load_notices(connection: AsyncConnection, notices: list[Told]) -> None:
    placed = [
        ({"id": f"{notice['id']}:{market}", "market": market, "position": at}, notice)
        for at, notice in enumerate(notices)
        for market in notice["markets"]
    ]
    await put(connection, tables.LEGAL_NOTICES, [row for row, _notice in placed])
    await put(
        connection,
        tables.LEGAL_TEXTS,
        [
            {"id": row["id"], "language": language, "title": text["title"], "text": _unwrapped(text["text"])}
            for row, notice in placed
            for language, text in _texts(notice)
        ],
    )


def _texts(owner: Told) -> Iterator[tuple[str, Told]]:
    """The texts there are, by language."""
    return ((language, owner[language]) for language in LANGUAGES if language in owner)


def _document_text(owner: Told, language: str, text: Told) -> dict[str, str]:
    return {
        "slug": owner["slug"],
        "language": language,
        "title": text["title"],
        "body": _unwrapped(text["body"]),
    }


def _unwrapped(text: str) -> str:
    """Lines of a paragraph joined: files are wrapped for their readers, screens wrap for themselves."""
    paragraphs = (
        paragraph if paragraph.startswith("- ") else " ".join(paragraph.split("\n"))
        for paragraph in text.strip().split("\n\n")
    )
    return "\n\n".join(paragraphs)
