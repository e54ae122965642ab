"""Whoever follows what changes, and changes to follow."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from models.event import EventName, PublicChange
from resolvers.answering import Answer, Request
from resolvers.gate import Gate
from resolvers.streaming import Stream, subscribed
from services.content.turns import turn
from services.database.storage import Store
from services.view import VISITOR, Actor, Viewer
from tests.asking import EDITOR, read
from tests.factories import LIVE, NOW, Standing, meeting, network

LONG_ENOUGH = 10
WRITERS: dict[str, Callable[..., Awaitable[UUID]]] = {"network": network, "meeting": meeting}


async def happened(
    store: Store,
    title: str,
    standing: Standing = LIVE,
    *,
    kind: str = "network",
    name: EventName = EventName.PUBLISHED,
    public: PublicChange | None = PublicChange.APPEARED,
) -> UUID:
    """Write content, and the event that tells of it."""
    async with turn(store, Actor(EDITOR, NOW, "sv")) as taken:
        entry = await WRITERS[kind](title, standing)
        taken.record(name, kind, entry, 1, public=public)
    return entry


@dataclass
class Follower:
    """Somebody who follows: what they were told, and how they look by now."""

    viewer: Viewer
    now: Callable[[], datetime] = lambda: NOW
    told: list[Any] = field(default_factory=list)
    bytes: list[bytes] = field(default_factory=list)
    task: "asyncio.Task[None]" = field(init=False)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self, stream: Stream) -> None:
        """Hear all of it."""

        async def eyes() -> Viewer:
            return self.viewer

        async with aclosing(stream.answers(eyes, self.now)) as answers:
            async for answer in answers:
                self.bytes.append(answer.body)
                self.told.append(read(answer.body))
                self._more.set()

    async def heard(self, number: int) -> list[Any]:
        """Wait until so many changes were told; give what each says."""
        async with asyncio.timeout(LONG_ENOUGH):
            while len(self.told) < number:
                self._more.clear()
                await self._more.wait()
        return [next(iter(it["data"].values())) if "data" in it else it for it in self.told]


async def begun(
    gate: Gate, query: str, viewer: Viewer = VISITOR, **variables: Any
) -> Answer | Stream:
    """Subscribe, at the moment of the tests."""
    return await subscribed(gate, Request(query, None, variables), viewer, NOW, "sv")


@asynccontextmanager
async def following(
    gate: Gate,
    query: str,
    viewer: Viewer = VISITOR,
    now: Callable[[], datetime] = lambda: NOW,
    **variables: Any,
) -> AsyncIterator[Follower]:
    """Follow while the context lasts."""
    stream = await begun(gate, query, viewer, **variables)
    assert isinstance(stream, Stream), stream
    follower = Follower(viewer, now)
    follower.task = asyncio.create_task(follower.follow(stream))
    try:
        yield follower
    finally:
        follower.task.cancel()
        await asyncio.gather(follower.task, return_exceptions=True)
