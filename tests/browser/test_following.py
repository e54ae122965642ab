"""What happens is followed in the explorer: told as it happens, stopped, and told why it ended."""

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import APIRequestContext, Page, expect

from tests.browser.conftest import Explore
from tests.browser.exploring import RESPONSE, Explorer
from tests.browser.serving import copied, serving
from web.identity.cookies import NAME

FOLLOW = """subscription Folj($after: String) {
  changes(after: $after) {
    event
    note
  }
}
"""
LAST = "{ changes(last: 1) { nodes { cursor } } }"
SAVE = """mutation ($note: String!, $path: String!) {
  createPage(input: { title: { sv: "Nytt" }, path: $path, note: $note }) {
    errors { message }
  }
}"""
RUN = re.compile("^Kör")
NOTHING_YET = "Följer · inget har hänt än"


@pytest.fixture
def eva(filled: Path) -> str:
    """The session of another editor, who has no explorer open."""
    sessions = json.loads((filled.parent / "sessions.json").read_text("utf-8"))
    return f"{NAME}={sessions['eva@example.org']}"


async def test_what_another_editor_does_is_told_as_it_happens_until_it_is_stopped(
    page: Page, explore: Explore, own_address: str, eva: str
) -> None:
    asked = await page.request.post(
        f"{own_address}/graphql", data={"query": LAST}, headers={"Cookie": eva}
    )
    [last] = (await asked.json())["data"]["changes"]["nodes"]
    explorer = await followed(await explore(own_address), last["cursor"])

    await save(page.request, own_address, eva, "Den första")
    await expect(explorer.status).to_have_text("Följer · 1 ändring har kommit, den senaste visas")
    assert json.loads(await explorer.text(RESPONSE)) == {
        "data": {"changes": {"event": "CREATED", "note": "Den första"}}
    }
    await save(page.request, own_address, eva, "Den andra")
    await expect(page.locator(".result-window")).to_contain_text("Den andra")

    await page.get_by_role("button", name=re.compile("^Stoppa")).click()
    await expect(explorer.status).to_have_text("Följer inte längre · 2 ändringar kom")
    await save(page.request, own_address, eva, "Den tredje")
    await expect(page.get_by_role("button", name=RUN)).to_be_visible()
    assert "Den andra" in await explorer.text(RESPONSE)


async def test_what_cannot_be_followed_is_told_in_swedish(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await explorer.write("subscription { changes { nothing } }")

    await page.get_by_role("button", name=RUN).click()

    await expect(explorer.faults).to_contain_text("Fältet nothing finns inte hos Change.")
    await expect(explorer.status).to_have_text("1 fel · Följer inte längre · 0 ändringar kom")
    await expect(page.get_by_role("button", name=RUN)).to_be_visible()


async def test_a_server_that_goes_away_is_told_at_once(
    page: Page, explore: Explore, filled: Path, tmp_path: Path
) -> None:
    with serving(copied(filled, tmp_path)) as address:
        explorer = await followed(await explore(address))

    await expect(explorer.faults).to_contain_text("Servern svarar inte: anslutningen bröts.")
    await expect(explorer.status).to_have_text("1 fel · Följer inte längre · 0 ändringar kom")


async def test_who_signs_out_follows_no_longer_and_may_leave(
    page: Page, explore: Explore, own_address: str
) -> None:
    await followed(await explore(own_address))

    await page.get_by_role("button", name="Logga ut").click()

    await expect(page.get_by_role("heading", name="Logga in")).to_be_visible()


async def followed(explorer: Explorer, after: str | None = None) -> Explorer:
    """Begin to follow, from a change on if one is told, and wait until that has begun."""
    await explorer.write(FOLLOW)
    await explorer.set(after=after)
    await explorer.page.get_by_role("button", name=RUN).click()
    await expect(explorer.status).to_have_text(NOTHING_YET)
    return explorer


async def save(request: APIRequestContext, address: str, cookie: str, note: str) -> None:
    """Save a page as somebody else, who says why."""
    path = f"/{note.lower().replace(' ', '-').replace('ö', 'o')}"
    asked = {"query": SAVE, "variables": {"note": note, "path": path}}
    answer = await request.post(f"{address}/graphql", data=asked, headers={"Cookie": cookie})
    assert await answer.json() == {"data": {"createPage": {"errors": []}}}
