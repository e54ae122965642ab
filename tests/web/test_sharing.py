"""Several servers share one Valkey, and answer whether it is there or not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.test_commands import running, said, told_address
from tests.valkey import Valkey, place

LISTING = {"query": "{ networks(first: 100) { nodes { contacts { name } } } }"}
"""It costs 301, and 100 the first time that a server reads it."""

FAILURES = r"\nknutpunkt_valkey_failures_total (\d+)\.0\n"


@contextmanager
def serving(folder: Path, valkey: Valkey) -> Iterator[str]:
    folder.mkdir()
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{folder}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_VISITOR_RATE": "1000",
        "KNUTPUNKT_VALKEY_URL": valkey.url,
    }
    with running(settings, "commands.py", "serve") as process:
        yield told_address(process)
        process.terminate()
        heard = said(process, "Valkey is away, so this process counts for itself")
        assert heard.startswith(": ")


def asked(address: str, whom: str) -> int:
    """Ask as a proxy, on behalf of somebody."""
    forwarded = {"X-Forwarded-For": whom}
    return httpx.post(f"{address}/graphql", json=LISTING, headers=forwarded).status_code


def test_workers_share_what_may_be_spent(postgresql_blank: str) -> None:
    with place() as valkey, valkey.serving():
        settings = {
            "KNUTPUNKT_DATABASE_URL": postgresql_blank,
            "KNUTPUNKT_PORT": "0",
            "KNUTPUNKT_WORKERS": "2",
            "KNUTPUNKT_VISITOR_RATE": "1000",
            "KNUTPUNKT_VALKEY_URL": valkey.url,
        }
        with running(settings, "commands.py", "serve") as process:
            address = told_address(process)
            told = [asked(address, "192.0.2.1") for _ in range(20)]  # each on a new connection

    afforded = told.count(200)
    assert afforded in (2, 3)  # by whether both workers had to read the document
    assert told == [200] * afforded + [429] * (20 - afforded)


def test_servers_share_what_may_be_spent_and_go_on_alone(tmp_path: Path) -> None:
    with (
        place() as valkey,
        serving(tmp_path / "one", valkey) as one,
        serving(tmp_path / "other", valkey) as other,
    ):
        with valkey.serving():
            together = [asked(it, "192.0.2.1") for it in (one, other, one, other)]
        alone = [asked(it, "192.0.2.2") for it in (one, other, one, other, one, other, one, other)]
        failures = [re.findall(FAILURES, httpx.get(f"{it}/metrics").text) for it in (one, other)]

    assert together == [200, 200, 429, 429]
    assert alone == [200, 200, 200, 200, 200, 200, 429, 429]
    assert all(int(it) >= 1 for [it] in failures)
