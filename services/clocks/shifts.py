"""What becomes of a meeting's moments by today's rules of its time zone, which may be new.

The rule: what was said stays, and every local time comes to a moment
(``services/clocks/zones.py``). One that is there twice now, and did not say which it is, is the one
that people have been told of, if it is one of the two. All of it is values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.meeting import LONGEST, Fold
from services.clocks.meeting_times import FOLDS, instants, is_ambiguous
from services.clocks.zones import is_skipped, moment, skipped_days, zone_of
from services.errors import Refused

Times = tuple[datetime, datetime]
"""When a meeting starts and ends, in UTC."""

Folds = Mapping[str, Fold | None]
"""Which of two times each local time is, by the name of the column that says so."""


class Remark(StrEnum):
    """What somebody should look at, in words that go on from a local time and its zone."""

    SKIPPED = "does not exist there any more, and counts as when the clocks are put forward"
    REPEATED = "is there twice now, and is taken for the one that was told, or the first"
    DISORDERED = "would come to an end before its start, or too late, and was left as it was"
    UNKNOWN = "cannot be reckoned, for there is no such time zone any more, and was left as it was"


@dataclass(frozen=True, slots=True)
class Shift:
    """A meeting's moments as they are kept, and as they are by today's rules."""

    kept: Times
    reckoned: Times
    folds: Folds
    remarks: tuple[tuple[str, Remark], ...] = ()
    """What to look at, with the name of the local time's column."""


def shifted(said: Mapping[str, Any], kept: Times) -> Shift:
    """Reckon anew when a meeting is, by its local times, folds and zone."""
    as_said = {fold: said[fold] for fold in FOLDS.values()}
    try:
        folds = _folds(said, kept)
        reckoned = instants({**said, **folds})
    except Refused:
        return Shift(kept, kept, as_said, (("local_start", Remark.UNKNOWN),))
    if not reckoned[0] <= reckoned[1] <= reckoned[0] + LONGEST:
        return Shift(kept, kept, as_said, (("local_end", Remark.DISORDERED),))
    remarks = ((local, _remark(said, local)) for local in FOLDS)
    return Shift(kept, reckoned, folds, tuple((local, it) for local, it in remarks if it))


def _folds(said: Mapping[str, Any], kept: Times) -> Folds:
    zone = zone_of(said["time_zone"])
    folds: dict[str, Fold | None] = {}
    for (local, fold), told in zip(FOLDS.items(), kept, strict=True):
        later = moment(datetime.fromisoformat(said[local]), zone, Fold.LATER)
        guess = Fold.LATER if later == told else Fold.EARLIER
        folds[fold] = said[fold] or guess if is_ambiguous(said, local) else None
    return folds


def _remark(said: Mapping[str, Any], local: str) -> Remark | None:
    if is_ambiguous(said, local):
        return None if said[FOLDS[local]] else Remark.REPEATED
    wall, zone = datetime.fromisoformat(said[local]), zone_of(said["time_zone"])
    if said["all_day"]:
        return (
            Remark.SKIPPED if local == "local_start" and skipped_days(wall.date(), zone) else None
        )
    return Remark.SKIPPED if is_skipped(wall, zone) else None
