"""Who has spent all is told so, by 429 and in JSON, with when to come back; nobody else suffers."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from models.account import Role
from server import create_app
from services.database.storage import Store
from services.policy import viewer_of
from services.rates import limiting
from services.rates.budgets import Overspent
from services.view import VISITOR
from settings import Settings
from tests.web.conftest import one_error
from tests.web.sockets import greeted, heard, say, serving, subscribe
from web.rates import Rates, rates, subscriber

RATE = 1_000
LISTING = "{ networks(first: 20) { nodes { title } } }"
"""It costs 21, and 100 the first time."""

WIDE = "{ networks(first: 100) { nodes { title meetings(first: 5) { nodes { title } } } } }"
"""It costs 701."""

BEGIN = 1_700_000_040
"""A moment at which a window of a minute begins."""

GRAPHQL = {"Accept": "application/graphql-response+json"}


@pytest.fixture
def dialect() -> str:
    """One database: what is asked of it is not what this is about."""
    return "sqlite"


@pytest.fixture(autouse=True)
def _half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it always be the middle of the same window, for whole answers to be compared."""
    monkeypatch.setattr(time, "time", lambda: BEGIN + 30.0)
    monkeypatch.setattr(limiting, "monotonic", lambda: 0.0)


@asynccontextmanager
async def started(database: str, **settings: Any) -> AsyncIterator[Starlette]:
    given = {"visitor_rate": RATE, **settings}
    app = create_app(Settings(database_url=database, **given))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """An application whose visitors may spend a thousand a minute."""
    async with started(database) as app:
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    """Somebody at one address."""
    async with at(app, "192.0.2.1") as client:
        yield client


def at(app: Starlette, address: str) -> AsyncClient:
    way = ASGITransport(app, raise_app_exceptions=False, client=(address, 4711))
    return AsyncClient(transport=way, base_url="http://knutpunkt.test")


async def asked(client: AsyncClient, query: str, **headers: str) -> int:
    answer = await client.post("/graphql", json={"query": query}, headers={**GRAPHQL, **headers})
    return answer.status_code


async def until_refused(client: AsyncClient, query: str = LISTING, most: int = 100) -> int:
    """Ask until there is nothing left for it; tell how often there was."""
    for number in range(most):
        if await asked(client, query) == 429:
            return number
    raise AssertionError("it was never refused")


@pytest.mark.parametrize("kind", ["application/json", "application/graphql-response+json"])
async def test_who_has_spent_all_is_told_when_to_come_back(client: AsyncClient, kind: str) -> None:
    assert await until_refused(client) == 42  # 100 once, and 21 each

    answer = await client.post("/graphql", json={"query": LISTING}, headers={"Accept": kind})

    assert answer.status_code == 429
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.headers["retry-after"] == "36"
    assert answer.headers["ratelimit-policy"] == '"visitor";q=1000;w=60'
    assert answer.headers["ratelimit"] == '"visitor";r=18;t=36'
    assert answer.headers["cache-control"] == "no-store"
    assert one_error(answer.content) == {
        "message": "You may spend 1000 in 60 seconds, and 18 is left; this is more. "
        "Try again in 36 seconds.",
        "extensions": {"code": "RATE_LIMITED"},
    }


async def test_nothing_is_read_for_who_is_refused(app: Starlette, client: AsyncClient) -> None:
    await until_refused(client)
    store: Store = app.state.store
    before = store.statements

    assert await until_refused(client, most=1) == 0

    assert store.statements == before


async def test_others_are_answered_meanwhile(app: Starlette, client: AsyncClient) -> None:
    await until_refused(client)

    async with at(app, "192.0.2.2") as other:
        assert await asked(other, LISTING) == 200


async def test_what_costs_less_is_answered_still(client: AsyncClient) -> None:
    told = [await asked(client, WIDE), await asked(client, WIDE), await asked(client, LISTING)]

    assert told == [200, 429, 429]  # being refused cost 100, and 99 is left
    assert await asked(client, "{ networks(first: 1) { totalCount } }") == 429  # it is new
    assert await client.get("/livez") is not None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"query": "{ networks { nodes { titel } } }"}, 400),
        ({"query": "{"}, 400),
        ({"query": "query A { __typename } query B { __typename }"}, 400),
        ({"query": "{ __schema { types { name } } }"}, 200),
        ({"query": "query ($n: Int!) { networks(first: $n) { totalCount } }"}, 400),
        ({"query": "{ networks(first: 101) { totalCount } }"}, 400),
        ({"query": 1}, 400),
        ([], 400),
    ],
)
async def test_what_is_not_answered_costs_something_as_well(
    client: AsyncClient, body: Any, status: int
) -> None:
    told = []
    for _ in range(11):
        told.append((await client.post("/graphql", json=body, headers=GRAPHQL)).status_code)

    assert set(told[:5]) == {status}
    assert told[-1] == 429
    assert await asked(client, LISTING) == 429


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("PUT", {}, 405),
        ("POST", {"Content-Type": "text/plain"}, 415),
        ("POST", {"Accept": "text/html"}, 406),
        ("GET", {"Origin": "https://www.example.org"}, 403),
    ],
)
async def test_nor_are_malformed_requests_free(
    client: AsyncClient, method: str, headers: dict[str, str], status: int
) -> None:
    told = [
        (await client.request(method, "/graphql", content=b"x", headers=headers)).status_code
        for _ in range(11)
    ]

    assert told == [status] * 10 + [429]


async def test_asking_whether_one_may_ask_is_free(client: AsyncClient) -> None:
    for _ in range(20):
        assert (await client.options("/graphql")).status_code == 204

    assert await asked(client, LISTING) == 200


async def test_what_may_be_spent_in_a_minute_caps_what_an_operation_may_cost(
    database: str,
) -> None:
    async with started(database, visitor_cost=5_000) as app, at(app, "192.0.2.1") as client:
        body = {"query": WIDE.replace("first: 5", "first: 50")}
        answer = await client.post("/graphql", json=body, headers=GRAPHQL)

    error = one_error(answer.content)
    assert (answer.status_code, error["extensions"]["code"]) == (400, "COST_LIMIT_EXCEEDED")
    assert error["message"].startswith("This operation may cost 5201, and 1000 is allowed.")


async def test_zero_is_no_limit(database: str) -> None:
    async with started(database, visitor_rate=0) as app, at(app, "192.0.2.1") as client:
        told = {await asked(client, WIDE) for _ in range(5)}

    assert told == {200}


async def test_a_page_of_another_site_may_read_when_to_come_back(database: str) -> None:
    async with started(database, cors_origins="*") as app, at(app, "192.0.2.1") as client:
        await until_refused(client)
        body = {"query": LISTING}
        answer = await client.post("/graphql", json=body, headers={"Origin": "https://a.example"})

    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert {"Retry-After", "RateLimit", "RateLimit-Policy"} <= set(exposed)
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_what_is_counted_is_told_to_prometheus(client: AsyncClient) -> None:
    await until_refused(client)

    text = (await client.get("/metrics")).text

    assert 'knutpunkt_operations_total{outcome="RATE_LIMITED"} 1.0' in text


async def test_an_operation_on_a_socket_and_in_a_stream_spends_as_well(database: str) -> None:
    app = create_app(Settings(database_url=database, visitor_rate=RATE))
    async with serving(app) as url, greeted(url) as socket, AsyncClient(base_url=url) as client:
        told = []
        for number in range(3):
            await say(socket, subscribe(f"{number}", WIDE))
            told.append(await heard(socket))
            if told[-1]["type"] == "next":
                assert await heard(socket) == {"id": f"{number}", "type": "complete"}
        streamed = await client.post(
            "/graphql", json={"query": LISTING}, headers={"Accept": "text/event-stream"}
        )

    assert [it["type"] for it in told] == ["next", "error", "error"]
    assert [it["extensions"] for it in told[1]["payload"]] == [{"code": "RATE_LIMITED"}]
    assert (streamed.status_code, streamed.headers["retry-after"]) == (429, "31")
    assert one_error(streamed.content)["extensions"] == {"code": "RATE_LIMITED"}


async def test_accounts_and_tokens_have_a_budget_wherever_they_are() -> None:
    editor, colleague = (viewer_of(Role.EDITOR, UUID(int=it)) for it in (1, 2))
    token, other = (viewer_of(Role.STAFF, name=it) for it in ("website", "calendar"))
    home, office = ({"client": (it, 1)} for it in ("192.0.2.1", "192.0.2.2"))
    told = []

    async with rates(1_000, 5_000, "") as spending:
        for scope, viewer in [
            (home, VISITOR),
            (home, editor),
            (office, editor),
            (office, colleague),
            (office, token),
            (home, token),
            (home, other),
            (office, VISITOR),
        ]:
            cost = 3_000 if viewer.role else 1_000
            try:
                async with spending.paying(scope, viewer) as spend:
                    await spend(cost)
                told.append(True)
            except Overspent:
                told.append(False)

    assert told == [True, True, False, True, True, False, True, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("unknown", "unknown", True),
    ],
)
def test_an_address_is_what_one_subscriber_has(one: str, other: str, same: bool) -> None:
    found = [subscriber({"client": (it, 1)}) for it in (one, other)]

    assert (found[0] == found[1]) is same


def test_keys_tell_no_addresses() -> None:
    rates, others = (Rates(None, None, secret) for secret in (b"one", b"two"))
    keys = {it.keyed(b"\xc0\x00\x02\x01") for it in (rates, rates, others)}

    assert len(keys) == 2
    assert all(len(key) == 32 and int(key, 16) for key in keys)
