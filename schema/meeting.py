"""Meetings, as front-ends read them and ask for them."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

import strawberry

import models
from models.meeting import LONGEST
from resolvers.arguments import Tree
from resolvers.sources import SOURCE, FilteredBy, Kept
from schema.contact import Contact
from schema.content import Audience, Connection, Content, Link, RichText
from schema.feeds import Feeds
from schema.fields import (
    embedded,
    guarded,
    kept,
    linked,
    listed,
    localised,
    referred,
    rich,
    text,
    value,
)
from schema.network import Network
from schema.organisation import Organisation
from schema.scalars import URL, DateTime, LocalDateTime, TimeZone
from services.plan import All, Compare, Condition
from services.policy import MOMENT
from services.values import Column


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
        "registration_closes_at", "instant", "When registration closes.", nullable=True
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
    local_end: LocalDateTime = text("local_end", "When it ends, on the clocks of the place.")
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
        "previous_ends_at", "instant", "When it was to end before that.", nullable=True
    )
    attendance: Attendance = text("attendance", "How people take part.")
    venue: Venue | None = embedded(
        "Where it is held; null for one that is only online.", "venue_name"
    )
    online_url: URL | None = guarded(
        "online_url", "online_audience", "Where to join online, if that is for everybody to know."
    )
    registration: Registration = embedded("How to register.")
    links: list[Link] = listed("links", "Where to read on, in the editors' order.")
    networks: list[Network] = linked(
        models.MeetingNetwork, "The networks that meet: one, or several together.", usually=2
    )
    contacts: list[Contact] = linked(models.MeetingContact, "The people to turn to.", usually=2)


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


@strawberry.enum(description="On which side of the view's moment a meeting lies.")
class MeetingTime(Enum):
    UPCOMING = strawberry.enum_value(
        "UPCOMING", description="It has not ended: it is to come, or going on."
    )
    PAST = strawberry.enum_value("PAST", description="It has ended.")


@strawberry.input(description="A stretch of time, half open: `from` is in it, `to` is not.")
class TimeRange:
    from_: DateTime = strawberry.field(name="from", description="The first moment of it.")
    to: DateTime = strawberry.field(description="The first moment after it.")


_FIRST = datetime.min.replace(tzinfo=UTC)
_START, _END = Column("starts_at", "instant"), Column("ends_at", "instant")


def long_before(moment: datetime) -> datetime:
    """Tell before when nothing can have started that goes on at ``moment``."""
    return max(moment, _FIRST + LONGEST) - LONGEST


def overlapping(tree: dict[str, Tree]) -> Condition:
    """Hold for what overlaps a stretch of time; the bound on starts keeps it one index range."""
    begin, end = tree["from"], tree["to"]
    return All(
        (
            Compare(_START, "lt", end.bound()),
            Compare(_END, "gt", begin.bound()),
            Compare(_START, "gt", begin.bound(long_before)),
        )
    )


def lying(tree: Tree) -> Condition:
    """Hold for what is still to end, or has ended, at the view's moment."""
    if tree.value is MeetingTime.PAST:
        return Compare(_END, "lte", MOMENT)
    started = type(MOMENT)("moment", long_before)
    return All((Compare(_END, "gt", MOMENT), Compare(_START, "gt", started)))


def _asked(meaning: Any, description: str) -> Any:
    return strawberry.field(
        description=description, metadata={SOURCE: FilteredBy(meaning)}, default=strawberry.UNSET
    )


MEETING_FILTERS: dict[str, tuple[Any, Any]] = {
    "overlaps": (
        TimeRange | None,
        _asked(overlapping, "Any part of it lies in this stretch of time."),
    ),
    "when": (
        MeetingTime | None,
        _asked(lying, "It is still to end, or it has ended, at the moment that is looked at."),
    ),
}
"""What meetings can be asked for beside what is derived from their fields."""
