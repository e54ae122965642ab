"""The explorer in a browser: it loads from nowhere else, shows, switches, tells what is wrong.

``page`` fails each of these tests for a request to another host, a breach of the content security
policy, or an error on the console.
"""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Explore, sign_in
from tests.browser.exploring import OPERATION, VARIABLES, opened_explorer
from tests.browser.noticing import Noticed
from tests.browser.serving import copied, serving
from tests.test_commands import copied as house_copied

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
    await page.get_by_label("Tidpunkt").fill("2020-01-01T00:00")
    await expect(page.locator(".result-window")).to_contain_text('"totalCount": 0')
    assert '@view(at: "2020-01-01T00:00:00+01:00") {' in await explorer.text(OPERATION)


async def test_what_is_wrong_is_told_in_words_with_its_place(
    page: Page, explore: Explore, address: str, noticed: Noticed
) -> None:
    explorer = await explore(address)

    await explorer.write("query Fel {\n  networks { titel }\n}")
    await explorer.run()

    await expect(explorer.faults).to_have_count(1)
    await expect(explorer.faults).to_contain_text("Cannot query field 'titel'")
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
    await explorer.set(version=17)

    await explorer.run()

    await expect(explorer.faults).to_contain_text("Någon annan har sparat")
    await expect(explorer.faults).to_contain_text("expectedVersion")


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


async def test_its_buttons_are_named_in_swedish(page: Page, explore: Explore, address: str) -> None:
    await explore(address)

    buttons = page.locator(".graphiql-container :is(button, [role=button]):visible:not(.saved *)")
    names = [
        await it.get_attribute("aria-label") or await it.inner_text() for it in await buttons.all()
    ]

    assert names == [
        "Dölj: Sparade operationer",
        "Visa: Fälten",
        "Visa: Dokumentation",
        "Visa: Historik",
        "Kortkommandon",
        "Inställningar",
        "Natverken",
        "Ny flik",
        "Kör (Ctrl-Enter)",
        "Snygga till (Shift-Ctrl-P)",
        "Väv in fragmenten (Shift-Ctrl-M)",
        "Kopiera (Shift-Ctrl-C)",
        "Variabler",
        "Dölj variablerna",
    ]


async def test_a_keyboard_leads_into_the_fields_and_out_of_them(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await page.get_by_role("group", name="Operation", exact=True).focus()

    await page.keyboard.press("Enter")
    await page.keyboard.press("ControlOrMeta+End")
    await page.keyboard.type("# hit")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    answer = await explorer.answer()

    assert (await explorer.text(OPERATION)).endswith("# hit")
    assert list(answer) == ["data"]


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nobody_is_shut_out(
    page: Page, explore: Explore, address: str, axe: Axe, noticed: Noticed, width: int, scheme: str
) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    explorer = await explore(address)
    found = {"first": await axe(page)}

    await explorer.look("Vid en tidpunkt")
    await explorer.answer()
    await explorer.choose("Ändra ett nätverk")
    found["chosen"] = await axe(page)
    await explorer.write("{ nothing }")
    await explorer.run()
    found["fault"] = await axe(page)
    for name in ("Fälten", "Dokumentation", "Historik"):
        await page.get_by_role("button", name=f"Visa: {name}").click()
        found[name] = await axe(page)
    for name in ("Kortkommandon", "Inställningar"):
        await page.get_by_role("button", name=name).click()
        found[name] = await axe(page)
        await page.keyboard.press("Escape")

    assert found == {name: [] for name in found}
    noticed.expect("400 (Bad Request)")


async def test_where_it_is_not_built_a_small_page_does(
    page: Page, filled: Path, axe: Axe, tmp_path: Path
) -> None:
    house = house_copied(tmp_path)
    with serving(copied(filled, tmp_path), house) as address:
        await page.goto(f"{address}/explorer")
        await sign_in(page)
        await expect(page.get_by_text("make explorer")).to_be_visible()
        before = await axe(page)

        await page.get_by_label("Operation", exact=True).fill(
            "query Q($n: Int!) { networks(first: $n) { nodes { title } } }"
        )
        await page.get_by_label("Variabler").fill('{"n": 1}')
        await page.get_by_role("button", name="Kör").click()
        await expect(page.get_by_role("status")).to_have_text("Svaret har kommit.")

        await expect(page.locator("#json")).to_contain_text('"Bibliotekschefer"')
        assert before == await axe(page) == []
