"""The plain tables as Tortoise models, for reading only.

Tortoise wants a key of one column: the links name ``position`` as theirs, which only writing
would mind.
"""

import uuid

from tortoise import fields
from tortoise.models import Model


class FocusArea(Model):
    """A subject that networks belong to."""

    id = fields.UUIDField(primary_key=True)
    slug = fields.TextField()
    title = fields.TextField()
    position = fields.IntField()

    class Meta:
        table = "focus_area"
        schema = "plain"


class Contact(Model):
    """Somebody to turn to."""

    id = fields.UUIDField(primary_key=True)
    slug = fields.TextField()
    name = fields.TextField()
    role = fields.TextField()
    email = fields.TextField()

    class Meta:
        table = "contact"
        schema = "plain"


class Network(Model):
    """A professional network."""

    id = fields.UUIDField(primary_key=True)
    slug = fields.TextField()
    title = fields.TextField()
    lead = fields.TextField()
    body = fields.TextField()
    position = fields.IntField()

    class Meta:
        table = "network"
        schema = "plain"


class Meeting(Model):
    """A meeting of one or more networks."""

    id = fields.UUIDField(primary_key=True)
    slug = fields.TextField()
    title = fields.TextField()
    summary = fields.TextField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    time_zone = fields.TextField()
    state = fields.TextField()

    class Meta:
        table = "meeting"
        schema = "plain"


class NetworkFocusArea(Model):
    """That a network belongs to a focus area."""

    position = fields.IntField(primary_key=True, generated=False)
    network: fields.ForeignKeyRelation[Network] = fields.ForeignKeyField(
        "plain.Network", related_name=False
    )
    network_id: uuid.UUID
    focus_area: fields.ForeignKeyRelation[FocusArea] = fields.ForeignKeyField(
        "plain.FocusArea", related_name=False
    )
    focus_area_id: uuid.UUID

    class Meta:
        table = "network_focus_area"
        schema = "plain"


class NetworkContact(Model):
    """That somebody is a contact of a network, at that place."""

    position = fields.IntField(primary_key=True, generated=False)
    network: fields.ForeignKeyRelation[Network] = fields.ForeignKeyField(
        "plain.Network", related_name=False
    )
    network_id: uuid.UUID
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "plain.Contact", related_name=False
    )
    contact_id: uuid.UUID

    class Meta:
        table = "network_contact"
        schema = "plain"


class MeetingNetwork(Model):
    """That a network takes part in a meeting, at that place."""

    position = fields.IntField(primary_key=True, generated=False)
    meeting: fields.ForeignKeyRelation[Meeting] = fields.ForeignKeyField(
        "plain.Meeting", related_name=False
    )
    meeting_id: uuid.UUID
    network: fields.ForeignKeyRelation[Network] = fields.ForeignKeyField(
        "plain.Network", related_name=False
    )
    network_id: uuid.UUID

    class Meta:
        table = "meeting_network"
        schema = "plain"
