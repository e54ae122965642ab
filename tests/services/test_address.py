"""Addresses: every form that is promised, and no password in what people read."""

from pathlib import Path

import pytest

from services.database.address import Address


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///srv/knutpunkt.db", "/srv/knutpunkt.db"),
        ("sqlite://knutpunkt.db", "knutpunkt.db"),
        ("sqlite:///srv/a%20b.db", "/srv/a b.db"),
    ],
)
def test_a_file_is_absolute_or_relative(url: str, path: str) -> None:
    address = Address.parse(url)

    assert (address.dialect, address.path) == ("sqlite", Path(path))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://anna:hemlig@db.example:5433/x", "postgresql://anna@db.example:5433/x"),
        ("postgres://db.example/x", "postgresql://db.example/x"),
        ("postgresql://anna:hemlig@/x?host=/run/pg", "postgresql://anna@/run/pg/x"),
    ],
)
def test_a_server_is_named_without_its_password(url: str, name: str) -> None:
    address = Address.parse(url)

    assert (address.dialect, address.target, address.name) == ("postgresql", url, name)
    assert "hemlig" not in repr(address)
