"""A website in this process, on an API in a process of its own, which it asks over HTTP."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from examples.website.app import create_app
from examples.website.settings import Settings
from tests.asking import ask
from tests.test_commands import running, told_address
from tests.web.conftest import transport
from tests.website.filling import Filled, fill
from tests.website.gates import Gate, gate_before
from tests.website.reading import Found

__all__ = ["ask"]

SECRET = "en hemlighet som är lång nog för en signatur"


@dataclass(slots=True)
class Clock:
    """A clock that shows what it is put to."""

    moment: datetime

    def __call__(self) -> datetime:
        """Tell what time it is."""
        return self.moment


@dataclass(frozen=True, slots=True)
class Website:
    """A client of the website; where the API is that it asks, and the statuses of its answers."""

    client: httpx.AsyncClient
    api: str
    statuses: list[int]

    async def get(self, address: str, status: int = 200, **headers: str) -> httpx.Response:
        """Ask for an address; what comes must have the status."""
        response = await self.client.get(address, headers=headers)
        assert response.status_code == status, response.text
        return response

    async def page(self, address: str, status: int = 200) -> Found:
        """Read the page at an address."""
        return Found.of((await self.get(address, status)).text)

    async def told(self, address: str) -> httpx.Response:
        """Ask the API itself."""
        async with httpx.AsyncClient(base_url=self.api, verify=False) as client:
            return await client.get(address)

    async def asked(self) -> int:
        """Tell how many operations the API has answered."""
        told = (await self.told("/metrics")).text
        numbers = re.findall(
            r'^knutpunkt_operations_total\{outcome=".*"\} (.+)$', told, re.MULTILINE
        )
        return sum(int(float(it)) for it in numbers)


@asynccontextmanager
async def website_on(api: str, **said: Any) -> AsyncIterator[Website]:
    """Open a website that asks this API; ``clock`` is its own, the rest are settings."""
    clock = said.pop("clock", lambda: datetime.now(UTC))
    usual = {"url": "https://natverk.example", "patience": 30, "timeout": 60}  # on any machine
    app = create_app(Settings(api_url=api, **{**usual, **said}), clock)
    statuses: list[int] = []

    async def note(response: httpx.Response) -> None:
        statuses.append(response.status_code)

    async with app.router.lifespan_context(app):
        app.state.site.api.client.event_hooks = {"response": [note]}
        client = httpx.AsyncClient(transport=transport(app), base_url="https://natverk.example")
        async with client:
            yield Website(client, api, statuses)


@pytest.fixture(scope="session")
async def filled(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A database with what the website of the tests shows."""
    database = tmp_path_factory.mktemp("filled") / "knutpunkt.db"
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), database)
    return await fill(database)


@pytest.fixture(scope="session")
def api(filled: Filled) -> Iterator[str]:
    """The address of an API that nobody changes."""
    with running(filled.settings, "commands.py", "serve") as process:
        yield told_address(process)


@pytest.fixture(scope="session")
async def website(api: str, filled: Filled) -> AsyncIterator[Website]:
    """The website on it, with previews."""
    async with website_on(api, preview_secret=SECRET, preview_token=filled.token) as website:
        yield website


@pytest.fixture
async def gate(api: str) -> AsyncIterator[Gate]:
    """A way to that API that a test may shut."""
    async with gate_before(api) as gate:
        yield gate


@pytest.fixture
def copied(filled: Filled, tmp_path: Path) -> Path:
    """A database that a test has for itself."""
    return Path(shutil.copy(filled.database, tmp_path / "knutpunkt.db"))
