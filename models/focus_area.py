"""Focus areas: what the region's development work is about."""

from tortoise import fields

from models.content import Titled, version_constraints
from models.fields import Localised, RichText
from models.indexes import version_indexes


class FocusArea(Titled):
    summary = Localised(null=True)
    body = RichText(null=True)
    position = fields.IntField()

    class Meta:
        table = "focus_area"
        indexes = version_indexes("focus_area", "position")
        constraints = version_constraints("focus_area")
