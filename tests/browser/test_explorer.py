"""The explorer in a browser: it loads from nowhere else, shows, switches, tells what is wrong.

``page`` fails each of these tests for a request to another host, a breach of the content security
policy, or an error on the console.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Explore, sign_in
from tests.browser.exploring import OPERATION, VARIABLES, opened_explorer
from tests.browser.noticing import Noticed
from tests.browser.serving import copied, serving

pytestmark = pytest.mark.usefixtures("explorer")

NETWORKS = "query Natverken {\n  networks {\n    totalCount\n  }\n}\n"
TOLD = re.compile(r"^Kostnad \d+ av högst 20\s000 · 1 SQL-sats · \d+ ms$")


async def test_a_visitor_signs_in_comes_to_the_explorer_and_leaves_it(
    page: Page, explore: Explore, address: str
) -> None:
    await page.goto(f"{address}/explorer")
    await sign_in(page)
    await opened_explorer(page)

    await expect(page).to_have_title("Utforskaren – Knutpunkt")
    assert page.url == f"{address}/explorer"
    await expect(page.get_by_text("Åsa Öberg, redaktör")).to_be_visible()

    await page.get_by_role("button", name="Logga ut").click()
    await expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    assert page.url == f"{address}/explorer"


async def test_the_first_operation_is_answered_and_told_of(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await expect(explorer.status).to_have_text("Inget är kört än i den här fliken.")

    answer = await explorer.run()

    assert len(answer["data"]["networks"]["nodes"]) == 6
    assert list(answer) == ["data"]
    await expect(explorer.status).to_have_text(TOLD)


async def test_a_saved_operation_opens_with_its_variables_and_what_to_know(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)

    await page.get_by_label("Sök").fill("hitta möte")
    await explorer.choose("Hitta ett möte")
    answer = await explorer.run()

    assert "query HittaMote" in await explorer.text(OPERATION)
    await expect(page.locator(".about")).to_be_visible()
    assert list(answer) == ["data"]


async def test_what_was_found_is_filled_in_elsewhere(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    [network] = [
        it
        for it in (await explorer.run())["data"]["networks"]["nodes"]
        if it["title"] == "Språklust"
    ]

    await explorer.choose("Ändra ett nätverk")
    await explorer.fill_in("Språklust")

    assert network["id"] in await explorer.text(VARIABLES)


async def test_the_switch_changes_the_operation_and_its_answer(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await explore(own_address)
    await explorer.choose("Skapa ett nätverk")
    await explorer.set(kontakter=[])
    created = await explorer.run()
    assert created["data"]["createNetwork"]["errors"] == []
    await page.get_by_role("button", name="Ny flik").click()
    await explorer.write(NETWORKS)

    counts = [(await explorer.run())["data"]["networks"]["totalCount"]]
    for view in ("Med utkast", "Publikt nu"):
        await explorer.look(view)
        counts.append((await explorer.answer())["data"]["networks"]["totalCount"])

    assert counts == [6, 7, 6]
    await explorer.look("Vid en tidpunkt")
    assert "query Natverken @view(at: " in await explorer.text(OPERATION)
    await page.get_by_label("Tidpunkt", exact=True).fill("2020-01-01T00:00")
    await expect(page.locator(".result-window")).to_contain_text('"totalCount": 0')
    assert '@view(at: "2020-01-01T00:00:00+01:00") {' in await explorer.text(OPERATION)


async def test_what_is_wrong_is_told_in_words_with_its_place(
    page: Page, explore: Explore, address: str, noticed: Noticed
) -> None:
    explorer = await explore(address)

    await explorer.write("query Fel {\n  networks { titel }\n}")
    await explorer.run()

    await expect(explorer.faults).to_have_count(1)
    await expect(explorer.faults).to_contain_text("Fältet titel finns inte hos NetworkConnection.")
    await expect(explorer.faults).to_contain_text("Rad 2, tecken 14")
    await expect(explorer.faults).to_contain_text("Rätta texten.")
    await expect(explorer.status).to_have_text(re.compile(r"^1 fel · \d+ ms$"))
    await page.get_by_role("button", name="Visa stället").click()
    await page.keyboard.insert_text("nodes { id }, ")
    assert "networks { nodes { id }, titel }" in await explorer.text(OPERATION)
    noticed.expect("400 (Bad Request)")


async def test_what_an_editor_did_wrong_is_told_in_their_language(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await explore(own_address)
    await explorer.run()
    await explorer.choose("Ändra ett nätverk")
    await explorer.fill_in("Språklust")
    await expect(page.get_by_label("Plats i ordningen")).to_have_value("5")
    await explorer.set(version=17)

    await explorer.run()

    await expect(explorer.faults).to_contain_text("Någon annan har sparat")
    await expect(explorer.faults).to_contain_text("Version")


async def test_variables_that_cannot_be_read_are_told(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await explorer.write('{"a": ', VARIABLES)

    await page.get_by_role("button", name=re.compile("^Kör")).click()

    await expect(explorer.faults).to_contain_text("variablerna går inte att läsa")
    await explorer.write("{}", VARIABLES)
    assert list(await explorer.run()) == ["data"]
    await expect(explorer.faults).to_have_count(0)


async def test_a_server_that_is_away_is_told_and_nothing_is_lost(
    page: Page, explore: Explore, filled: Path, tmp_path: Path, noticed: Noticed
) -> None:
    with serving(copied(filled, tmp_path)) as address:
        explorer = await explore(address)

    await explorer.run()

    await expect(explorer.faults).to_contain_text("Servern svarar inte")
    assert "query Natverken" in await explorer.text(OPERATION)
    noticed.expect("ERR_CONNECTION_REFUSED")


async def test_tabs_are_kept_for_whoever_wrote_them_and_answers_for_nobody(
    page: Page, explore: Explore, own_address: str
) -> None:
    explorer = await explore(own_address)
    await explorer.write("query Mina { networks { nodes { title } } }")
    await explorer.run()
    await page.wait_for_timeout(700)  # what is written is stored half a second later

    kept = await page.evaluate("JSON.stringify(localStorage)")
    await page.get_by_role("button", name="Logga ut").click()
    await sign_in(page, "bo@example.org")
    await opened_explorer(page)

    assert "query Mina" in kept
    assert "Språklust" not in kept
    assert "query Natverken" in await explorer.text(OPERATION)


async def test_who_may_not_see_drafts_has_no_switch(page: Page, address: str) -> None:
    await page.goto(f"{address}/explorer")
    await sign_in(page, "bo@example.org")

    await opened_explorer(page)

    await expect(page.get_by_text("Bo Ek, personal")).to_be_visible()
    assert await page.get_by_role("radio").count() == 0


async def test_an_editors_day_takes_nothing_but_saved_operations(
    page: Page, explore: Explore, own_address: str
) -> None:
    """They create a meeting, look at it, publish it and take it back, and paste no id."""
    explorer = await explore(own_address)
    title = "Läsning på mitt språk"

    async def visible() -> int:
        """Count the meetings of that name that visitors see."""
        await explorer.choose("Hitta ett möte")
        await explorer.set(ord=title)
        await explorer.look("Publikt nu")
        await explorer.answer()
        seen: int = (await explorer.run())["data"]["meetings"]["totalCount"]
        return seen

    await explorer.choose("Hitta ett nätverk")
    await explorer.run()
    await explorer.choose("Skapa ett möte")
    await explorer.fill_in("Språklust")
    await explorer.fill_in("Lena Jonsson")
    created = (await explorer.run())["data"]["createMeeting"]
    before = await visible()
    await explorer.look("Med utkast")
    [draft] = (await explorer.answer())["data"]["meetings"]["nodes"]
    await explorer.choose("Publicera nu")
    await explorer.fill_in(title)
    published = (await explorer.run())["data"]["publish"]
    during = await visible()
    await explorer.choose("Avpublicera")
    await explorer.fill_in(title)
    withdrawn = (await explorer.run())["data"]["unpublish"]
    after = await visible()

    assert created["errors"] == published["errors"] == withdrawn["errors"] == []
    assert draft["id"] == created["meeting"]["id"]
    told = [it["status"] for it in (*published["content"], *withdrawn["content"])]
    assert told == ["PUBLISHED", "WITHDRAWN"]
    assert (before, during, after) == (0, 1, 0)
