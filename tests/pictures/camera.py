"""What pictures are taken with: the tests' browser, at a size that documents have room for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.chromium import ARGUMENTS, program

PATIENCE = 60_000
"""How long a page may take to show something, in milliseconds: nobody waits for pictures."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A browser, and the folder that its pictures are put into."""

    browser: Browser
    folder: Path

    @asynccontextmanager
    async def page(self, width: int = 1180, height: int = 640) -> AsyncIterator[Page]:
        """Open an empty page of a size, in Swedish, with a profile of its own."""
        opening = self.browser.new_context(
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            viewport={"width": width, "height": height},
        )
        async with await opening as context:
            yield await context.new_page()

    async def take(self, page: Page, name: str, part: str = "") -> None:
        """Take a picture of what a page shows, or of a part of it, by its selector."""
        path = self.folder / f"{name}.png"
        shown = page.locator(part) if part else page
        await shown.screenshot(path=path, animations="disabled", caret="hide")


@asynccontextmanager
async def camera(folder: Path) -> AsyncIterator[Camera]:
    """Start the browser, and end it."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        try:
            yield Camera(browser, folder)
        finally:
            await browser.close()
