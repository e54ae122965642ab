"""Events: what changed, one for each change, written in the transaction that made it.

``sequence`` is given under the lock of writers: 1, 2, … in the order of commits, without gaps.
What changed for visitors is counted once more, by ``public_sequence``, which has no gaps either:
so a visitor cannot tell from the numbers how much happened that is none of their business.
"""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from models.content import one_of
from models.fields import Instant
from models.indexes import Partial


class EventName(StrEnum):
    """What happened to an entry."""

    CREATED = "CREATED"
    SAVED = "SAVED"
    SCHEDULED = "SCHEDULED"
    PUBLISHED = "PUBLISHED"
    UNSCHEDULED = "UNSCHEDULED"
    UNPUBLISHED = "UNPUBLISHED"
    DRAFT_DISCARDED = "DRAFT_DISCARDED"
    RESTORED = "RESTORED"
    DELETED = "DELETED"
    UNDELETED = "UNDELETED"
    CANCELLED = "CANCELLED"
    POSTPONED = "POSTPONED"
    REZONED = "REZONED"
    ERASED = "ERASED"
    BECAME_LIVE = "BECAME_LIVE"
    CEASED_LIVE = "CEASED_LIVE"


class PublicChange(StrEnum):
    """What it meant for visitors."""

    APPEARED = "APPEARED"
    CHANGED = "CHANGED"
    DISAPPEARED = "DISAPPEARED"


class Event(Model):
    sequence = fields.BigIntField(primary_key=True)
    public_sequence = fields.BigIntField(null=True)
    public_change = fields.CharEnumField(PublicChange, max_length=20, null=True)
    name = fields.CharEnumField(EventName, max_length=20)
    kind = fields.CharField(max_length=40)
    entry_id: UUID = fields.UUIDField()
    version = fields.IntField(null=True)
    actor = fields.UUIDField(null=True)
    moment = Instant()
    detail: fields.JSONField[dict[str, Any]] = fields.JSONField(default=dict)

    class Meta:
        table = "event"
        indexes = [
            Partial(fields=["entry_id", "sequence"], name="event_entry"),
            Partial(fields=["kind", "sequence"], name="event_kind"),
            Partial(
                fields=["public_sequence"],
                name="event_public",
                where="public_sequence IS NOT NULL",
                unique=True,
            ),
        ]
        constraints = [
            one_of("event", "name", EventName),
            CheckConstraint(
                check="(public_sequence IS NULL) = (public_change IS NULL)",
                name="event_public_told",
            ),
        ]
