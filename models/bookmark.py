"""Bookmarks: how far each follower has read in the log of events."""

from tortoise import fields
from tortoise.models import Model

from models.fields import Instant


class Bookmark(Model):
    name = fields.CharField(max_length=100, primary_key=True)
    sequence = fields.BigIntField(default=0)
    moved_at = Instant()

    class Meta:
        table = "bookmark"
