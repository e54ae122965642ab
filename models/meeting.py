"""Meetings: local wall time and zone are what an editor said; the UTC instants are derived.

A local time that is there twice says which it is by its fold. A meeting that was postponed or moved
keeps when it was to be before.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from models.content import Audience, Link, Relation, Titled, one_of, version_constraints
from models.fields import Instant, Localised, RichText
from models.indexes import Partial, link_indexes, version_indexes

if TYPE_CHECKING:
    from models.entry import Entry

LONGEST = timedelta(days=14)
"""No meeting lasts longer, so that what overlaps a time is found in one range of starts."""


class MeetingState(StrEnum):
    SAVE_THE_DATE = "SAVE_THE_DATE"
    CONFIRMED = "CONFIRMED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


class Fold(StrEnum):
    """Which of two times is meant that look alike on the clocks of the place."""

    EARLIER = "EARLIER"
    LATER = "LATER"


class Attendance(StrEnum):
    ONSITE = "ONSITE"
    ONLINE = "ONLINE"
    MIXED = "MIXED"


class RegistrationMode(StrEnum):
    NONE = "NONE"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


class Gathering(Titled):
    """What a meeting says, and a series says of all of its meetings."""

    references: ClassVar[Mapping[str, str]] = {"venue_organisation_id": "organisation"}
    guarded: ClassVar[Mapping[str, Audience | str]] = {"online_url": "online_audience"}

    summary = Localised(null=True)
    preparation = RichText(null=True)
    agenda = RichText(null=True)
    local_start = fields.CharField(max_length=19)
    local_end = fields.CharField(max_length=19)
    time_zone = fields.CharField(max_length=64, default="Europe/Stockholm")
    all_day = fields.BooleanField(default=False)
    state = fields.CharEnumField(MeetingState, max_length=20, default=MeetingState.CONFIRMED)
    reason = Localised(null=True)
    attendance = fields.CharEnumField(Attendance, max_length=20, default=Attendance.ONSITE)
    venue_name = fields.CharField(max_length=200, null=True)
    venue_address = fields.CharField(max_length=300, null=True)
    venue_organisation: fields.ForeignKeyNullableRelation["Entry"] = fields.ForeignKeyField(
        "models.Entry", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    venue_organisation_id: UUID | None
    online_url = fields.CharField(max_length=500, null=True)
    online_audience = fields.SmallIntField(default=0)
    registration_mode = fields.CharEnumField(
        RegistrationMode, max_length=20, default=RegistrationMode.NONE
    )
    registration_url = fields.CharField(max_length=500, null=True)
    registration_closes_at = Instant(null=True)
    links: fields.JSONField[list[dict[str, object]]] = fields.JSONField(default=list)

    class Meta:
        abstract = True


def gathering_constraints(table: str, *more: CheckConstraint) -> list[Any]:
    """What the database refuses about a version of a gathering."""
    return version_constraints(
        table,
        one_of(table, "state", MeetingState),
        one_of(table, "attendance", Attendance),
        one_of(table, "registration_mode", RegistrationMode),
        *more,
    )


class Meeting(Gathering):
    references: ClassVar[Mapping[str, str]] = {
        **Gathering.references,
        "series_id": "meeting_series",
    }
    zoned: ClassVar[frozenset[str]] = frozenset({"starts_at", "ends_at"})
    computed: ClassVar[frozenset[str]] = Titled.computed | zoned
    fixed: ClassVar[frozenset[str]] = frozenset({"series_id", "original_start"})

    follow_up = RichText(null=True)
    start_fold = fields.CharEnumField(Fold, max_length=10, null=True)
    end_fold = fields.CharEnumField(Fold, max_length=10, null=True)
    starts_at = Instant()
    ends_at = Instant()
    previous_starts_at = Instant(null=True)
    previous_ends_at = Instant(null=True)
    # of a series, for life: ``original_start`` is the local time at which that first had it start
    series: fields.ForeignKeyNullableRelation["Entry"] = fields.ForeignKeyField(
        "models.Entry", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    series_id: UUID | None
    original_start = fields.CharField(max_length=19, null=True)

    class Meta:
        table = "meeting"
        indexes = [
            *version_indexes(
                "meeting", "starts_at", cover=("ends_at", "live_from", "live_until", "audience")
            ),
            Partial(fields=["venue_organisation_id"], name="meeting_venue"),
            Partial(fields=["series_id", "starts_at"], name="meeting_series_time"),
            Partial(
                fields=["series_id", "original_start"],
                name="meeting_occurrence",
                where="version = 1",
                unique=True,
            ),
        ]
        constraints = gathering_constraints(
            "meeting",
            CheckConstraint(check="ends_at >= starts_at", name="meeting_ends"),
            CheckConstraint(
                check="previous_ends_at >= previous_starts_at", name="meeting_previous_ends"
            ),
            one_of("meeting", "start_fold", Fold),
            one_of("meeting", "end_fold", Fold),
            CheckConstraint(
                check="(series_id IS NULL) = (original_start IS NULL)",
                name="meeting_of_series",
            ),
        )


class MeetingLink(Link):
    """A relation of meetings, whose targets list them by time."""

    carries: ClassVar[dict[str, str]] = {"starts_at": "starts_at", "ends_at": "ends_at"}

    source: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "models.Meeting", related_name=False, on_delete=fields.CASCADE
    )
    starts_at = Instant()
    ends_at = Instant()
    if TYPE_CHECKING:
        source_id: int

    class Meta:
        abstract = True


class MeetingNetwork(MeetingLink):
    class Meta:
        table = "meeting_network"
        indexes = link_indexes("meeting_network", "starts_at", "ends_at")


class MeetingContact(MeetingLink):
    class Meta:
        table = "meeting_contact"
        indexes = link_indexes("meeting_contact", "starts_at", "ends_at")


Meeting.relations = {
    "networks": Relation(MeetingNetwork, "network", required=True),
    "contacts": Relation(MeetingContact, "contact"),
}
