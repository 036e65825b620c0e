"""Passwords and client secrets as argon2id hashes, computed beside the event loop and few at a time."""

from __future__ import annotations

import asyncio
import secrets

from pwdlib import PasswordHash

AT_ONCE = 2
"""Each computation takes 64 MiB and a core for a moment: more at a time would let strangers use up the machine."""


class Passwords:
    """Hashes and verifies; checking an account that does not exist takes as long as checking one that does."""

    def __init__(self) -> None:
        self._argon2 = PasswordHash.recommended()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._nobody = self._argon2.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        async with self._slots:
            return await asyncio.to_thread(self._argon2.hash, password)

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether `password` belongs to the hash `stored`; never for `None`, at the same cost."""
        async with self._slots:
            matches = await asyncio.to_thread(self._argon2.verify, password, stored or self._nobody)
        return matches and stored is not None
