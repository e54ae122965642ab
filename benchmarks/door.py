"""``python -m benchmarks door``: what a warm, simple request costs us, beside what it must cost.

Beside it stand a bare endpoint that sends the same bytes, and one that also asks the database for
them by the same statement and the driver alone, so that the difference is ours. The loop's own
thread is counted apart from all threads: SQLite's statements run in others.
"""

import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.client import Request, ask, encode, put_load
from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.postgres import confined, postgres
from benchmarks.processes import TICK, Place, Server, processor_time, running, wait_for_answer

NOTHING = "{ __typename }"
STATEMENT = "{ networks(first: 2) { nodes { slug title } } }"
QUESTIONS = {
    "no statement": ("sqlite", NOTHING),
    "one statement, SQLite": ("sqlite", STATEMENT),
    "one statement, PostgreSQL": ("postgresql", STATEMENT),
}
"""The kind of database, and what is asked; PostgreSQL's own processor time is not counted."""

ROUNDS, SECONDS = 5, 2.0


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time of a request, in microseconds: the loop's thread, and all of the process."""

    loop: float
    all: float

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.loop - other.loop, self.all - other.all)


def show_door(console: Console) -> None:
    """Measure in turns, and print the medians."""
    table = Table(title="Processor time of a request, µs: the loop's thread | all threads")
    for heading in ("", "Knutpunkt", "bare endpoint", "and the statement", "ours, of these"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, (database, question) in QUESTIONS.items():
        with (
            console.status(name),
            tempfile.TemporaryDirectory(prefix="door-") as folder,
            made(database, Path(folder)) as url,
        ):
            ours, bare, asking = _measured(f"knutpunkt-{database}", url, question, Path(folder))
        told = (ours, bare, asking, ours - asking)
        table.add_row(f"{name}: {question}", *(f"{it.loop:.0f} | {it.all:.0f}" for it in told))
    console.print(table)


@contextlib.contextmanager
def made(database: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database, which the server fills; it goes afterwards."""
    if database == "sqlite":
        yield f"sqlite://{folder}/knutpunkt.db"
        return
    with postgres(max(os.sched_getaffinity(0))) as made:
        yield made.url()


def _measured(name: str, url: str, question: str, folder: Path) -> list[Spent]:
    """Measure Knutpunkt, a bare endpoint, and one that asks what a question with roots asks."""
    cores = sorted(os.sched_getaffinity(0))
    place = Place(cores[0], folder / "log")
    [knutpunkt] = [it for it in CONTESTANTS if it.name == name]
    database = {"KNUTPUNKT_DATABASE_URL": url}
    bare = _bare(knutpunkt)
    with confined(cores[-1]), contextlib.ExitStack() as stack:
        ours = stack.enter_context(running(knutpunkt, database, place))
        sent = encode("/graphql", ours.port, question, {})
        wait_for_answer(ours, sent)
        status, body = asyncio.run(ask(ours.port, sent))
        assert status == 200, body
        (folder / "answer").write_bytes(body)
        given = {**database, "ANSWER": f"{folder}/answer"}
        asks = {**given, "QUESTION": "" if question == NOTHING else question}
        servers = [ours, *(stack.enter_context(running(bare, it, place)) for it in (given, asks))]
        for server in servers:
            wait_for_answer(server, sent)
        request = Request(sent, len(body))
        rounds = [[_round(it, request) for it in servers] for _ in range(ROUNDS + 1)][1:]
    return [_median(it) for it in zip(*rounds, strict=True)]


def _bare(like: Contestant) -> Contestant:
    return Contestant(
        name="bare",
        command=(sys.executable, "-m", "benchmarks.bare"),
        documents=like.documents,
        normalise=like.normalise,
        versions=dict,
    )


def _round(server: Server, request: Request) -> Spent:
    before = list(_spent(server.process.pid))
    load = asyncio.run(put_load(server.port, [request], seconds=SECONDS, connections=4))
    after = list(_spent(server.process.pid))
    each = [(late - early) / load.turn for early, late in zip(before, after, strict=True)]
    return Spent(*each)


def _spent(process: int) -> Iterator[int]:
    """Give the processor time of the first thread, and of all, in microseconds."""
    told = Path(f"/proc/{process}/task/{process}/stat").read_text().rpartition(")")[2].split()
    yield (int(told[11]) + int(told[12])) * TICK
    yield processor_time(process)


def _median(rounds: tuple[Spent, ...]) -> Spent:
    return Spent(
        statistics.median(it.loop for it in rounds), statistics.median(it.all for it in rounds)
    )
