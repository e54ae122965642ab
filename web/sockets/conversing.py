"""A conversation over one socket: what a client says, in turn, and the operations it asked for.

The rule: it holds a task for each operation and nothing else that could grow. A message that
nobody takes holds up the one who has to say it. What is no operation costs something as well.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send

from resolvers.answering import Request
from resolvers.streaming import Ending
from web.endpoint.graphql import GraphqlDoor
from web.endpoint.operations import answers, refusal_of
from web.endpoint.racing import ended, race
from web.headers import Headers
from web.identity.identifying import seen_anew
from web.rates import charged, weight_of
from web.refusing import Gone, Refusal
from web.request_ids import answering, part_of
from web.sockets.messages import (
    ACK,
    PONG,
    Complete,
    Hangup,
    Init,
    Message,
    Ping,
    Pong,
    Subscribe,
    complete_of,
    error_of,
    next_of,
    read_message,
)
from web.watching.metrics import GONE, OK, OUTCOME
from web.watching.tracing import Tracing

CLOSES = {401: 4403, 503: 1013}
"""With which code a socket is closed to somebody who would be refused with a status."""

MESSAGE = 1
"""What a message costs that asks for no operation."""

RESTART = "The server is about to end; connect again."


@dataclass(slots=True)
class Conversation:
    """The state of one socket that has been accepted."""

    door: GraphqlDoor
    scope: Scope
    headers: Headers
    receive: Receive
    send: Send
    greeted: bool = False
    asked: int = 0
    operations: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def held(self) -> None:
        """Hold it until it ends; raises ``Hangup`` with how, or ``Gone`` if the client did it."""
        try:
            await race(self._heard(), self._ended())
        finally:
            await ended(*self.operations.values())

    async def _ended(self) -> None:
        """Wait until the server is about to end, and what can be finished by then is."""
        await self.scope["app"].state.closing.wait()
        while self.operations:
            await asyncio.wait(self.operations.values())
        raise Hangup(1012, RESTART)

    async def _heard(self) -> None:
        try:
            async with asyncio.timeout(self.door.streams.greeting) as greeting:
                while True:
                    text = await self._text()
                    if weight := weight_of(len(text)):
                        await self._charged(weight)
                    message = read_message(text)
                    if not isinstance(message, Subscribe):
                        await self._charged()
                    await self._answered(message)
                    if self.greeted:
                        greeting.reschedule(None)
        except TimeoutError:
            raise Hangup(4408, "Say connection_init sooner.") from None

    async def _text(self) -> str:
        message = await self.receive()
        if message["type"] == "websocket.disconnect":
            raise Gone
        self.door.measures.messages["in"] += 1
        text: str | None = message.get("text")
        if text is None:
            raise Hangup(4400, "Send text frames.")
        return text

    async def _charged(self, cost: int = MESSAGE) -> None:
        try:
            await charged(self.scope, cost)
        except Refusal as refusal:
            raise Hangup(1013, str(refusal)) from None

    async def _answered(self, message: Message) -> None:
        match message:
            case Init(payload):
                await self._greet(payload)
            case Ping():
                await self._say(PONG)
            case Pong():
                pass
            case Subscribe(id_, request):
                await self._subscribe(id_, request)
            case Complete(id_):
                if id_ in self.operations:
                    await ended(self.operations[id_])

    async def _greet(self, payload: Mapping[str, Any]) -> None:
        if self.greeted:
            raise Hangup(4429, "Say connection_init once.")
        said = payload.get("authorization", payload.get("Authorization"))
        if isinstance(said, str):
            self.headers = {**self.headers, b"authorization": said.encode()}
        await self._identify()
        self.greeted = True
        await self._say(ACK)

    async def _identify(self) -> None:
        """Find out who it is, so that a bad token is told at once; each operation looks again."""
        try:
            await seen_anew(self.scope, self.headers)
        except Exception as error:
            refusal = refusal_of(error, self.scope, None)
            raise Hangup(CLOSES.get(refusal.status, 1011), str(refusal)) from None

    async def _subscribe(self, id_: str, request: Request) -> None:
        if not self.greeted:
            raise Hangup(4401, "Say connection_init before you ask.")
        if self.scope["app"].state.closing.is_set():
            return  # whoever is told to connect again asks again
        if id_ in self.operations:
            raise Hangup(4409, f"There is an operation {id_} already.")
        if len(self.operations) >= self.door.streams.operations:
            await self._charged()
            said = f"On one socket, {self.door.streams.operations} operations may run at once."
            await self._say(error_of(id_, Refusal(429, said, "RATE_LIMITED").body()))
            return
        self.asked += 1
        task = asyncio.create_task(self._operated(id_, request, part_of(self.scope, self.asked)))
        self.operations[id_] = task
        task.add_done_callback(lambda _: self.operations.pop(id_))

    async def _operated(self, id_: str, request: Request, scope: Scope) -> None:
        """Answer one operation; a stream is counted as answered when it has begun."""
        answering(scope)
        tracing: Tracing = scope["app"].state.tracing
        with tracing.operating(scope):
            await self._measured(id_, request, scope)

    async def _measured(self, id_: str, request: Request, scope: Scope) -> None:
        measures, outcome = self.door.measures, GONE
        counted = [measures.begin()]

        def streaming() -> None:
            measures.end(counted.pop(), OK)

        try:
            outcome = await self._told(id_, request, scope, streaming)
        except Ending:
            outcome = OK
        except Gone:
            pass  # which is heard as well
        finally:
            scope[OUTCOME] = outcome
            for began in counted:
                measures.end(began, outcome)

    async def _told(
        self, id_: str, request: Request, scope: Scope, streaming: Callable[[], None]
    ) -> str:
        """Tell all answers, and that there are no more; give what came of it."""
        patience = self.door.patience
        found = answers(scope, self.headers, request, patience, streaming)
        async with aclosing(found):
            async for answer in found:
                if answer.refused:
                    await self._say(error_of(id_, answer.body))
                    return answer.refused
                await self._say(next_of(id_, answer.body))
        await self._say(complete_of(id_))
        return OK

    async def _say(self, text: str) -> None:
        try:
            await self.send({"type": "websocket.send", "text": text})
        except OSError:
            raise Gone from None
        self.door.measures.messages["out"] += 1
