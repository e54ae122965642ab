"""Whatever a browser complains of is noticed: without that, the other tests here say little."""

import pytest
from playwright.async_api import Page, Route

from tests.browser.conftest import Axe
from tests.browser.noticing import Noticed

HERE = "http://127.0.0.1:1/"


async def shown(page: Page, html: str, policy: str = "") -> None:
    """Show a page as if a server of ours had sent it."""

    async def fulfil(route: Route) -> None:
        headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
        await route.fulfill(body=html, headers=headers)

    await page.route(HERE, fulfil)
    await page.goto(HERE)


async def test_a_page_that_asks_nobody_else_and_breaks_nothing_is_fine(
    page: Page, noticed: Noticed
) -> None:
    await shown(page, "<script>document.title = 'fine'</script>")

    assert await page.title() == "fine"
    assert noticed.faults == []


@pytest.mark.parametrize(
    ("html", "policy", "faults"),
    [
        (
            "<img src='https://elsewhere.example/a.png' alt=''>",
            "",
            ["asks another host: https://elsewhere.example/a.png", "ERR_NAME_NOT_RESOLVED"],
        ),
        (
            "<script>new WebSocket('ws://elsewhere.example/')</script>",
            "",
            ["asks another host: ws://elsewhere.example/", "WebSocket connection"],
        ),
        ("<script>alert(1)</script>", "script-src 'self'", ["Content Security Policy"]),
        ("<p style='color: red'>", "style-src 'self'", ["Content Security Policy"]),
        ("<script>console.error('oh no')</script>", "", ["oh no"]),
        ("<script>throw new Error('oh no')</script>", "", ["a script fails: oh no"]),
        (
            "<script>Promise.reject(new Error('oh no'))</script>",
            "",
            ["a script fails: oh no"],
        ),
    ],
)
async def test_what_is_wrong_is_noticed(
    page: Page, noticed: Noticed, html: str, policy: str, faults: list[str]
) -> None:
    await shown(page, html, policy)
    await page.wait_for_load_state("networkidle")

    noticed.expect(*faults)
    assert noticed.faults == []


async def test_axe_finds_what_shuts_people_out(page: Page, axe: Axe) -> None:
    await shown(
        page,
        "<!doctype html><html lang=sv><title>T</title><main><h1>T</h1>"
        "<p style='color: #999; background: #fff'>Blekt.<button></button></main>",
        "script-src 'none'",
    )

    found = await axe(page)

    assert [it.partition(":")[0] for it in found] == [
        "button-name at button",
        "color-contrast at p",
    ]


async def test_the_first_pages_shut_nobody_out(page: Page, axe: Axe, address: str) -> None:
    for path in ("/", "/sign-in"):
        await page.goto(f"{address}{path}")

        assert await axe(page) == []
