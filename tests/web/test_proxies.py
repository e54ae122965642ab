"""Whom a request is from: who is connected, unless that is a proxy that is trusted to say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.test_commands import running, told_address

LISTING = {"query": "{ networks(first: 100) { nodes { contacts { name } } } }"}
"""It costs 301, and 100 the first time."""


@contextmanager
def serving(folder: Path, proxies: str, host: str = "127.0.0.1") -> Iterator[str]:
    settings = {
        "KNUTPUNKT_HOST": host,
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{folder}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_VISITOR_RATE": "1000",
        "KNUTPUNKT_TRUSTED_PROXIES": proxies,
    }
    with running(settings, "commands.py", "serve") as process:
        yield told_address(process)


def asked(address: str, *forwarded: str) -> int:
    headers = [("X-Forwarded-For", it) for it in forwarded]
    return httpx.post(f"{address}/graphql", json=LISTING, headers=headers).status_code


def spent(address: str, *forwarded: str) -> None:
    """Ask on behalf of somebody until they have spent all."""
    for _ in range(10):
        if asked(address, *forwarded) == 429:
            return
    raise AssertionError("nobody is refused")


def test_what_strangers_say_is_ignored(tmp_path: Path) -> None:
    with serving(tmp_path, "192.0.2.0/24") as address:
        spent(address)

        assert asked(address, "198.51.100.1") == 429
        assert asked(address, "192.0.2.1") == 429
        assert asked(address, "127.0.0.1") == 429


@pytest.mark.parametrize("proxies", ["127.0.0.1", "10.0.0.0/8, 127.0.0.0/30", "*"])
def test_a_trusted_proxy_says_whom_it_asks_for(tmp_path: Path, proxies: str) -> None:
    with serving(tmp_path, proxies) as address:
        spent(address, "198.51.100.1")

        assert asked(address, "198.51.100.2") == 200
        assert asked(address, "2001:db8::1") == 200
        assert asked(address) == 200
        assert asked(address, "198.51.100.1") == 429


def test_a_proxy_is_known_where_both_families_are_listened_to(tmp_path: Path) -> None:
    with serving(tmp_path, "127.0.0.1", host="::") as address:
        address = address.replace("[::1]", "127.0.0.1")
        spent(address, "198.51.100.1")

        assert asked(address, "198.51.100.2") == 200
        assert asked(address, "198.51.100.1") == 429


def test_only_what_the_nearest_trusted_proxies_add_is_believed(tmp_path: Path) -> None:
    with serving(tmp_path, "127.0.0.1, 10.0.0.0/8") as address:
        spent(address, "198.51.100.1")

        assert asked(address, "203.0.113.7, 198.51.100.1") == 429  # whatever a client makes up
        assert asked(address, "203.0.113.7", "198.51.100.1, 10.1.2.3") == 429  # through two of them
        assert asked(address, "198.51.100.1, 203.0.113.7") == 200
