"""Time zones and the clocks in them: which moment a local time is, and which there are none of.

The rule: the rules of zones are those of the package ``tzdata``, whatever the system has. So every
server of an installation reckons alike, and newer rules come like any other upgrade.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from importlib.metadata import version
from zoneinfo import ZoneInfo

from models.meeting import Fold
from services.errors import bad_input

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Local times ``[begins, ends)`` that the clocks skip, put forward at a moment, in UTC."""

    moment: datetime
    begins: datetime
    ends: datetime

    @property
    def nearest(self) -> tuple[datetime, datetime]:
        """Give the last whole minute that the clocks show before it, and the first time after."""
        return (self.begins - _SECOND).replace(second=0), self.ends


def zone_of(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name; raises ``Refused``."""
    if name not in _names():
        raise bad_input(f"{name!r} is no time zone: use a name such as Europe/Stockholm.")
    return _read(name)


def rules() -> str:
    """Name the rules that are reckoned by, such as ``tzdata 2026.6``."""
    return f"tzdata {version('tzdata')}"


@cache
def _names() -> frozenset[str]:
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def _read(name: str) -> ZoneInfo:
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def offsets(wall: datetime, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    """Give how far the clocks that show a local time are ahead of UTC, the two times they may.

    Both are alike but when clocks are changed: of a time that is there twice the first is greater,
    of one that is skipped the second (PEP 495).
    """
    first, second = (wall.replace(tzinfo=zone, fold=it).utcoffset() for it in (0, 1))
    assert first is not None
    assert second is not None
    return first, second


def is_skipped(wall: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks never show that time, because they are put forward."""
    before, after = offsets(wall, zone)
    return before < after


def is_repeated(wall: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the clocks show that time twice, because they are put back."""
    before, after = offsets(wall, zone)
    return before > after


def moment(wall: datetime, zone: ZoneInfo, fold: Fold | None = None) -> datetime:
    """Give the moment, in UTC, at which the clocks show a local time.

    Of two it is the earlier unless ``fold`` says otherwise; where there is none, it is the one at
    which the clocks are put past it. So what is later on the clocks is never earlier.
    """
    if is_skipped(wall, zone):
        return gap(wall, zone).moment
    return wall.replace(tzinfo=zone, fold=fold == Fold.LATER).astimezone(UTC)


def gap(wall: datetime, zone: ZoneInfo) -> Gap:
    """Find the gap that a skipped time lies in, which zones tell of its times alone."""
    before, after = offsets(wall, zone)
    first = (wall - after).replace(tzinfo=UTC)  # the clocks are put forward after this
    seconds = range(int((after - before).total_seconds()) + 1)
    passed = bisect_left(seconds, True, key=lambda it: _shown(first + it * _SECOND, zone) > wall)
    changed = first + passed * _SECOND
    return Gap(changed, changed.replace(tzinfo=None) + before, _shown(changed, zone))


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """Give the first moment of a day in a zone, in UTC; not every day has a midnight."""
    return moment(datetime.combine(day, time()), zone)


def skipped_days(day: date, zone: ZoneInfo) -> Gap | None:
    """Give the gap that holds all of a day, if one does, as where a date line was moved."""
    midnight = datetime.combine(day, time())
    found = gap(midnight, zone) if is_skipped(midnight, zone) else None
    return found if found and found.ends.date() > day else None
