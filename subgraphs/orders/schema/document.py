"""A business paper as a file."""

from __future__ import annotations

import asyncio
from base64 import b64encode

import strawberry

from subgraphs.orders.documents.confirmation import Confirmation
from subgraphs.orders.documents.drawing import draw, file_name

PDF = "application/pdf"


@strawberry.type(description="A business paper as a file.")
class OrderDocument:
    name: str = strawberry.field(description="File name.")
    media_type: str = strawberry.field(description="Media type (RFC 6838), e.g. application/pdf.")
    content: str = strawberry.field(description="The file, base64 (RFC 4648, section 4).")

    @classmethod
    async def drawn(cls, confirmation: Confirmation, language: str) -> OrderDocument:
        """Drawing takes a while and happens in a thread."""
        content = await asyncio.to_thread(draw, confirmation, language)
        return cls(name=file_name(confirmation, language), media_type=PDF, content=b64encode(content).decode())
