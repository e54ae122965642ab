"""Servers to look at: started as an operator does, with the first content and people to sign in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from models.account import Role
from services.accounts import add_account
from services.passwords import Passwords
from services.people import Person
from services.seeding import seed
from services.storage import opened
from tests.identities import ASA, BO, PASSWORD, QUICK
from tests.test_commands import running, told_address

PEOPLE: Final = {
    ASA: Role.EDITOR,
    BO: Role.STAFF,
    Person("eva@example.org", "Eva Lind"): Role.ADMIN,
}
"""Who can sign in to it, all with the same password, and what they may do."""


async def fill(database: Path) -> None:
    """Write the first content and the accounts into a migrated database."""
    now = datetime.now(UTC)
    kept = await Passwords(QUICK).hashed(PASSWORD)
    async with opened(f"sqlite://{database}") as store:
        await seed(store, lambda _: None, now)
        for said, role in PEOPLE.items():
            await add_account(store, said, role, now, kept)


@contextmanager
def serving(database: Path, **settings: str) -> Iterator[str]:
    """Serve a database in a process of its own, and tell the address."""
    said = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{database}",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_VISITOR_RATE": "0",
        "KNUTPUNKT_EDITOR_RATE": "0",
        **settings,
    }
    with running(said, "commands.py", "serve") as process:
        yield told_address(process)


def copied(database: Path, folder: Path) -> Path:
    """Copy a database that nobody has open, to be changed."""
    return Path(shutil.copy(database, folder / "knutpunkt.db"))
