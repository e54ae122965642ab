"""SIGTERM while sockets and streams are open: they hear of it, and it does not wait for them."""

import asyncio
import json
import signal
import time
from pathlib import Path

import httpx
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.test_commands import LONG_ENOUGH, running, told_address
from tests.web.sockets import end, greeted, say, subscribe

QUERY = "{ networks { nodes { title contacts { name } } } }"
CHANGES = {"query": "subscription { changes { contentId } }"}
EVENTS = {"Accept": "text/event-stream"}
RESTART = (1012, "The server is about to end; connect again.")


async def test_sockets_are_told_to_connect_again(tmp_path: Path) -> None:
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
    }
    with running(settings, "commands.py", "serve") as process:
        url = await asyncio.to_thread(told_address, process)
        async with greeted(url) as silent, greeted(url) as deaf, greeted(url) as busy:
            deaf.transport.pause_reading()
            await say(silent, subscribe("1", CHANGES["query"]))
            asking = asyncio.create_task(asked_on(busy))
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            assert await end(silent) == RESTART
            answers = await asking
            deaf.transport.abort()
        code = await asyncio.to_thread(process.wait, LONG_ENOUGH)
        took = time.monotonic() - began

    assert (code, took < 10) == (-signal.SIGTERM, True)
    assert len(answers) > 3
    assert len(set(answers)) == 1
    assert (busy.close_code, busy.close_reason) == RESTART


async def test_streams_of_events_are_cut_short(tmp_path: Path) -> None:
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
    }
    with running(settings, "commands.py", "serve") as process:
        url = await asyncio.to_thread(told_address, process)
        async with httpx.AsyncClient(base_url=url, timeout=LONG_ENOUGH) as client:
            streams = [asyncio.create_task(streamed(client)) for _ in range(5)]
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            told = await asyncio.gather(*streams)
        code = await asyncio.to_thread(process.wait, LONG_ENOUGH)
        took = time.monotonic() - began

    assert (code, took < 10) == (-signal.SIGTERM, True)
    assert told == [":\n\n"] * 5  # whole, and not complete


async def streamed(client: httpx.AsyncClient) -> str:
    """Follow until the end; give all of it."""
    return (await client.post("/graphql", json=CHANGES, headers=EVENTS)).text


async def asked_on(socket: ClientConnection) -> list[str]:
    """Ask again and again, until the server says that it ends; give all answers."""
    answers = []
    try:
        while True:
            await say(socket, subscribe("1", QUERY))
            said = [json.loads(await socket.recv()) for _ in ("next", "complete")]
            assert [it["type"] for it in said] == ["next", "complete"]
            answers.append(json.dumps(said[0]["payload"]))
    except ConnectionClosed:
        return answers
