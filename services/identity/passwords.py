"""Passwords: argon2id (RFC 9106), a few at a time, beside the event loop.

The rule: to look at a password takes one computation whether there is such an account or not, so
that the time of an answer tells nobody who has one.
"""

import asyncio
import base64
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""Computations at one time: each takes 64 MiB and a core for a quarter of a second."""

Found = TypeVar("Found")


class Passwords:
    """Computes hashes and compares with them. ``computed`` counts how often it did."""

    def __init__(self, hasher: PasswordHasher | None = None, at_once: int = AT_ONCE) -> None:
        self.computed = 0
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="passwords")
        self._nobodys = nobodys(self._hasher)

    async def hashed(self, password: str) -> str:
        """Compute what is kept of a password."""
        return await self._compute(lambda: self._hasher.hash(_bytes(password)))

    async def fits(self, password: str, kept: str | None) -> bool:
        """Tell whether ``kept`` was computed of this password; of nobody's, when there is none."""

        def compare() -> bool:
            try:
                return self._hasher.verify(kept or self._nobodys, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False

        return await self._compute(compare) and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether it was computed with other parameters than are used now."""
        return self._hasher.check_needs_rehash(kept)

    async def _compute(self, work: Callable[[], Found]) -> Found:
        self.computed += 1
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def normalised(password: str) -> str:
    """Give the text that counts, however it was typed (NIST SP 800-63B, section 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return normalised(password).encode(errors="surrogatepass")


def nobodys(hasher: PasswordHasher) -> str:
    """Give a hash that no password has, as dear to compare with as one of ``hasher``."""
    salt, digest = (
        base64.b64encode(os.urandom(size)).decode().rstrip("=")
        for size in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"
