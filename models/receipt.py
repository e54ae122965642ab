"""Receipts: what was answered under an idempotency key, so that nothing is made twice."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.fields import Instant
from models.indexes import Partial


class Receipt(Model):
    id = fields.BigIntField(primary_key=True)
    owner = fields.CharField(max_length=250)
    key = fields.CharField(max_length=200)
    digest = fields.CharField(max_length=64)
    entry_id: UUID = fields.UUIDField()
    version = fields.IntField()
    moment = Instant()

    class Meta:
        table = "receipt"
        indexes = [
            Partial(fields=["owner", "key"], name="receipt_once", unique=True),
            Partial(fields=["moment"], name="receipt_moment"),
        ]
