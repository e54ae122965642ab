"""Who has spent all is not looked up: what they show is read only if it was good before."""

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from models.account import Role
from services.identity import recognising
from services.identity.credentials import Kind, new_secret
from services.identity.tokens import Terms, add_token, revoke
from services.rates import limiting
from tests.web.test_rates import BEGIN, LISTING, asked, at, started, until_refused


@pytest.fixture
def dialect() -> str:
    """One database: what is asked of it is not what this is about."""
    return "sqlite"


@pytest.fixture(autouse=True)
def _half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: BEGIN + 30.0)
    monkeypatch.setattr(limiting, "monotonic", lambda: 0.0)


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


def shown(kind: Kind) -> dict[str, str]:
    """Give the header that shows a secret which nobody has."""
    secret = new_secret(kind)
    if kind is Kind.SESSION:
        return {"Cookie": f"knutpunkt_session={secret}"}
    return {"Authorization": f"Bearer {secret}"}


async def good_token(app: Starlette) -> dict[str, str]:
    """Make a token, and give the header that shows it."""
    now = datetime.now(UTC)
    terms = Terms("Webbplatsen", Role.STAFF, now + timedelta(days=1))
    return {"Authorization": f"Bearer {await add_token(app.state.store, terms, now)}"}


@pytest.mark.parametrize("kind", [Kind.TOKEN, Kind.PREVIEW, Kind.SESSION])
async def test_strangers_who_have_spent_all_cost_no_statement(
    app: Starlette, client: AsyncClient, kind: Kind
) -> None:
    await until_refused(client)
    before = app.state.store.statements

    told = [await asked(client, LISTING, **shown(kind)) for _ in range(3)]

    assert told == [429, 429, 429]
    assert app.state.store.statements == before


async def test_strangers_are_looked_up_until_then(client: AsyncClient) -> None:
    told = [await asked(client, LISTING, **shown(Kind.TOKEN)) for _ in range(12)]

    assert told == [401] * 10 + [429] * 2


async def test_whose_token_was_good_is_answered_though_others_spent_all(
    app: Starlette, client: AsyncClient
) -> None:
    token = await good_token(app)
    first = await asked(client, LISTING, **token)
    await until_refused(client)

    again = await asked(client, LISTING, **token)
    await revoke(app.state.store, "Webbplatsen", datetime.now(UTC))
    after = [await asked(client, LISTING, **token) for _ in range(2)]

    assert (first, again, after) == (200, 200, [429, 429])


async def test_only_so_many_are_remembered(
    app: Starlette, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "REMEMBERED", 1)
    first = await good_token(app)
    await asked(client, LISTING, **first)
    await revoke(app.state.store, "Webbplatsen", datetime.now(UTC))
    second = await good_token(app)
    await asked(client, LISTING, **second)

    assert len(app.state.entrance.known.good) == 1
    assert await asked(client, LISTING, **second) == 200
