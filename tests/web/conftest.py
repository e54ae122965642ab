"""The application on a real database, asked the way a client asks: in this process, or over TCP."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from server import create_app
from services.transfer.seeding import seed
from settings import Settings
from tests.test_commands import running, told_address
from tests.web import javascript

NETWORK = "query Network($slug: String!) { network(slug: $slug) { title } }"
"""What clients ask of a server that has the first content."""

LONGEST_WAIT: Final = 66
"""Seconds until what costs 100 fits again into 1,000 a minute, at most: what was spent as a minute
began counts in full until it ends, and then less by 1,000 / 60 a second, until 100 are free.
"""

SEEDED_AT: Final = datetime(2025, 9, 1, 8, tzinfo=UTC)
"""The week that the example meetings are put around."""


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, started."""
    app = create_app(Settings(database_url=database, visitor_rate=0))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    """A client of the application that shows failures as a real one sees them."""
    async with asking(app) as client:
        yield client


@pytest.fixture
async def seeded(app: Starlette, client: AsyncClient) -> AsyncClient:
    """A client of an application that has the first content."""
    await seed(app.state.store, lambda _: None, SEEDED_AT)
    return client


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the first content, in a process of its own."""
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path_factory.mktemp('served')}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_VISITOR_RATE": "0",
    }
    with running(settings, "commands.py", "serve") as process:
        yield told_address(process)


@pytest.fixture(scope="session")
def clients() -> javascript.Clients:
    """Other people's clients, installed as their lock file says."""
    return javascript.installed()


def transport(app: Starlette) -> ASGITransport:
    """Reach ``app`` without a network; what escapes it is answered, as a server would."""
    return ASGITransport(app, raise_app_exceptions=False)


def asking(app: Starlette) -> AsyncClient:
    """Make a client of ``app``."""
    return AsyncClient(transport=transport(app), base_url="http://knutpunkt.test")


def one_error(body: bytes) -> dict[str, Any]:
    """Give the one error of an answer that must have nothing else."""
    found = json.loads(body)
    assert list(found) == ["errors"]
    [error] = found["errors"]
    return dict(error)
