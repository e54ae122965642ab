"""Contacts, as front-ends read them."""

from typing import TYPE_CHECKING, Annotated, ClassVar

import strawberry

import models
from models.content import Audience
from resolvers.sources import Kept
from schema.content import Connection, Content
from schema.fields import guarded, kept, linking, localised, text
from schema.scalars import EmailAddress

if TYPE_CHECKING:
    from schema.meeting import MeetingConnection
    from schema.meeting_series import MeetingSeries
    from schema.network import Network


@strawberry.type(description="A person to turn to.")
class Contact(Content):
    kept: ClassVar[Kept] = kept(models.Contact, "name_key")

    name: str = text("name", "The person's name.")
    role: str | None = localised("role", "What the person does for the networks.", nullable=True)
    unit: str | None = localised("unit", "Where the person works.", nullable=True)
    email: EmailAddress | None = text("email", "The e-mail address at work.", nullable=True)
    phone: str | None = text(
        "phone", "The telephone number at work, such as `08-465 004 00`.", nullable=True
    )
    mobile: str | None = guarded(
        "mobile", Audience.STAFF, "The mobile telephone, such as `070-174 06 05`. For staff."
    )
    internal_note: str | None = guarded(
        "internal_note", Audience.STAFF, "What colleagues should know. For staff."
    )
    networks: Connection[Annotated["Network", strawberry.lazy("schema.network")]] = linking(
        models.NetworkContact, "The networks that the person is contact for, in the editors' order."
    )
    meetings: Annotated["MeetingConnection", strawberry.lazy("schema.meeting")] = linking(
        models.MeetingContact, "The meetings that the person is contact for, by time."
    )
    meeting_series: Connection[
        Annotated["MeetingSeries", strawberry.lazy("schema.meeting_series")]
    ] = linking(
        models.MeetingSeriesContact,
        "The series of meetings that the person is contact for, by title.",
    )
