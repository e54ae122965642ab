"""Series: meetings that come again by a rule, as RFC 5545, section 3.3.10 has rules.

A version says what each of its meetings says unless that was changed by hand, and by which rule
they come, from ``local_start`` on. The meetings are meetings of their own, written beforehand.
``rule_by_day`` holds ``{"weekday": "MONDAY", "nth": -1}``; days are texts like ``2026-10-01``.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from models.content import Link, Relation, one_of
from models.indexes import Partial, link_indexes, version_indexes
from models.meeting import Gathering, gathering_constraints


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class MeetingSeries(Gathering):
    rule_frequency = fields.CharEnumField(Frequency, max_length=20)
    rule_interval = fields.IntField(default=1)
    rule_by_day: fields.JSONField[list[dict[str, Any]]] = fields.JSONField(default=list)
    rule_by_month_day: fields.JSONField[list[int]] = fields.JSONField(default=list)
    rule_by_month: fields.JSONField[list[int]] = fields.JSONField(default=list)
    rule_count = fields.IntField(null=True)
    rule_until = fields.CharField(max_length=10, null=True)
    rule_exclude: fields.JSONField[list[str]] = fields.JSONField(default=list)

    class Meta:
        table = "meeting_series"
        indexes = [
            *version_indexes("meeting_series", "title_key_sv"),
            Partial(fields=["venue_organisation_id"], name="meeting_series_venue"),
        ]
        constraints = gathering_constraints(
            "meeting_series",
            one_of("meeting_series", "rule_frequency", Frequency),
            CheckConstraint(
                check="(rule_count IS NULL) <> (rule_until IS NULL)",
                name="meeting_series_rule_ends",
            ),
        )


class MeetingSeriesLink(Link):
    """A relation of series."""

    source: fields.ForeignKeyRelation[MeetingSeries] = fields.ForeignKeyField(
        "models.MeetingSeries", related_name=False, on_delete=fields.CASCADE
    )
    if TYPE_CHECKING:
        source_id: int

    class Meta:
        abstract = True


class MeetingSeriesNetwork(MeetingSeriesLink):
    class Meta:
        table = "meeting_series_network"
        indexes = link_indexes("meeting_series_network")


class MeetingSeriesContact(MeetingSeriesLink):
    class Meta:
        table = "meeting_series_contact"
        indexes = link_indexes("meeting_series_contact")


MeetingSeries.relations = {
    "networks": Relation(MeetingSeriesNetwork, "network", required=True),
    "contacts": Relation(MeetingSeriesContact, "contact"),
}
