"""What a saved operation leaves open is told before anything is sent; its tab has its title."""

import re

from playwright.async_api import Page, Request, expect

from tests.browser.conftest import Explore


async def test_what_is_not_filled_in_is_told_before_anything_is_sent(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    await explorer.choose("Skapa ett möte")
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url)

    page.on("request", note)

    await explorer.runner.click()

    await expect(explorer.faults).to_contain_text("Fyll i «nätverkets id» först: inget är skickat.")
    await expect(explorer.faults).to_contain_text(re.compile("Nätverk . nummer 1"))
    await expect(explorer.status).to_have_text("1 fel")
    assert sent == []
    await page.get_by_role("button", name="Visa stället").click()
    await expect(page.get_by_role("group", name="Nätverk", exact=True)).to_be_focused()


async def test_a_tab_is_called_by_the_title_of_its_operation(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)

    await explorer.choose("Skapa ett möte")

    tabs = page.locator(".graphiql-tab-button")
    assert await tabs.all_inner_texts() == ["Natverken", "Skapa ett möte"]
