"""What is done about content from a terminal: the first is written, all is moved, or reckoned anew.

The rule: a file that is written is there whole or not at all, for its owner's eyes; progress
goes to the error stream, so that standard output can be the file.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from services.clocks.rezoning import Shifted, rezone
from services.clocks.zones import rules
from services.content.rederiving import rederive
from services.database.migrating import migrated
from services.database.snapshots import snapshot
from services.transfer.exporting import export
from services.transfer.importing import Imported, import_content
from services.transfer.seeding import seed
from settings import Settings, settings_or_exit

STREAM = "-"
"""The name that stands for standard input, or standard output."""

EVERY = 100
"""How many lines pass between two looks at the progress bar."""

Steps = Callable[[str], None]
Lines = Callable[[str, int, int], None]


def export_content(
    file: Annotated[str, typer.Argument(help="Where to write it; - is standard output.")],
) -> None:
    """Write all content with its history into a file, as it is at this moment."""
    settings = settings_or_exit()
    with _told(file), writing_to(file) as out:
        rows = asyncio.run(_export(settings, out))
    typer.echo(f"{rows} rows exported.", err=True)


def import_from(
    file: Annotated[str, typer.Argument(help="What `export` has written; - is standard input.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all of it, tell what it did, and undo it.")
    ] = False,
) -> None:
    """Bring all content with its history from a file into the database, or nothing of it."""
    settings = settings_or_exit()
    with _told(file), reading_from(file) as there:
        told = asyncio.run(_import(settings, there, dry_run=dry_run))
    for line in (*_remarks(told), *_differing(told.shifted)):
        typer.echo(line, err=True)
    typer.echo(_outcome(told, dry_run=dry_run))


def rezone_meetings(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would move, and change nothing.")
    ] = False,
) -> None:
    """Reckon the moments of all meetings anew, after the rules of time zones have changed."""
    found = asyncio.run(_rezone(settings_or_exit(), dry_run=dry_run))
    moving = [it for it in found if it.moves]
    for line in _shifts(moving):
        typer.echo(line)
    for line in _looks(found):
        typer.echo(line, err=True)
    typer.echo(_moved(len({it.entry for it in moving}), dry_run=dry_run))


def rederive_content() -> None:
    """Compute anew what follows from texts, after a release that computes more, or otherwise."""
    changed = asyncio.run(_rederive(settings_or_exit()))
    typer.echo(f"Versions computed anew: {changed}." if changed else "All is as it is computed.")


HEADINGS = ("Title", "Address", "Local time", "Time zone", "Was, in UTC", "Is, in UTC")


def _shifts(moving: Sequence[Shifted]) -> Iterator[str]:
    """Lay out what moves; what is public and a draft of it may be alike, and is told once."""
    cells = dict.fromkeys(map(_cells, moving))
    return table([HEADINGS, *cells]) if cells else iter(())


def _differing(shifted: Sequence[Shifted]) -> Iterator[str]:
    """Tell which meetings an import left at moments that are not those of the rules here."""
    if shifted:
        yield from _shifts(shifted)
        meetings = len({it.entry for it in shifted})
        yield f"Meetings that come as they were, and are at other moments by {rules()}: {meetings}."
        yield "`rezone` moves them, and whoever follows is told."


def _moved(meetings: int, *, dry_run: bool) -> str:
    if not meetings:
        return f"Every meeting is when {rules()} says; nothing was written."
    told = "Meetings that would move" if dry_run else "Meetings moved"
    return f"{told}, by {rules()}: {meetings}."


def _cells(it: Shifted) -> tuple[str, ...]:
    local = f"{it.said['local_start']}/{it.said['local_end']}"
    was, is_ = (
        "/".join(moment.strftime("%Y-%m-%dT%H:%MZ") for moment in times)
        for times in (it.shift.kept, it.shift.reckoned)
    )
    return it.title, it.slug, local, it.said["time_zone"], was, is_


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay out rows in columns that are as wide as they must be."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _looks(found: Sequence[Shifted]) -> Iterator[str]:
    """Say what somebody should look at; an editor gives the meeting another time."""
    for it in found:
        for local, remark in it.shift.remarks:
            yield f"{it.title} ({it.slug}): {it.said[local]} in {it.said['time_zone']} {remark}."


def _remarks(told: Imported) -> Iterator[str]:
    yield from (it.message for it in told.remarks)
    if told.remarkable:
        yield f"{told.remarkable} remarks: editors could not save this today. It comes along."


def _outcome(told: Imported, *, dry_run: bool) -> str:
    if told.ahead:
        return "The database has all of the file, and more; nothing was written."
    if not told.new + told.moved:
        return "The database has all of the file; nothing was written."
    would = "would be " if dry_run else ""
    said = f"{told.new} rows {would}new, {told.moved} {would}moved, {told.same} there already."
    return f"{said} Nothing was written." if dry_run else said


async def _export(settings: Settings, out: BinaryIO) -> int:
    async with migrated(settings.database_url), snapshot(settings.database_url) as reading:
        with lines_shown() as report:
            return await export(reading, out.write, lambda *said: report("Exporting", *said))


async def _import(settings: Settings, file: BinaryIO, *, dry_run: bool) -> Imported:
    async with migrated(settings.database_url) as store:
        with lines_shown() as report:
            return await import_content(store, file, datetime.now(UTC), report, dry_run=dry_run)


async def seed_content(settings: Settings) -> int:
    """Write the first content into an empty database; give the number of entries written."""
    async with migrated(settings.database_url) as store:
        with steps_shown("Seeding") as report:
            return await seed(store, report)


async def _rezone(settings: Settings, *, dry_run: bool) -> list[Shifted]:
    async with migrated(settings.database_url) as store:
        return await rezone(store, datetime.now(UTC), dry_run=dry_run)


async def _rederive(settings: Settings) -> int:
    async with migrated(settings.database_url) as store:
        return await rederive(store)


@contextmanager
def writing_to(name: str) -> Iterator[BinaryIO]:
    """Open a file to be written, which takes its place when all of it is there, on disk.

    What is no file, such as a pipe, is written to as it is.
    """
    place = Path(name).resolve()
    if name == STREAM:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif place.exists() and not place.is_file():
        with place.open("wb") as pipe:
            yield pipe
    else:
        with _made_beside(place) as file:
            yield file


@contextmanager
def _made_beside(place: Path) -> Iterator[BinaryIO]:
    number, made = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(number)
        Path(made).replace(place)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


@contextmanager
def reading_from(name: str) -> Iterator[BinaryIO]:
    """Open a file that can be read several times; what cannot be is copied first."""
    with sys.stdin.buffer if name == STREAM else Path(name).open("rb") as given:
        if given.seekable():
            yield given
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(given, copy)
            yield copy


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say in a line why a file could not be read or written."""
    try:
        yield
    except OSError as error:
        typer.echo(f"{name}: {error.strerror or error}", err=True)
        raise typer.Exit(1) from None


@contextmanager
def steps_shown(doing: str) -> Iterator[Steps]:
    """Show that work goes on, and each step that it reports."""
    console = Console(stderr=True, highlight=False, markup=False)
    with console.status(f"{doing} …"):
        yield lambda step: console.print(f"{doing}: {step}")


@contextmanager
def lines_shown() -> Iterator[Lines]:
    """Show how far work has come, a bar for each thing that is done to all lines."""
    parts = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*parts, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        bars: dict[str, TaskID] = {}

        def report(doing: str, done: int, lines: int) -> None:
            if doing not in bars:
                bars[doing] = progress.add_task(doing, total=lines)
            if done % EVERY == 0 or done >= lines:
                progress.update(bars[doing], completed=done)

        yield report
