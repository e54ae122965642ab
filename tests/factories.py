"""Content for the tests: of any noun by ``content``, Swedish, and free of surprises.

It writes one version, inside ``store.writing()``, and gives the id of its entry; given an
``entry`` it writes that entry's next version. Where a version stands in time, and for whom, is
its `Standing`. What is not said is left out where it may be, and plausible where it may not. The
functions below it say the same in the name of a noun.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.fields import Field, IntField
from tortoise.fields.data import CharEnumFieldInstance

from models import (
    Contact,
    Edition,
    Entry,
    FocusArea,
    Meeting,
    MeetingSeries,
    Network,
    Organisation,
    Page,
)
from models.content import Audience, Content, Link, Named
from models.fields import OPEN
from services.content.derived import derived
from services.content.saying import columns
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
"""A title in Swedish, or in each language; a name."""

Said = dict[str, Any]

_MORNING = {"local_start": "2026-10-01T09:00:00", "local_end": "2026-10-01T11:30:00"}

USUAL: dict[type[Content], Said] = {
    Edition: {"year": 2026},
    Organisation: {"kind": "MUNICIPALITY"},
    Meeting: _MORNING
    | {
        "time_zone": "Europe/Stockholm",
        "state": "CONFIRMED",
        "attendance": "ONSITE",
        "registration_mode": "NONE",
    },
    MeetingSeries: _MORNING
    | {"local_end": "2026-10-01T10:00:00", "rule_frequency": "WEEKLY", "rule_count": 4},
}
"""What a version must say beside its title or name, its address and its place."""

CALLED: dict[type[Content], Title] = {
    Contact: "Lena Jonsson",
    Edition: "Nätverk 2026",
    FocusArea: "Läsfrämjande",
    Meeting: "Träff om högläsning",
    MeetingSeries: "Läsmorgnar",
    Network: "Språklust",
    Organisation: "Nässjö kommun",
    Page: "Om nätverken",
}
"""What content is called of which nobody says it; any other noun is called by its own name."""


async def content(
    model: type[Content],
    called: Title | None = None,
    standing: Standing = LIVE,
    *,
    entry: UUID | None = None,
    **said: Any,
) -> UUID:
    """Write content of a noun; what is said are columns, and relations as lists of ids."""
    links = {it.link: said.pop(name, ()) for name, it in model.relations.items()}
    whole = _usual(model, called or CALLED.get(model, model.__name__)) | said
    if "path" in model.addresses:
        whole = {"path": f"/{whole['slug']}"} | whole
    return await version(model, whole, standing, links, entry)


def _usual(model: type[Content], called: Title) -> Said:
    titles = {"sv": called} if isinstance(called, str) else called
    name = next(iter(titles.values()))
    said: Said = {"name": name} if issubclass(model, Named) else {"title": titles}
    needed = {
        name: _plausible(it)
        for name, it in columns(model).items()
        if it.required and name not in model.addresses
    }
    return {**needed, "slug": address(name), **said, **USUAL.get(model, {})}


def _plausible(column: Field[Any]) -> Any:
    """Give what may be said in a column that must say something: a first member, 1, or a word."""
    if isinstance(column, CharEnumFieldInstance):
        return next(iter(column.enum_type)).value
    return 1 if isinstance(column, IntField) else "Örat"


async def contact(name: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a person to turn to."""
    return await content(Contact, name, standing, **said)


async def organisation(name: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a municipality."""
    return await content(Organisation, name, standing, **said)


async def focus_area(title: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a focus area."""
    return await content(FocusArea, title, standing, **said)


async def edition(year: int = 2026, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write the networks' year."""
    return await content(Edition, f"Nätverk {year}", standing, year=year, **said)


async def network(title: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a network, with those who belong to it."""
    return await content(Network, title, standing, **said)


async def meeting(title: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a meeting on a Thursday morning, in a room, without registration."""
    return await content(Meeting, title, standing, **said)


async def meeting_series(
    title: Title | None = None, standing: Standing = LIVE, **said: Any
) -> UUID:
    """Write a series of four Thursday mornings, without its meetings."""
    return await content(MeetingSeries, title, standing, **said)


async def page(title: Title | None = None, standing: Standing = LIVE, **said: Any) -> UUID:
    """Write a page of running text."""
    return await content(Page, title, standing, **said)
