"""The index of questions: everything that can be asked, a line each."""

from typing import Any

import strawberry

from resolvers.signing import known_of
from resolvers.sources import Addresses, Identifies, Knows, Logs, Paged, Picks, Source
from schema.arguments import backward, forward, optional, required, taking
from schema.change import Change, ContentType
from schema.content import Connection, Node
from schema.costs import PAGED
from schema.fields import paged, told
from schema.meeting import MeetingConnection
from schema.month import CALENDAR, CALENDAR_MONTH, CALENDAR_WEEK, Calendar
from schema.nouns import (
    Contact,
    Edition,
    FocusArea,
    Meeting,
    MeetingSeries,
    Network,
    Organisation,
    Page,
)
from schema.viewer import Viewer
from services.compiler.values import Column


def many(description: str) -> Any:
    """Declare a connection to all content of a kind."""
    return paged(Paged(), description)


def one(description: str, argument: str = "slug") -> Any:
    """Declare the one content that has an address, or had it last."""
    said = "Its address, as the field of the same name tells it; an old one leads on."
    return _with(Addresses(argument), description, argument, str, said)


def _with(source: Source, description: str, argument: str, type_: Any, said: str) -> Any:
    return taking(told(source, description), required(argument, type_, said))


@strawberry.type(description="Everything that can be asked.")
class Query:
    viewer: Viewer | None = told(Knows(known_of), "Whoever asks; null for a visitor.")
    network: Network | None = one("One network, by its address.")
    networks: Connection[Network] = many("The networks, in the editors' order.")
    focus_area: FocusArea | None = one("One focus area, by its address.")
    focus_areas: Connection[FocusArea] = many("The focus areas, in the editors' order.")
    contact: Contact | None = one("One person to turn to, by their address.")
    contacts: Connection[Contact] = many("The people to turn to, by name.")
    meeting: Meeting | None = one("One meeting, by its address.")
    meetings: MeetingConnection = many("Meetings of all networks, by time.")
    meeting_series: MeetingSeries | None = one("One series of meetings, by its address.")
    all_meeting_series: Connection[MeetingSeries] = many("The series of meetings, by title.")
    calendar: Calendar = CALENDAR
    calendar_month: Calendar = CALENDAR_MONTH
    calendar_week: Calendar = CALENDAR_WEEK
    edition: Edition | None = _with(
        Picks("year", Column("year", "number")),
        "The edition of a year.",
        "year",
        int,
        "Such as 2023.",
    )
    editions: Connection[Edition] = many("The editions, the latest first.")
    organisation: Organisation | None = one("One organisation, by its address.")
    organisations: Connection[Organisation] = many("The organisations, by name.")
    page: Page | None = one("One page of running text, by its path.", "path")
    pages: Connection[Page] = many("The pages of running text, by path.")
    node: Node | None = _with(
        Identifies("id"),
        "Anything, by its id; null when there is no such thing to be seen.",
        "id",
        strawberry.ID,
        "As the field `id` tells it.",
    )
    nodes: list[Node | None] = _with(
        Identifies("ids"),
        "Several things at once, in the order of their ids; null for what cannot be seen.",
        "ids",
        list[strawberry.ID],
        "At most 100, as the field `id` tells them.",
    )
    changes: Connection[Change] = taking(
        told(
            Logs("types"),
            "What happened, in its order, to be followed: go on after the last `endCursor`. "
            "Visitors are told of what changed for them, editors of everything.",
            directives=[PAGED],
        ),
        optional("types", list[ContentType], "Of which kinds of content; of all when left out."),
        *forward(),
        *backward(),
    )
