"""The example website as people see it: on a phone, at a desk, in both languages, day and night."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from examples.website.previewing import Preview, signed
from tests.browser.conftest import Axe
from tests.browser.noticing import Noticed
from tests.browser.serving import serving
from tests.test_commands import running, said
from tests.website.conftest import SECRET
from tests.website.filling import NOW, Filled, fill
from tests.website.test_pages import HOME, PAGES

PHONE, DESK = 390, 1280
DRAFT = "/natverk/hemligt-natverk"
PREVIEW = signed(SECRET, DRAFT, Preview(NOW + timedelta(days=1)))

SHIFTED = """() => new Promise((done) => new PerformanceObserver((seen) =>
    done(seen.getEntries().map(({ value }) => value)))
  .observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done([]), 50))"""
"""How far what was shown has moved while the page came."""


@pytest.fixture(scope="session")
async def shown(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A database with what the website shows."""
    database = tmp_path_factory.mktemp("shown") / "knutpunkt.db"
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), database)
    return await fill(database)


@pytest.fixture(scope="session")
def website(shown: Filled) -> Iterator[str]:
    """The address of the website, on an API of its own."""
    with serving(shown.database) as api:
        settings = {
            "WEBSITE_API_URL": api,
            "WEBSITE_PORT": "0",
            "WEBSITE_PREVIEW_SECRET": SECRET,
            "WEBSITE_PREVIEW_TOKEN": shown.token,
        }
        with running(settings, "-m", "examples.website", "serve") as process:
            yield said(process, "Website  ").rstrip("/")


@pytest.mark.parametrize(
    ("language", "width", "colours"),
    [("", PHONE, "light"), ("/en", PHONE, "dark"), ("", DESK, "dark"), ("/en", DESK, "light")],
)
async def test_nobody_is_shut_out_and_nothing_moves(
    page: Page,
    axe: Axe,
    website: str,
    language: str,
    width: int,
    colours: Literal["dark", "light"],
) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme=colours)

    found: dict[str, Any] = {}
    for address in [*PAGES, f"{DRAFT}?preview={PREVIEW}"]:
        await page.goto(f"{website}{language}{address}")
        wide = await page.evaluate("document.documentElement.scrollWidth")
        found[address] = (await axe(page), await page.evaluate(SHIFTED), wide)

    assert found == dict.fromkeys(found, ([], [], width))


async def test_what_is_not_there_is_told_to_everybody(
    page: Page, axe: Axe, noticed: Noticed, website: str
) -> None:
    answer = await page.goto(f"{website}/nagot-annat")

    assert answer is not None
    assert answer.status == 404
    assert await axe(page) == []
    noticed.expect("404")


async def test_a_keyboard_reaches_the_content_at_once(page: Page, website: str) -> None:
    await page.goto(f"{website}{HOME}")

    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till innehållet")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("main")).to_be_focused()


async def test_one_finds_the_way_from_the_networks_to_a_meeting(page: Page, website: str) -> None:
    await page.goto(f"{website}/")
    await page.get_by_role("link", name="Tillgänglighet").click()
    await page.get_by_role("link", name="Exempel: Digitalt och tillgängligt").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "Exempel: Digitalt och tillgängligt"
    )
    await page.get_by_role("link", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "Example: Digital and accessible"
    )


async def test_one_turns_leaves_and_chooses_a_network(page: Page, website: str) -> None:
    await page.goto(f"{website}/kalendarium/{NOW.year}-12")
    heading = page.get_by_role("heading", level=1)

    await page.get_by_role("link", name="Nästa månad").click()
    await expect(heading).to_have_text(f"Januari {NOW.year + 1}")
    await page.get_by_label("Nätverk", exact=True).select_option("Tillgänglighet")
    await page.get_by_role("button", name="Visa").click()
    await expect(page.get_by_text("Kalendarium · Tillgänglighet")).to_be_visible()
    await page.get_by_role("link", name="Föregående månad").click()

    await expect(heading).to_have_text(f"December {NOW.year}")
    await expect(page.get_by_label("Nätverk", exact=True)).to_have_value("tillganglighet")


async def test_a_month_is_a_grid_at_a_desk_and_a_list_on_a_phone(page: Page, website: str) -> None:
    await page.goto(f"{website}/kalendarium/{NOW.year}-12")
    days = page.locator(".day")
    christmas = page.locator("time", has_text="25 december").first

    await page.set_viewport_size({"width": DESK, "height": 900})
    lines = {round((await box(days.nth(at)))["y"]) for at in range(7)}
    assert len(lines) == 1
    assert await days.filter(visible=True).count() == await days.count()

    await page.set_viewport_size({"width": PHONE, "height": 900})
    assert 3 <= await days.filter(visible=True).count() < 20
    await expect(christmas).to_be_visible()
    assert (await box(christmas.locator("xpath=ancestor::li")))["width"] > 300


async def box(place: Any) -> Any:
    """Tell where something is on the page."""
    return await place.bounding_box()


async def test_each_text_is_read_in_its_own_language(page: Page, website: str) -> None:
    await page.goto(f"{website}/en/natverk/lascirklar")

    await expect(page.locator("h1:lang(sv)")).to_have_text("Läscirklar")
    await expect(page.locator("dd:lang(sv)", has_text="Att läsa.")).to_be_visible()
    await expect(page.locator("h2:lang(en)").first).to_have_text("Upcoming meetings")
    assert await page.locator("h2:lang(sv)").count() == 0
