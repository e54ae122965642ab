"""The pages: where each is, what it asks, and what it shows of the answer.

The rule: a page asks one question, and the rest is computed from its answer; so no page can need
two.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from examples.website import calendars, focus_areas, meetings, networks, texts
from examples.website.visits import Visit

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """``asks`` gives the variables of ``document``, ``shows`` what ``template`` needs of its data.

    Both raise what ``outcomes.py`` lists. The language is added to what is asked.
    """

    pattern: str
    document: str
    template: str
    asks: Callable[[Visit], Mapping[str, Any]]
    shows: Callable[[Visit, Mapping[str, Any]], Context]


PAGES: Final = (
    Page(
        "/natverk/{slug}",
        "NetworkPage",
        "network.html",
        networks.asked,
        networks.shown,
    ),
    Page(
        "/fokusomraden/{slug}",
        "FocusAreaPage",
        "focus_area.html",
        focus_areas.asked,
        focus_areas.shown,
    ),
    Page(
        "/traffar/{slug}",
        "MeetingPage",
        "meeting.html",
        meetings.asked,
        meetings.shown,
    ),
    Page(
        "/kalendarium",
        "CalendarMonth",
        "calendar.html",
        calendars.this_month_asked,
        calendars.this_month_shown,
    ),
    Page(
        "/kalendarium/{year:int}-{month:int}",
        "CalendarMonth",
        "calendar.html",
        calendars.month_asked,
        calendars.month_shown,
    ),
    Page(
        "/kalendarium/{year:int}-v{week:int}",
        "CalendarWeek",
        "calendar.html",
        calendars.week_asked,
        calendars.week_shown,
    ),
    Page("/{path:path}", "Page", "text.html", texts.asked, texts.shown),
)
"""In the order that addresses are matched: a page of running text may have any other path."""
