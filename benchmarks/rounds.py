"""Checking the contestants' answers, then the rounds: each question to each contestant in turn.

Nothing is timed before every answer to every variation was found right, and each answer in a round
must have the length of the checked one.
"""

import gc
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.client import Request, ask, encode, put_load
from benchmarks.figures import Figures, Round, summed_up
from benchmarks.postgres import Database
from benchmarks.processes import Server, processor_time
from benchmarks.questions import NAMES, Answers

Requests = Mapping[str, Sequence[Request]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure: rounds of seconds a question, connections, starts to be timed."""

    rounds: int = 5
    seconds: float = 2.0
    warm_up: float = 2.0
    connections: int = 8
    starts: int = 3


QUICK = Plan(rounds=2, seconds=0.5, warm_up=0.5, starts=1)


async def checked(server: Server, answers: Answers) -> Requests:
    """Compare each answer with the right one; return the requests to rotate over, by question."""
    requests: dict[str, list[Request]] = {}
    for question in NAMES:
        document = server.contestant.document(question)
        requests[question] = []
        for variables in answers.variations(question):
            sent = encode(server.contestant.path, server.port, document, variables)
            body = await _right(server, question, sent, answers.to(question, variables))
            requests[question].append(Request(sent, len(body)))
    return requests


async def take_rounds(
    servers: Sequence[Server],
    requests: Mapping[str, Requests],
    database: Database,
    plan: Plan,
    say: Callable[[str], None],
) -> dict[str, dict[str, Figures]]:
    """Warm up, take all rounds, and return the figures by contestant and question."""
    for question, server in _turns(servers, 0):
        say(f"warming up: {question}, {server.contestant.name}")
        await _round(
            server, requests[server.contestant.name][question], database, plan.warm_up, plan
        )
    rounds: dict[str, dict[str, list[Round]]] = {
        name: {question: [] for question in NAMES} for name in requests
    }
    for number in range(plan.rounds):
        for question, server in _turns(servers, number):
            name = server.contestant.name
            say(f"round {number + 1} of {plan.rounds}: {question}, {name}")
            one = await _round(server, requests[name][question], database, plan.seconds, plan)
            rounds[name][question].append(one)
    return {
        name: {q: summed_up(taken) for q, taken in by_question.items()}
        for name, by_question in rounds.items()
    }


def _turns(servers: Sequence[Server], number: int) -> Iterator[tuple[str, Server]]:
    """Give every question with every server; who is first differs from round to round."""
    shift = number % len(servers)
    for question in NAMES:
        for server in (*servers[shift:], *servers[:shift]):
            yield question, server


async def _round(
    server: Server, requests: Sequence[Request], database: Database, seconds: float, plan: Plan
) -> Round:
    counted = (server.process.pid, database.server, os.getpid())
    gc.collect()
    gc.disable()
    before, began = [processor_time(process) for process in counted], time.perf_counter()
    load = await put_load(server.port, requests, seconds=seconds, connections=plan.connections)
    took, after = time.perf_counter() - began, [processor_time(process) for process in counted]
    gc.enable()
    spent = [late - early for early, late in zip(before, after, strict=True)]
    own = (
        spent[2] - spent[0] - spent[1]
    )  # the servers and the database are children of this process
    return Round(len(load.latencies), took, load.latencies, spent[0], spent[1], own)


async def _right(server: Server, question: str, sent: bytes, wanted: Any) -> bytes:
    """Return the answer's body if it is right; raise with the first difference if not."""
    status, body = await ask(server.port, sent)
    answer = json.loads(body)
    if status != 200 or "errors" in answer:
        raise RuntimeError(
            f"{server.contestant.name} failed at {question}: {status} {body[:2000]!r}"
        )
    got = server.contestant.normalise(question, answer["data"])
    if difference := _difference(got, wanted):
        raise RuntimeError(f"{server.contestant.name} answers {question} otherwise: {difference}")
    return body


def _difference(got: Any, wanted: Any, path: str = "") -> str | None:
    """Say where two values first differ, or nothing."""
    if isinstance(got, dict) and isinstance(wanted, dict) and got.keys() == wanted.keys():
        pairs = [(f"{path}.{key}", got[key], wanted[key]) for key in wanted]
    elif isinstance(got, list) and isinstance(wanted, list) and len(got) == len(wanted):
        pairs = [
            (f"{path}[{index}]", one, other)
            for index, (one, other) in enumerate(zip(got, wanted, strict=True))
        ]
    else:
        return None if got == wanted else f"{path} is {str(got)[:300]}, not {str(wanted)[:300]}"
    return next(
        (found for where, one, other in pairs if (found := _difference(one, other, where))), None
    )
