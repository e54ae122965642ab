"""What Prometheus is told: each application of its own, counted by what came of it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, GraphQLSchema
from httpx import AsyncClient
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from resolvers.gate import Gate
from server import create_app
from settings import CHECKOUT, Settings
from tests.web.conftest import asking
from web.watching.metrics import Measures
from web.watching.shared import Slot, slots

OPERATIONS = CHECKOUT / "docs" / "operations.md"
UPCOMING = "query($where: MeetingFilter) { meetings(where: $where) { totalCount } }"
LISTING = {"query": "{ networks { totalCount } }"}
COUNTED = {
    "knutpunkt_documents_hits_total{}": 1,
    "knutpunkt_documents_kept{}": 2,
    "knutpunkt_documents_misses_total{}": 2,
    "knutpunkt_operation_seconds_count{}": 4,
    "knutpunkt_operations_in_flight{}": 0,
    "knutpunkt_operations_total{'outcome': 'BAD_REQUEST'}": 1,
    "knutpunkt_operations_total{'outcome': 'GRAPHQL_VALIDATION_FAILED'}": 1,
    "knutpunkt_operations_total{'outcome': 'ok'}": 2,
    "knutpunkt_plans_hits_total{}": 1,
    "knutpunkt_plans_kept{}": 1,
    "knutpunkt_plans_misses_total{}": 1,
    "knutpunkt_readers{'state': 'busy'}": 0,
    "knutpunkt_readers_waiting{}": 0,
    "knutpunkt_stream_messages_total{'direction': 'in'}": 0,
    "knutpunkt_stream_messages_total{'direction': 'out'}": 0,
    "knutpunkt_valkey_failures_total{}": 0,
    "knutpunkt_streams{'kind': 'events'}": 0,
    "knutpunkt_streams{'kind': 'socket'}": 0,
    "knutpunkt_trusted_documents_hits_total{}": 0,
    "knutpunkt_trusted_documents_kept{}": 0,
    "knutpunkt_trusted_documents_misses_total{}": 0,
}


async def test_what_was_asked_is_counted(client: AsyncClient) -> None:
    for body in (LISTING, LISTING, {"query": "{ nothing }"}, {"query": 1}):
        await client.post("/graphql", json=body)
    await client.options("/graphql")

    found = await told_at_rest(client)

    idle = found.pop("knutpunkt_readers{'state': 'idle'}")
    assert idle in (1, 2)  # PostgreSQL's are opened when they are needed
    assert found.pop("knutpunkt_statements_total{}") >= 2  # what follows events reads as well
    assert found == COUNTED


async def test_each_application_counts_for_itself(app: Starlette, client: AsyncClient) -> None:
    await client.post("/graphql", json=LISTING)

    async with asking(create_app(Settings(database_url="sqlite://unopened.db"))) as other:
        found = await told(other)

    assert found["knutpunkt_operations_total{'outcome': 'ok'}"] == 0
    assert "knutpunkt_statements_total{}" not in found  # nothing is open


@pytest.mark.usefixtures("aged")
async def test_uses_of_what_is_deprecated_are_counted(client: AsyncClient) -> None:
    before = await uses(client)

    for query in ("{ networks { totalCount } }", "{ networks { nodes { a: slug b: slug } } }"):
        await client.post("/graphql", json={"query": query})
    await client.post("/graphql", json={"query": "{ networks { nodes { slug } } nothing }"})
    upcoming = {"query": UPCOMING, "variables": {"where": {"when": "UPCOMING"}}}
    await client.post("/graphql", json=upcoming)
    await client.post("/graphql", json={**upcoming, "variables": {}})

    assert before == {"MeetingTime.UPCOMING": 0, "Network.slug": 0}
    assert await uses(client) == {"MeetingTime.UPCOMING": 1, "Network.slug": 1}


async def test_a_scrape_is_of_the_process_and_ends_its_connection(client: AsyncClient) -> None:
    answer = await client.get("/metrics")

    assert "process_resident_memory_bytes " in answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert (answer.headers["cache-control"], answer.headers["connection"]) == ("no-store", "close")


async def test_any_worker_tells_the_numbers_of_all_together(database: str) -> None:
    first, second = slots(2)

    async with working(database, first) as client:
        for body in (LISTING, {"query": 1}):
            await client.post("/graphql", json=body)
    async with working(database, second) as client:
        await client.post("/graphql", json=LISTING)
        numbers, text = await told(client), (await client.get("/metrics")).text

    assert numbers["knutpunkt_operations_total{'outcome': 'ok'}"] == 2
    assert numbers["knutpunkt_operations_total{'outcome': 'BAD_REQUEST'}"] == 1
    assert numbers["knutpunkt_operation_seconds_count{}"] == 3
    assert numbers["knutpunkt_statements_total{}"] >= 2
    assert numbers["knutpunkt_documents_kept{}"] == 2
    assert numbers["knutpunkt_operations_in_flight{}"] == 0
    assert set(re.findall(r'process_start_time_seconds{worker="(\d)"}', text)) == {"1", "2"}


async def test_who_replaces_a_worker_counts_on_from_there(database: str) -> None:
    [slot] = slots(1)

    async with working(database, slot) as client:
        await client.post("/graphql", json=LISTING)
        before = await told(client)
    async with working(database, slot) as client:
        between = await told(client)
        await client.post("/graphql", json=LISTING)
        after = await told(client)

    held = {it for it in before if re.search("_kept|readers|in_flight|statements", it)}
    assert {it: before[it] for it in before.keys() - held} == {
        it: between[it] for it in before.keys() - held
    }
    assert between["knutpunkt_documents_kept{}"] == 0
    assert after["knutpunkt_operations_total{'outcome': 'ok'}"] == 2
    assert after["knutpunkt_statements_total{}"] > before["knutpunkt_statements_total{}"] > 0


async def test_what_a_worker_works_on_is_told_while_it_does(database: str) -> None:
    first, second = slots(2)
    Measures(lambda: None, first).begin()

    async with working(database, second) as client:
        found = await told(client)

    assert found["knutpunkt_operations_in_flight{}"] == 1


async def test_they_can_be_switched_off() -> None:
    app = create_app(Settings(database_url="sqlite://unopened.db", metrics=False))

    async with asking(app) as client:
        assert (await client.get("/metrics")).status_code == 404


@pytest.mark.usefixtures("aged")
async def test_every_metric_is_documented(client: AsyncClient) -> None:
    await client.post("/graphql", json=LISTING)
    rows = [
        it for it in OPERATIONS.read_text("utf-8").splitlines() if it.startswith("| `knutpunkt_")
    ]
    documented = {name for it in rows for name in re.findall("`(knutpunkt_[a-z_]+)`", it)}

    names = {re.sub("_count.*|{.*", "", it) for it in await told(client)}

    assert documented == names


@pytest.fixture
def aged(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have parts of the application's schema deprecated."""
    schema: GraphQLSchema = app.state.gate.schema
    network, when = schema.type_map["Network"], schema.type_map["MeetingTime"]
    assert isinstance(network, GraphQLObjectType)
    assert isinstance(when, GraphQLEnumType)
    monkeypatch.setattr(network.fields["slug"], "deprecation_reason", "Ask for the path.")
    monkeypatch.setattr(when.values["UPCOMING"], "deprecation_reason", "Say when.")
    app.state.gate = Gate(schema, app.state.store, noticed=app.state.gate.noticed)


async def uses(client: AsyncClient) -> dict[str, float]:
    """Give how often each deprecated part has been used."""
    return {
        re.sub("^.*'coordinate': '(.*)'}$", r"\1", name): value
        for name, value in (await told(client)).items()
        if name.startswith("knutpunkt_deprecated_uses_total{'")
    }


@asynccontextmanager
async def working(database: str, slot: Slot) -> AsyncIterator[AsyncClient]:
    """Start an application as a worker, and give a client of it."""
    app = create_app(Settings(database_url=database), slot)
    async with app.router.lifespan_context(app), asking(app) as client:
        yield client


async def told_at_rest(client: AsyncClient) -> dict[str, float]:
    """Ask again while what follows events happens to be reading."""
    for _ in range(100):
        found = await told(client)
        if not found["knutpunkt_readers{'state': 'busy'}"]:
            break
        await asyncio.sleep(0.02)
    return found


async def told(client: AsyncClient) -> dict[str, float]:
    """Give all values of ours, but for the durations themselves, by name and labels."""
    families = text_string_to_metric_families((await client.get("/metrics")).text)
    return {
        f"{it.name}{it.labels or '{}'}": it.value
        for family in families
        for it in family.samples
        if it.name.startswith("knutpunkt_") and not it.name.endswith(("_bucket", "_sum"))
    }


@pytest.fixture(autouse=True)
def _no_files_beside(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("beside"))
