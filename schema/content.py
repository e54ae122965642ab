"""What all content tells, and the small types that several nouns are made of."""

from enum import Enum
from typing import Generic, TypeVar

import strawberry

from resolvers.sources import Remembers, Stands, Stored
from schema.arguments import backward, forward, required, taking
from schema.costs import COUNTED, PAGED
from schema.fields import text, told, value
from schema.history import SAVED_BY, UNTIL, Editor, Version
from schema.locales import Locale, locale_of
from schema.scalars import HTML, URL, DateTime, Markdown
from services.compiler.values import LOCALE, Column


@strawberry.enum(description="Who may read something.")
class Audience(Enum):
    PUBLIC = strawberry.enum_value(0, description="Everybody.")
    STAFF = strawberry.enum_value(1, description="Those who have signed in as staff.")


@strawberry.interface(description="Anything that can be asked for again by its id.")
class Node:
    id: strawberry.ID = value(
        "entry_id", "uuid", "The id of the thing itself, for life; the same in every version."
    )


T = TypeVar("T")


@strawberry.type(description="What a page of a list says of itself (Relay cursor connections).")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follows after this page.")
    has_previous_page: bool = strawberry.field(description="Whether more lies before this page.")
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first on this page, to be given as `before`."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last on this page, to be given as `after`."
    )


@strawberry.type(description="One place in a list.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(
        description="This place, to page on from with `after` or `before`. Opaque; fits one order."
    )
    node: T = strawberry.field(description="What stands in this place.")


@strawberry.type(description="A list in pages, forward with `first` or backward with `last`.")
class Connection(Generic[T]):
    nodes: list[T] = strawberry.field(description="What is on this page.")
    edges: list[Edge[T]] = strawberry.field(description="What is on this page, with cursors.")
    page_info: PageInfo = strawberry.field(description="What lies around this page.")
    total_count: int = strawberry.field(
        description="How many there are on all pages together; counted only when asked for.",
        directives=[COUNTED],
    )


@strawberry.enum(description="Where content stands, as its editors see it.")
class ContentStatus(Enum):
    DRAFT = strawberry.enum_value(
        "DRAFT", description="It has never been public, and is not going to be."
    )
    SCHEDULED = strawberry.enum_value(
        "SCHEDULED", description="It becomes public later, or its newest version does."
    )
    PUBLISHED = strawberry.enum_value("PUBLISHED", description="Its newest version is public.")
    CHANGED = strawberry.enum_value(
        "CHANGED", description="An earlier version is public, and the newest is a draft."
    )
    WITHDRAWN = strawberry.enum_value(
        "WITHDRAWN", description="It has been public, and is not going to be."
    )


@strawberry.interface(description="What editors write: versions that are public for a time.")
class Content(Node):
    slug: str = text(
        "slug",
        "The last part of its address on the website, in lower-case letters, digits and hyphens, "
        "such as `spraklust`.",
    )
    version: int = value("version", "number", "Which version this is: 1, 2, … of this content.")
    audience: Audience = told(
        Stored(Column("audience", words=((0, "PUBLIC"), (1, "STAFF")))),
        "Who may read this version.",
    )
    published_at: DateTime | None = value(
        "live_from", "instant", "From when this version is public; null for a draft.", nullable=True
    )
    published_until: DateTime | None = told(
        UNTIL, "When this version ceases to be public, if that is known. For editors."
    )
    saved_at: DateTime = value("saved_at", "instant", "When this version was saved.")
    saved_by: Editor | None = told(SAVED_BY, "Who saved this version, if known. For editors.")
    status: ContentStatus | None = told(
        Stands(), "Where the content stands at the moment that is looked at. For editors."
    )
    history: Connection[Version] = taking(
        told(
            Remembers(),
            "Its versions, the latest first: who saved what and when. Empty for all but editors.",
            directives=[PAGED],
        ),
        *forward(),
        *backward(),
    )
    at_version: Version | None = taking(
        told(Remembers("number"), "One of its versions. For editors."),
        required("number", int, "The version's number, such as 2."),
    )


def _inside(*path: str) -> Stored:
    """Place a value in the column that its object lies in, under the view's language."""
    return Stored(Column("", path=(LOCALE, *path)))


@strawberry.type(description="Running text, in three forms of the same.")
class RichText:
    markdown: Markdown = told(_inside("markdown"), "As the editors wrote it.")
    html: HTML = told(_inside("html"), "Ready to be put into a page.")
    text: str = told(
        _inside("text"),
        "Without any markup, a line for each paragraph or item: for summaries and searches.",
    )
    locale: Locale = locale_of(_inside("markdown").column, "The language that it is in.")


@strawberry.enum(description="What a link leads to, so that it can be shown as what it is.")
class LinkKind(Enum):
    EXTERNAL = strawberry.enum_value("EXTERNAL", description="Another website.")
    DOCUMENT = strawberry.enum_value("DOCUMENT", description="A document to read or download.")
    INTERNAL = strawberry.enum_value("INTERNAL", description="A page of the same website.")
    CALENDAR = strawberry.enum_value("CALENDAR", description="The calendar of coming meetings.")


_LABEL = Column("value", path=("label", LOCALE))


@strawberry.type(description="A link out of a text, with what it says of itself.")
class Link:
    kind: LinkKind = told(Stored(Column("value", path=("kind",))), "What it leads to.")
    url: URL = told(Stored(Column("value", path=("url",))), "Where it leads.")
    label: str = told(Stored(_LABEL), "What it says.")
    accessible_label: str = told(
        Stored(Column("value", path=("accessible_label", LOCALE))),
        "What it says to those who hear it: the label, and what kind of link this is.",
    )
    locale: Locale = locale_of(_LABEL, "The language that its label is in.")
