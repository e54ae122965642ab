"""What the website of the tests shows: the first content, and what it has not of every kind.

Everything lies around the moment that it is written at, since the API's clock is the real one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from examples.website.documents import MANIFEST
from models.account import Role
from models.network import Network
from services.database.storage import opened
from services.identity.tokens import Terms, add_token
from services.transfer.seeding import seed
from tests import factories
from tests.factories import DAY, Standing
from tests.test_commands import run

NOW: Final = datetime.now(UTC)
LIVE: Final = Standing(NOW - 30 * DAY)
BEFORE: Final = Standing(NOW - 60 * DAY, NOW - 30 * DAY, closed=True)
DRAFT: Final = Standing(None)

HOUR: Final = timedelta(hours=1)
MOVED_FROM: Final = datetime(2026, 9, 17, 7, tzinfo=UTC)
"""When a meeting was to begin that has another time by now."""

WITHDRAWN: Final = "/snart-borta"
"""The path of a page that one test withdraws, and no other looks at."""

MANY: Final = 23
"""How many meetings one network has to come: three pages."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A database to be copied, and a token that reads its drafts."""

    database: Path
    token: str

    @property
    def settings(self) -> dict[str, str]:
        """How a server is started on it."""
        return settings(self.database)


def settings(database: Path, port: str = "0") -> dict[str, str]:
    """Say how a server is started on a database."""
    return {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{database}",
        "KNUTPUNKT_PORT": port,
        "KNUTPUNKT_VISITOR_RATE": "0",
        "KNUTPUNKT_EDITOR_RATE": "0",
    }


async def fill(database: Path) -> Filled:
    """Write content into a migrated database, and what an operator gives the website."""
    async with opened(f"sqlite://{database}") as store:
        await seed(store, lambda _: None, NOW)
        async with store.writing():
            await renamed()
            await many()
            await drafted()
            await elsewhere()
            await belonging()
        terms = Terms("Webbplatsen", Role.PREVIEW, NOW + 30 * DAY)
        token = await add_token(store, terms, NOW)
    known = run(settings(database), "documents", "load", str(MANIFEST), "--manifest", "website")
    assert known.stdout == "website: 7 ids added, 0 known already, 0 removed.\n", known.stderr
    return Filled(database, token)


async def renamed() -> None:
    """Write a network, a meeting and a page that had other addresses."""
    network = await factories.network("Bokprat", BEFORE)
    await factories.network("Läsglädje", LIVE, entry=network, position=7)
    meeting = await factories.meeting("Bokfika", BEFORE, networks=[network])
    await factories.meeting("Läsfika", LIVE, entry=meeting, networks=[network], **at(40))
    page = await factories.page("Om", BEFORE)
    body = {"sv": "Vi finns i [kalendariet](/kalendarium).\n\n## Mer\n\nText."}
    await factories.page("Om oss", LIVE, entry=page, body=body)
    await factories.page("Snart borta", LIVE, path=WITHDRAWN)


async def many() -> None:
    """Write more meetings of one network than fit on a page, and all on days of their own."""
    title = {"sv": "Månadsträffar", "en": "Monthly meetings"}
    network = await factories.network(title, LIVE, position=8)
    for number in range(1, MANY + 1):
        await factories.meeting(f"Träff {number}", LIVE, networks=[network], **at(30 * number))


async def drafted() -> None:
    """Write a draft of what is public, with another address, and one of what is not yet."""
    public = (await Network.get(slug="spraklust", newest=True)).entry_id
    await factories.network("Språklust och lek", DRAFT, entry=public, position=5)
    await factories.network("Hemligt nätverk", DRAFT, position=9)


async def elsewhere() -> None:
    """Write a meeting on other clocks, and one that says what could break a page."""
    network: UUID = (await Network.get(slug="tillganglighet", newest=True)).entry_id
    helsinki = {**at(33), "time_zone": "Europe/Helsinki"}
    said = {**helsinki, "summary": {"en": "A meeting across the Baltic."}}
    await factories.meeting("Nordisk träff", LIVE, networks=[network], **said)
    before = {"previous_starts_at": MOVED_FROM, "previous_ends_at": MOVED_FROM + HOUR}
    why = {"sv": "Lokalen var upptagen."}
    said = {**at(35), **before, "slug": "flyttad", "reason": why}
    await factories.meeting("Flyttad träff", LIVE, networks=[network], **said)
    said = {**at(34), "summary": {"sv": "<script>alert(1)</script>"}}
    await factories.meeting("</script><b>Fet</b>", LIVE, slug="fet", networks=[network], **said)


async def belonging() -> None:
    """Write a focus area that has a network and no text, one that has neither, and a series."""
    area = await factories.focus_area("Lust att läsa", LIVE, position=4)
    await factories.focus_area("Ännu utan text", LIVE, position=5)
    role, unit = {"sv": "Samordnare"}, {"en": "Library development"}
    person = await factories.contact("Exempelperson", LIVE, role=role, unit=unit)
    label = {"sv": "Handledning"}
    network = await factories.network(
        "Läscirklar",
        LIVE,
        position=10,
        purpose={"sv": "Att läsa."},
        links=[{"kind": "DOCUMENT", "url": "https://example.org/cirklar", "label": label}],
        focus_areas=[area],
        contacts=[person],
    )
    series = await factories.meeting_series("Läscirkel", LIVE, networks=[network])
    ended = {"registration_mode": "OPEN", "registration_closes_at": NOW - 26 * HOUR}
    circles: tuple[tuple[int, str, dict[str, Any]], ...] = (
        (-20, "Läscirkel", {}),
        (26, "Läscirkel", ended),
        (27, "Läscirkel", {"state": "CANCELLED"}),
        (28, "Avslutning", {"registration_mode": "OPEN"}),
    )
    for number, (days, title, said) in enumerate(circles):
        said |= {"slug": f"cirkel-{number}", "original_start": at(days)["local_start"], **at(days)}
        await factories.meeting(title, LIVE, series_id=series, networks=[network], **said)


def at(days: int) -> dict[str, Any]:
    """Say that a meeting is some days from now, at nine in the morning."""
    day = (NOW.astimezone(ZoneInfo("Europe/Stockholm")) + timedelta(days=days)).date()
    return {"local_start": f"{day}T09:00:00", "local_end": f"{day}T11:30:00"}
