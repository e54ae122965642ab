"""The log of events as it is followed: all of it, or what it meant for visitors.

The rule: whoever may not see all content reads by the public numbers alone, and hears only what
those events meant for visitors. So neither a number nor a gap tells of what is hidden.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from models.event import EventName
from services.compiler.compiling import DIALECTS
from services.database.storage import Store, moment_of


class Ends(NamedTuple):
    """How far the log goes, in the numbers of all events and in the public ones."""

    all: int
    public: int

    def of(self, whole: bool) -> int:
        """Give the one that is followed by."""
        return self.all if whole else self.public


@dataclass(frozen=True, slots=True)
class Logged:
    """An event as the log has it, for whoever follows from within; ``place`` is its number."""

    place: int
    name: EventName
    kind: str
    entry: UUID
    version: int | None
    moment: datetime
    detail: dict[str, Any]


_ENDS = "SELECT (SELECT max(sequence) FROM event), (SELECT max(public_sequence) FROM event)"


async def ends(store: Store) -> Ends:
    """Tell how far the log goes now; 0 is an empty one."""
    found = await store.read(_ENDS, [])
    return Ends(*(it or 0 for it in found or (0, 0)))


async def events_after(
    store: Store, place: int, most: int, *, whole: bool = True, kinds: Sequence[str] = ()
) -> list[Logged]:
    """Read the next events after a place, ``most`` at once, of these kinds; of all if none are.

    By the numbers of the ``whole`` log, or by the public ones.
    """
    dialect = DIALECTS[store.dialect]
    number = "sequence" if whole else "public_sequence"
    among = f"AND {dialect.among('kind', dialect.parameter(2))}" if kinds else ""
    rows = await store.rows(
        f"SELECT {number}, name, kind, entry_id, version, moment, detail FROM event "
        f"WHERE {number} > {dialect.parameter(1)} {among} ORDER BY {number} LIMIT {most}",
        [place, list(kinds)] if kinds else [place],
    )
    return [_logged(*row) for row in rows]


def _logged(
    place: int,
    name: str,
    kind: str,
    entry: UUID | str,
    version: int | None,
    moment: datetime | str,
    detail: Any,
) -> Logged:
    said = json.loads(detail) if isinstance(detail, str) else detail
    return Logged(place, EventName(name), kind, UUID(str(entry)), version, moment_of(moment), said)


async def last_public(store: Store) -> datetime | None:
    """Tell when what visitors see changed last; None if it never did."""
    row = await store.read(
        "SELECT moment FROM event WHERE public_sequence IS NOT NULL "
        "ORDER BY public_sequence DESC LIMIT 1",
        [],
    )
    return moment_of(row[0]) if row else None
