"""A browser, servers for it to visit, and a page whose every complaint fails the test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.chromium import ARGUMENTS, program
from tests.browser.noticing import Noticed
from tests.browser.serving import copied, fill, serving
from tests.identities import ASA, PASSWORD
from tests.web import javascript

CHROMIUM = program()
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]

Axe = Callable[[Page], Awaitable[list[str]]]
"""Tells what is seriously wrong with a page for those who cannot see it, or use no mouse."""

RUN = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id} at ${target.flat().join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`))"""


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A browser that lives as long as the tests; each page has a profile of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
def noticed() -> Noticed:
    """What the browser complains of; a test takes out of it what it caused on purpose."""
    return Noticed()


@pytest.fixture
async def page(browser: Browser, noticed: Noticed) -> AsyncIterator[Page]:
    """An empty page in Swedish; the test fails for whatever the browser complains of on it."""
    swedish = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    async with await swedish as context:
        noticed.listen(context)
        yield await context.new_page()
    assert noticed.faults == []


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Axe, which looks for what shuts people out."""
    javascript.installed()
    script = (javascript.FOLDER / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    async def looked(page: Page) -> list[str]:
        await page.evaluate(script)
        found: list[str] = await page.evaluate(RUN)
        return found

    return looked


@pytest.fixture(scope="session")
async def filled(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the first content and people who can sign in, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    database = copied(Path(sqlite_migrated.removeprefix("sqlite://")), folder)
    await fill(database)
    return database


@pytest.fixture(scope="session")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that the tests share, and so may not change."""
    with serving(copied(filled, tmp_path_factory.mktemp("shared"))) as address:
        yield address


@pytest.fixture
def own_address(filled: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server that one test has for itself."""
    with serving(copied(filled, tmp_path)) as address:
        yield address


async def sign_in(page: Page, email: str = ASA.email) -> None:
    """Fill in the form for signing in that a page shows, as one of those who can."""
    await page.get_by_label("E-postadress").fill(email)
    await page.get_by_label("Lösenord").fill(PASSWORD)
    await page.get_by_role("button", name="Logga in").click()
