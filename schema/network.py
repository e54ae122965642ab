"""Networks, as front-ends read them."""

from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry

import models
from resolvers.sources import Kept
from schema.contact import Contact
from schema.content import Connection, Content, Link, RichText
from schema.edition import Edition
from schema.fields import kept, linked, linking, listed, localised, rich, value
from schema.focus_area import FocusArea
from schema.organisation import Organisation

if TYPE_CHECKING:
    from schema.meeting import MeetingConnection
    from schema.meeting_series import MeetingSeries


@strawberry.type(description="A professional network: colleagues who meet to learn together.")
class Network(Content):
    kept: ClassVar[Kept] = kept(models.Network, "position")

    title: str = localised("title", "Its name.")
    lead: str | None = localised("lead", "What it is, in a sentence or two.", nullable=True)
    body: RichText | None = rich("body", "What it is about.")
    purpose: str | None = localised("purpose", "What it is for.", nullable=True)
    participants: str | None = localised("participants", "Who takes part.", nullable=True)
    prerequisites: str | None = localised(
        "prerequisites", "What taking part asks for; null when nothing special.", nullable=True
    )
    links: list[Link] = listed("links", "Where to read on, in the editors' order.")
    position: int = value("position", "number", "Its place in the editors' order, from 1.")
    contacts: list[Contact] = linked(
        models.NetworkContact, "The people to turn to, in the editors' order.", usually=2
    )
    focus_areas: list[FocusArea] = linked(
        models.NetworkFocusArea, "The focus areas that it belongs to.", usually=2
    )
    members: list[Organisation] = linked(
        models.NetworkMember, "The organisations whose staff take part.", usually=15
    )
    editions: list[Edition] = linked(
        models.NetworkEdition, "The years that it is offered in.", usually=2
    )
    meetings: Annotated["MeetingConnection", strawberry.lazy("schema.meeting")] = linking(
        models.MeetingNetwork, "Its meetings, by time."
    )
    meeting_series: Connection[
        Annotated["MeetingSeries", strawberry.lazy("schema.meeting_series")]
    ] = linking(models.MeetingSeriesNetwork, "The series of its meetings, by title.")
