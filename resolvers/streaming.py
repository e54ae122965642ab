"""Subscriptions: what changes, told to whoever follows, with the eyes that they have by then.

The rule: who follows is a place in the log, and nothing else is kept for them. Each change is
answered like a query, by one statement through the same gate; whoever is slow is told later.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from resolvers.answering import (
    UNUSABLE,
    Answer,
    Request,
    Spend,
    Uncoerced,
    asked_document,
    chosen,
    coerced,
    freely,
)
from resolvers.documents import Faulty, Operation
from resolvers.faults import faults_in, faults_of
from resolvers.following import Interest, interest_of
from resolvers.gate import Gate
from resolvers.viewing import view_for
from services.compiler.pricing import TROUBLE, afforded
from services.errors import Refused, bad_input, unauthenticated
from services.events.log import Logged, ends, events_after
from services.policy import follows_all
from services.view import View, Viewer

AT_ONCE = 100
"""How many changes are read from the log at once."""

RECOGNISED = 60
"""Seconds after which it is looked again who follows, if nothing has changed meanwhile."""

Eyes = Callable[[], Awaitable[Viewer]]
"""Tells who follows, each time anew; raises when nobody may go on under that name."""

Now = Callable[[], datetime]


class Ending(Exception):
    """A stream stops in the middle, for the server is about to end: it is to be taken up again."""


@dataclass(slots=True)
class Stream:
    """A subscription that can be answered: what it asks for, by whom, and the place it is at."""

    gate: Gate
    interest: Interest
    locale: str
    viewer: Viewer
    place: int
    spend: Spend

    async def answers(self, eyes: Eyes, now: Now) -> AsyncGenerator[Answer, None]:
        """Tell all changes from here on; raises ``Ending``, and what ``eyes`` does.

        The last answer may tell why there are no more.
        """
        try:
            async with aclosing(self._changes(eyes, now)) as changes:
                async for answer in changes:
                    yield answer
        except Refused as refused:
            most = self.gate.bounds.errors
            yield Answer(faults_in(refused, most), refused.faults[0].code)

    async def _changes(self, eyes: Eyes, now: Now) -> AsyncGenerator[Answer, None]:
        with self.gate.pulse.following():
            while True:
                end = await self._grown()
                changes = await self._next()
                for change in changes:
                    yield await self._told(change, await self._viewer(eyes), now())
                    self.place = change.place
                if not changes:
                    await self._viewer(eyes)
                    self.place = max(self.place, end)

    @property
    def whole(self) -> bool:
        """Whether it follows the whole log, and not only what changes for visitors."""
        return follows_all(self.viewer)

    async def _grown(self) -> int:
        """Wait until the log goes on, or until it is time to look who follows."""
        try:
            async with asyncio.timeout(RECOGNISED):
                end = await self.gate.pulse.beyond(self.place, whole=self.whole)
        except TimeoutError:
            return self.place
        if end is None:
            raise Ending
        return end

    async def _next(self) -> list[Logged]:
        kinds = self.interest.kinds
        return await events_after(
            self.gate.store, self.place, AT_ONCE, whole=self.whole, kinds=kinds
        )

    async def _viewer(self, eyes: Eyes) -> Viewer:
        viewer = await eyes()
        if (viewer.account, viewer.role) != (self.viewer.account, self.viewer.role):
            raise unauthenticated("You are no longer who you were: subscribe again.")
        return viewer

    async def _told(self, change: Logged, viewer: Viewer, now: datetime) -> Answer:
        interest, variables = self.interest, self.interest.asked.variables
        view = _view(self.gate, interest.operation, variables, viewer, now, self.locale)
        await self.spend(interest.cost(change, view) or TROUBLE)
        return Answer(await interest.told(change, view))


async def subscribed(
    gate: Gate,
    request: Request,
    viewer: Viewer,
    now: datetime,
    locale: str,
    spend: Spend = freely,
) -> Answer | Stream:
    """Begin a subscription, or tell why it cannot be answered.

    To begin costs as much as to be told a change, and so does each change. Raises as ``spend``.
    """
    try:
        document = await asked_document(gate, request, viewer)
        if isinstance(document, Faulty):
            return Answer(document.body, document.code)
        operation = chosen(document, request.operation)
        variables = coerced(gate, operation, request.variables)
        view = _view(gate, operation, variables, viewer, now, locale)
        interest = interest_of(gate, document, operation, variables, view)
        afforded(interest.price(view), gate.allowance.of(viewer))
        await spend(TROUBLE + interest.price(view).total)
        reached, whole = await ends(gate.store), follows_all(viewer)
        return Stream(gate, interest, locale, viewer, interest.place(reached, whole), spend)
    except Refused as refused:
        return Answer(faults_in(refused, gate.bounds.errors), refused.faults[0].code)
    except Uncoerced as uncoerced:
        return Answer(faults_of(uncoerced.errors, UNUSABLE, gate.bounds.errors), UNUSABLE)


def _view(
    gate: Gate,
    operation: Operation,
    variables: Mapping[str, Any],
    viewer: Viewer,
    now: datetime,
    locale: str,
) -> View:
    view = view_for(gate.schema, operation.node, variables, viewer, now, locale)
    if view.moment != now:
        raise bad_input("What changes is told as it changes: leave `at` out of @view.")
    return view
