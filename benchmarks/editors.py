"""Editors who write one thing after the other, each on a connection of its own.

Every answer is compared with what it must be, so that nobody is fast by doing nothing.
"""

import asyncio
import json
import re
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.client import LENGTH
from benchmarks.contestants import Contestant
from benchmarks.processes import Server

KINDS: Final = ("create", "update", "publish")
CONNECTIONS: Final = 4
BODY: Final = "## Så arbetar vi\n\nVi träffas **två gånger** per termin.\n\n- läsning\n- samtal\n"

Entry = dict[str, Any]
"""What is known of a network that is written, by the names of the documents' variables."""

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Editors:
    """Those who ask one server: their connections, what they send first, and what they say."""

    server: Server
    connections: list[Connection]
    head: str
    documents: dict[str, str]

    @classmethod
    @asynccontextmanager
    async def of(cls, server: Server, token: str) -> AsyncIterator["Editors"]:
        """Connect to a server, and leave it at the end."""
        documents = {it: document_of(server.contestant, it) for it in KINDS}
        head = (
            f"POST {server.contestant.path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            "Content-Type: application/json\r\nAccept: application/json\r\n"
        )
        head += f"Authorization: Bearer {token}\r\n" if token else ""
        several = [
            await asyncio.open_connection("127.0.0.1", server.port) for _ in range(CONNECTIONS)
        ]
        try:
            yield cls(server, several, head, documents)
        finally:
            for _, writer in several:
                writer.close()


def document_of(contestant: Contestant, kind: str) -> str:
    """Read the text in which a contestant is asked for a change."""
    return (contestant.documents.parent / "mutations" / f"{kind}.graphql").read_text()


def variables_of(document: str, entry: Entry) -> Entry:
    """Give the variables that a document declares."""
    return {it: entry[it] for it in re.findall(r"\$(\w+):", document)}


def entries(number: int, count: int) -> list[Entry]:
    """Think of networks to write in a round."""
    return [
        {
            "id": str(uuid.uuid4()),
            "slug": f"matt-{number}-{at}",
            "title": f"Nätverk {number} {at}",
            "lead": "Ett nätverk för den som vill.",
            "body": BODY,
            "position": at,
            "version": 1,
        }
        for at in range(count)
    ]


async def changed(editors: Editors, kind: str, entries: list[Entry]) -> tuple[float, list[int]]:
    """Change all of them, shared by the connections; give the seconds, and nanoseconds of each."""
    waiting, latencies = iter(entries), list[int]()

    async def work(connection: Connection) -> None:
        for entry in waiting:
            if kind == "update":
                entry["lead"] += " Nu med mer."
            began = time.perf_counter_ns()
            answer = await _ask(editors, connection, kind, entry)
            latencies.append(time.perf_counter_ns() - began)
            _check(editors, kind, entry, answer)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for connection in editors.connections:
            group.create_task(work(connection))
    return time.perf_counter() - began, latencies


async def _ask(editors: Editors, connection: Connection, kind: str, entry: Entry) -> bytes:
    document = editors.documents[kind]
    asked = {"query": document, "variables": variables_of(document, entry)}
    body = json.dumps(asked).encode()
    reader, writer = connection
    writer.write(f"{editors.head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    assert length, head
    return await reader.readexactly(int(length[1]))


def _check(editors: Editors, kind: str, entry: Entry, answer: bytes) -> None:
    """Take the id that a server chose itself; raise if the answer is not the right one."""
    found = json.loads(answer)
    told = (found.get("data") or {}).get("changed") or {}
    network = told.get("network")
    network = network[0] if isinstance(network, list) else network
    if kind == "create" and network:
        entry["id"] = network["id"]
    wanted = {it: entry[it] for it in ("id", "slug", "title", "lead")}
    if network != wanted or told.get("errors"):
        name = editors.server.contestant.name
        raise RuntimeError(f"{name} did not {kind}: {answer[:2000]!r}")
