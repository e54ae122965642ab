"""One operation, whichever way it came in: whose eyes it is answered with, and how it goes wrong.

The rule: over HTTP, in a stream and on a socket the same request gets the same answer, and the
same refusal.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from functools import partial

from starlette.types import Scope

from resolvers.answering import Answer, Request, Streaming, answer
from resolvers.gate import Gate
from resolvers.streaming import Ending, Stream, subscribed
from services.database.storage import Slow, Unreachable, Unsure
from services.rates.budgets import Overspent
from web.endpoint.attending import Patience
from web.endpoint.languages import preferred
from web.headers import Headers
from web.identity.clients import client_of
from web.identity.identifying import identified, seen_anew
from web.rates import Rates, too_many
from web.refusing import Refusal
from web.request_ids import request_id
from web.watching.accidents import facts_of, write_down

TELL_COST = b"graphql-cost"
"""The header that asks for ``extensions.cost``, whatever it says."""

RETRY_AFTER = [(b"retry-after", b"5")]
"""Seconds after which a database may be back."""

log = logging.getLogger(__name__)


async def answered(
    scope: Scope, headers: Headers, request: Request, begin: Callable[[], None]
) -> Answer | Stream:
    """Answer a request of whoever the headers say, or begin what it subscribes to.

    ``begin`` is called before anything is changed. Raises what ``refusal_of`` takes.
    """
    who = await identified(scope, headers)
    state = scope["app"].state
    gate: Gate = state.gate
    rates: Rates = state.rates
    locale = preferred(headers.get(b"accept-language", b"").decode("latin-1"))
    if TELL_COST in headers:
        request = request._replace(telling=True)
    now, client = state.clock(), partial(client_of, scope, headers)
    async with rates.paying(scope, who.viewer) as spend:
        try:
            return await answer(
                gate, request, who.viewer, now, locale, spend, client=client, begin=begin
            )
        except Streaming:
            return await subscribed(gate, request, who.viewer, now, locale, spend)


async def answers(
    scope: Scope,
    headers: Headers,
    request: Request,
    patience: Patience,
    streaming: Callable[[], None],
) -> AsyncGenerator[Answer, None]:
    """Give all answers to a request, the first while there is patience; raises ``Ending``.

    What goes wrong is told by the last of them. ``streaming`` is called when a stream begins.
    """
    found: Answer | Stream
    try:
        async with asyncio.timeout(patience.reading) as limit:
            later = partial(_later, limit, patience.changing)
            found = await answered(scope, headers, request, later)
    except Exception as error:
        found = _refused(error, scope, request)
    if isinstance(found, Answer):
        yield found
        return
    streaming()
    async with aclosing(told(scope, headers, request, found)) as answers:
        async for one in answers:
            yield one


async def once(found: Answer) -> AsyncGenerator[Answer, None]:
    """Give the one answer that there is."""
    yield found


async def told(
    scope: Scope, headers: Headers, request: Request, stream: Stream
) -> AsyncGenerator[Answer, None]:
    """Give all answers of a stream, as long as whoever asked is who they were.

    The last one tells what went wrong, if anything did. Raises ``Ending``.
    """
    seen, now = partial(seen_anew, scope, headers), scope["app"].state.clock
    try:
        async with aclosing(stream.answers(seen, now)) as answers:
            async for one in answers:
                yield one
    except Ending:
        raise
    except Exception as error:
        yield _refused(error, scope, request)


def _later(limit: asyncio.Timeout, seconds: float) -> None:
    limit.reschedule(asyncio.get_running_loop().time() + seconds)


def _refused(error: Exception, scope: Scope, request: Request | None) -> Answer:
    refusal = refusal_of(error, scope, request)
    return Answer(refusal.body(), refusal.code)


def refusal_of(error: Exception, scope: Scope, request: Request | None) -> Refusal:
    """Say what a client is told of an error: of an accident nothing but the id that the log has."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Overspent):
        return too_many(error)
    known_as = request_id(scope)
    if isinstance(error, Unreachable | TimeoutError):
        return _in_vain(error, known_as, request)
    write_down(log, error, known_as, request)
    said = f"Something went wrong here; it has been written down as {known_as}."
    return Refusal(500, said, "INTERNAL_SERVER_ERROR", request_id=known_as)


def _in_vain(error: Exception, known_as: str, request: Request | None) -> Refusal:
    """Tell that the database is away, or took too long; the log has what it said."""
    why = str(error) or "its time was over"
    facts = facts_of(known_as, request)
    log.warning("Request %s was not answered: %s", known_as, why, extra=facts)
    if isinstance(error, Unsure):
        said = (
            "The change was cut short. It was undone, unless it was just being kept: "
            "read what there is now before you send it again."
        )
    elif isinstance(error, Slow | TimeoutError):
        said = "The operation took longer than it may; ask for less at a time, or later."
    else:
        said = "The database does not answer now; try again in a moment."
    return Refusal(503, said, "TIMEOUT", RETRY_AFTER, request_id=known_as)
