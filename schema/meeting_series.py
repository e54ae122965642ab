"""Series of meetings, as front-ends read them."""

from typing import ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.contact import Contact
from schema.content import Content, Link, RichText
from schema.fields import (
    embedded,
    guarded,
    linked,
    listed,
    localised,
    referring,
    rich,
    text,
    value,
)
from schema.meeting import (
    PLACE,
    Attendance,
    MeetingConnection,
    MeetingState,
    Registration,
    Venue,
)
from schema.network import Network
from schema.recurrence import RecurrenceRule
from schema.scalars import URL, LocalDateTime, TimeZone
from services.compiler.plan import Order
from services.compiler.values import Column


@strawberry.type(
    description="Meetings that come again by a rule. It says what each of them says unless that "
    "was changed by hand; each is a meeting of its own."
)
class MeetingSeries(Content):
    kept: ClassVar[Kept] = Kept(
        models.MeetingSeries, (Order(Column("title_key", per_locale=True)),)
    )

    title: str = localised("title", "What its meetings are called.")
    summary: str | None = localised("summary", "What they are about, in short.", nullable=True)
    preparation: RichText | None = rich("preparation", "What to prepare.")
    agenda: RichText | None = rich("agenda", "What is on the agenda.")
    rule: RecurrenceRule = embedded("When they come again, from `localStart` on.")
    local_start: LocalDateTime = text(
        "local_start",
        "When the first starts that the rule gives, on the clocks of the place.",
    )
    local_end: LocalDateTime = text(
        "local_end", "When that ends. All of them last as long, on the clocks."
    )
    time_zone: TimeZone = text("time_zone", "The time zone of the place.")
    all_day: bool = value("all_day", "flag", "Whether they take whole days, without times.")
    state: MeetingState = text("state", "Whether they will take place.")
    reason: str | None = localised("reason", "Why they were cancelled.", nullable=True)
    attendance: Attendance = text("attendance", "How people take part.")
    venue: Venue | None = embedded(
        "Where they are held; null for what is only online, or where no place is known yet.",
        *PLACE,
    )
    online_url: URL | None = guarded(
        "online_url",
        "online_audience",
        "Where to join online. Told to those whom it is meant for; null to everybody else.",
    )
    registration: Registration = embedded(
        "How to register for them. `closesAt` is when that of the first closes; that of each other "
        "does as long before its start, on the clocks."
    )
    links: list[Link] = listed("links", "Where to read on, in the editors' order.")
    networks: list[Network] = linked(
        models.MeetingSeriesNetwork, "The networks that meet.", usually=2
    )
    contacts: list[Contact] = linked(
        models.MeetingSeriesContact, "The people to turn to.", usually=2
    )
    meetings: MeetingConnection = referring("series_id", "Its meetings, by time.")
