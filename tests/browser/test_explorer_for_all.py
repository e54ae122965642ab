"""The explorer for those who see little, use no mouse, or whose server has not built it."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Axe, Explore, sign_in
from tests.browser.exploring import OPERATION
from tests.browser.noticing import Noticed
from tests.browser.serving import copied, serving
from tests.test_commands import copied as house_copied


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
