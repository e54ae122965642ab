"""What feeds say in words, in both languages: the same in every form of a feed."""

import re
from datetime import timedelta

from services.clocks.zones import zone_of
from services.feeds.addresses import Cancelled
from services.feeds.feeding import Found, Told

NAMES = {"sv": "Nätverksträffar", "en": "Network meetings"}
NAMES_OF = {"sv": "{}: nätverksträffar", "en": "{}: network meetings"}
CANCELLED = {"sv": "INSTÄLLD: ", "en": "CANCELLED: "}
POSTPONED = {"sv": "UPPSKJUTEN: ", "en": "POSTPONED: "}
REGISTER = {"sv": "Anmälan: ", "en": "Register: "}
REGISTER_BY = {"sv": "Anmälan, senast {}: ", "en": "Register, by {}: "}
ONLINE = {"sv": "Delta online: ", "en": "Join online: "}
NOT_HELD = ("CANCELLED", "POSTPONED")
"""States in which nobody is asked to register: not at all, or not for this time."""

ALL_DAY = {"sv": "hela dagen", "en": "all day"}

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""What ends a line by Unicode (5.8, newline function); some readers end theirs at any of them."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
"""What neither XML 1.0 (section 2.2) nor a text of iCalendar may hold."""


def plain(text: str) -> str:
    """Leave out of a text what no feed may hold, with the line ends of all the world made one."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def name(found: Found, locale: str) -> str:
    """Give the name of a calendar or feed: what it is of comes first, for lists cut long names."""
    of = " ".join(plain(", ".join(found.names)).split())
    if found.alone:
        return of
    return NAMES_OF[locale].format(of) if of else NAMES[locale]


def title(meeting: Told, locale: str, cancelled: Cancelled = "both") -> str:
    """Give the title, which says of a meeting that does not take place that it does not."""
    before = ""
    if meeting.state == "CANCELLED" and cancelled != "status":
        before = CANCELLED[locale]
    if meeting.state == "POSTPONED":
        before = POSTPONED[locale]
    return before + plain(meeting.title)


def description(meeting: Told, locale: str) -> str:
    """Tell what it is about, a paragraph each: why it is not, what it is, how to come there."""
    parts = [meeting.reason, *meeting.text]
    if meeting.online_url:
        parts.append(ONLINE[locale] + meeting.online_url)
    if meeting.registration_url and meeting.state not in NOT_HELD:
        parts.append(_register(meeting, locale) + meeting.registration_url)
    return plain("\n\n".join(it for it in parts if it))


def language(meeting: Told, locale: str) -> str | None:
    """Tell the language of the description: that of the editors' texts, if they have but one."""
    if not meeting.languages:
        return locale  # all words of it are ours
    return meeting.languages[0] if len(meeting.languages) == 1 else None


def _register(meeting: Told, locale: str) -> str:
    """Tell until when one can register, on the clocks of the meeting: bytes do not wait for it."""
    if meeting.registration_closes_at is None:
        return REGISTER[locale]
    closes = meeting.registration_closes_at.astimezone(zone_of(meeting.time_zone))
    return REGISTER_BY[locale].format(f"{closes:%Y-%m-%d %H:%M}")


def time_and_place(meeting: Told, locale: str) -> str:
    """Tell when and where it is, for those who read: local time, with the zone's name."""
    start, end = meeting.local_start, meeting.local_end
    if meeting.all_day:
        last = max(end - timedelta(days=1), start)
        days = f"{start:%Y-%m-%d}" if last == start else f"{start:%Y-%m-%d}–{last:%Y-%m-%d}"
        when = f"{days}, {ALL_DAY[locale]}"
    else:
        until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
        when = f"{start:%Y-%m-%d %H:%M}–{until} ({meeting.time_zone})"
    return plain(f"{when}, {meeting.venue}" if meeting.venue else when)
