"""``python -m benchmarks mutations``: creating, saving and publishing, beside bare mutations.

Ours keep every version, write an event, check addresses and rights; PostGraphile's change one row
of a plain table: that is what all of it costs. Each round creates some networks, saves each once
more and publishes each; PostGraphile has no publishing, and changes a number of the row instead.
"""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop
from rich.console import Console

from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.dataset import SIZES, make_dataset
from benchmarks.editors import KINDS, Editors, Entry, changed, entries
from benchmarks.figures import Figures, Round, summed_up
from benchmarks.postgres import Database, confined, postgres
from benchmarks.preparation import fill, install
from benchmarks.processes import Place, Server, processor_time, start
from benchmarks.report import baseline_of, table_of
from models.account import Role
from services.database.storage import opened
from services.identity.tokens import Terms, add_token

NAMES = ("knutpunkt-postgresql", "knutpunkt-sqlite", "postgraphile")
ROUNDS, QUICK_ROUNDS, EACH = 5, 2, 200
"""How many rounds after the first, which warms up; and how many changes of a kind in one."""


def show_changes(console: Console, sizes: Sequence[str], quick: bool) -> None:
    """Measure in turns on each size, and print the figures."""
    contestants = [
        replace(it, environment={**it.environment, "MUTATIONS": "1"})
        for it in CONTESTANTS
        if it.name in NAMES
    ]
    install(contestants, console.print)
    for name in sizes:
        with console.status(name):
            figures = _measured(name, contestants, QUICK_ROUNDS if quick else ROUNDS)
        load = ", ".join(f"{it:.1f}" for it in os.getloadavg())
        console.print(f"\n[bold]{name}[/bold]; the machine's load in the end: {load}")
        for kind in KINDS:
            console.print(table_of(figures, kind, baseline_of(figures)))


def _measured(
    size: str, contestants: Sequence[Contestant], rounds: int
) -> Mapping[str, Mapping[str, Figures]]:
    cores = sorted(os.sched_getaffinity(0))
    with (
        postgres(cores[-1]) as database,
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as scratch,
    ):
        dataset = make_dataset(SIZES[size])
        environments = asyncio.run(fill(dataset, database, contestants, Path(scratch)))
        tokens = {name: asyncio.run(_token(it)) for name, it in environments.items()}
        with confined(cores[-1]), contextlib.ExitStack() as stack:
            servers = []
            for each in contestants:
                place = Place(cores[0], Path(scratch) / f"{each.name}.log")
                servers.append(start(stack, each, environments[each.name], place, 1)[0])
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                return runner.run(_rounds(servers, tokens, database, rounds))


async def _token(environment: Mapping[str, str]) -> str:
    """Make a token of an editor, where there are tokens."""
    url = environment.get("KNUTPUNKT_DATABASE_URL")
    if url is None:
        return ""
    now = datetime.now(UTC)
    async with opened(url) as store:
        return await add_token(store, Terms("Bench", Role.EDITOR, now + timedelta(days=1)), now)


async def _rounds(
    servers: Sequence[Server], tokens: Mapping[str, str], database: Database, rounds: int
) -> dict[str, dict[str, Figures]]:
    taken: dict[str, dict[str, list[Round]]] = {
        it.contestant.name: {kind: [] for kind in KINDS} for it in servers
    }
    for number in range(rounds + 1):
        shift = number % len(servers)
        for server in (*servers[shift:], *servers[:shift]):
            name = server.contestant.name
            async with Editors.of(server, tokens[name]) as editors:
                written = entries(number, EACH)
                for kind in KINDS:
                    one = await _round(server, database, editors, kind, written)
                    taken[name][kind] += [one] if number else []
    return {
        name: {kind: summed_up(them) for kind, them in kinds.items()}
        for name, kinds in taken.items()
    }


async def _round(
    server: Server, database: Database, editors: Editors, kind: str, written: list[Entry]
) -> Round:
    counted = (server.process.pid, database.server, os.getpid())
    before = [processor_time(it) for it in counted]
    seconds, latencies = await changed(editors, kind, written)
    after = [processor_time(it) for it in counted]
    spent = [late - early for early, late in zip(before, after, strict=True)]
    return Round(
        len(written), seconds, latencies, spent[0], spent[1], spent[2] - spent[0] - spent[1]
    )
