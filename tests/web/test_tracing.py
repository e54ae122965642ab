"""What is traced: a span of each request, one of each statement in it, and no value in either."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from server import create_app
from services.database.address import Address
from services.database.storage import Store
from settings import INSTALLING, Settings
from tests.test_commands import run, running
from tests.web.conftest import NETWORK, asking
from tests.web.sockets import greeted, heard, say, serving, subscribe
from web.watching.spans import Spans

TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SECRET = "hemligheten"
ASKED = {
    "query": NETWORK,
    "operationName": "Network",
    "variables": {"slug": SECRET},
}


class Traced:
    """An application, what it keeps of its spans, and a client."""

    def __init__(self, kept: InMemorySpanExporter, client: httpx.AsyncClient, store: Store) -> None:
        self.kept = kept
        self.client = client
        self.store = store

    async def __call__(self, body: Any = ASKED, **headers: str) -> tuple[ReadableSpan, ...]:
        """Ask, and give the spans of that: of the statements first, of the request last."""
        self.kept.clear()
        await self.client.post("/graphql", json=body, headers=headers)
        return self.kept.get_finished_spans()


@pytest.fixture
async def traced(database: str) -> AsyncIterator[Traced]:
    async with tracing(database) as traced:
        yield traced


async def test_a_request_is_a_span_named_by_its_operation(traced: Traced) -> None:
    *_, span = await traced()

    assert (span.name, span.kind.name, span.parent) == ("query", "SERVER", None)
    assert span.attributes == {
        "http.request.method": "POST",
        "http.route": "/graphql",
        "url.path": "/graphql",
        "url.scheme": "http",
        "network.protocol.version": "1.1",
        "http.response.status_code": 200,
        "graphql.operation.type": "query",
        "graphql.operation.name": "Network",
        "graphql.document": f"sha256:{sha256(NETWORK.encode()).hexdigest()}",
    }
    assert span.status.status_code is StatusCode.UNSET
    assert span.resource.attributes["service.name"] == "knutpunkt"


async def test_a_statement_is_a_span_in_it_without_the_values(traced: Traced) -> None:
    literal = {"query": f'{{ network(slug: "{SECRET}") {{ title }} }}'}
    for body in (ASKED, literal):
        statement, request = await traced(body)

        assert statement.parent == request.get_span_context()
        assert (statement.name, statement.kind.name) == (f"SELECT {name_of(traced)}", "CLIENT")
        told = dict(statement.attributes or {})
        sql = str(told.pop("db.query.text"))
        assert "FROM network " in sql
        assert ("$1" in sql) or ("?1" in sql)
        assert told == {
            "db.system.name": traced.store.dialect,
            "db.namespace": name_of(traced),
            "db.operation.name": "SELECT",
        }
        assert SECRET not in statement.to_json() + request.to_json()


async def test_it_goes_on_where_the_client_began(traced: Traced) -> None:
    *_, span = await traced(traceparent=f"00-{TRACE}-{PARENT}-01")

    assert span.parent is not None
    assert (f"{span.parent.trace_id:032x}", f"{span.parent.span_id:016x}") == (TRACE, PARENT)


async def test_what_the_client_does_not_trace_is_not_traced(traced: Traced) -> None:
    assert await traced(traceparent=f"00-{TRACE}-{PARENT}-00") == ()


@pytest.mark.parametrize("wrong", ["", "00", f"ff-{TRACE}-{PARENT}-01", f"00-{'0' * 32}-1-01"])
async def test_a_header_that_says_nothing_begins_anew(traced: Traced, wrong: str) -> None:
    *_, span = await traced(traceparent=wrong)

    assert span.parent is None


async def test_faults_are_told_by_their_code(traced: Traced) -> None:
    for body, kind, name in (
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED", "GraphQL Operation"),
        ({"query": 1}, "BAD_REQUEST", "GraphQL Operation"),
        ({**ASKED, "variables": {"slug": 1}}, "BAD_USER_INPUT", "query"),
    ):
        [span] = await traced(body)

        assert (span.name, (span.attributes or {})["error.type"]) == (name, kind)
        assert span.status.status_code is StatusCode.UNSET  # it was the client's


async def test_accidents_are_errors_and_tell_no_values(blank: str) -> None:
    async with tracing(blank) as traced:
        statement, request = await traced()

    for span in (statement, request):
        assert span.status.status_code is StatusCode.ERROR
        assert (span.status.description, span.events) == (None, ())
        assert SECRET not in span.to_json()
    assert (request.attributes or {})["error.type"] == "INTERNAL_SERVER_ERROR"
    told = {**(statement.attributes or {})}
    missing = ("OperationalError", None), ("UndefinedTableError", "42P01")
    assert (told["error.type"], told.get("db.response.status_code")) in missing


async def test_only_requests_to_graphql_are_traced(traced: Traced) -> None:
    assert (await traced.client.get("/readyz")).status_code == 200
    assert traced.kept.get_finished_spans() == ()


async def test_a_long_name_is_cut(traced: Traced) -> None:
    *_, span = await traced({"query": f"query {'N' * 500} {{ __typename }}"})

    assert (span.attributes or {})["graphql.operation.name"] == "N" * 100


async def test_the_last_spans_are_sent_at_the_end(database: str) -> None:
    kept = InMemorySpanExporter()
    seldom = BatchSpanProcessor(kept, schedule_delay_millis=3_600_000)
    async with tracing(database, seldom) as traced:
        await traced.client.post("/graphql", json=ASKED)
        before = kept.get_finished_spans()

    assert (len(before), len(kept.get_finished_spans())) == (0, 2)


def test_nothing_of_it_is_loaded_unless_it_is_asked_for() -> None:
    with running(
        {}, "-c", "import sys, commands; print([it for it in sys.modules if 'telemetry' in it])"
    ) as process:
        said, _ = process.communicate()

    assert said == "[]\n"


def test_asking_for_what_is_not_installed_ends_with_what_to_do() -> None:
    end = run({"KNUTPUNKT_TRACING": "otlp"}, "serve")

    assert (end.returncode, end.stdout) == (2, "")
    assert end.stderr == f"KNUTPUNKT_TRACING cannot be used: {INSTALLING}\n"
    assert "opentelemetry.exporter" not in sys.modules


@pytest.mark.parametrize(("port", "told"), [("", 5432), (":5433", 5433)])
async def test_a_server_that_is_elsewhere_is_told_without_who_is_known_there(
    port: str, told: int
) -> None:
    place = Address.parse(f"postgresql://me:secret@db.example.org{port}/knutpunkt")
    kept = InMemorySpanExporter()
    spans = Spans(lambda: SimpleSpanProcessor(kept))
    async with spans.running():
        with spans._tracer.start_as_current_span("above"), spans.around(place)("SELECT 1"):
            pass
        [statement, _] = kept.get_finished_spans()

    assert statement.attributes == {
        "db.system.name": "postgresql",
        "db.namespace": "knutpunkt",
        "db.operation.name": "SELECT",
        "db.query.text": "SELECT 1",
        "server.address": "db.example.org",
        "server.port": told,
    }


async def test_each_operation_on_a_socket_is_a_span_as_well(database: str) -> None:
    kept = InMemorySpanExporter()
    app = create_app(
        Settings(database_url=database), spans=Spans(lambda: SimpleSpanProcessor(kept))
    )
    above = {"traceparent": f"00-{TRACE}-{PARENT}-01"}

    async with serving(app) as url, greeted(url, additional_headers=above) as socket:
        await say(socket, subscribe("1", NETWORK, variables={"slug": SECRET}))
        assert [(await heard(socket))["type"] for _ in range(2)] == ["next", "complete"]
        await say(socket, subscribe("2", "{ nothing }"))
        assert (await heard(socket))["type"] == "error"

    statement, answered, refused = kept.get_finished_spans()
    assert [it.name for it in (answered, refused)] == ["query", "GraphQL Operation"]
    assert statement.parent == answered.context
    assert format(answered.context.trace_id, "032x") == TRACE
    assert (answered.attributes or {})["graphql.operation.name"] == "Network"
    assert (refused.attributes or {})["error.type"] == "GRAPHQL_VALIDATION_FAILED"


@asynccontextmanager
async def tracing(database: str, processor: SpanProcessor | None = None) -> AsyncIterator[Traced]:
    """Start an application whose spans are kept, or given to ``processor``."""
    kept = InMemorySpanExporter()
    spans = Spans(lambda: processor or SimpleSpanProcessor(kept))
    app = create_app(Settings(database_url=database), spans=spans)
    async with app.router.lifespan_context(app), asking(app) as client:
        yield Traced(kept, client, app.state.store)


def name_of(traced: Traced) -> str:
    return traced.store.name.rpartition("/")[2]
