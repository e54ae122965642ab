"""Servers to look at: started as an operator does, with the first content and people to sign in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from models.account import Role
from services.database.storage import opened
from services.identity.accounts import add_account
from services.identity.attempts import Attempts
from services.identity.passwords import Passwords
from services.identity.people import Person
from services.identity.recognising import recognising
from services.identity.sessions import Lifetimes
from services.identity.signing_in import Entrance
from services.transfer.seeding import seed
from settings import CHECKOUT
from tests.identities import ASA, BO, PASSWORD, QUICK, signed_in
from tests.test_commands import running, told_address

PEOPLE: Final = {
    ASA: Role.EDITOR,
    BO: Role.STAFF,
    Person("eva@example.org", "Eva Lind"): Role.ADMIN,
}
"""Who can sign in to it, all with the same password, and what they may do."""


async def fill(database: Path) -> dict[str, str]:
    """Write the first content and the accounts into a migrated database.

    Gives the secret of a session of each account, by e-mail address.
    """
    now = datetime.now(UTC)
    kept = await Passwords(QUICK).hashed(PASSWORD)
    async with opened(f"sqlite://{database}") as store:
        await seed(store, lambda _: None, now)
        for said, role in PEOPLE.items():
            await add_account(store, said, role, now, kept)
        lifetimes = Lifetimes()
        async with recognising(store, lifetimes) as known:
            entrance = Entrance(store, Passwords(QUICK), Attempts(), lifetimes, known)
            begun = {it.email: await signed_in(entrance, it.email, now=now) for it in PEOPLE}
    return {email: it.secret for email, it in begun.items()}


@contextmanager
def serving(database: Path, house: Path = CHECKOUT, **settings: str) -> Iterator[str]:
    """Serve a database in a process of its own, and tell the address."""
    said = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{database}",
        "KNUTPUNKT_PORT": "0",
        "KNUTPUNKT_VISITOR_RATE": "0",
        "KNUTPUNKT_EDITOR_RATE": "0",
        **settings,
    }
    with running(said, "commands.py", "serve", house=house) as process:
        yield told_address(process)


def copied(database: Path, folder: Path) -> Path:
    """Copy a database that nobody has open, to be changed."""
    return Path(shutil.copy(database, folder / "knutpunkt.db"))
