"""Organisations, as front-ends read them."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.content import Connection, Content
from schema.fields import kept, linking, referring, text

if TYPE_CHECKING:
    from schema.meeting import MeetingConnection
    from schema.network import Network


@strawberry.enum(description="What an organisation is.")
class OrganisationKind(Enum):
    REGION = strawberry.enum_value("REGION", description="A region.")
    MUNICIPALITY = strawberry.enum_value("MUNICIPALITY", description="A municipality.")
    LIBRARY = strawberry.enum_value("LIBRARY", description="A library.")
    PARTNER = strawberry.enum_value("PARTNER", description="Somebody else to work with.")


@strawberry.type(description="An organisation whose staff take part, or that lends a venue.")
class Organisation(Content):
    kept: ClassVar[Kept] = kept(models.Organisation, "name_key")

    name: str = text("name", "Its name.")
    kind: OrganisationKind = text("kind", "What it is.")
    code: str | None = text(
        "code",
        "Its official code, such as Statistics Sweden's county or municipality code: `0680`.",
        nullable=True,
    )
    networks: Connection[Annotated["Network", strawberry.lazy("schema.network")]] = linking(
        models.NetworkMember, "The networks that it takes part in, in the editors' order."
    )
    hosted_meetings: Annotated["MeetingConnection", strawberry.lazy("schema.meeting")] = referring(
        "venue_organisation_id", "The meetings that it lends a venue to, by time."
    )
