"""What visitors of the example website see, as its README and the project's show it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from examples.website.documents import MANIFEST
from services.database.migrating import migrate
from services.database.storage import opened
from services.transfer.seeding import seed
from tests.browser.serving import serving
from tests.pictures.camera import Camera
from tests.test_commands import run, running, said
from tests.website.filling import settings

DESK: Final = 1280, 860
PHONE: Final = 390, 844

NOW: Final = datetime.now(UTC)
NEXT_MONTH: Final = f"/kalendarium/{NOW + timedelta(days=16):%Y-%m}"
"""The month that has most of the first content's meetings."""


async def showing(camera: Camera) -> None:
    """Look at the website, at a desk and on a phone, by day and by night."""
    async with visitors() as address:
        async with camera.page(*DESK) as page:
            await page.goto(f"{address}/natverk-for-bibliotekspersonal")
            await camera.take(page, "website-natverk")
            await page.goto(f"{address}/natverk/bibliotekschefer")
            await camera.take(page, "website-bibliotekschefer")
            await page.set_viewport_size({"width": DESK[0], "height": 1020})
            await page.goto(f"{address}{NEXT_MONTH}")
            await camera.take(page, "website-kalendarium")
        async with camera.page(*PHONE) as page:
            await page.goto(f"{address}/traffar/exempel-var-samverkan-ett-halvar-senare")
            await camera.take(page, "website-traff")
            await page.emulate_media(color_scheme="dark")
            await page.goto(f"{address}/en{NEXT_MONTH}")
            await camera.take(page, "website-calendar")


@asynccontextmanager
async def visitors() -> AsyncIterator[str]:
    """Serve the first content to visitors of the website; tell its address."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "knutpunkt.db"
        await migrate(f"sqlite://{database}", lambda _: None)
        async with opened(f"sqlite://{database}") as store:
            await seed(store, lambda _: None, NOW)
        run(settings(database), "documents", "load", str(MANIFEST), "--manifest", "website")
        with serving(database) as api:
            asked = {"WEBSITE_API_URL": api, "WEBSITE_PORT": "0"}
            with running(asked, "-m", "examples.website", "serve") as process:
                yield said(process, "Website  ").rstrip("/")
