"""Asking: the fixture ``ask`` puts a question straight to the gate, at a moment that is passed in.

What comes back is the whole answer as a client would parse it; a key that is there twice is a
fault of the answer. Bytes, where they matter, are in `Asking.bytes`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from models.account import Role
from resolvers.answering import Request, answer
from resolvers.gate import Gate
from schema import built
from services.database.storage import Store
from services.policy import viewer_of
from services.view import VISITOR, Viewer
from tests.factories import NOW

PREVIEW, STAFF, WRITER, EDITOR, ADMIN = map(viewer_of, Role)
"""Somebody of each role, who has no account."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Whoever asks, of one store."""

    gate: Gate

    async def __call__(
        self, query: str, variables: Mapping[str, Any] | None = None, **who: Any
    ) -> Any:
        """Give the answer to a question, parsed."""
        return read(await self.bytes(query, variables, **who))

    async def bytes(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        *,
        viewer: Viewer = VISITOR,
        now: datetime = NOW,
        locale: str = "sv",
        operation: str | None = None,
    ) -> bytes:
        """Give the answer to a question as it would be sent."""
        request = Request(query, operation, variables or {})
        return (await answer(self.gate, request, viewer, now, locale)).body

    async def data(self, query: str, variables: Mapping[str, Any] | None = None, **who: Any) -> Any:
        """Give the data of an answer that must have nothing else."""
        found = await self(query, variables, **who)
        assert list(found) == ["data"], found
        return found["data"]

    async def code(self, query: str, variables: Mapping[str, Any] | None = None, **who: Any) -> str:
        """Give the code of the one error of an answer that must have nothing else."""
        found = await self(query, variables, **who)
        assert list(found) == ["errors"], found
        [error] = found["errors"]
        return str(error["extensions"]["code"])


def read(body: bytes) -> Any:
    """Parse an answer, and refuse an object that says the same name twice."""
    return json.loads(body, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(set(names)) == len(names), f"a name is told twice: {names}"
    return dict(pairs)


@pytest.fixture
async def ask(store: Store) -> Asking:
    """Ask of ``store``, on both databases."""
    return Asking(Gate(built(), store))
