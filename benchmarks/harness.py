"""One run: fill, start, check, warm up, then rounds in turn, so that noise hits all alike.

Servers have one core; PostgreSQL and the load share the other. All servers live through the whole
run, since an idle one costs nothing.
"""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import uvloop

from benchmarks.contestants import Contestant
from benchmarks.dataset import Size, make_dataset
from benchmarks.figures import Footprint, Result
from benchmarks.postgres import Database, confined, postgres
from benchmarks.preparation import fill
from benchmarks.processes import Place, Server, memory, start
from benchmarks.questions import Answers
from benchmarks.rounds import Plan, checked, take_rounds

Say = Callable[[str], None]


def measure(size: Size, contestants: Sequence[Contestant], plan: Plan, say: Say) -> Result:
    """Measure these contestants on data of that size."""
    cores = sorted(os.sched_getaffinity(0))
    with (
        postgres(cores[-1]) as database,
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as scratch,
    ):
        say(f"{size.name}: filling")
        dataset = make_dataset(size)
        environments = asyncio.run(fill(dataset, database, contestants, Path(scratch)))
        with confined(cores[-1]), contextlib.ExitStack() as stack:
            started = {}
            for each in contestants:
                say(f"{size.name}: starting {each.name}")
                place = Place(cores[0], Path(scratch) / f"{each.name}.log")
                started[each.name] = start(stack, each, environments[each.name], place, plan.starts)
            return _take(started, Answers(dataset), database, plan, say)


def _take(
    started: Mapping[str, tuple[Server, float]],
    answers: Answers,
    database: Database,
    plan: Plan,
    say: Say,
) -> Result:
    """Check every contestant, then take the rounds, then see how much memory each holds."""
    servers = [server for server, _ in started.values()]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        requests = {}
        for server in servers:
            say(f"{answers.dataset.size.name}: checking {server.contestant.name}")
            requests[server.contestant.name] = runner.run(checked(server, answers))
        figures = runner.run(take_rounds(servers, requests, database, plan, say))
    footprints = {
        name: Footprint(seconds, memory(server.process.pid))
        for name, (server, seconds) in started.items()
    }
    return Result(answers.dataset.size, figures, footprints)
