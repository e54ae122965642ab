"""Pages: running text at a path of the website."""

from typing import ClassVar

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint

from models.content import Titled, version_constraints
from models.fields import Code, Localised, RichText
from models.indexes import IS_OPEN, Partial, version_indexes


class Page(Titled):
    addresses: ClassVar[tuple[str, ...]] = ("slug", "path")

    path = Code(max_length=300)
    lead = Localised(null=True)
    body = RichText(null=True)
    links: fields.JSONField[list[dict[str, object]]] = fields.JSONField(default=list)

    class Meta:
        table = "page"
        indexes = [
            *version_indexes("page", "path"),
            Partial(fields=["path"], name="page_path_newest", where="newest", unique=True),
            Partial(fields=["path"], name="page_path_open", where=IS_OPEN, unique=True),
            Partial(fields=["path", "live_from"], name="page_path_ever"),
        ]
        constraints = version_constraints(
            "page", CheckConstraint(check="path LIKE '/%'", name="page_path_rooted")
        )
