"""Importing: the database says what a file says, all of it, or nothing is changed.

The way of a file: is it a world by itself? (``services/transfer/examining.py``) → take the lock of
writers → compare it with what is there (``services/transfer/merging.py``) → write what is new, with
all that is computed → commit. The database stands then as it did after the file's last event: what
the clock has done since is written by the next turn. Moments are as they were told; which of them
are others by the rules of zones that are here is reported, and ``rezone`` moves those.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

from services.clocks.rezoning import Shifted, reckoned_anew
from services.content.derived import derived
from services.content.standing import reschedule, standing
from services.content.writing import write_versions
from services.database.storage import Store, Written
from services.errors import Fault
from services.transfer.examining import World, examined
from services.transfer.merging import Both, Comparison, compare, live_at, side_by_side, standing_of
from services.transfer.moving import PAGE, Table
from services.transfer.parsing import Line, Wrong, header_of, parsed

Report = Callable[[str, int, int], None]
"""Hears what is done, how many lines it is done to, and of how many."""

ADVICE = (
    "Nothing was written. Import into a database without content, or into one whose log the file "
    "goes on from."
)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were new, had moved, and were there already; and what is remarkable."""

    new: int
    moved: int
    same: int
    ahead: bool
    """Whether the database knows more than the file."""

    remarks: tuple[Fault, ...]
    remarkable: int
    shifted: tuple[Shifted, ...]
    """The meetings that are at other moments by the rules of time zones that are here."""


class _Undone(Exception):
    """Leaves a transaction that is not to be kept."""


async def import_content(
    store: Store, file: BinaryIO, now: datetime, report: Report, *, dry_run: bool = False
) -> Imported:
    """Import a file that can be read several times; with ``dry_run`` undo it at the end.

    Raises ``Refused`` with all that is wrong, by the numbers of lines.
    """
    rows = sum(header_of(file).rows.values())
    world = examined(file, lambda line: report("Checking", line, rows))
    told, shifted = None, list[Shifted]()
    try:
        async with store.writing() as written:
            told = await _imported(written, file, world, now, report)
            if told.rows["new"] or told.rows["moved"]:
                shifted = [it for it in await reckoned_anew(now) if it.moves]
            if dry_run:
                raise _Undone
    except _Undone:
        pass
    assert told is not None
    return Imported(
        new=told.rows["new"],
        moved=told.rows["moved"],
        same=told.rows["same"],
        ahead=told.ahead,
        remarks=tuple(world.remarks.told),
        remarkable=world.remarks.number,
        shifted=tuple(shifted),
    )


async def _imported(
    written: Written, file: BinaryIO, world: World, now: datetime, report: Report
) -> Comparison:
    header = header_of(file)
    rows, moment = sum(header.rows.values()), world.latest or now
    told = await standing_of(written, header)
    async for mine, line in side_by_side(written, parsed(file, Wrong())):
        compare(told, mine, line, moment)
        if line:
            report("Comparing", line.number, rows)
    told.wrong.refuse(ADVICE)
    if told.rows["new"] or told.rows["moved"]:
        for noun, ids in told.moved.items():
            await _take_out(noun, ids)
        both = side_by_side(written, parsed(file, Wrong()))
        entries = await _write(both, moment, lambda line: report("Writing", line, rows))
        await _reschedule(written, entries, moment)
    return told


async def _take_out(noun: Any, ids: list[int]) -> None:
    """Take out versions that are written anew, with what they lead to."""
    for first in range(0, len(ids), PAGE):
        some = ids[first : first + PAGE]
        for relation in noun.relations.values():
            await relation.link.filter(source_id__in=some).delete()
        await noun.filter(id__in=some).delete()


async def _write(
    both: AsyncIterator[Both], moment: datetime, report: Callable[[int], None]
) -> dict[UUID, str]:
    """Write what the database lacks; give the entries that have got versions, with their kinds."""
    waiting: list[Line] = []
    entries: dict[UUID, str] = {}
    async for mine, line in both:
        if line is None or mine is not None:
            continue
        if waiting and (waiting[0].table is not line.table or len(waiting) == PAGE):
            await _write_rows(waiting[0].table, waiting, moment)
            waiting = []
        waiting.append(line)
        if line.table.noun:
            entries[line.values["entry_id"]] = line.table.name
        report(line.number)
    if waiting:
        await _write_rows(waiting[0].table, waiting, moment)
    return entries


async def _write_rows(table: Table, lines: list[Line], moment: datetime) -> None:
    if table.noun is None:
        await table.model.bulk_create(table.model(**line.values) for line in lines)
        return
    versions = []
    for line in lines:
        said = {name: it for name, it in line.values.items() if name not in table.noun.relations}
        live = live_at(said["live_from"], said["live_until"], moment)
        relations = {name: line.values[name] for name in table.noun.relations}
        told = {name: said[name] for name in table.noun.zoned}
        versions.append(({**derived(table.noun, said), **told, "live": live}, relations))
    await write_versions(table.noun, versions)


async def _reschedule(written: Written, entries: Mapping[UUID, str], moment: datetime) -> None:
    """Note when there is something to do about entries, from a moment on."""
    for some in _pages(iter(entries.items())):
        told = await standing(written, dict(some), {kind for _, kind in some})
        windows = [(kind, id_, it) for kind, ids in told.items() for id_, it in ids.items()]
        await reschedule(windows, moment)


def _pages(all_: Iterator[tuple[UUID, str]]) -> Iterator[list[tuple[UUID, str]]]:
    while some := list(islice(all_, PAGE)):
        yield some
