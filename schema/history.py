"""Versions, as editors look back on them: who saved what and when, and what it changed."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from models.fields import OPEN
from resolvers.sources import Embeds, Itself, Lists, Stored
from schema.fields import told, value
from schema.scalars import DateTime
from services.compiler.plan import USUALLY
from services.compiler.values import Column, Constant

if TYPE_CHECKING:
    from schema.content import Content
    from schema.field_change import FieldChange


def who(column: str) -> Embeds:
    """Tell of the account whose id a column holds."""
    return Embeds((Column(column, "account", nullable=True, log=True),), within=column)


SAVED_BY = who("saved_by")
UNTIL = Stored(Column("live_until", "instant", nullable=True, history=True, nothing=Constant(OPEN)))


@strawberry.type(
    description="Who changes content, as other editors know them: a person with an account, or a "
    "program with a token."
)
class Editor:
    name: str = told(
        Stored(Column("", "account", log=True)), "The person's name, or what the token is for."
    )


@strawberry.type(description="One version of content: what it says never changes.")
class Version:
    number: int = value("version", "number", "1, 2, … of the content; numbers may be missing.")
    saved_at: DateTime = value("saved_at", "instant", "When it was saved.")
    saved_by: Editor | None = told(SAVED_BY, "Who saved it, if known.")
    note: str = told(Stored(Column("note")), "What its editor said of it for the history.")
    published_at: DateTime | None = value(
        "live_from", "instant", "From when it is, or was, public; null for a draft.", nullable=True
    )
    published_until: DateTime | None = told(UNTIL, "When it ceases to be public; null for never.")
    changes: list[Annotated["FieldChange", strawberry.lazy("schema.field_change")]] = told(
        Lists(Column("changes", "json"), USUALLY, Column("value", "number", ("audience",))),
        "What it changed, field by field and language by language; empty for the first.",
    )
    content: Annotated["Content", strawberry.lazy("schema.content")] = told(
        Itself(), "The content as this version says it."
    )
