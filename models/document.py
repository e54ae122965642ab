"""Trusted documents: the GraphQL that front-ends are known to ask, each text kept once.

A document is known by its own digest, and by what the manifests that list it call it. It is
trusted as long as a manifest lists it.
"""

from typing import TYPE_CHECKING

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from models.fields import Code, Instant
from models.indexes import Partial

LONGEST_ID = 200
"""More than any digest has, and short enough for an address."""


class TrustedDocument(Model):
    id = Code(max_length=71, primary_key=True)
    text = fields.TextField()
    operations: fields.JSONField[list[str]] = fields.JSONField(default=list)
    loaded_at = Instant()

    class Meta:
        table = "trusted_document"
        constraints = [CheckConstraint(check="id LIKE 'sha256:%'", name="trusted_document_digest")]


class ManifestLine(Model):
    id = fields.BigIntField(primary_key=True)
    manifest = Code(max_length=100)
    known_as = Code(max_length=LONGEST_ID)
    document: fields.ForeignKeyRelation[TrustedDocument] = fields.ForeignKeyField(
        "models.TrustedDocument", related_name=False, on_delete=fields.CASCADE
    )
    if TYPE_CHECKING:
        document_id: str

    class Meta:
        table = "manifest_line"
        indexes = [
            Partial(fields=["known_as", "manifest"], name="manifest_line_once", unique=True),
            Partial(fields=["manifest"], name="manifest_line_manifest"),
            Partial(fields=["document_id"], name="manifest_line_document"),
        ]
