"""What operators read: one line an event, by request, with all that helps and no values."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.test_commands import running, told_address
from tests.web.conftest import NETWORK
from web.watching.accidents import hidden

SECRET = "hemligheten"
VARIABLES = {"slug": SECRET}
ACCIDENT = {"query": NETWORK, "operationName": "Network"}
ID = {"X-Request-Id": "number-1"}


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_ACCESS_LOG": "true",
        "KNUTPUNKT_EXPLORER": "off",  # it would say where that is
    }


def test_a_line_is_json_where_no_terminal_is(settings: dict[str, str], tmp_path: Path) -> None:
    accessed, accident, *more = [json.loads(it) for it in written(settings, tmp_path)]

    for line in (accessed, accident):
        assert line.pop("timestamp").endswith("Z")
        assert line.pop("process") > 0
    assert accessed.pop("client").startswith("127.0.0.1:")
    assert accessed == {
        "event": "GET /graphql 200",
        "level": "info",
        "logger": "uvicorn.access",
        "request_id": "number-1",
        "status": 200,
    }
    expect_all_of(accident)
    assert [it["event"] for it in more] == ["POST /graphql 500"]


def test_a_line_is_for_people_when_it_is_said_so(settings: dict[str, str], tmp_path: Path) -> None:
    lines = written({**settings, "KNUTPUNKT_LOG_FORMAT": "pretty"}, tmp_path)

    assert "Accident in request number-1" in "".join(lines)
    assert "sqlite3.OperationalError: no such table: network\n" in lines
    assert not [it for it in lines if it.startswith("{")]


def expect_all_of(accident: dict[str, Any]) -> None:
    traceback = accident.pop("exception")
    assert accident == {
        "event": "Accident in request number-1",
        "level": "error",
        "logger": "web.endpoint.operations",
        "request_id": "number-1",
        "operation": "Network",
        "document": f"sha256:{sha256(NETWORK.encode()).hexdigest()}",
    }
    assert traceback.startswith("Traceback (most recent call last):\n")
    assert traceback.endswith("\nsqlite3.OperationalError: no such table: network")


def written(settings: dict[str, str], folder: Path) -> list[str]:
    """Ask a server well, take a table away, ask again; give what it wrote to its log."""
    with running(settings, "commands.py", "serve") as process:
        address = told_address(process)
        asked = {**ACCIDENT, "variables": json.dumps(VARIABLES)}
        httpx.get(f"{address}/graphql", params=asked, headers=ID).raise_for_status()
        with closing(sqlite3.connect(folder / "knutpunkt.db")) as database:
            database.execute("ALTER TABLE network RENAME TO elsewhere")
        answer = httpx.post(
            f"{address}/graphql", json={"query": NETWORK, "variables": VARIABLES}, headers=ID
        )
        process.terminate()
        lines = list(process.stdout or ())

    assert answer.status_code == 500
    assert SECRET not in "".join(lines)
    return lines


HIDDEN: list[tuple[str, Any, str]] = [
    ("invalid input for $1: 'hemligt'", {"a": "hemligt"}, "invalid input for $1: '…'"),
    ("invalid input for $1: 123456 (int)", {"a": {"b": [123456]}}, "invalid input for $1: … (int)"),
    ("line 12: True", {"a": 12, "b": True, "c": None, "d": ""}, "line 12: True"),
    ("'a value of some length...' is", {"a": "a value of some length, cut off"}, "'…...' is"),
    ("key (hemligt)", {"a": "HEMLIGT"}, "key (…)"),
    (r"'two\nlines'", {"a": "two\nlines"}, "'…'"),
    ("longer than long", {"a": "long", "b": "longer"}, "… than …"),
]


@pytest.mark.parametrize(("text", "values", "told"), HIDDEN)
def test_values_are_hidden_wherever_they_are_repeated(text: str, values: Any, told: str) -> None:
    assert hidden(text, values) == told
