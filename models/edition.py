"""Editions: the networks as they are offered in one year."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from models.content import Titled, version_constraints
from models.fields import Localised
from models.indexes import version_indexes


class Edition(Titled):
    year = fields.IntField()
    intro = Localised(null=True)

    class Meta:
        table = "edition"
        indexes = version_indexes("edition", "year")
        constraints = version_constraints(
            "edition", CheckConstraint(check="year BETWEEN 1900 AND 2999", name="edition_year")
        )
