"""A browser, servers for it to visit, and a page whose every complaint fails the test."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from console.building import BUILT, alone, build
from console.building import FOLDER as EXPLORER
from tests.browser.chromium import ARGUMENTS, program
from tests.browser.exploring import Explorer, opened_explorer
from tests.browser.noticing import Noticed
from tests.browser.serving import copied, fill, serving
from tests.identities import ASA, PASSWORD
from tests.web import javascript
from web.identity.cookies import NAME

CHROMIUM = program()
expect.set_options(timeout=20_000)  # milliseconds: the machine may have much else to do
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]

Explore = Callable[..., Awaitable[Explorer]]
"""Opens the explorer of a server, as an editor or as somebody else by their e-mail address."""

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
def explorer() -> None:
    """The explorer, built unless it is there as its sources have it."""
    made = BUILT / "manifest.json"
    sources = [path for path in (*EXPLORER.glob("*.*"), *EXPLORER.glob("src/*")) if path.is_file()]
    with alone(Path(__file__).parent):
        if not made.exists() or made.stat().st_mtime < max(it.stat().st_mtime for it in sources):
            build(print)


@pytest.fixture(scope="session")
async def filled(sqlite_migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the first content and people who can sign in, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    database = copied(Path(sqlite_migrated.removeprefix("sqlite://")), folder)
    (folder / "sessions.json").write_text(json.dumps(await fill(database)), "utf-8")
    return database


@pytest.fixture
def explore(page: Page, explorer: None, filled: Path) -> Explore:
    """Open the explorer as somebody who is signed in already: few may sign in at a time."""
    sessions = json.loads((filled.parent / "sessions.json").read_text("utf-8"))

    async def explored(address: str, email: str = ASA.email) -> Explorer:
        await page.context.add_cookies([{"name": NAME, "value": sessions[email], "url": address}])
        await page.goto(f"{address}/explorer")
        return await opened_explorer(page)

    return explored


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
