"""Doubts about entries, told with what the entries are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.nouns import BY_KIND
from services.content.finding import title_of
from services.content.turns import Turn
from services.errors import Fault
from services.wording import fault


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with an entry, and which other entry it is about, if any."""

    code: str
    kind: str
    entry: UUID
    other_kind: str | None = None
    other: UUID | None = None
    blocks: bool = False
    value: str = ""
    language: str = ""


async def told_of(turn: Turn, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Fault]]:
    """Put doubts into words; ``more`` of a fault holds the ids of both entries."""
    titles = await _titles(doubts)
    told = []
    for it in doubts:
        words = {"title": titles[it.entry], "other": titles.get(it.other)}
        words |= {"value": it.value, "language": it.language}
        more = {"entry": it.entry, "other": it.other}
        told.append((it, fault(turn.locale, it.code, ("ids",), more, **words)))
    return told


async def _titles(doubts: Sequence[Doubt]) -> dict[UUID | None, str]:
    """Read what entries are called in their last versions, a statement for each kind."""
    wanted: dict[str, set[UUID]] = {}
    for it in doubts:
        wanted.setdefault(it.kind, set()).add(it.entry)
        if it.other_kind and it.other:
            wanted.setdefault(it.other_kind, set()).add(it.other)
    titles: dict[UUID | None, str] = {}
    for kind, ids in wanted.items():
        rows = await BY_KIND[kind].filter(entry_id__in=list(ids)).order_by("newest", "version")
        titles |= {row.entry_id: title_of(row) or row.slug for row in rows}
    return titles
