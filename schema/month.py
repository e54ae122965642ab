"""The calendar: days, with what is known of each and what takes place on it.

The rule: a meeting is on every day that any part of it overlaps, on the clocks of whoever asks. One
that takes whole days has no times: it is on the days that its own place gives it.
"""

from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from models.meeting import Meeting as Kept
from resolvers.sources import Dates, Embeds, Holding, Lists, Sliced, Stored, Totals
from schema.arguments import required, taking
from schema.costs import COUNTED, ListSize
from schema.feeds import Feeds
from schema.fields import told
from schema.meeting import Meeting
from schema.scalars import Date, DateTime, TimeZone
from schema.weekday import Weekday
from services.clocks.days import month, stretch, week
from services.compiler.plan import All, Any_, Compare, Condition, Flag, Not, Order, Rows
from services.compiler.values import LOCALE, Around, Column, Kind

SHOWN, USUAL = 20, 2
"""How many meetings a day tells at most, and with how many it is reckoned."""

MONTH, LISTED = 42, 31
"""How many days a month in whole weeks has at most, and a list of days is said to have."""

_START, _END = Column("starts_at", "instant"), Column("ends_at", "instant")
_LOCAL_START, _LOCAL_END = Column("local_start"), Column("local_end")
_WHOLE = Flag("all_day")


def _of_day(name: str, kind: Kind = "text") -> Column:
    return Column("value", kind, path=(name,))


def _day(name: str, kind: Kind = "text") -> Around:
    return Around(_of_day(name, kind))


def _either(whole: Condition, timed: Condition) -> Condition:
    return Any_((All((_WHOLE, whole)), All((Not(_WHOLE), timed))))


_BEGINS = _either(
    Compare(_LOCAL_START, "gte", _day("localFrom")),
    Compare(_START, "gte", _day("from", "instant")),
)
_GOES_ON = _either(
    Compare(_LOCAL_END, "gt", _day("localEnd")),
    Compare(_END, "gt", _day("to", "instant")),
)
_STARTED = _either(
    Compare(_LOCAL_START, "lt", _day("localTo")),
    Compare(_START, "lt", _day("to", "instant")),
)
_LASTS = _either(
    Compare(_LOCAL_END, "gt", _day("localFrom")),
    Compare(_END, "gt", _day("from", "instant")),
)
_NEAR = (
    Compare(_START, "lt", _day("latest", "instant")),
    Compare(_START, "gt", _day("earliest", "instant")),
)
"""What can overlap a day starts near it: one index range of starts."""

ON_DAY = Rows(
    Kept,
    where=All((*_NEAR, _STARTED, Any_((_LASTS, _BEGINS)))),
    order=(Order(_START), Order(Column("entry_id", "uuid"))),
    limit=SHOWN,
    usually=USUAL,
)


@strawberry.type(description="A public holiday in Sweden, or the eve of one.")
class Holiday:
    name: str = told(Stored(Column("value", path=("name", LOCALE))), "What the day is called.")
    public_holiday: bool = told(
        Stored(_of_day("public", "flag")),
        "Whether it is a public holiday by law (1989:253); an eve is none.",
    )


@strawberry.type(description="The part of a meeting that lies on a day.")
class MeetingSlice:
    starts_here: bool = told(Holding(_BEGINS), "It starts on this day.")
    ends_here: bool = told(Holding(Not(_GOES_ON)), "It ends on this day, or as the day does.")
    continues: bool = told(Holding(_GOES_ON), "It goes on after this day.")
    meeting: Meeting = told(Embeds(), "The meeting.")


@strawberry.type(description="A day of the calendar, on the clocks of the zone that is asked for.")
class CalendarDay:
    date: Date = told(Stored(_of_day("date")), "Which day.")
    weekday: Weekday = told(Stored(_of_day("weekday")), "Which day of the week.")
    iso_year: int = told(
        Stored(_of_day("isoYear", "number")), "The year that its week belongs to, by ISO 8601."
    )
    iso_week: int = told(Stored(_of_day("isoWeek", "number")), "Its week, by ISO 8601.")
    in_month: bool = told(
        Stored(_of_day("inMonth", "flag")),
        "Whether it was asked for itself; false for days that only make a month's weeks whole.",
    )
    is_today: bool = told(
        Stored(_of_day("today", "flag")), "Whether the moment that is looked at lies in it."
    )
    is_red_day: bool = told(
        Stored(_of_day("red", "flag")), "Whether it is a Sunday or a public holiday in Sweden."
    )
    holidays: list[Holiday] = told(
        Lists(_of_day("holidays", "json"), usually=1),
        "The Swedish holidays and eves that it is; seldom two.",
        directives=[ListSize(assumed_size=1)],
    )
    starts_at: DateTime = told(Stored(_of_day("from", "instant")), "Its first moment.")
    ends_at: DateTime = told(
        Stored(_of_day("to", "instant")),
        "The first moment after it: 23 or 25 hours later when clocks are changed.",
    )
    total_count: int = told(
        Totals(ON_DAY),
        f"How many meetings any part of which is on this day; `slices` tells the first {SHOWN}.",
        directives=[COUNTED],
    )
    slices: list[MeetingSlice] = told(
        Sliced(ON_DAY),
        f"The meetings of this day, by when they start: the first {SHOWN} of `totalCount`.",
        directives=[ListSize(assumed_size=USUAL)],
    )


@strawberry.type(description="Days with their meetings, and the feeds that tell the same meetings.")
class Calendar:
    days: list[CalendarDay] = strawberry.field(description="The days, in their order.")
    feeds: Feeds = strawberry.field(
        description="The addresses to subscribe to the meetings that `where` asks for by; "
        "whichever days are shown, they tell what is to come."
    )


_ZONE = StrawberryArgument(
    "time_zone",
    None,
    StrawberryAnnotation(TimeZone),
    description="On whose clocks days begin and end.",
    default="Europe/Stockholm",
)


def _days(dates: Dates, size: int, description: str, *arguments: StrawberryArgument) -> Any:
    listed = ListSize(assumed_size=size, sized_fields=["days"], require_one_slicing_argument=False)
    return taking(told(dates, description, directives=[listed]), *arguments, _ZONE)


CALENDAR = _days(
    Dates(Kept, stretch, ("from", "to")),
    LISTED,
    "Days in a row, at most 400, with the meetings of each.",
    required("from", Date, "The first day."),
    required("to", Date, "The day after the last."),
)
CALENDAR_MONTH = _days(
    Dates(Kept, month, ("year", "month"), MONTH),
    MONTH,
    "A month in whole weeks, with the meetings of each day.",
    required("year", int, "Such as 2026."),
    required("month", int, "1 to 12."),
)
CALENDAR_WEEK = _days(
    Dates(Kept, week, ("isoYear", "isoWeek"), 7),
    7,
    "A week of ISO 8601, with the meetings of each day.",
    required("iso_year", int, "The year that the week belongs to."),
    required("iso_week", int, "1 to 53."),
)
