"""The thing itself: identity and nothing more. What it says stands in its versions."""

import os
import time
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.fields import Instant


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562, section 5.7), so that ids sort by the moment they were made."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = milliseconds << 80 | 7 << 76 | (random >> 68) << 64 | 2 << 62 | random & (2**62 - 1)
    return UUID(int=value)


class Entry(Model):
    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharField(max_length=40)
    created_at = Instant()
    created_by = fields.UUIDField(null=True)

    class Meta:
        table = "entry"
