"""Answers in parts on their way out: what is told beside an answer stands in the first part."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

from gateway.model.incremental import Payload
from gateway.model.request import Answer


async def told_in_parts(
    parts: AsyncGenerator[Answer | Payload, None], told: Callable[[Answer], Answer]
) -> AsyncGenerator[Answer | Payload, None]:
    """The same parts; `told` adds to the answer that stands in the first, or to the whole one."""
    async with aclosing(parts):
        async for one in parts:
            if isinstance(one, Answer):
                yield told(one)
            else:
                yield one if one.answer is None else replace(one, answer=told(one.answer))
