"""``python -m benchmarks``: measure everybody on both sizes and print the figures.

A full run takes about five minutes a size; ``--quick`` half a minute, enough to see all work.
"""

import json
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.bombing import show_bombs
from benchmarks.calendars import show_calendars
from benchmarks.changing import show_changes
from benchmarks.contestants import CONTESTANTS
from benchmarks.dataset import SIZES
from benchmarks.door import show_door
from benchmarks.first_bytes import show_first_bytes
from benchmarks.harness import measure
from benchmarks.preparation import install
from benchmarks.report import record, show
from benchmarks.rounds import QUICK, Plan


class Part(StrEnum):
    """What can be measured."""

    SERVERS = "servers"
    BOMBS = "bombs"
    DOOR = "door"
    MUTATIONS = "mutations"
    WEBSITE = "website"
    CALENDAR = "calendar"


NAMES = [each.name for each in CONTESTANTS]


def main(
    part: Annotated[Part, typer.Argument(help="What to measure.")] = Part.SERVERS,
    quick: Annotated[bool, typer.Option("--quick", help="Few and short rounds.")] = False,
    size: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(SIZES)}; all without.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(NAMES)}; all without.")
    ] = None,
    rounds: Annotated[int | None, typer.Option(help="Rounds of each question.")] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write all figures here.")
    ] = None,
) -> None:
    """Compare the servers: every answer is checked, then timed in interleaved rounds."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything started is ended
    several = {Part.MUTATIONS: show_changes, Part.CALENDAR: show_calendars}
    if part in several:
        several[part](Console(width=118), size or list(SIZES), quick)
        return
    shows = {Part.BOMBS: show_bombs, Part.DOOR: show_door, Part.WEBSITE: show_first_bytes}
    if part in shows:
        shows[part](Console(width=118))
        return
    plan = QUICK if quick else Plan()
    plan = (
        Plan(rounds, plan.seconds, plan.warm_up, plan.connections, plan.starts) if rounds else plan
    )
    contestants = [each for each in CONTESTANTS if not only or each.name in only]
    console, results = Console(width=118), []
    install(contestants, console.print)
    with console.status("") as status:
        for name in size or list(SIZES):
            results.append(measure(SIZES[name], contestants, plan, status.update))
    notes = record(results, contestants, plan)
    for result in results:
        show(console, result, notes)
    if json_file:
        json_file.write_text(json.dumps(notes, indent=1, ensure_ascii=False) + "\n")


typer.run(main)
