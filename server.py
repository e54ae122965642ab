"""The way in over HTTP: what answers at which address, and what is opened before the first request.

``create_app`` makes the application from settings; ``app`` is the one of the environment, so that
``uvicorn server:app`` works as well as ``commands.py serve``, which also migrates and seeds.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from resolvers.gate import Gate, telling
from schema import built
from services.database.storage import expected, opened
from services.events.following import Clock, following, now
from services.identity.signing_in import entrance
from settings import Settings, settings_or_exit
from web.addresses import GRAPHQL, routes
from web.application import application
from web.endpoint.graphql import GraphqlDoor, graphql_door
from web.rates import rates
from web.watching.accidents import noticed
from web.watching.metrics import Measures, Slot
from web.watching.tracing import Tracing, tracing


def create_app(
    settings: Settings,
    slot: Slot | None = None,
    spans: Tracing | None = None,
    clock: Clock = now,
) -> Starlette:
    """Make the application; its database is opened when it starts and closed when it ends.

    ``app.state.closing`` is set when the end is near: what would wait, such as a stream, ends then.
    ``slot`` is where this process tells its numbers, if several share the work; ``spans`` are made
    as the settings say, unless given. ``clock`` tells what time it is, wherever that is asked.
    """
    measures = Measures(lambda: getattr(app.state, "gate", None), slot)
    traces = spans or tracing(settings.tracing)
    inner = _door(settings, measures)
    door = traces.traced(inner)
    app = application(
        routes(door, inner, measures if settings.metrics else None, settings.explorer),
        GRAPHQL,
        door,
        lambda app: _open(app, settings, traces, measures),
    )
    app.state.closing, app.state.origins = asyncio.Event(), inner.origins
    app.state.clock, app.state.tracing = clock, traces
    app.state.explorer = settings.explorer
    return app


def build_schema() -> None:
    """Build what all that serve have in common; to be called before they are forked."""
    built()


def _door(settings: Settings, measures: Measures) -> GraphqlDoor:
    return graphql_door(
        cors_origins=settings.cors_origins,
        body_limit=settings.body_limit,
        patience=settings.operation_timeout,
        change_patience=settings.mutation_timeout,
        measures=measures,
        greeting=settings.greeting_timeout,
        heartbeat=settings.heartbeat,
        operations=settings.socket_operations,
        seats=settings.streams_per_address,
    )


@asynccontextmanager
async def _open(
    app: Starlette, settings: Settings, traces: Tracing, measures: Measures
) -> AsyncIterator[None]:
    expected(settings.database_url)
    reading = opened(
        settings.database_url,
        readers=settings.pool_size,
        patience=settings.pool_timeout,
        longest=settings.statement_timeout,
        changing=settings.write_timeout,
        around=traces.around,
    )
    each = (settings.visitor_rate, settings.editor_rate, settings.valkey_url)
    async with traces.running(), reading as store, rates(*each, measures.missed) as spending:
        app.state.store, app.state.rates = store, spending
        watching = telling(measures.noticed, traces.noticed, noticed)
        rules = (settings.allowance, watching, settings.documents, app.state.closing)
        app.state.gate = Gate(built(), store, *rules, settings.bounds, settings.site)
        lasting = (settings.session_lifetime, settings.session_idle)
        entering = entrance(store, *lasting, spending.shared)
        async with following(store, app.state.clock), entering as app.state.entrance:
            try:
                yield
            finally:
                app.state.closing.set()


app = create_app(settings_or_exit())
