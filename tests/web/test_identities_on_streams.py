"""Who asks on a socket, or follows a stream, is found out as over HTTP, and before each answer."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from websockets.typing import Origin

from models.account import Role
from models.event import EventName
from server import create_app
from services.identity.passwords import Passwords
from services.identity.sessions import end as sign_out
from services.identity.tokens import Terms, add_token, revoke
from settings import Settings
from tests.factories import DAY, DRAFT
from tests.identities import QUICK, person, signed_in
from tests.resolvers.streams import happened
from tests.web.sockets import end, greeted, heard, opened, say, serving, subscribe

CHANGES = "subscription @view(drafts: true) { changes { event content { slug } } }"
DRAFTS = "query @view(drafts: true) { networks { totalCount } }"
SAVED: dict[str, Any] = {"name": EventName.SAVED, "public": None}


@pytest.fixture
async def app(database: str) -> Starlette:
    """The application, not started yet, to which pages of everywhere may come."""
    return create_app(Settings(database_url=database, cors_origins="*"))


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    """Where it is served, with passwords that take little work."""
    async with serving(app) as url, httpx.AsyncClient(base_url=url) as client:
        await client.get("/livez")  # it has started
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        yield url


async def token(app: Starlette, name: str = "bot") -> str:
    """Make a token that reads drafts, and give what shows it."""
    now = datetime.now(UTC)
    secret = await add_token(app.state.store, Terms(name, Role.WRITER, now + DAY), now)
    return f"Bearer {secret}"


async def session(app: Starlette) -> str:
    """Sign somebody in who reads drafts, and give the secret of their session."""
    await person(app.state.entrance)
    return (await signed_in(app.state.entrance, now=datetime.now(UTC))).secret


async def asked(socket: Any, query: str = DRAFTS) -> str:
    """Ask for drafts; the kind of message that answers."""
    await say(socket, subscribe("1", query))
    answer = await heard(socket)
    if answer["type"] == "next":
        await heard(socket)
    return str(answer["type"])


async def test_a_visitor_is_one(url: str) -> None:
    async with greeted(url) as socket:
        assert await asked(socket) == "error"


async def test_a_token_may_come_with_the_handshake(app: Starlette, url: str) -> None:
    headers = {"Authorization": await token(app)}

    async with greeted(url, additional_headers=headers) as socket:
        assert await asked(socket) == "next"


async def test_a_token_may_come_with_the_greeting(app: Starlette, url: str) -> None:
    payload = {"authorization": await token(app)}

    async with opened(url) as socket:
        await say(socket, {"type": "connection_init", "payload": payload})
        assert await heard(socket) == {"type": "connection_ack"}
        assert await asked(socket) == "next"


async def test_a_token_that_is_none_ends_the_conversation(url: str) -> None:
    async with opened(url) as socket:
        await say(socket, {"type": "connection_init", "payload": {"authorization": "Bearer no"}})
        code, reason = await end(socket)

    assert (code, reason[:23]) == (4403, "There is no such token,")


@pytest.mark.parametrize(
    ("origin", "answer"), [(None, "next"), ("", "next"), ("https://elsewhere.example", "error")]
)
async def test_a_session_is_heard_of_from_our_own_pages_only(
    app: Starlette, url: str, origin: str | None, answer: str
) -> None:
    """Where everybody may ask, a page of anybody's must not ask in somebody's name."""
    cookie = {"Cookie": f"knutpunkt_session={await session(app)}"}
    page = None if origin is None else Origin(origin or url)

    async with greeted(url, additional_headers=cookie, origin=page) as socket:
        assert await asked(socket) == answer


async def test_a_token_that_is_revoked_ends_what_it_follows(app: Starlette, url: str) -> None:
    headers = {"Authorization": await token(app, "follower")}

    async with greeted(url, additional_headers=headers) as socket:
        await say(socket, subscribe("1", CHANGES))
        await say(socket, subscribe("2", "{ __typename }"))
        await heard(socket), await heard(socket)
        await happened(app.state.store, "Ett", DRAFT, **SAVED)
        told = await heard(socket)
        await revoke(app.state.store, "follower", datetime.now(UTC))
        await happened(app.state.store, "Hemligt", DRAFT, **SAVED)
        ended = await heard(socket)

    assert told["payload"]["data"]["changes"] == {"event": "SAVED", "content": {"slug": "ett"}}
    assert (ended["id"], ended["type"]) == ("1", "error")
    assert ended["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_session_that_ends_ends_what_it_follows(app: Starlette, url: str) -> None:
    secret = await session(app)
    headers = {"Cookie": f"knutpunkt_session={secret}", "Accept": "text/event-stream"}

    async with (
        httpx.AsyncClient(base_url=url, timeout=10) as client,
        client.stream("POST", "/graphql", json={"query": CHANGES}, headers=headers) as answer,
    ):
        await sign_out(app.state.store, secret)
        await happened(app.state.store, "Hemligt", DRAFT, **SAVED)
        said = "".join([it async for it in answer.aiter_text()])

    assert answer.headers["cache-control"] == "private, no-store"
    assert "UNAUTHENTICATED" in said
    assert "hemligt" not in said
    assert said.endswith("event: complete\ndata:\n\n")
