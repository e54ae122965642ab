"""What editors see, step by step, as their guide shows it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.migrating import migrate
from tests.browser.serving import fill, serving
from tests.pictures.camera import Camera


async def editing(camera: Camera) -> None:
    """Follow the guide, with a picture where it has one."""
    async with editors() as address, camera.page(720, 540) as page:
        await page.goto(f"{address}/sign-in")
        await camera.take(page, "logga-in")


@asynccontextmanager
async def editors() -> AsyncIterator[str]:
    """Serve the first content to editors; tell the address."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "knutpunkt.db"
        await migrate(f"sqlite://{database}", lambda _: None)
        await fill(database)
        with serving(database) as address:
            yield address
