"""A month and a feed the usual way: rows of the ORM placed into days, an event added for each."""

import uuid
from calendar import Calendar as Grid
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from icalendar import Calendar, Event
from starlette.requests import Request
from starlette.responses import Response

from benchmarks.competitors.dataloaders import models
from benchmarks.competitors.dataloaders.loaders import Loaders

LONGEST: Final = timedelta(days=7)  # the table's own rule, plain.sql
DAY: Final = timedelta(days=1)
MOST: Final = 1_000


def days_of(year: int, month: int) -> list[date]:
    """Give a month in whole weeks."""
    return list(Grid().itermonthdates(year, month))


async def meetings_by_day(days: Sequence[date]) -> dict[date, list[models.Meeting]]:
    """Read what overlaps the days in one query, and place it into them; days are UTC's."""
    start, end = (datetime.combine(it, time(), UTC) for it in (days[0], days[-1] + DAY))
    rows = await models.Meeting.filter(
        starts_at__lt=end, starts_at__gt=start - LONGEST, ends_at__gt=start
    ).order_by("starts_at", "id")
    placed: dict[date, list[models.Meeting]] = defaultdict(list)
    for row in rows:
        day, last = row.starts_at.date(), (row.ends_at - timedelta(microseconds=1)).date()
        while day <= last:
            placed[day].append(row)
            day += DAY
    return placed


async def feed(request: Request) -> Response:
    """Answer with a calendar: what is to come, and the last twelve months, a thousand of each."""
    now = datetime.now(UTC)
    since = datetime(now.year - 1, now.month, 1, tzinfo=UTC)
    coming = models.Meeting.filter(ends_at__gt=now).order_by("starts_at", "id").limit(MOST)
    past = models.Meeting.filter(ends_at__lte=now, starts_at__gte=since)
    rows = [*await coming, *await past.order_by("-starts_at", "-id").limit(MOST)]
    networks = await Loaders().networks_of_meeting.load_many([it.id for it in rows])
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Knutpunkt//Knutpunkt//SV")
    for row, named in sorted(zip(rows, networks, strict=True), key=_place):
        made.add_component(_event(row, [it.title for it in named]))
    return Response(made.to_ical(), media_type="text/calendar")


def _place(pair: tuple[models.Meeting, Any]) -> tuple[datetime, uuid.UUID]:
    return pair[0].starts_at, pair[0].id


def _event(row: models.Meeting, networks: list[str]) -> Event:
    made = Event()
    made.add("uid", f"{row.id}@knutpunkt")
    made.add("dtstamp", row.starts_at)
    made.add("dtstart", row.starts_at)
    made.add("dtend", row.ends_at)
    made.add("summary", row.title)
    made.add("description", row.summary)
    made.add("status", "CANCELLED" if row.state == "CANCELLED" else "CONFIRMED")
    made.add("categories", networks)
    return made
