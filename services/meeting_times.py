"""When a meeting is: the instants that follow from its local times, zone and folds alone.

The rule: a fold is kept only for a time that is there twice. So a meeting that is moved away from
the night of a change of clocks needs no second thought, nor does whoever says more than is needed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.meeting import Fold
from services.errors import Refused
from services.zones import is_repeated, moment, zone_of

FOLDS = {"local_start": "start_fold", "local_end": "end_fold"}
"""What tells which of two times a local time is."""

WHEN = (*FOLDS, *FOLDS.values(), "time_zone")
"""All that says when a meeting is, whole days or not."""


def instants(said: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """Give when a meeting starts and ends, in UTC, by what is said of it; raises ``Refused``.

    Each local time has a moment (``services/zones.py``); whether they are in order is not asked.
    """
    zone = zone_of(said["time_zone"])
    starts, ends = (
        moment(datetime.fromisoformat(said[local]), zone, said.get(fold))
        for local, fold in FOLDS.items()
    )
    return starts, ends


def with_folds_that_tell(said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the folds of times that are there once, and of whole days."""
    return {**said, **{fold: _telling(said, local, fold) for local, fold in FOLDS.items()}}


def _telling(said: Mapping[str, Any], local: str, fold: str) -> Fold | None:
    told: Fold | None = said.get(fold)
    return told if told and is_ambiguous(said, local) else None


def is_ambiguous(said: Mapping[str, Any], local: str) -> bool:
    """Tell whether one must say which a local time is; not where it is none at all.

    A whole day begins at the first of two midnights.
    """
    if said.get("all_day"):
        return False
    try:
        return is_repeated(datetime.fromisoformat(said[local]), zone_of(said["time_zone"]))
    except (Refused, TypeError, ValueError):
        return False
