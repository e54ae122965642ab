"""Organisations: those whose staff take part, and those that lend a venue."""

from enum import StrEnum

from tortoise import fields

from models.content import Named, one_of, version_constraints
from models.fields import Code
from models.indexes import version_indexes


class OrganisationKind(StrEnum):
    REGION = "REGION"
    MUNICIPALITY = "MUNICIPALITY"
    LIBRARY = "LIBRARY"
    PARTNER = "PARTNER"


class Organisation(Named):
    kind = fields.CharEnumField(OrganisationKind, max_length=20)
    code = Code(max_length=20, null=True)

    class Meta:
        table = "organisation"
        indexes = version_indexes("organisation", "name_key")
        constraints = version_constraints(
            "organisation", one_of("organisation", "kind", OrganisationKind)
        )
