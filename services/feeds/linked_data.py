"""A meeting as linked data: an Event in the words of schema.org, for those who search and collect.

The rule: what is not known is not said, and each part is seen with the eyes of whoever asks. One
part is an exception: since this is put into public pages, the address to join online by is told
only where it is for everybody, whoever asks.
"""

from dataclasses import replace

from models.meeting import MeetingNetwork
from models.network import Network
from services.compiler.plan import (
    All,
    Any_,
    Chosen,
    Compare,
    Condition,
    Embedded,
    Flag,
    IsNull,
    Leaf,
    Many,
    Not,
    Null,
    Order,
    Output,
    Rows,
    Text,
    Those,
    Written,
)
from services.compiler.texts import Day, Joined, LastDay, NearDay, Paragraphs, Zoned
from services.compiler.ties import Forward
from services.compiler.values import FIRST_LOCALE, LOCALE, Column, Constant, Viewed
from services.feeds.addresses import Site
from services.policy import for_everybody
from services.view import LOCALES

SCHEMA = "https://schema.org"

_STATES = (
    ("SAVE_THE_DATE", f"{SCHEMA}/EventScheduled"),
    ("CONFIRMED", f"{SCHEMA}/EventScheduled"),
    ("POSTPONED", f"{SCHEMA}/EventPostponed"),
    ("CANCELLED", f"{SCHEMA}/EventCancelled"),
)
_PREVIOUS = Column("previous_starts_at", "instant", nullable=True)
_STATE = Column("state")
_TAKES_PLACE = Any_(
    tuple(Compare(_STATE, "eq", Constant(it)) for it in ("SAVE_THE_DATE", "CONFIRMED"))
)
_STATUS = Chosen(
    ((All((Not(IsNull(_PREVIOUS)), _TAKES_PLACE)), Text(f"{SCHEMA}/EventRescheduled")),),
    Leaf(Column("state", words=_STATES)),
)
"""What was moved and takes place is rescheduled; what has no new time yet is postponed."""

_MODES = (
    ("ONSITE", f"{SCHEMA}/OfflineEventAttendanceMode"),
    ("ONLINE", f"{SCHEMA}/OnlineEventAttendanceMode"),
    ("MIXED", f"{SCHEMA}/MixedEventAttendanceMode"),
)

_ID = Joined((Constant("urn:uuid:"), Column("entry_id", "uuid")))
_TAGS = tuple((it, it) for it in LOCALES)
"""What languages are called in JSON-LD (BCP 47)."""


def _own(text: Column) -> Column:
    return replace(text, path=(FIRST_LOCALE, *text.path[1:]))


def _language(text: Column) -> Column:
    return replace(text, locales=_TAGS)


def _spoken(text: Output, fell_back: Condition, language: Output) -> Chosen:
    """Tell a text, and its language where it is in another than the first (JSON-LD 1.1, 4.2.4).

    One in the first is no more than a text, for that is what every reader knows.
    """
    said = Embedded((("@value", text), ("@language", language)))
    return Chosen(((fell_back, said),), text)


_TITLE = Column("title", path=(LOCALE,))
_NAME = _spoken(Leaf(_TITLE), IsNull(_own(_TITLE)), Leaf(_language(_TITLE)))

_PARTS = (
    Column("reason", path=(LOCALE,)),
    Column("summary", path=(LOCALE,)),
    Column("agenda", path=(LOCALE, "text")),
)
_THERE = tuple((Not(IsNull(it)), Leaf(_language(it))) for it in _PARTS)
_DESCRIPTION = _spoken(
    Paragraphs(_PARTS),
    All((*(IsNull(_own(it)) for it in _PARTS), Any_(tuple(there for there, _ in _THERE)))),
    Chosen(_THERE, Null()),
)
"""Where languages are mixed it names none."""

_START, _END = Column("local_start"), Column("local_end")
_STARTS_AT = Column("starts_at", "instant")
_BEGINS = Chosen(((Flag("all_day"), Day(_START)),), Zoned(_START, _STARTS_AT))
_BEGAN = Chosen(((Flag("all_day"), NearDay(_PREVIOUS, _START, _STARTS_AT)),), Leaf(_PREVIOUS))
_ENDS = Chosen(
    ((Flag("all_day"), LastDay(_END, _START)),), Zoned(_END, Column("ends_at", "instant"))
)

_PLACE = Embedded(
    (
        ("@type", Text("Place")),
        ("name", Leaf(Column("venue_name"))),
        ("address", Leaf(Column("venue_address"))),
    ),
    (Column("venue_name"), Column("venue_address")),
    sparse=True,
)
_ONLINE = Column("online_url", nullable=True, audience="online_audience")
_VIRTUAL = Embedded((("@type", Text("VirtualLocation")), ("url", Leaf(Column("online_url")))))
_JOINED_BY_ALL = All((for_everybody(_ONLINE), Not(IsNull(_ONLINE))))

_ORGANIZERS = Many(
    Rows(
        Network,
        Forward(MeetingNetwork),
        order=(Order(Column("position", "number"), link=True),),
        usually=2,
    ),
    (("@type", Text("Organization")), ("@id", _ID), ("name", _NAME)),
)


def event(site: Site) -> Written:
    """Plan a meeting as an Event (https://schema.org/Event), which ``site`` tells where to read."""
    url = Joined((Viewed("locale", site.before), Column("slug"), Viewed("locale", site.behind)))
    fields = (
        ("@context", Text(SCHEMA)),
        ("@type", Text("Event")),
        ("@id", _ID),
        ("url", url),
        ("name", _NAME),
        ("description", _DESCRIPTION),
        ("startDate", _BEGINS),
        ("endDate", _ENDS),
        ("previousStartDate", _BEGAN),
        ("eventStatus", _STATUS),
        ("eventAttendanceMode", Leaf(Column("attendance", words=_MODES))),
        ("location", Those((_PLACE, Chosen(((_JOINED_BY_ALL, _VIRTUAL),), Null())))),
        ("organizer", _ORGANIZERS),
    )
    return Written(Embedded(fields, sparse=True))
