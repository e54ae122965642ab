"""One page of a list, cut out the slow way: every row knows its place among all of its kind."""

import json
from dataclasses import dataclass
from typing import Any

from tests.oracle.filtering import holds, ordered
from tests.oracle.kinds import Numbered
from tests.oracle.nouns import TABLES
from tests.oracle.rows import Row
from tests.oracle.seen import Seen

USUAL = 20


@dataclass(frozen=True, slots=True)
class Cut:
    """What is on a page, how many there are on all, and what the page says of itself."""

    rows: list[Row]
    count: int
    info: dict[str, Any]


def cut(seen: Seen, noun: str, rows: list[Row], given: dict[str, Any]) -> Cut:
    """Cut the page that the arguments ask for out of ``rows``."""
    tree = given.get("where") or {}
    among = ordered(seen, noun, seen.all(TABLES[noun]), given.get("orderBy"))
    place = {row["entry_id"]: at for at, row in enumerate(among)}
    listed = sorted(
        (row for row in rows if holds(seen, noun, row, tree)), key=lambda it: place[it["entry_id"]]
    )
    at = [place[row["entry_id"]] for row in listed]
    after, before = (_place(place, given.get(side)) for side in ("after", "before"))
    return _page(listed, at, after, before, given, [row["entry_id"] for row in listed])


def numbered(seen: Seen, field: Numbered, row: Row, given: dict[str, Any]) -> Cut:
    """Cut the page that the arguments ask for out of rows that have a number."""
    kinds = given.get("types")
    sign = -1 if field.descending else 1
    listed = [
        (sign * field.number(seen, it), it)
        for it in field.read(seen, row)
        if kinds is None or it["kind"].upper() in kinds
    ]
    listed.sort(key=lambda it: it[0])
    sides = (given.get(side) for side in ("after", "before"))
    after, before = (None if it is None else sign * _number(it) for it in sides)
    rows = [it for _, it in listed]
    cursors = [field.cursor(seen, it) for it in rows]
    return _page(rows, [at for at, _ in listed], after, before, given, cursors)


def _number(cursor: str) -> int:
    """Read the number in a cursor of a version, or of a change."""
    return int(cursor[1:] if cursor[0] in "ap" else entry_of(cursor))


def _page(
    listed: list[Row],
    at: list[int],
    after: int | None,
    before: int | None,
    given: dict[str, Any],
    cursors: list[str],
) -> Cut:
    """Cut a page out of rows that stand at these places; ``after`` and ``before`` are places."""
    within = [
        (row, cursor)
        for row, here, cursor in zip(listed, at, cursors, strict=True)
        if (after is None or here > after) and (before is None or here < before)
    ]
    first, last = given.get("first"), given.get("last")
    size = min(len(within), next((it for it in (first, last) if it is not None), USUAL))
    page = within[:size] if last is None else within[len(within) - size :]
    more = size < len(within)
    behind = after is not None and any(here <= after for here in at)
    ahead = before is not None and any(here >= before for here in at)
    info = {
        "hasNextPage": ahead or (more and last is None),
        "hasPreviousPage": behind or (more and last is not None),
        "startCursor": page[0][1] if page else None,
        "endCursor": page[-1][1] if page else None,
    }
    return Cut([row for row, _ in page], len(listed), info)


def _place(place: dict[str, int], cursor: str | None) -> int | None:
    return None if cursor is None else place[entry_of(cursor)]


def entry_of(cursor: str) -> str:
    """Read the id of the entry that a cursor stands for."""
    return str(json.loads(bytes.fromhex(cursor))[-1])


def uncovered(told: Any) -> Any:
    """Put the entry's id in the place of each cursor of an answer."""
    if isinstance(told, dict):
        return {name: uncovered(value) for name, value in told.items()}
    if isinstance(told, list):
        return [uncovered(value) for value in told]
    if isinstance(told, str) and told.startswith("5b2231") and told.endswith("5d"):
        return entry_of(told)
    return told
