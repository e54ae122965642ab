"""``python -m benchmarks calendar``: a month with its meetings, and a feed, beside the usual way.

The usual way is Strawberry with DataLoaders, whose month places rows of the ORM into days, and
whose feed adds an event to a calendar of ``icalendar`` for each meeting. Answers are compared
before anything is timed: the months whole, the feeds by what each event says. Of ours the feed is
asked three times over: the first ever, which builds it; again, which is kept; and by its tag.
"""

import asyncio
import contextlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from icalendar import Calendar
from rich.console import Console
from rich.table import Table

from benchmarks.contestants import CONTESTANTS, Contestant
from benchmarks.dataset import NOW, SIZES, make_dataset
from benchmarks.postgres import Database, confined, postgres
from benchmarks.preparation import fill
from benchmarks.processes import Place, Server, processor_time, start

NAMES: Final = ("knutpunkt-postgresql", "knutpunkt-sqlite", "dataloaders")
FEED: Final = "/feeds/meetings.ics?cancelled=status"
MONTHS, TIMES, QUICK = 12, 60, 12
"""How many months are asked for by turns, and how often a question is timed."""

Ask = Callable[[int], httpx.Response]


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds: of waiting, in the middle; of the server's processor and the database's."""

    who: str
    what: str
    waited: float
    server: float
    database: float
    size: int


def show_calendars(console: Console, sizes: Sequence[str], quick: bool) -> None:
    """Measure on each size, and print the figures."""
    contestants = [it for it in CONTESTANTS if it.name in NAMES]
    for name in sizes:
        with console.status(name):
            found = _measured(name, contestants, QUICK if quick else TIMES)
        load = ", ".join(f"{it:.1f}" for it in os.getloadavg())
        table = Table(title=f"{name}; the machine's load in the end: {load}")
        for heading in ("question", "server", "wait ms", "server ms", "database ms", "bytes"):
            left = heading in ("question", "server")
            table.add_column(heading, justify="left" if left else "right")
        for it in sorted(found, key=lambda it: it.what):
            figures = (f"{it.waited:.1f}", f"{it.server:.1f}", f"{it.database:.1f}")
            table.add_row(it.what, it.who, *figures, str(it.size))
        console.print(table)


def _measured(size: str, contestants: Sequence[Contestant], times: int) -> list[Taken]:
    cores = sorted(os.sched_getaffinity(0))
    with (
        postgres(cores[-1]) as database,
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as scratch,
    ):
        dataset = make_dataset(SIZES[size])
        environments = asyncio.run(fill(dataset, database, contestants, Path(scratch)))
        with confined(cores[-1]), contextlib.ExitStack() as stack:
            servers = []
            for each in contestants:
                place = Place(cores[0], Path(scratch) / f"{each.name}.log")
                servers.append(start(stack, each, environments[each.name], place, 1)[0])
            return _compared(servers, database, times)


def _compared(servers: Sequence[Server], database: Database, times: int) -> list[Taken]:
    taken: list[Taken] = []
    answers: list[tuple[Any, ...]] = []
    for server in servers:
        with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=120) as client:
            asking = Timing(server, database)
            first, answer = asking.taken("feed, first", _feed(client), 1)
            month = _month(client, server.contestant)
            taken += [first, asking.taken("feed, again", _feed(client), times)[0]]
            if tag := answer.headers.get("etag"):
                taken.append(asking.taken("feed, unchanged", _feed(client, tag), times)[0])
            months = [_days(month(number)) for number in range(MONTHS)]
            taken.append(asking.taken("month", month, times)[0])
            answers.append((months, _events(answer)))
    if any(it != answers[0] for it in answers):
        raise RuntimeError("the answers differ: nothing was compared")
    return taken


@dataclass(frozen=True, slots=True)
class Timing:
    """Times questions to a server, with what it and the database spend on them."""

    server: Server
    database: Database

    def taken(self, what: str, ask: Ask, times: int) -> tuple[Taken, httpx.Response]:
        """Ask so often, one after the other; give what it took, and the last answer."""
        counted = (self.server.process.pid, self.database.server)
        before, waits = [processor_time(it) for it in counted], []
        for number in range(times):
            began = time.perf_counter()
            answer = ask(number)
            waits.append((time.perf_counter() - began) * 1_000)
        after = [processor_time(it) for it in counted]
        ours, theirs = (
            (late - early) / 1_000 / times for early, late in zip(before, after, strict=True)
        )
        waited, size = statistics.median(waits), len(answer.content)
        return Taken(self.server.contestant.name, what, waited, ours, theirs, size), answer


def _feed(client: httpx.Client, tag: str = "") -> Ask:
    headers = {"If-None-Match": tag} if tag else {}
    return lambda _: client.get(FEED, headers=headers)


def _month(client: httpx.Client, contestant: Contestant) -> Ask:
    document = contestant.document("calendar")

    def ask(number: int) -> httpx.Response:
        year, month = divmod(NOW.year * 12 + NOW.month - 1 + number % MONTHS, 12)
        variables = {"year": year, "month": month + 1}
        return client.post("/graphql", json={"query": document, "variables": variables})

    return ask


def _days(answer: httpx.Response) -> Any:
    month = answer.json()["data"]["calendarMonth"]
    return month["days"] if isinstance(month, dict) else month


def _events(answer: httpx.Response) -> dict[str, tuple[Any, ...]]:
    """Tell what each event says, but for what only ours has: prefixes, addresses, places."""
    found: list[Any] = Calendar.from_ical(answer.content).walk("VEVENT")
    return {
        str(it["uid"]): (
            str(it["summary"]).removeprefix("UPPSKJUTEN: "),
            it["dtstart"].dt,
            it["dtend"].dt,
            str(it["status"]) == "CANCELLED",
            [str(name) for name in it["categories"].cats],
        )
        for it in found
    }
