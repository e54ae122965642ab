"""The log of events as it is followed from outside: all of it, or what it meant for visitors.

The rule: whoever may not see all content reads by the public numbers alone, and hears only what
those events meant for visitors. So neither a number nor a gap tells of what is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from services.compiling import DIALECTS
from services.storage import Store


class Ends(NamedTuple):
    """How far the log goes, in the numbers of all events and in the public ones."""

    all: int
    public: int

    def of(self, whole: bool) -> int:
        """Give the one that is followed by."""
        return self.all if whole else self.public


@dataclass(frozen=True, slots=True)
class Change:
    """One event, as whoever follows may know it; ``event`` is what was done, for those few."""

    place: int
    event: str | None
    change: str | None
    kind: str
    entry: UUID
    moment: datetime


_ENDS = "SELECT (SELECT max(sequence) FROM event), (SELECT max(public_sequence) FROM event)"


async def ends(store: Store) -> Ends:
    """Tell how far the log goes now; 0 is an empty one."""
    found = await store.read(_ENDS, [])
    return Ends(*(it or 0 for it in found or (0, 0)))


async def changes_after(
    store: Store, place: int, whole: bool, kinds: Sequence[str], most: int
) -> list[Change]:
    """Read the next events after a place, ``most`` at once, of these kinds; of all if none are."""
    dialect = DIALECTS[store.dialect]
    number = "sequence" if whole else "public_sequence"
    named = "name" if whole else "NULL"
    among = f"AND {dialect.among('kind', dialect.parameter(2))}" if kinds else ""
    rows = await store.rows(
        f"SELECT {number}, {named}, public_change, kind, entry_id, moment FROM event "
        f"WHERE {number} > {dialect.parameter(1)} {among} ORDER BY {number} LIMIT {most}",
        [place, list(kinds)] if kinds else [place],
    )
    return [
        Change(at, event, change, kind, UUID(str(entry)), _instant(moment))
        for at, event, change, kind, entry, moment in rows
    ]


def _instant(kept: datetime | str) -> datetime:
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
