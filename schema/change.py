"""Changes: what happened to content, as whoever follows may know it."""

from enum import Enum
from typing import Any

import strawberry

from resolvers.sources import Embeds, Placed, Seen, Stored
from schema.content import Content
from schema.fields import told, value
from schema.history import Editor
from schema.nouns import NOUNS
from schema.scalars import DateTime
from schema.told import kept_of
from services.compiler.values import Column


@strawberry.enum(description="What a change means for visitors.")
class PublicChange(Enum):
    APPEARED = strawberry.enum_value("APPEARED", description="It can be seen from now on.")
    CHANGED = strawberry.enum_value("CHANGED", description="What can be seen of it is another.")
    DISAPPEARED = strawberry.enum_value("DISAPPEARED", description="It can no longer be seen.")


@strawberry.enum(description="What was done to content, or what the clock has done.")
class EventName(Enum):
    CREATED = strawberry.enum_value("CREATED", description="It was written, as a draft.")
    SAVED = strawberry.enum_value("SAVED", description="Its next version was saved, as a draft.")
    SCHEDULED = strawberry.enum_value(
        "SCHEDULED", description="It will be public from a moment on."
    )
    UNSCHEDULED = strawberry.enum_value(
        "UNSCHEDULED", description="It will not be public from that moment on."
    )
    PUBLISHED = strawberry.enum_value("PUBLISHED", description="It was made public.")
    UNPUBLISHED = strawberry.enum_value("UNPUBLISHED", description="It was withdrawn.")
    DRAFT_DISCARDED = strawberry.enum_value("DRAFT_DISCARDED", description="A draft was given up.")
    RESTORED = strawberry.enum_value("RESTORED", description="An earlier version was taken up.")
    DELETED = strawberry.enum_value("DELETED", description="It was deleted.")
    UNDELETED = strawberry.enum_value("UNDELETED", description="It was brought back.")
    CANCELLED = strawberry.enum_value(
        "CANCELLED", description="A meeting was cancelled, wherever it stood."
    )
    POSTPONED = strawberry.enum_value(
        "POSTPONED", description="A meeting was postponed or moved, wherever it stood."
    )
    REZONED = strawberry.enum_value(
        "REZONED", description="The rules of its time zone are others: its moments have moved."
    )
    ERASED = strawberry.enum_value(
        "ERASED", description="A person's data was removed for good, with all its history."
    )
    BECAME_LIVE = strawberry.enum_value(
        "BECAME_LIVE", description="Its time to be public has come."
    )
    CEASED_LIVE = strawberry.enum_value("CEASED_LIVE", description="Its time to be public is over.")


def _types() -> Any:
    """Enumerate the nouns, so that none is forgotten."""
    members = {
        kept_of(it).kind.upper(): strawberry.enum_value(
            kept_of(it).kind, description=f"Content of the type `{it.__name__}`."
        )
        for it in NOUNS
    }
    return strawberry.enum(_enumeration("ContentType", members), description="A type of content.")


_enumeration: Any = Enum
ContentType = _types()


_WORDS = tuple((kept_of(it).kind, kept_of(it).kind.upper()) for it in NOUNS)
_FOR_EDITORS = "null to those who may not read drafts and what is meant for staff"


@strawberry.type(description="One thing that happened to content.")
class Change:
    cursor: str = told(
        Placed(opaque=True),
        "Its place in the order of changes: give it as `after` to be told what came later.",
    )
    sequence: int = told(
        Placed(),
        "Its number in that order, 1, 2, …: among what changed for visitors, or among all changes "
        "for those who are told everything.",
    )
    effect: PublicChange | None = told(
        Stored(Column("public_change", nullable=True)),
        "What it means for visitors; null when it means nothing to them.",
    )
    event: EventName | None = told(
        Stored(Column("name", nullable=True, log=True)),
        f"What was done; {_FOR_EDITORS}.",
    )
    version: int | None = told(
        Stored(Column("version", "number", nullable=True, log=True)),
        f"Which version of the content it is about, if it is about one; {_FOR_EDITORS}.",
    )
    actor: Editor | None = told(
        Embeds((Column("actor", "account", nullable=True, log=True),), within="actor"),
        f"Who did it; null for what the clock has done or was done from the console, and "
        f"{_FOR_EDITORS}.",
    )
    note: str | None = told(
        Stored(Column("detail", path=("note",), nullable=True, log=True)),
        f"What they said of it; {_FOR_EDITORS}.",
    )
    moment: DateTime = value("moment", "instant", "When it happened.")
    type: ContentType = told(  # type: ignore[valid-type]
        Stored(Column("kind", words=_WORDS)), "The type of the content."
    )
    content_id: strawberry.ID = value(
        "entry_id", "uuid", "The id of the content, whether it can still be seen or not."
    )
    content: Content | None = told(
        Seen(),
        "The content as you can see it when this is told; null when you cannot, or no longer. "
        "It may have changed once more since then: that will be told next.",
    )
