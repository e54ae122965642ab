"""Where an entry stands: the versions that count, with what they say, read in the turn of a change.

A version counts if it is public, is to be, or is the one that editors see.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from models.content import Content
from services.content.finding import Newest, conflict
from services.content.heirs import is_over, stands
from services.content.saying import Said, relations_of, said_by
from services.content.standing import standing
from services.content.turns import Turn
from services.content.windows import Windows, newest_of, public_at
from services.wording import refused

Kind = TypeVar("Kind", bound=Content)


@dataclass(frozen=True, slots=True)
class Version(Generic[Kind]):
    """A version as it is kept, and what it says."""

    row: Kind
    said: Said


@dataclass(frozen=True, slots=True)
class Stand(Generic[Kind]):
    """An entry: its windows, its versions that count by id, and the one that people know of.

    That is the one that is public, or else the one that editors see.
    """

    entry: UUID
    windows: Windows
    versions: Mapping[int, Version[Kind]]
    known: Version[Kind]


async def stand_of(
    turn: Turn, model: type[Kind], entry: UUID, expected_version: int
) -> Stand[Kind]:
    """Read where an entry stands. Raises ``Refused``: NOT_FOUND, or CONFLICT."""
    kind = str(model._meta.db_table)
    windows = (await standing(turn.written, [entry], [kind])).get(kind, {}).get(entry, ())
    newest = newest_of(windows)
    if newest is None:
        raise refused(turn.locale, "NOT_FOUND", ("id",))
    ids = [it.id for it in windows if stands(it, turn.moment)]
    versions = await versions_of(turn, model, ids)
    seen = versions[newest.id]
    if newest.version != expected_version:
        now = Newest(seen.row, seen.said, max(it.version for it in windows))
        raise await conflict(turn, now, expected_version)
    public = public_at(windows, turn.moment)
    return Stand(entry, windows, versions, versions[public.id] if public else seen)


async def versions_of(
    turn: Turn, model: type[Kind], ids: Collection[int]
) -> dict[int, Version[Kind]]:
    """Read versions by their ids, with what they say, by two statements."""
    rows = await model.filter(id__in=list(ids)).order_by("version")
    relations = await relations_of(turn.written, model, ids)
    return {it.id: Version(it, said_by(it, relations[it.id])) for it in rows}


def is_shown(turn: Turn, stand: Stand[Kind]) -> bool:
    """Tell whether an entry is public, or is to be."""
    return not all(is_over(it, turn.moment) for it in stand.windows)
