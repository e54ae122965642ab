"""The application on a real database, asked the way a client asks."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from server import create_app
from settings import Settings


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, started."""
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[AsyncClient]:
    """A client of the application that shows failures as a real one sees them."""
    async with AsyncClient(transport=transport(app), base_url="http://knutpunkt.test") as client:
        yield client


def transport(app: Starlette) -> ASGITransport:
    """Reach ``app`` without a network; what escapes it is answered, as a server would."""
    return ASGITransport(app, raise_app_exceptions=False)
