"""Feeds asked over HTTP, at a moment that the test sets: the fixture ``feeds``."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from httpx import AsyncClient, Response
from hypothesis import strategies as st
from icalendar import Calendar

from server import create_app
from services.database.storage import Store
from settings import Settings
from tests.factories import NOW
from tests.web.conftest import asking

HOME = "https://natverk.example.org"
ALL = "/feeds/meetings.ics"

TRAPS = (
    "\\",
    r"\N",
    r"\n",
    "n",
    "N",
    ",",
    ";",
    ":",
    '"',
    "^",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "%2C",
    "\x02",
    "\x85",
    "\u2028",
    "\ufeff",
    "å",
    "🦉",
    "é" * 30,
    "C:\\Nya",
)
TEXTS = st.lists(
    st.sampled_from(TRAPS) | st.characters(exclude_categories=["Cs"]), max_size=90
).map("".join)
"""Texts of what iCalendar writes otherwise than it was said, at every place of its lines."""


@dataclass(slots=True)
class Feeds:
    """A client of the application, its store, and the clock that it reads."""

    client: AsyncClient
    store: Store
    clock: dict[str, datetime] = field(default_factory=dict)

    def at(self, moment: datetime) -> None:
        """Set the clock."""
        self.clock["now"] = moment

    async def get(self, path: str = ALL, **headers: str) -> Response:
        """Ask for a feed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(path.removeprefix(HOME), headers=named)

    async def events(self, path: str = ALL) -> dict[str, Any]:
        """Give the events of a calendar by their UID, in its order."""
        answer = await self.get(path)
        assert answer.status_code == 200, answer.text
        found: list[Any] = Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(it["uid"]).partition("@")[0]: it for it in found}

    async def titles(self, path: str = ALL) -> list[str]:
        """Give the titles of a calendar's events, in its order."""
        return [str(it["summary"]) for it in (await self.events(path)).values()]

    async def ask(self, query: str) -> Any:
        """Ask a question of GraphQL."""
        answer = (await self.client.post("/graphql", json={"query": query})).json()
        assert list(answer) == ["data"], answer
        return answer["data"]


@pytest.fixture
async def feeds(database: str) -> AsyncIterator[Feeds]:
    """The application, started at ``NOW``."""
    clock = {"now": NOW}
    settings = Settings(database_url=database, visitor_rate=0, public_url=HOME)
    app = create_app(settings, clock=lambda: clock["now"])
    async with app.router.lifespan_context(app), asking(app) as client:
        yield Feeds(client, app.state.store, clock)
