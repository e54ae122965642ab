"""Statements with something done around each, such as to time it; nothing, unless wanted."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, Protocol

from models.engines.usage import Usage

Around = Callable[[str], AbstractContextManager[object]]
"""From a statement's text, which has placeholders for all values, to what is done around it."""


class Readers(Protocol):
    """What answers the statements of a store."""

    @property
    def usage(self) -> Usage:
        """How many connections are in use."""

    async def read(self, sql: str, values: Sequence[object]) -> tuple[Any, ...] | None:
        """Return the first row that the statement finds."""

    async def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return all rows that the statement finds."""


class Count:
    """An ``Around`` that counts the statements which run inside of it."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, _: str) -> AbstractContextManager[object]:
        self.statements += 1
        return nullcontext()


class Watched:
    """``readers`` whose statements all run inside of ``around``."""

    def __init__(self, readers: Readers, around: Around) -> None:
        self._readers = readers
        self._around = around

    @property
    def usage(self) -> Usage:
        """How many connections are in use."""
        return self._readers.usage

    async def read(self, sql: str, values: Sequence[object]) -> tuple[Any, ...] | None:
        """Return the first row that the statement finds."""
        with self._around(sql):
            return await self._readers.read(sql, values)

    async def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return all rows that the statement finds."""
        with self._around(sql):
            return await self._readers.rows(sql, values)


def watch(client: Any, around: Around) -> None:
    """Have all statements of a client of Tortoise's run inside of ``around``."""
    for name in ("execute_insert", "execute_many", "execute_query", "execute_query_dict"):
        setattr(client, name, _inside(getattr(client, name), around))


def _inside(
    execute: Callable[..., Awaitable[Any]], around: Around
) -> Callable[..., Awaitable[Any]]:
    @wraps(execute)
    async def executed(query: str, *values: Any) -> Any:
        with around(query):
            return await execute(query, *values)

    return executed
