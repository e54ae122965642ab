"""Days and times in words, in Swedish and English.

The rule: a meeting is told on the clocks of its place, as the API tells it, and the zone is named
when it is not the website's. Only a calendar's days, which are the website's, have its times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from examples.website.visits import Locale

Meeting = Mapping[str, Any]

WEEKDAYS: Final[Mapping[Locale, tuple[str, ...]]] = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final[Mapping[Locale, tuple[str, ...]]] = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
MINUTES: Final[Mapping[Locale, str]] = {"sv": "%H.%M", "en": "%H:%M"}
AT: Final[Mapping[Locale, str]] = {"sv": " kl.\N{NO-BREAK SPACE}", "en": ", "}
TO: Final = "–\N{WORD JOINER}"
"""Between two times, which stay on a line."""
WHOLE: Final[Mapping[Locale, str]] = {"sv": "heldag", "en": "all day"}
PARTS: Final[Mapping[Locale, tuple[str, str, str]]] = {
    "sv": ("från {}", "till {}", "pågår"),
    "en": ("from {}", "until {}", "goes on"),
}


@dataclass(frozen=True, slots=True)
class Dates:
    """Days and times in the words of a language, for a website whose clocks are in ``zone``."""

    locale: Locale
    zone: ZoneInfo

    def weekday(self, day: date) -> str:
        """Name the day of the week."""
        return WEEKDAYS[self.locale][day.weekday()]

    def month(self, number: int) -> str:
        """Name a month, 1 to 12."""
        return MONTHS[self.locale][number - 1]

    def short_month(self, day: date) -> str:
        """Name the month in three letters."""
        return self.month(day.month)[:3]

    def day(self, day: date) -> str:
        """Write a day in full, such as `torsdag 17 september 2026`."""
        return f"{self.weekday(day)} {day.day} {self.month(day.month)} {day.year}"

    def clock(self, moment: datetime) -> str:
        """Write what a clock shows."""
        return moment.strftime(MINUTES[self.locale])

    def moment(self, moment: str | datetime) -> str:
        """Write an instant in full, on the website's clocks."""
        there = _read(moment).astimezone(self.zone)
        return f"{self.day(there)}{AT[self.locale]}{self.clock(there)}"

    def until(self, moment: str) -> str:
        """Write the last day, or the last moment, before an instant, on the website's clocks."""
        there = _read(moment).astimezone(self.zone)
        at_midnight = (there.hour, there.minute) == (0, 0)
        return self.day(there - timedelta(days=1)) if at_midnight else self.moment(there)

    def start(self, meeting: Meeting) -> datetime:
        """Give when a meeting starts, on the clocks of its place."""
        return datetime.fromisoformat(meeting["localStart"])

    def when(self, meeting: Meeting) -> str:
        """Write when a meeting is, on the clocks of its place."""
        start, end = self.start(meeting), datetime.fromisoformat(meeting["localEnd"])
        if meeting["allDay"]:
            days = dict.fromkeys([self.day(start), self.day(end - timedelta(days=1))])
            return f"{' – '.join(days)}, {WHOLE[self.locale]}"
        begins = f"{self.day(start)}{AT[self.locale]}{self.clock(start)}"
        if start.date() == end.date():
            return f"{begins}{TO}{self.clock(end)}"
        return f"{begins} – {self.day(end)}{AT[self.locale]}{self.clock(end)}"

    def place(self, meeting: Meeting) -> str:
        """Name the city of a meeting's time zone, if its clocks are not the website's."""
        name: str = meeting["timeZone"]
        return "" if name == self.zone.key else name.rpartition("/")[2].replace("_", " ")

    def here(self, meeting: Meeting) -> str:
        """Write when a meeting is, on the website's clocks."""
        start, end = self._ours(meeting["startsAt"]), self._ours(meeting["endsAt"])
        ours = {"localStart": start.isoformat(), "localEnd": end.isoformat(), "allDay": False}
        return self.when(ours)

    def part(self, part: Mapping[str, Any]) -> str:
        """Write what of a meeting lies on a day of the calendar."""
        meeting = part["meeting"]
        if meeting["allDay"]:
            return WHOLE[self.locale]
        start = self.clock(self._ours(meeting["startsAt"]))
        end = self.clock(self._ours(meeting["endsAt"]))
        from_, until, goes_on = PARTS[self.locale]
        if part["startsHere"]:
            return f"{start}{TO}{end}" if part["endsHere"] else from_.format(start)
        return until.format(end) if part["endsHere"] else goes_on

    def _ours(self, instant: str) -> datetime:
        return _read(instant).astimezone(self.zone).replace(tzinfo=None)


def _read(moment: str | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.fromisoformat(moment).astimezone(UTC)
