"""The tree of fields, by those who use a keyboard and those who hear what is on a page."""

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Axe, Explore
from tests.browser.exploring import OPERATION, Explorer

WRITTEN = """query MyQuery {
  meetings(first: 2) {
    nodes {
      title
    }
    totalCount
  }
}"""

ALL_OF_IT = """  allMeetingSeries {
    edges
    nodes
    pageInfo
    totalCount
  }
"""


async def test_a_query_is_built_and_run_by_keyboard_alone(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await explore(address)
    press = page.keyboard.press

    await go(page, page.get_by_role("button", name="Visa: Fälten"))
    await press("Enter")
    await go(page, page.get_by_role("button", name="Ny flik"))
    await press("Enter")
    await go(page, box(page, "calendar"), "Shift+Tab")
    for name, key in (("meetings", "ArrowDown"), ("first:", "ArrowDown")):
        await go(page, box(page, name), key)
        await press("Space")
        await expect(box(page, name)).to_be_checked()
        await expect(box(page, name)).to_be_focused()
    await go(page, page.get_by_role("textbox", name="first", exact=True))
    await press("ControlOrMeta+A")
    await page.keyboard.type("2")
    for name in ("edges", "nodes", "title", "totalCount"):
        await go(page, box(page, name))
        await press("Enter")
    await go(page, box(page, "edges"), "ArrowUp")
    await press("Enter")
    await expect(box(page, "edges")).not_to_be_checked()
    await press("Control+Enter")
    answer = await explorer.answer()

    assert (await explorer.text(OPERATION)).strip() == WRITTEN
    assert len(answer["data"]["meetings"]["nodes"]) == 2
    assert answer["data"]["meetings"]["totalCount"] > 2


async def test_a_box_tells_what_it_is_whether_it_is_chosen_and_unfolded(
    page: Page, explore: Explore, address: str
) -> None:
    await opened_tree(page, explore, address)

    for name, chosen, unfolded in (
        ("networks", True, "true"),
        ("meetings", False, "false"),
        ("title", True, None),
        ("first:", False, None),
        ("where:", False, "false"),
    ):
        await expect(box(page, name)).to_be_checked(checked=chosen)
        assert await box(page, name).get_attribute("aria-expanded") == unfolded
    await expect(page.get_by_role("region", name="Fälten")).to_be_visible()
    await expect(page.locator(".fields").get_by_role("group", name="Natverken")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Operationens namn")).to_have_value("Natverken")


async def test_alt_and_enter_choose_everything_below(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await opened_tree(page, explore, address)
    await box(page, "allMeetingSeries").press("Alt+Enter")

    assert ALL_OF_IT in await explorer.text(OPERATION)


async def test_a_value_is_made_a_variable_and_a_choice_a_fragment(
    page: Page, explore: Explore, address: str
) -> None:
    explorer = await opened_tree(page, explore, address)
    await box(page, "first:").press("Space")

    await page.get_by_role("button", name="first: gör värdet till en variabel").press("Enter")
    await page.get_by_role("button", name="nodes: gör valet till ett fragment").press("Enter")

    written = await explorer.text(OPERATION)
    assert "query Natverken($first: Int = 10) {\n  networks(first: $first) {" in written
    assert "fragment NetworkFragment on Network {\n  id\n  title\n}" in written


async def test_nobody_is_shut_out_of_it(
    page: Page, explore: Explore, address: str, axe: Axe
) -> None:
    await opened_tree(page, explore, address)
    await box(page, "first:").press("Space")
    await box(page, "where:").press("Space")

    assert await axe(page) == []


async def opened_tree(page: Page, explore: Explore, address: str) -> Explorer:
    explorer = await explore(address)
    await page.get_by_role("button", name="Visa: Fälten").click()
    await expect(box(page, "networks")).to_be_visible()
    return explorer


def box(page: Page, name: str) -> Locator:
    """Find a box by what it says, the first of that name from the top."""
    return page.get_by_role("checkbox", name=name, exact=True).first


async def go(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until something has the keyboard."""
    for _ in range(200):
        if await target.count() and await target.evaluate("it => it === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} never leads to {target}")
