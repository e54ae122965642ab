"""Answers as server-sent events: graphql-sse, in its distinct connections mode.

The rule: a stream is told to its end, ``complete``, or it was cut short and is to be taken up
again. Whoever hangs up ends the operation at once.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.types import Receive, Send

from resolvers.answering import Answer
from resolvers.streaming import Ending
from web.endpoint.racing import race
from web.refusing import Lines

COMPLETE = b"event: complete\ndata:\n\n"
HEARTBEAT = b":\n\n"
UNKEPT: Lines = [(b"x-accel-buffering", b"no")]
"""A proxy is not to keep what it gets until it has more."""


def event_of(answer: bytes) -> bytes:
    """Tell an answer, which is JSON: it may have line ends only between its values."""
    return b"event: next\ndata: %s\n\n" % answer.replace(b"\n", b"\ndata: ")


@dataclass(frozen=True, slots=True)
class Telling:
    """The body of a response that has begun; what is told is counted.

    Every ``heartbeat`` seconds a line says that it is alive.
    """

    receive: Receive
    send: Send
    heartbeat: float
    counted: Counter[str]

    async def tell(self, answers: AsyncGenerator[Answer, None]) -> None:
        """Tell all answers, while somebody listens."""
        await race(self._told(answers), self._beating(), self._gone())
        await self._write(b"", more=False)

    async def _told(self, answers: AsyncGenerator[Answer, None]) -> None:
        try:
            async with aclosing(answers):
                async for answer in answers:
                    await self._write(event_of(answer.body))
                    self.counted["out"] += 1
        except Ending:
            return
        await self._write(COMPLETE)

    async def _beating(self) -> None:
        while True:
            await self._write(HEARTBEAT)
            await asyncio.sleep(self.heartbeat)

    async def _gone(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def _write(self, chunk: bytes, more: bool = True) -> None:
        await self.send({"type": "http.response.body", "body": chunk, "more_body": more})
