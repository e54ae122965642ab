"""When a meeting is: the instants that follow from its local times, zone and folds alone.

The rule: a fold is kept only for a time that is there twice. So a meeting that is moved away from
the night of a change of clocks needs no second thought, nor does whoever says more than is needed.
And a local time is kept in one form, with its seconds, so that times compare as their texts do.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.meeting import Fold
from services.clocks.zones import is_repeated, moment, zone_of
from services.errors import Refused

FOLDS = {"local_start": "start_fold", "local_end": "end_fold"}
"""What tells which of two times a local time is."""

WHEN = (*FOLDS, *FOLDS.values(), "time_zone")
"""All that says when a meeting is, whole days or not."""


def instants(said: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """Give when a meeting starts and ends, in UTC, by what is said of it; raises ``Refused``.

    Each local time has a moment (``services/clocks/zones.py``); whether they are in order is not
    asked.
    """
    zone = zone_of(said["time_zone"])
    starts, ends = (
        moment(datetime.fromisoformat(said[local]), zone, said.get(fold))
        for local, fold in FOLDS.items()
    )
    return starts, ends


_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", re.ASCII)


def wall_time(text: str) -> datetime:
    """Read a local time such as 2026-09-01T09:00; its seconds may be there. Or ``ValueError``."""
    if not _LOCAL.fullmatch(text):
        raise ValueError(f"{text!r} is no local time: write it like 2026-09-01T09:00.")
    return datetime.fromisoformat(text)


def canonical(text: str) -> str:
    """Write a local time as it is kept; what is none is left to be told of by whoever checks it."""
    try:
        return wall_time(text).isoformat()
    except ValueError:
        return text


def settled(said: Mapping[str, Any]) -> dict[str, Any]:
    """Write local times as they are kept; leave out the folds of those that are there once."""
    times = {local: canonical(said[local]) for local in FOLDS if said[local]}
    return {**said, **times, **{it: _telling(said, local, it) for local, it in FOLDS.items()}}


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
