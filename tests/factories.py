"""Content for the tests: one short factory a noun, Swedish, and free of surprises.

Each writes one version, inside ``store.writing()``, and gives the id of its entry; given an
``entry`` it writes that entry's next version. Where a version stands in time, and for whom, is
its `Standing`. What is not said is left out where it may be, and plausible where it may not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from models.contact import Contact
from models.content import Audience, Content, Link
from models.edition import Edition
from models.entry import Entry
from models.fields import OPEN
from models.focus_area import FocusArea
from models.meeting import Meeting, MeetingContact, MeetingNetwork
from models.meeting_series import MeetingSeries, MeetingSeriesContact, MeetingSeriesNetwork
from models.network import (
    Network,
    NetworkContact,
    NetworkEdition,
    NetworkFocusArea,
    NetworkMember,
)
from models.organisation import Organisation
from models.page import Page
from services.content.derived import derived
from services.content.writing import link_row

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
"""The moment that the tests look at, unless they look at another."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The window in which a version is public, for whom, and whether somebody closed it.

    A window that ends by the clock needs no write: ``live`` stays. One that is closed is over
    from then on, and ``live`` is taken away.
    """

    since: datetime | None
    until: datetime = OPEN
    audience: Audience = Audience.PUBLIC
    closed: bool = False
    newest: bool = True

    @property
    def live(self) -> bool:
        return self.since is not None and not self.closed


LIVE = Standing(NOW - 30 * DAY)
DRAFT = Standing(None)
SCHEDULED = Standing(NOW + 30 * DAY)
OVER = Standing(NOW - 60 * DAY, NOW - 30 * DAY)
WITHDRAWN = Standing(NOW - 60 * DAY, NOW - 30 * DAY, closed=True)
FOR_STAFF = Standing(NOW - 30 * DAY, audience=Audience.STAFF)
DELETED = Standing(NOW - 60 * DAY, NOW - 30 * DAY, closed=True, newest=False)

HIDDEN = {
    "draft": DRAFT,
    "scheduled": SCHEDULED,
    "over": OVER,
    "withdrawn": WITHDRAWN,
    "staff": FOR_STAFF,
    "deleted": DELETED,
}
"""Every way of not being public now."""

Links = Mapping[type[Link], Sequence[UUID]]


async def version(
    model: type[Content],
    said: Mapping[str, Any],
    standing: Standing = LIVE,
    links: Links | None = None,
    entry: UUID | None = None,
) -> UUID:
    """Write a version of ``entry``, or of a new one, with its links; give the entry's id."""
    if entry is None:
        made = await Entry.create(kind=str(model._meta.db_table), created_at=NOW)
        entry = made.id
    before = await model.filter(entry_id=entry).count()
    await model.filter(entry_id=entry).update(newest=False)
    row = await model.create(
        **derived(model, said),
        entry_id=entry,
        version=before + 1,
        live_from=standing.since,
        live_until=standing.until,
        meant_until=standing.until,
        live=standing.live,
        newest=standing.newest,
        audience=standing.audience,
        saved_at=NOW - 90 * DAY,
    )
    for link, targets in (links or {}).items():
        for position, target in enumerate(targets, 1):
            await link.create(**link_row(link, row, target, position))
    return entry


def address(text: str) -> str:
    """Turn a title into the last part of an address."""
    plain = text.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


Title = str | dict[str, str]
"""A title in Swedish, or in each language."""


def _titled(title: Title, said: Mapping[str, Any]) -> dict[str, Any]:
    titles = {"sv": title} if isinstance(title, str) else title
    return {"slug": address(next(iter(titles.values()))), "title": titles, **said}


async def contact(
    name: str = "Lena Jonsson",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    **said: Any,
) -> UUID:
    """Write a person to turn to."""
    return await version(
        Contact, {"slug": address(name), "name": name, **said}, standing, entry=entry
    )


async def organisation(
    name: str = "Nässjö kommun",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    **said: Any,
) -> UUID:
    """Write a municipality."""
    known = {"slug": address(name), "name": name, "kind": "MUNICIPALITY"}
    return await version(Organisation, known | said, standing, entry=entry)


async def focus_area(
    title: Title = "Läsfrämjande",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    **said: Any,
) -> UUID:
    """Write a focus area."""
    return await version(FocusArea, {"position": 1} | _titled(title, said), standing, entry=entry)


async def edition(
    year: int = 2026, standing: Standing = LIVE, *, entry: UUID | None = None, **said: Any
) -> UUID:
    """Write the networks' year."""
    titled = _titled(f"Nätverk {year}", said)
    return await version(Edition, {"year": year} | titled, standing, entry=entry)


async def network(
    title: Title = "Språklust",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    contacts: Sequence[UUID] = (),
    focus_areas: Sequence[UUID] = (),
    members: Sequence[UUID] = (),
    editions: Sequence[UUID] = (),
    **said: Any,
) -> UUID:
    """Write a network, with those who belong to it."""
    links: Links = {
        NetworkContact: contacts,
        NetworkFocusArea: focus_areas,
        NetworkMember: members,
        NetworkEdition: editions,
    }
    return await version(Network, {"position": 1} | _titled(title, said), standing, links, entry)


async def meeting(
    title: Title = "Träff om högläsning",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    networks: Sequence[UUID] = (),
    contacts: Sequence[UUID] = (),
    **said: Any,
) -> UUID:
    """Write a meeting on a Thursday morning, in a room, without registration."""
    links: Links = {MeetingNetwork: networks, MeetingContact: contacts}
    usual = {
        "local_start": "2026-10-01T09:00:00",
        "local_end": "2026-10-01T11:30:00",
        "time_zone": "Europe/Stockholm",
        "state": "CONFIRMED",
        "attendance": "ONSITE",
        "registration_mode": "NONE",
    }
    return await version(Meeting, usual | _titled(title, said), standing, links, entry)


async def meeting_series(
    title: Title = "Läsmorgnar",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    networks: Sequence[UUID] = (),
    contacts: Sequence[UUID] = (),
    **said: Any,
) -> UUID:
    """Write a series of four Thursday mornings, without its meetings."""
    links: Links = {MeetingSeriesNetwork: networks, MeetingSeriesContact: contacts}
    usual = {
        "local_start": "2026-10-01T09:00:00",
        "local_end": "2026-10-01T10:00:00",
        "rule_frequency": "WEEKLY",
        "rule_count": 4,
    }
    return await version(MeetingSeries, usual | _titled(title, said), standing, links, entry)


async def page(
    title: Title = "Om nätverken",
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    **said: Any,
) -> UUID:
    """Write a page of running text."""
    titled = _titled(title, said)
    return await version(Page, {"path": f"/{titled['slug']}"} | titled, standing, entry=entry)
