"""What falls due: the moments at which something changes by the clock alone.

A version appears or disappears by its window; nothing has to run for that. These rows are there
so that the log can tell of it, and so that ``live`` is taken from what has long been over.
"""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.fields import Instant
from models.indexes import Partial


class Due(Model):
    id = fields.BigIntField(primary_key=True)
    moment = Instant()
    kind = fields.CharField(max_length=40)
    entry_id: UUID = fields.UUIDField()

    class Meta:
        table = "due"
        indexes = [
            Partial(fields=["moment", "entry_id"], name="due_once", unique=True),
            Partial(fields=["entry_id"], name="due_entry"),
        ]
