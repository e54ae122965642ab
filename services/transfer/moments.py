"""The moments of meetings in a file: told as they are kept, though they follow from local times.

The rule: by which rules of time zones a moment was reckoned is not for the next machine to decide,
so it comes along. But no moment is further from its local time than zones are from each other.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from models.meeting import LONGEST
from services.clocks.meeting_times import instants
from services.errors import Refused

FURTHEST = timedelta(hours=26)
"""How far the clocks of the world lie apart, from UTC-12:00 to UTC+14:00."""

_MOMENTS = ("starts_at", "ends_at")


def with_moments(values: dict[str, Any]) -> dict[str, Any]:
    """Reckon the moments of a meeting that a file does not tell; local times may be none."""
    if all(values[it] for it in _MOMENTS):
        return values
    try:
        return values | dict(zip(_MOMENTS, instants(values), strict=True))
    except (Refused, ValueError):
        return values


def bad_moments(values: Mapping[str, Any]) -> Iterator[str]:
    """Tell what is wrong with the moments of a meeting whose local times are times."""
    starts, ends = (values[it] for it in _MOMENTS)
    if not starts <= ends <= starts + LONGEST:
        yield f"meeting.ends_at: it must be at most {LONGEST.days} days after starts_at."
    for name, reckoned in zip(_MOMENTS, instants(values), strict=True):
        if abs(values[name] - reckoned) > FURTHEST:
            yield f"meeting.{name}: no rules of its time zone give it for its local time."
