"""Changes: what happened to content, as whoever follows may know it."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import strawberry

from models.engines.sqlite import instant_text
from resolvers.places import written
from resolvers.sources import Heard, Seen
from schema.content import Content
from schema.fields import told
from schema.nouns import NOUNS
from schema.scalars import DateTime
from schema.told import kept_of
from services.log import Change as Logged
from services.values import Column


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
    PUBLISHED = strawberry.enum_value("PUBLISHED", description="It was made public.")
    UNPUBLISHED = strawberry.enum_value("UNPUBLISHED", description="It was withdrawn.")
    DRAFT_DISCARDED = strawberry.enum_value("DRAFT_DISCARDED", description="A draft was given up.")
    RESTORED = strawberry.enum_value("RESTORED", description="An earlier version was taken up.")
    DELETED = strawberry.enum_value("DELETED", description="It was deleted.")
    UNDELETED = strawberry.enum_value("UNDELETED", description="It was brought back.")
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


def heard(
    tell: Callable[[Logged], str | None], description: str, column: Column | None = None
) -> Any:
    """Declare what is known of a change itself: to who hears of it, and in a column of the log."""
    return told(Heard(tell, column), description)


@strawberry.type(description="One thing that happened to content.")
class Change:
    cursor: str = heard(
        lambda it: written(it.place, it.event is not None),
        "Its place in the order of changes: give it as `after` to be told what came later.",
    )
    effect: PublicChange | None = heard(
        lambda it: it.change,
        "What it means for visitors; null when it means nothing to them.",
        Column("public_change", nullable=True),
    )
    event: EventName | None = heard(
        lambda it: it.event,
        "What was done; null to those who may not read drafts and what is meant for staff.",
        Column("name", nullable=True, log=True),
    )
    moment: DateTime = heard(
        lambda it: instant_text(it.moment), "When it happened.", Column("moment", "instant")
    )
    type: ContentType = heard(  # type: ignore[valid-type]
        lambda it: it.kind.upper(), "The type of the content.", Column("kind", words=_WORDS)
    )
    content_id: strawberry.ID = heard(
        lambda it: str(it.entry),
        "The id of the content, whether it can still be seen or not.",
        Column("entry_id", "uuid"),
    )
    content: Content | None = told(
        Seen(),
        "The content as you can see it when this is told; null when you cannot, or no longer. "
        "It may have changed once more since then: that will be told next.",
    )
