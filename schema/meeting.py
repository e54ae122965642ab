"""Meetings, as front-ends read them."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import strawberry

import models
from resolvers.sources import Kept, Stored
from schema.contact import Contact
from schema.content import Audience, Connection, Content, Link, RichText
from schema.feeds import Feeds
from schema.fields import (
    described,
    embedded,
    guarded,
    kept,
    linked,
    listed,
    localised,
    referred,
    rich,
    text,
    told,
    value,
)
from schema.network import Network
from schema.organisation import Organisation
from schema.scalars import URL, DateTime, JsonLd, LocalDateTime, TimeZone
from services.compiler.values import Column
from services.feeds.linked_data import event

if TYPE_CHECKING:
    from schema.meeting_series import MeetingSeries


@strawberry.enum(description="Whether a meeting will take place.")
class MeetingState(Enum):
    SAVE_THE_DATE = strawberry.enum_value("SAVE_THE_DATE", description="Planned; more will follow.")
    CONFIRMED = strawberry.enum_value("CONFIRMED", description="It will take place.")
    POSTPONED = strawberry.enum_value("POSTPONED", description="Not at this time; later.")
    CANCELLED = strawberry.enum_value("CANCELLED", description="It will not take place.")


@strawberry.enum(
    description="Which of two times is meant that look alike, because clocks are put back then."
)
class Fold(Enum):
    EARLIER = strawberry.enum_value(
        "EARLIER", description="The first: before the clocks are put back."
    )
    LATER = strawberry.enum_value("LATER", description="The second: after that.")


@strawberry.enum(description="How people take part.")
class Attendance(Enum):
    ONSITE = strawberry.enum_value("ONSITE", description="In a room, together.")
    ONLINE = strawberry.enum_value("ONLINE", description="Online only.")
    MIXED = strawberry.enum_value("MIXED", description="In a room or online, as one likes.")


@strawberry.enum(description="Whether people register for a meeting.")
class RegistrationMode(Enum):
    NONE = strawberry.enum_value("NONE", description="No registration.")
    OPEN = strawberry.enum_value("OPEN", description="Registration is open.")
    CLOSED = strawberry.enum_value("CLOSED", description="Registration is closed.")


PLACE = ("venue_name", "venue_address", "venue_organisation_id")
"""What a place is known by, each enough by itself."""


@strawberry.type(description="Where a meeting is held.")
class Venue:
    name: str | None = text("venue_name", "The place's name.", nullable=True)
    address: str | None = text("venue_address", "Its postal or street address.", nullable=True)
    organisation: Organisation | None = referred(
        "venue_organisation_id", "The organisation that lends it."
    )


@strawberry.type(description="How to register for a meeting.")
class Registration:
    mode: RegistrationMode = text("registration_mode", "Whether one registers.")
    url: URL | None = text("registration_url", "Where one registers.", nullable=True)
    closes_at: DateTime | None = value(
        "registration_closes_at",
        "instant",
        "When registration closes. It moves along when a meeting is moved and nothing is said of "
        "it.",
        nullable=True,
    )


@strawberry.type(description="A meeting of one network, or of several together.")
class Meeting(Content):
    kept: ClassVar[Kept] = kept(models.Meeting, "starts_at")

    title: str = localised("title", "What it is called.")
    summary: str | None = localised("summary", "What it is about, in short.", nullable=True)
    preparation: RichText | None = rich("preparation", "What to prepare.")
    agenda: RichText | None = rich("agenda", "What is on the agenda.")
    follow_up: RichText | None = rich("follow_up", "What came out of it.")
    starts_at: DateTime = value("starts_at", "instant", "When it starts.")
    ends_at: DateTime = value(
        "ends_at", "instant", "When it ends; what ends then does not overlap."
    )
    local_start: LocalDateTime = text("local_start", "When it starts, on the clocks of the place.")
    local_end: LocalDateTime = text(
        "local_end",
        "When it ends, on the clocks of the place; of whole days, the midnight after the last.",
    )
    start_fold: Fold | None = text(
        "start_fold", "Which `localStart` it is, where there are two; null else.", nullable=True
    )
    end_fold: Fold | None = text(
        "end_fold", "Which `localEnd` it is, where there are two; null else.", nullable=True
    )
    time_zone: TimeZone = text("time_zone", "The time zone of the place.")
    all_day: bool = value("all_day", "flag", "Whether it takes whole days, without times.")
    state: MeetingState = text("state", "Whether it will take place.")
    reason: str | None = localised(
        "reason", "Why it was cancelled, postponed or moved.", nullable=True
    )
    previous_starts_at: DateTime | None = value(
        "previous_starts_at",
        "instant",
        "When it was to start, before it was postponed or moved; null if it never was.",
        nullable=True,
    )
    previous_ends_at: DateTime | None = value(
        "previous_ends_at",
        "instant",
        "When it was to end, before it was postponed or moved; null if it never was.",
        nullable=True,
    )
    attendance: Attendance = text("attendance", "How people take part.")
    venue: Venue | None = embedded(
        "Where it is held; null for one that is only online, or where no place is known yet.",
        *PLACE,
    )
    online_url: URL | None = guarded(
        "online_url",
        "online_audience",
        "Where to join online. Told to those whom it is meant for; null to everybody else.",
    )
    registration: Registration = embedded("How to register.")
    links: list[Link] = listed("links", "Where to read on, in the editors' order.")
    networks: list[Network] = linked(
        models.MeetingNetwork, "The networks that meet: one, or several together.", usually=2
    )
    contacts: list[Contact] = linked(models.MeetingContact, "The people to turn to.", usually=2)
    json_ld: JsonLd = described(
        event,
        "The meeting as an Event of schema.org. It says nothing of what is not known, and where to "
        "join online only if that is public, whoever asks.",
    )
    series: Annotated["MeetingSeries", strawberry.lazy("schema.meeting_series")] | None = referred(
        "series_id", "The series that it is one of; null for a meeting alone."
    )
    original_start: LocalDateTime | None = told(
        Stored(Column("original_start", nullable=True, history=True)),
        "When its series first had it start: what tells it from the others there, for life. "
        "For editors.",
    )


@strawberry.type(description="Meetings in pages, and the feeds that tell all of them.")
class MeetingConnection(Connection[Meeting]):
    feeds: Feeds = strawberry.field(
        description="The addresses to subscribe to just these meetings by."
    )


MEETING_INPUTS: dict[str, tuple[Any, Any]] = {
    "online_audience": (
        Audience | None,
        strawberry.field(
            description="Who may know where to join online; everybody unless said otherwise.",
            default=strawberry.UNSET,
        ),
    ),
}
"""What can be said of meetings beside what the type tells."""
