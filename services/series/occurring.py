"""What a series says of one of its meetings, and what of that was changed by hand since.

The rule: what differs from what the series says was changed by hand, and stays when the series is
changed. What belongs together stays together: an address edited by hand is taken whole, or not.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from models.meeting import Fold, Meeting
from models.meeting_series import MeetingSeries
from services.clocks.closing import CLOSES, with_distance
from services.clocks.meeting_times import FOLDS, WHEN, settled
from services.content.saying import Said, sayable

TIMES = (*WHEN, "all_day")
STATE = ("state", "reason")

_TOGETHER = (
    TIMES,
    STATE,
    ("venue_name", "venue_address", "venue_organisation_id"),
    ("online_url", "online_audience"),
    ("registration_mode", "registration_url", CLOSES),
)
"""What is taken as one."""


@cache
def parts() -> tuple[tuple[str, ...], ...]:
    """Give all that a series says of its meetings, in parts that are taken whole."""
    alone = {*sayable(MeetingSeries)} & {*sayable(Meeting)} - {"slug"} - {*sum(_TOGETHER, ())}
    return (*_TOGETHER, *((name,) for name in sayable(Meeting) if name in alone))


def times_on(said: Mapping[str, Any], day: date) -> dict[str, str]:
    """Give the local times of a series' meeting of a day: the same on the clocks all year round."""
    start, end = (datetime.fromisoformat(said[it]) for it in ("local_start", "local_end"))
    begins = datetime.combine(day, start.time())
    ends = begins + (end - start)
    return {"local_start": begins.isoformat(), "local_end": ends.isoformat()}


def said_on(series: Said, day: date) -> Said:
    """Give what a series says of its meeting of a day.

    Of a time that is there twice it means the first (RFC 5545, section 3.3.5). When registration
    closes is told by its distance to the start here, for that is the same for all.
    """
    series = with_distance(series)
    said = {name: series[name] for part in parts() for name in part if name in series}
    folds = dict.fromkeys(FOLDS.values(), str(Fold.EARLIER))
    return settled(said | times_on(series, day) | folds)


def edited(own: Said, series: Said) -> tuple[str, ...]:
    """Name what was changed by hand of a meeting, given what its series says of it.

    What a meeting says is told with the distance of its closing, too, here and below.
    """
    return tuple(
        name
        for part in parts()
        for name in part
        if _same(name, own[name]) != _same(name, series[name])
    )


def taken_over(
    own: Said, before: Said, after: Said, named: Collection[str]
) -> tuple[Said, tuple[str, ...]]:
    """Give a meeting with what its series says anew, and the names of what stays as it is by hand.

    ``before`` and ``after`` are what the series said and says of it; what is ``named`` is taken
    over whether it was changed by hand or not.
    """
    said, kept = {**own}, list[str]()
    for part in _moved(before, after, named):
        new = [it for it in part if _same(it, own[it]) != _same(it, after[it])]
        if {*part} & {*edited(own, before)} and not {*part} & {*named}:
            kept += new
        else:
            said |= {it: after[it] for it in new}
    return said, tuple(kept)


def _moved(before: Said, after: Said, named: Collection[str]) -> Iterator[tuple[str, ...]]:
    for part in parts():
        if {*part} & {*named} or any(before[it] != after[it] for it in part):
            yield part


def _same(name: str, value: Any) -> Any:
    """Take alike what says the same time with seconds or without."""
    return datetime.fromisoformat(value) if name in ("local_start", "local_end") else value
