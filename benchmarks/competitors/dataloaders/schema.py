"""The schema: types with a resolver for each relation, which asks its loader."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final, cast

import strawberry
from strawberry.extensions import ParserCache, ValidationCache

from benchmarks.competitors.dataloaders import models
from benchmarks.competitors.dataloaders.calendars import LONGEST, days_of, meetings_by_day
from benchmarks.competitors.dataloaders.loaders import Loaders

SHOWN: Final = 20

Info = strawberry.Info[Loaders, None]


@strawberry.type
class FocusArea:
    id: uuid.UUID
    slug: str
    title: str

    @strawberry.field
    async def networks(self, info: Info, first: int) -> list["Network"]:
        return await info.context.networks_of_area.load((self.id, first))


@strawberry.type
class Contact:
    id: uuid.UUID
    slug: str
    name: str
    role: str
    email: str

    @strawberry.field
    async def networks(self, info: Info, first: int) -> list["Network"]:
        return await info.context.networks_of_contact.load((self.id, first))


@strawberry.type
class Network:
    id: uuid.UUID
    slug: str
    title: str
    lead: str
    body: str

    @strawberry.field
    async def focus_areas(self, info: Info) -> list[FocusArea]:
        return await info.context.areas_of_network.load(self.id)

    @strawberry.field
    async def contacts(self, info: Info, first: int) -> list[Contact]:
        return (await info.context.contacts_of_network.load(self.id))[:first]

    @strawberry.field
    async def meetings(self, info: Info, ends_after: datetime, first: int) -> list["Meeting"]:
        return await info.context.meetings_of_network.load((self.id, ends_after, first))


@strawberry.type
class Meeting:
    id: uuid.UUID
    slug: str
    title: str
    starts_at: datetime
    ends_at: datetime
    state: str

    @strawberry.field
    async def networks(self, info: Info) -> list[Network]:
        return await info.context.networks_of_meeting.load(self.id)


@strawberry.type
class Meetings:
    start: strawberry.Private[datetime]
    end: strawberry.Private[datetime]
    first: strawberry.Private[int]

    @strawberry.field
    async def total(self) -> int:
        return int(await _overlapping(self.start, self.end).count())

    @strawberry.field
    async def nodes(self) -> list[Meeting]:
        found = (
            await _overlapping(self.start, self.end).order_by("starts_at", "id").limit(self.first)
        )
        return cast("list[Meeting]", found)


@strawberry.type
class Slice:
    starts_here: bool
    meeting: Meeting


@strawberry.type
class Day:
    date: date
    total_count: int
    slices: list[Slice]


@strawberry.type
class Query:
    @strawberry.field
    async def calendar_month(self, year: int, month: int) -> list[Day]:
        days = days_of(year, month)
        placed = await meetings_by_day(days)
        return [
            Day(
                date=day,
                total_count=len(placed[day]),
                slices=[
                    Slice(starts_here=it.starts_at.date() == day, meeting=cast("Meeting", it))
                    for it in placed[day][:SHOWN]
                ],
            )
            for day in days
        ]

    @strawberry.field
    async def focus_areas(self, first: int) -> list[FocusArea]:
        return cast(
            "list[FocusArea]", await models.FocusArea.all().order_by("position", "id").limit(first)
        )

    @strawberry.field
    async def networks(self, first: int) -> list[Network]:
        return cast(
            "list[Network]", await models.Network.all().order_by("position", "id").limit(first)
        )

    @strawberry.field
    async def network(self, slug: str) -> Network | None:
        return cast("Network | None", await models.Network.get_or_none(slug=slug))

    @strawberry.field
    def meetings(
        self, from_: Annotated[datetime, strawberry.argument(name="from")], to: datetime, first: int
    ) -> Meetings:
        return Meetings(start=from_, end=to, first=first)


def _overlapping(start: datetime, end: datetime) -> Any:
    return models.Meeting.filter(
        starts_at__lt=end, starts_at__gt=start - LONGEST, ends_at__gt=start
    )


EXTENSIONS: Sequence[Any] = (ParserCache, ValidationCache)
SCHEMA = strawberry.Schema(Query, extensions=EXTENSIONS)
