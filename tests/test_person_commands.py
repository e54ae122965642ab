"""A person's data from a terminal: told, foreseen, and erased only when that is said."""

import asyncio
import json
from pathlib import Path
from uuid import UUID

import pytest

from models.contact import Contact
from services.content.saving import create
from services.database.storage import opened
from tests.services.acting import writer
from tests.services.erased import NAME
from tests.test_account_commands import command, migrated

__all__ = ["migrated"]


@pytest.fixture
def people(migrated: dict[str, str]) -> tuple[UUID, UUID]:
    """Two contacts, one of whom the other's note mentions."""

    async def written() -> tuple[UUID, UUID]:
        async with opened(migrated["KNUTPUNKT_DATABASE_URL"]) as store:
            first = await create(store, writer(), Contact, {"name": NAME})
            said = {"name": "Bo Ek", "internal_note": f"Vikarie för\n{NAME}"}
            second = await create(store, writer(), Contact, said)
            return first.entry, second.entry

    return asyncio.run(written())


def bytes_of(settings: dict[str, str]) -> bytes:
    """Read the database's file."""
    return Path(settings["KNUTPUNKT_DATABASE_URL"].removeprefix("sqlite://")).read_bytes()


def test_all_that_is_held_is_printed(migrated: dict[str, str], people: tuple[UUID, UUID]) -> None:
    end = command(migrated, "person", "export", str(people[0]))

    told = json.loads(end.stdout)
    assert (end.returncode, end.stderr) == (0, "")
    assert [it["says"]["name"] for it in told["versions"]] == [NAME]
    assert [it["column"] for it in told["mentions"]] == ["internal_note"]


def test_nothing_is_erased_unless_it_is_said(
    migrated: dict[str, str], people: tuple[UUID, UUID]
) -> None:
    asa, bo = map(str, people)
    mention = f"NAME in contact {bo}, version 1, internal_note: Vikarie för {NAME}"

    dry = command(migrated, "person", "erase", asa, "--scrub")
    left = bytes_of(migrated)
    wet = command(migrated, "person", "erase", asa, "--replace-with", bo, "--yes")

    assert dry.stdout.splitlines() == [
        "To be erased: 1 versions, details of 1 events, 0 receipts.",
        f"Mentioned: {mention}",
    ]
    assert dry.stderr == "Nothing was changed. It is erased with --yes.\n"
    assert NAME.encode() in left
    assert wet.stdout.splitlines() == [
        "Erased: 1 versions, details of 1 events, 0 receipts.",
        f"Found: {mention}",
        f"Remains: {mention}",
    ]
    assert (wet.returncode, wet.stderr) == (0, "")


def test_not_a_byte_is_left(migrated: dict[str, str], people: tuple[UUID, UUID]) -> None:
    end = command(migrated, "person", "erase", str(people[0]), "--scrub", "--yes")

    assert "Remains" not in end.stdout
    assert NAME.encode() not in bytes_of(migrated)


def test_who_is_not_there_is_told_in_a_line(migrated: dict[str, str]) -> None:
    end = command(migrated, "person", "erase", str(UUID(int=7)), "--yes")

    assert end.returncode == 1
    assert end.stderr == "The content is not there, or is deleted.\n"
