"""Spans of OpenTelemetry: one of a request to GraphQL, and in it one of each statement.

Named as its semantic conventions say (HTTP, GraphQL, database). The rules: a span tells what was
asked by the document's digest and the operation's name, never by a value; who asks is not told.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from opentelemetry.context import Context
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import Span, SpanKind, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resolvers.documents import Operation
from services.database.address import Address
from services.database.watching import Around
from web.watching.metrics import OK, OUTCOME

LONGEST_NAME = 100
"""Characters of an operation's name that a span tells: a client may make up any."""

PATIENCE = 3
"""Seconds that the last spans are given to be sent in, when the process ends."""

TRACE_CONTEXT = TraceContextTextMapPropagator()
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Spans:
    """Makes spans once ``running``; ``processed`` gives what takes them, when it begins."""

    def __init__(self, processed: Callable[[], SpanProcessor]) -> None:
        ours = Resource({"service.name": "knutpunkt"})
        resource = Resource.create().merge(ours).merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._tracer = self._provider.get_tracer("knutpunkt")
        self._processed = processed

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Make spans from here on; at the end, send what is left of them."""
        self._provider.add_span_processor(self._processed())  # its threads are this process's
        try:
            yield
        finally:
            ending = Thread(target=self._provider.shutdown, daemon=True)
            ending.start()
            await asyncio.to_thread(ending.join, PATIENCE)

    def traced(self, door: ASGIApp) -> ASGIApp:
        """Make a span of each request to ``door``, under the one that ``traceparent`` names."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            with self._request(scope) as span:

                async def tell(message: Message) -> None:
                    if message["type"] == "http.response.start":
                        _answered(span, message["status"])
                    await send(message)

                await door(scope, receive, tell)

        return answer

    @contextmanager
    def operating(self, scope: Scope) -> Iterator[None]:
        """Make a span of one operation on a socket, under the one that its handshake names."""
        with self._request(scope):
            yield

    @contextmanager
    def _request(self, scope: Scope) -> Iterator[Span]:
        context = TRACE_CONTEXT.extract(_traced_by(scope))
        with self._span("GraphQL Operation", SpanKind.SERVER, _asked(scope), context) as span:
            yield span
            if (outcome := scope.get(OUTCOME, OK)) != OK:
                span.set_attribute("error.type", outcome)

    def noticed(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Say which operation it is that the current span is of."""
        span = get_current_span()
        if not span.is_recording():
            return
        kind = operation.node.operation.value
        span.update_name(kind)
        span.set_attribute("graphql.operation.type", kind)
        if operation.node.name:
            span.set_attribute("graphql.operation.name", operation.node.name.value[:LONGEST_NAME])
        if operation.node.loc:
            text = operation.node.loc.source.body.encode(errors="replace")
            span.set_attribute("graphql.document", f"sha256:{sha256(text).hexdigest()}")

    def around(self, place: Address) -> Around:
        """Make a span of each statement that runs there for a request."""
        told = _told(place)

        def watched(sql: str) -> AbstractContextManager[object]:
            return self._statement(sql, told) if get_current_span().is_recording() else _UNTRACED

        return watched

    @contextmanager
    def _statement(self, sql: str, place: Mapping[str, str | int]) -> Iterator[None]:
        act = sql.split(maxsplit=1)[0].upper()
        attributes = {**place, "db.operation.name": act, "db.query.text": sql}
        name = f"{act} {place['db.namespace']}"
        with self._span(name, SpanKind.CLIENT, attributes) as span:
            try:
                yield
            except BaseException as error:
                _failed(span, error)
                raise

    def _span(
        self,
        name: str,
        kind: SpanKind,
        attributes: Mapping[str, str | int],
        context: Context | None = None,
    ) -> AbstractContextManager[Span]:
        """Make a span that tells nothing of an exception by itself: its words may have values."""
        return self._tracer.start_as_current_span(
            name, context, kind, attributes, record_exception=False, set_status_on_exception=False
        )


_UNTRACED = nullcontext()


def _traced_by(scope: Scope) -> dict[str, str]:
    """Give the headers of W3C's Trace Context, as its reader wants them."""
    names = (b"traceparent", b"tracestate")
    return {str(n, "ascii"): str(value, "latin-1") for n, value in scope["headers"] if n in names}


def _asked(scope: Scope) -> dict[str, str]:
    """Tell of a request what HTTP's conventions ask for, without who asks, and what."""
    method = scope.get("method", "GET")  # of a handshake
    return {
        "http.request.method": method if method in METHODS else "_OTHER",
        "http.route": scope["path"],
        "url.path": scope["path"],
        "url.scheme": scope["scheme"],
        "network.protocol.version": scope["http_version"],
    }


def _answered(span: Span, status: int) -> None:
    """Tell the status; only the server's own faults are the span's (conventions for HTTP)."""
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(StatusCode.ERROR)


def _told(place: Address) -> dict[str, str | int]:
    told: dict[str, str | int] = {
        "db.system.name": place.dialect,
        "db.namespace": place.name.rpartition("/")[2],
    }
    server = urlsplit(place.name) if place.dialect == "postgresql" else None
    if server and server.hostname:
        told["server.address"] = server.hostname
        told["server.port"] = server.port or 5432
    return told


def _failed(span: Span, error: BaseException) -> None:
    """Tell what went wrong by its kind, and by the database's code for it."""
    span.set_attribute("error.type", type(error).__qualname__)
    span.set_status(StatusCode.ERROR)
    code = getattr(error.__cause__ or error, "sqlstate", None)
    if code:
        span.set_attribute("db.response.status_code", code)
