"""Contacts: the people to turn to. ``mobile`` and ``internal_note`` are for staff only."""

from collections.abc import Mapping
from typing import ClassVar

from tortoise import fields

from models.content import Audience, Named, version_constraints
from models.fields import Localised
from models.indexes import version_indexes


class Contact(Named):
    guarded: ClassVar[Mapping[str, Audience | str]] = {
        "mobile": Audience.STAFF,
        "internal_note": Audience.STAFF,
    }

    role = Localised(null=True)
    unit = Localised(null=True)
    email = fields.CharField(max_length=254, null=True)
    phone = fields.CharField(max_length=40, null=True)
    mobile = fields.CharField(max_length=40, null=True)
    internal_note = fields.TextField(null=True)

    class Meta:
        table = "contact"
        indexes = version_indexes("contact", "name_key")
        constraints = version_constraints("contact")
