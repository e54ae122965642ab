"""A file beside the database, line by line: what is new in it, what has moved, what does not fit.

The log decides which of the two is later. What an import would leave is what the file says, so
a database is brought forward only by a file that has all of it; nothing is ever taken back.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from models.content import Content
from services.content.windows import GRACE
from services.database.storage import Reading
from services.transfer.exporting import Kept, counted, kept
from services.transfer.forms import Header
from services.transfer.moving import WINDOW
from services.transfer.parsing import Line, Wrong

Both = tuple[Kept | None, Line | None]
"""What the database and a file have in one place of the order."""


@dataclass(slots=True)
class Comparison:
    """How a file stands to the database."""

    behind: bool
    """Whether the database may be brought forward: it is empty, or its log ends sooner."""

    ahead: bool
    """Whether the database's log goes on after the file's."""

    rows: Counter[str] = field(default_factory=Counter)
    """How many rows are ``new``, have ``moved``, and are the ``same``."""

    moved: dict[type[Content], list[int]] = field(default_factory=dict)
    wrong: Wrong = field(default_factory=Wrong)


async def side_by_side(reading: Reading, lines: Iterator[Line]) -> AsyncIterator[Both]:
    """Go through the database and a file together, in their order."""
    ours = kept(reading)
    mine = await anext(ours, None)
    for line in lines:
        while mine and mine.place < line.place:
            yield mine, None
            mine = await anext(ours, None)
        if mine and mine.place == line.place:
            yield mine, line
            mine = await anext(ours, None)
        else:
            yield None, line
    while mine:
        yield mine, None
        mine = await anext(ours, None)


async def standing_of(reading: Reading, header: Header) -> Comparison:
    """Tell which of the two is later, before they are compared."""
    rows = await counted(reading)
    log, theirs = rows["event"], header.rows.get("event", 0)
    return Comparison(behind=log < theirs or not any(rows.values()), ahead=log > theirs)


def compare(told: Comparison, mine: Kept | None, line: Line | None, moment: datetime) -> None:
    """Note what is to be done about one place; ``moment`` is the one that windows are seen from."""
    if line is None:
        if mine is not None and not told.ahead:
            told.wrong.add(None, f"The file lacks what the database has: {_called(mine)}")
    elif mine is None:
        told.rows["new"] += 1
        if not told.behind:
            told.wrong.add(
                line.number, "the database lacks this, though its log goes at least as far."
            )
    elif mine.line == line.line and not (told.behind and _stale(mine, moment)):
        told.rows["same"] += 1
    elif mine.line == line.line or _only_moved(mine, line):
        _note_move(told, mine, line)
    else:
        told.wrong.add(line.number, "the database has this otherwise.")


def _note_move(told: Comparison, mine: Kept, line: Line) -> None:
    if told.behind:
        told.rows["moved"] += 1
        told.moved.setdefault(type(mine.row), []).append(mine.row.id)
    elif told.ahead:
        told.rows["same"] += 1
    else:
        told.wrong.add(line.number, "the database has another window for this.")


def _called(mine: Kept) -> str:
    return mine.line[:200].decode(errors="ignore").rstrip()


def _only_moved(mine: Kept, line: Line) -> bool:
    """Tell whether two versions say the same, and differ in when they are public."""
    if line.table.noun is None:
        return False
    [(_, ours)], [(_, theirs)] = (orjson.loads(it).items() for it in (mine.line, line.line))
    return all(ours[it] == theirs[it] for it in ours.keys() - WINDOW)


def _stale(mine: Kept, moment: datetime) -> bool:
    """Tell whether a version is marked as live though it is over, or the other way round."""
    row: Any = mine.row
    return isinstance(row, Content) and row.live is not live_at(
        row.live_from, row.live_until, moment
    )


def live_at(since: datetime | None, until: datetime, moment: datetime) -> bool:
    """Tell whether a version may be public at a moment, shortly before, or later."""
    return since is not None and until + GRACE > moment
