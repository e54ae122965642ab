"""Several workers: real processes that share a port, are replaced, and end together."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import httpx
import pytest

from services.database.migrating import MIGRATING, WAITING
from settings import CHECKOUT
from tests.postgres import initialised
from tests.test_commands import LONG_ENOUGH, run, running, said, told_address

UNHEARD = """
import signal, commands
signal.signal(signal.SIGHUP, signal.SIG_IGN)
commands.main()
"""
LISTING = {"query": "{ networks { totalCount } }"}


@pytest.fixture
def settings(postgresql_blank: str) -> dict[str, str]:
    return {
        "KNUTPUNKT_DATABASE_URL": postgresql_blank,
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_WORKERS": "2",
    }


async def test_workers_share_a_port_and_one_that_dies_is_replaced(
    settings: dict[str, str],
) -> None:
    with running({**settings, "KNUTPUNKT_ACCESS_LOG": "true"}, "commands.py", "serve") as process:
        address = await asyncio.to_thread(told_address, process)
        first, second = pid_of(process, 1), pid_of(process, 2)
        heard = await serving(address, process)
        os.kill(first, signal.SIGKILL)
        replaced = pid_of(process, 1)
        heard_again = await serving(address, process)
        process.send_signal(signal.SIGTERM)
        end = process.wait(LONG_ENOUGH)

    assert heard == {first, second}
    assert heard_again == {replaced, second}
    assert replaced != first
    assert end == -signal.SIGTERM
    expect_closed(address)


async def test_any_scrape_has_whole_numbers_and_a_dead_worker_takes_none_away(
    settings: dict[str, str],
) -> None:
    heard: list[Counter[str]] = []
    with running(settings, "commands.py", "serve") as process:
        address = await asyncio.to_thread(told_address, process)
        first = pid_of(process, 1)
        async with httpx.AsyncClient(base_url=address) as client:
            requests = [client.post("/graphql", json=LISTING) for _ in range(100)]
            answers = await asyncio.gather(*requests, client.post("/graphql", json={"query": "{"}))
        heard += [await counted(address) for _ in range(10)]
        os.kill(first, signal.SIGKILL)
        pid_of(process, 1)
        heard += [await counted(address) for _ in range(10)]
        async with httpx.AsyncClient(base_url=address) as client:
            await client.post("/graphql", json=LISTING)
        last = await counted(address)

    assert [it.status_code for it in answers] == [200] * 101
    assert heard == [Counter(ok=100, GRAPHQL_PARSE_FAILED=1)] * 20
    assert last == Counter(ok=101, GRAPHQL_PARSE_FAILED=1)


def test_workers_end_when_their_parent_is_gone(settings: dict[str, str]) -> None:
    with running(settings, "commands.py", "serve") as process:
        address = told_address(process)
        assert httpx.post(f"{address}/graphql", json=LISTING).status_code == 200
        process.kill()
        process.communicate(timeout=LONG_ENOUGH)  # the workers have closed it, too

    expect_closed(address)


def test_workers_end_as_their_terminal_is_closed(settings: dict[str, str]) -> None:
    with running(settings, "commands.py", "serve") as process:
        address = told_address(process)
        httpx.get(f"{address}/livez")
        process.send_signal(signal.SIGHUP)

        assert process.wait(LONG_ENOUGH) == -signal.SIGTERM

    expect_closed(address)


def test_a_closed_terminal_is_nothing_to_those_who_ignore_it(settings: dict[str, str]) -> None:
    with running(settings, "-c", UNHEARD, "serve") as process:
        address = told_address(process)
        httpx.get(f"{address}/livez")
        process.send_signal(signal.SIGHUP)
        answer = httpx.get(f"{address}/livez")
        process.terminate()

        assert (answer.status_code, process.wait(LONG_ENOUGH)) == (200, -signal.SIGTERM)


@pytest.mark.parametrize(
    ("told", "end"),
    [
        (signal.SIGTERM, -signal.SIGTERM),
        (signal.SIGHUP, -signal.SIGTERM),
        (signal.SIGINT, 130),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
async def test_nothing_goes_on_migrating_for_a_server_that_was_ended(
    postgresql_blank: str, told: signal.Signals, end: int
) -> None:
    settings = {"KNUTPUNKT_DATABASE_URL": postgresql_blank, "KNUTPUNKT_PORT": "0"}
    lock = await asyncpg.connect(postgresql_blank)
    await lock.execute("SELECT pg_advisory_lock($1)", MIGRATING)

    with running(settings, "commands.py", "serve") as process:
        await asyncio.to_thread(said, process, WAITING)
        process.send_signal(told)
        found = await asyncio.to_thread(process.wait, LONG_ENOUGH)
        async with asyncio.timeout(LONG_ENOUGH):
            await expect_alone(lock)

    assert found == end
    assert await lock.fetchval("SELECT to_regclass('entry')") is None
    await lock.close()


def test_stopping_workers_by_hand_is_no_failure(settings: dict[str, str]) -> None:
    with running(settings, "commands.py", "serve") as process:
        httpx.get(f"{told_address(process)}/livez")
        process.send_signal(signal.SIGINT)

        assert process.wait(LONG_ENOUGH) == 0


async def test_a_worker_that_cannot_start_while_the_database_is_away_starts_later() -> None:
    with initialised() as cluster, ExitStack() as later:
        with cluster.serving() as server:
            settings = {
                "KNUTPUNKT_DATABASE_URL": server.url("postgres"),
                "KNUTPUNKT_PORT": "0",
                "KNUTPUNKT_ACCESS_LOG": "true",
            }
            starting = running(settings, "commands.py", "serve", "--workers", "2")
            process = later.enter_context(starting)
            address = await asyncio.to_thread(told_address, process)
            first = pid_of(process, 1)
            before = await serving(address, process)
        os.kill(first, signal.SIGKILL)
        said(process, "Worker 1 ended with 3")
        with cluster.serving():
            pid_of(process, 1)
            heard = await serving(address, process)
            process.terminate()
            end = process.wait(LONG_ENOUGH)

    assert len(before) == len(heard) == 2
    assert before & heard == before - {first}
    assert end == -signal.SIGTERM


def test_workers_of_whom_none_can_start_are_given_up() -> None:
    program = (
        "import socket, sys; from web.serving.working import work;"
        "door = socket.create_server(('127.0.0.1', 0));"
        "work(door, 2, lambda door, number: sys.exit(3), patience=1)"
    )
    with running({}, "-c", program) as process:
        assert process.wait(LONG_ENOUGH) == 3


def test_sqlite_is_refused_to_several_workers(tmp_path: Path) -> None:
    settings = {"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db"}

    ends = [
        run(settings, "serve", "--workers", "2"),
        run({**settings, "KNUTPUNKT_WORKERS": "2"}, "serve"),
    ]

    for end in ends:
        assert (end.returncode, end.stdout) == (2, "")
        assert end.stderr == ("SQLite is served by one process; several workers need PostgreSQL.\n")
    assert list(tmp_path.iterdir()) == []


def pid_of(process: subprocess.Popen[str], worker: int) -> int:
    """Read on to where the log says which process the worker is."""
    found = re.match(r"\d+", said(process, f"Worker {worker} is process "))
    assert found
    return int(found[0])


async def serving(address: str, process: subprocess.Popen[str]) -> set[int]:
    """Ask on many connections until two have answered; give their ids, as the log has them."""
    found: set[int] = set()
    async with httpx.AsyncClient(base_url=address, headers={"Connection": "close"}) as client:
        for _ in range(50):
            asked = await asyncio.gather(
                *(client.get("/livez") for _ in range(10)), return_exceptions=True
            )
            for _ in [it for it in asked if isinstance(it, httpx.Response)]:
                line = await asyncio.to_thread(said, process, '"event": "GET /livez 200"')
                found.update(int(it) for it in re.findall(r'"process": (\d+)', line))
            if len(found) == 2:
                break
            await asyncio.sleep(0.1)
    return found


async def counted(address: str) -> Counter[str]:
    """Scrape: how often each outcome has been, by whichever workers."""
    async with httpx.AsyncClient(base_url=address) as client:
        text = (await client.get("/metrics")).text
    found = re.findall(r'\nknutpunkt_operations_total{outcome="(\w+)"} ([\d.]+)', text)
    return Counter({name: int(float(number)) for name, number in found})


async def expect_alone(connection: asyncpg.Connection) -> None:
    """Wait until nobody else is connected to the database."""
    others = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    while await connection.fetchval(others):
        await connection.execute("SELECT pg_sleep(0.05)")


def expect_closed(address: str) -> None:
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/livez")


APART = """
import os
from services.errors import Fault, Refused
from web.serving.working import EndedEarly, apart

def refuse(code):
    raise Refused(Fault(code, "This is refused."))

def told(do, given):
    try:
        with apart(do, given) as done:
            return done()
    except (EndedEarly, Refused) as problem:
        return f"{type(problem).__name__}: {problem}"

print(told(str.upper, "done"), told(refuse, "X"), told(os._exit, 3), sep="\\n")
"""


def test_what_is_done_apart_comes_back_whatever_comes_of_it() -> None:
    told = subprocess.check_output([sys.executable, "-c", APART], text=True, cwd=CHECKOUT)

    assert told.splitlines() == [
        "DONE",
        "Refused: This is refused.",
        "EndedEarly: The process that was to prepare it has ended early.",
    ]
