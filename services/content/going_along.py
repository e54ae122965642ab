"""Which meetings go along with their series: what was decided about them last, read from the log.

The rule: a meeting goes the way of its series until something is decided about it alone. An event
says whether it came with the series (``with_series``), so what was withdrawn or deleted together
comes back together, and what an editor withdrew alone stays withdrawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from uuid import UUID

from tortoise.functions import Max

from models.event import Event, EventName
from services.content.windows import Windows, newest_of


class Bond(Enum):
    """How a meeting stands to the publications of its series."""

    OWN = auto()
    """It has none yet, or one of its own: what is a draft of it goes along."""

    ALONG = auto()
    """Its last came with the series: it goes along."""

    APART = auto()
    """It was withdrawn alone: nothing of it goes along."""


_WAYS = (EventName.PUBLISHED, EventName.SCHEDULED, EventName.UNPUBLISHED)


async def bonds_of(meetings: Iterable[UUID]) -> Mapping[UUID, Bond]:
    """Tell how meetings stand to their series; one of which nothing was decided is not told of.

    Of each kind of event the last suffices, however often they were published.
    """
    told = Event.filter(entry_id__in=[*meetings], name__in=[*_WAYS, EventName.UNDELETED])
    last = told.annotate(last=Max("sequence")).group_by("entry_id", "name")
    numbers = await last.values_list("last", flat=True)
    events = Event.filter(sequence__in=list(numbers)).order_by("sequence")
    bonds: dict[UUID, Bond] = {}
    for entry, name, detail in await events.values_list("entry_id", "name", "detail"):
        bonds[entry] = _after(bonds.get(entry, Bond.OWN), name, detail)
    return bonds


def _after(bond: Bond, name: EventName, detail: Mapping[str, Any]) -> Bond:
    """Tell how a meeting stands after an event; one that came back may have been withdrawn."""
    if name == EventName.UNDELETED:
        return Bond.APART if bond is Bond.APART else Bond.ALONG
    if detail.get("with_series"):
        return Bond.ALONG
    return Bond.APART if name == EventName.UNPUBLISHED else Bond.OWN


def is_published_along(bonds: Mapping[UUID, Bond], windows: Windows) -> bool:
    """Tell whether a publication of its series is one of a meeting, too."""
    newest = newest_of(windows)
    if newest is None:
        return False
    bond = bonds.get(newest.entry, Bond.OWN)
    return bond is Bond.ALONG or (bond is Bond.OWN and newest.since is None)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Which version of an entry was the newest when it was deleted, and if with its series."""

    version: int | None
    with_series: bool


async def deletions_of(entries: Iterable[UUID]) -> Mapping[UUID, Deletion]:
    """Tell of the last deletion of each entry."""
    events = Event.filter(entry_id__in=[*entries], name=EventName.DELETED).order_by("sequence")
    told = await events.values_list("entry_id", "version", "detail")
    return {
        entry: Deletion(version, bool(detail.get("with_series"))) for entry, version, detail in told
    }
