"""Real servers in processes of their own, and editors who ask them over TCP with a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from subprocess import Popen
from typing import Any

import httpx

from models.account import Role
from services.database.storage import opened
from services.identity.tokens import Terms, add_token
from tests.test_commands import LONG_ENOUGH, running, told_address

TIMES = {
    "localStart": "2027-10-01T09:00:00",
    "localEnd": "2027-10-01T11:00:00",
    "timeZone": "Europe/Stockholm",
    "state": "CONFIRMED",
    "attendance": "ONSITE",
}
"""When and how a meeting is, as its input has it."""


async def token(database: str) -> str:
    """Make a token of an editor."""
    now = datetime.now(UTC)
    async with opened(database) as store:
        return await add_token(store, Terms("Proof", Role.EDITOR, now + timedelta(days=1)), now)


@contextmanager
def server(database: str) -> Iterator[tuple[Popen[str], str]]:
    """Start a server as an operator does, and tell its address."""
    settings = {
        "KNUTPUNKT_DATABASE_URL": database,
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_EDITOR_RATE": "0",
    }
    with running(settings, "commands.py", "serve") as process:
        yield process, told_address(process)


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who writes, over one connection to one server."""

    client: httpx.AsyncClient

    async def ask(self, query: str, **variables: Any) -> Any:
        """Give the data of an answer that must have nothing else."""
        body = {"query": query, "variables": variables}
        found = (await self.client.post("/graphql", json=body)).json()
        assert list(found) == ["data"], found
        return found["data"]

    async def do(self, name: str, told: str, /, **input_: Any) -> Any:
        """Do one thing, and give the payload."""
        type_ = f"{name[0].upper()}{name[1:]}Input!"
        errors = "errors { code ... on ConflictError { currentVersion fields } }"
        mutation = f"mutation($i: {type_}) {{ {name}(input: $i) {{ {told} {errors} }} }}"
        return (await self.ask(mutation, i=input_))[name]


def editor(address: str, secret: str) -> Editor:
    """Make a client; the caller closes it."""
    headers = {"Authorization": f"Bearer {secret}"}
    return Editor(httpx.AsyncClient(base_url=address, headers=headers, timeout=LONG_ENOUGH))
