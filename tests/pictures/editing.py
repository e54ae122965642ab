"""The editors' guide, followed step by step in the explorer, with a picture where it has one."""

import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from playwright.async_api import expect

from services.database.migrating import migrate
from tests.browser.conftest import sign_in
from tests.browser.exploring import VARIABLES, Explorer, opened_explorer
from tests.browser.serving import fill, serving
from tests.pictures.camera import Camera
from web.identity.cookies import NAME

MOVE: Final = """mutation ($id: ID!, $version: Int!) {
  updateNetwork(input: { id: $id, expectedVersion: $version, position: 2 }) {
    errors { message }
  }
}"""


async def editing(camera: Camera) -> None:
    """Follow the guide from signing in to the addresses of calendars."""
    async with editors() as (address, colleague), camera.page(720, 540) as page:
        await page.goto(f"{address}/explorer")
        await camera.take(page, "logga-in")
        await sign_in(page)
        await page.set_viewport_size({"width": 1200, "height": 560})
        explorer = await opened_explorer(page)
        changing = partial(change, colleague)
        for part in (find, changing, look_and_publish, go_back, write_and_cancel):
            await part(camera, explorer)
        for unpictured in (repeat, postpone, subscribe):
            await unpictured(explorer)


async def find(camera: Camera, explorer: Explorer) -> None:
    """The parts about the explorer, and about finding."""
    await explorer.choose("Vem är jag och vad får jag göra?")
    assert (await explorer.run())["data"]["viewer"]["can"]["publish"] is True
    await take(camera, explorer, "utforskaren")
    await explorer.choose("Hitta innehåll")
    found = (await explorer.run())["data"]
    assert len(found["networks"]["nodes"]) == 1
    assert len(found["meetings"]["nodes"]) == 2
    await take(camera, explorer, "hitta")


async def change(colleague: str, camera: Camera, explorer: Explorer) -> None:
    """The part about changing: a network gets another lead."""
    await explorer.choose("Hitta ett nätverk")
    await explorer.run()
    await explorer.choose("Ändra ett nätverk")
    await explorer.fill_in("Språklust")
    await explorer.write_in("Ingress", "För dig som vill att små barn ska möta språk och läsning.")
    await explorer.write_in(
        "Ingress", "For those who want to read with small children.", "engelska"
    )
    assert standing(await explorer.run()) == (2, "CHANGED")
    await shown(explorer, "Ingress")
    await take(camera, explorer, "andra")
    await meanwhile(explorer, colleague)
    await explorer.write_in("Namn", "Språklusten")
    await explorer.run()
    await expect(explorer.faults).to_contain_text("nu gäller version 3")
    await explorer.page.get_by_role("button", name="Hämta version 3").scroll_into_view_if_needed()
    await take(camera, explorer, "fel")
    await explorer.page.get_by_role("button", name="Hämta version 3").click()
    await expect(explorer.page.get_by_role("spinbutton", name="Plats i ordningen")).to_have_value(
        "2"
    )
    assert standing(await explorer.run()) == (4, "CHANGED")


async def meanwhile(explorer: Explorer, colleague: str) -> None:
    """A colleague saves the network that is being changed: it gets another place in the order."""
    said = json.loads(await explorer.text(VARIABLES))
    request, address = explorer.page.request, explorer.page.url.removesuffix("explorer")
    asked = {"query": MOVE, "variables": {name: said[name] for name in ("id", "version")}}
    sent = await request.post(f"{address}graphql", data=asked, headers={"Cookie": colleague})
    assert await sent.json() == {"data": {"updateNetwork": {"errors": []}}}


async def shown(explorer: Explorer, name: str) -> None:
    """Have a group of the form in sight, at the top."""
    group = explorer.page.get_by_role("group", name=name, exact=True)
    await group.evaluate("it => it.scrollIntoView()")


async def look_and_publish(camera: Camera, explorer: Explorer) -> None:
    """The parts about looking ahead and publishing."""
    await explorer.choose("Se utkastet på sidan")
    assert (await explorer.run())["data"]["network"]["status"] == "CHANGED"
    await explorer.choose("Se följden först")
    await explorer.fill_in("Språklusten")
    assert (await explorer.run())["data"]["publish"]["outlook"]["problems"] == []
    await explorer.choose("Publicera vid årsskiftet")
    await explorer.fill_in("Språklusten")
    assert standing(await explorer.run()) == (4, "SCHEDULED")
    await take(camera, explorer, "publicera")
    await explorer.choose("Se webbplatsen en annan dag")
    networks = (await explorer.run())["data"]["networks"]["nodes"]
    assert {it["title"]: it["version"] for it in networks}["Språklusten"] == 4
    await take(camera, explorer, "se-i-forvag")


async def go_back(camera: Camera, explorer: Explorer) -> None:
    """The part about undoing."""
    await explorer.choose("Ställ in en publicering")
    await explorer.fill_in("Språklusten")
    assert standing(await explorer.run()) == (4, "CHANGED")
    await explorer.choose("Se historiken")
    await explorer.fill_in("Språklusten")
    history = (await explorer.run())["data"]["node"]["history"]["nodes"]
    assert [it["number"] for it in history] == [4, 3, 2, 1]
    await take(camera, explorer, "historik")
    await explorer.choose("Återställ en tidigare version")
    await explorer.fill_in("Språklusten")
    assert standing(await explorer.run()) == (5, "CHANGED")


async def write_and_cancel(camera: Camera, explorer: Explorer) -> None:
    """The parts about what is new, and about meetings that will not be held."""
    for found_by, name in (("Hitta ett nätverk", "Språklust"), ("Hitta en person", "Lena Jonsson")):
        await explorer.choose(found_by)
        await explorer.run()
        await explorer.choose("Skapa ett möte")
        await explorer.fill_in(name)
    assert standing(await explorer.run()) == (1, "DRAFT")
    await explorer.choose("Publicera nu")
    await explorer.fill_in("Läsning på mitt språk")
    assert standing(await explorer.run()) == (1, "PUBLISHED")
    await explorer.choose("Ställ in ett möte")
    await explorer.fill_in("Läsning på mitt språk")
    await explorer.write_in("Anledning", "För få kunde delta. Vi tar upp ämnet på en senare träff.")
    await explorer.write_in("Anledning", "Too few were able to take part.", "engelska")
    assert standing(await explorer.run()) == (2, "PUBLISHED")
    await take(camera, explorer, "stall-in")


async def repeat(explorer: Explorer) -> None:
    """The part about meetings that come again."""
    await explorer.choose("Hitta ett nätverk")
    await explorer.run()
    await explorer.choose("Skapa en mötesserie")
    await explorer.fill_in("Språklust")
    await explorer.set(prova=True)
    tried = (await explorer.run())["data"]["createMeetingSeries"]
    assert (len(tried["meetings"]), tried["errors"]) == (6, [])
    await explorer.set(prova=False)
    assert standing(await explorer.run()) == (1, "DRAFT")
    await explorer.choose("Publicera en mötesserie")
    await explorer.fill_in("Språkfika")
    assert standing(await explorer.run()) == (1, "PUBLISHED")
    await explorer.choose("Hitta en mötesserie")
    [series] = (await explorer.run())["data"]["allMeetingSeries"]["nodes"]
    assert series["meetings"]["totalCount"] == 6
    await explorer.choose("Ändra en mötesserie")
    await explorer.fill_in("Språkfika")
    await explorer.write_in("Sammanfattning", "Kaffe, och en bok som någon vill berätta om.")
    assert standing(await explorer.run()) == (2, "CHANGED")


async def postpone(explorer: Explorer) -> None:
    """The part about meetings that are held another time."""
    await explorer.choose("Hitta ett möte")
    found = (await explorer.run())["data"]["meetings"]["nodes"]
    await explorer.choose("Skjut upp ett möte")
    await explorer.fill_in(found[0]["title"])
    await explorer.write_in("Anledning", "Lokalen är upptagen den dagen.")
    to = explorer.page.get_by_role("group", name="Ny tid", exact=True)
    for name, hour in (("Börjar", 9), ("Slutar", 11)):
        await to.get_by_label(name, exact=True).fill(
            f"{datetime.now(UTC).year + 1}-04-08T{hour:02}:00"
        )
    assert standing(await explorer.run()) == (2, "PUBLISHED")


async def subscribe(explorer: Explorer) -> None:
    """The part about the calendar: what was cancelled is told to whoever subscribes."""
    await explorer.choose("Se månadens kalender")
    assert "calendarMonth" in (await explorer.run())["data"]
    await explorer.choose("Hitta adresser att prenumerera på")
    network = (await explorer.run())["data"]["network"]
    feed = await explorer.page.request.get(network["meetings"]["feeds"]["ics"])
    told = await feed.text()
    assert "Läsning på mitt språk" in told
    assert "STATUS:CANCELLED" in told
    assert told.count("Språkfika") == 6, told


async def take(camera: Camera, explorer: Explorer, name: str, part: str = "") -> None:
    """Take a picture when the editors have nothing to complain of: what they saw before is gone."""
    await expect(explorer.page.locator(".squiggly-error")).to_have_count(0)
    await camera.take(explorer.page, name, part)


def standing(answer: Any) -> tuple[int, str]:
    """Tell the version and status of the one thing that a change has answered with."""
    [payload] = answer["data"].values()
    assert payload.pop("errors") == []
    for beside in ("outlook", "meetings"):
        payload.pop(beside, None)
    [content] = payload.values()
    [content] = content if isinstance(content, list) else [content]
    return content["version"], content["status"]


@asynccontextmanager
async def editors() -> AsyncIterator[tuple[str, str]]:
    """Serve the first content to editors; tell the address, and by which cookie one comes in."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "knutpunkt.db"
        await migrate(f"sqlite://{database}", lambda _: None)
        sessions = await fill(database)
        with serving(database) as address:
            yield address, f"{NAME}={sessions['eva@example.org']}"
