"""Where a website has pages for meetings, whoever is told of one is led to its page."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from httpx import AsyncClient

from server import create_app
from settings import Settings
from tests.factories import NOW, meeting
from tests.web.conftest import asking
from tests.web.feeding import ALL

PAGE = "https://www.example.org/{language}/kalendarium/{slug}?fran=kalender"
LINK = "{http://www.w3.org/2005/Atom}link[@rel='alternate']"
QUESTION = "query @view(locale: %s) { meetings { nodes { jsonLd } } }"


async def told(client: AsyncClient, locale: str) -> list[Any]:
    """Tell where each of four forms leads to for the one meeting, and what Atom says it is."""
    asked, query = {"query": QUESTION % locale.upper()}, f"?language={locale}"
    [node] = (await client.post("/graphql", json=asked)).json()["data"]["meetings"]["nodes"]
    calendar = (await client.get(ALL + query)).text.replace("\r\n ", "")
    event = calendar.partition("BEGIN:VEVENT")[2]
    [item] = (await client.get(f"/feeds/meetings.json{query}")).json()["items"]
    atom = ElementTree.fromstring((await client.get(f"/feeds/meetings.atom{query}")).content)
    [link] = atom.iterfind(f"*/{LINK}")
    return [
        json.loads(node["jsonLd"])["url"],
        event.partition("\nURL:")[2].partition("\r")[0],
        item["url"],
        link.get("href"),
        link.get("type"),
    ]


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    ("page", "address", "kind"),
    [
        ("", "https://api.example.org/meetings/ramsor.ics", "text/calendar"),
        (PAGE, "https://www.example.org/{language}/kalendarium/ramsor?fran=kalender", "text/html"),
    ],
)
async def test_all_forms_lead_to_one_address(
    database: str, page: str, address: str, kind: str, locale: str
) -> None:
    unsaid = locale == "sv" or page
    expected = address.replace("{language}", locale) + ("" if unsaid else "?language=en")
    home = "https://api.example.org"
    settings = Settings(database_url=database, public_url=home, meeting_page=page)
    app = create_app(settings, clock=lambda: NOW)
    async with app.router.lifespan_context(app), asking(app) as client:
        async with app.state.store.writing():
            await meeting("Ramsor")

        assert await told(client, locale) == [expected] * 4 + [kind]
        assert (await client.get("/meetings/ramsor.ics")).status_code == 200


async def test_another_page_gives_another_tag(database: str) -> None:
    tags = set()
    for page in ("", "https://www.example.org/{slug}", "https://www.example.org/m/{slug}"):
        app = create_app(Settings(database_url=database, meeting_page=page), clock=lambda: NOW)
        async with app.router.lifespan_context(app), asking(app) as client:
            tags.add((await client.get(ALL)).headers["etag"])

    assert len(tags) == 3
