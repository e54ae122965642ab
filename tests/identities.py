"""People to sign in: made quickly, since their passwords are computed with little work.

``entrance`` is the way in of an open store, on both databases.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from models.account import Role
from services.database.storage import Store
from services.identity.accounts import add_account
from services.identity.attempts import Attempts
from services.identity.passwords import Passwords
from services.identity.people import Person
from services.identity.recognising import recognising
from services.identity.sessions import Begun, Lifetimes
from services.identity.signing_in import Attempt, Entrance, sign_in
from tests.factories import NOW

PASSWORD = "fyra ord i en rad"
ASA = Person("asa@example.org", "Åsa Öberg")
BO = Person("bo@example.org", "Bo Ek")
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
async def entrance(store: Store) -> AsyncIterator[Entrance]:
    """The way in of a store, with passwords that take little work."""
    lifetimes = Lifetimes()
    async with recognising(store, lifetimes) as known:
        yield Entrance(store, Passwords(QUICK), Attempts(), lifetimes, known)


async def person(
    entrance: Entrance,
    said: Person = ASA,
    role: Role = Role.EDITOR,
    password: str | None = PASSWORD,
) -> UUID:
    """Make an account, with a password unless there is to be none."""
    kept = None if password is None else await entrance.passwords.hashed(password)
    return await add_account(entrance.store, said, role, NOW, kept)


async def signed_in(
    entrance: Entrance,
    email: str = ASA.email,
    password: str = PASSWORD,
    *,
    now: datetime = NOW,
    address: str = "192.0.2.1",
    before: str | None = None,
) -> Begun:
    """Sign in, as somebody at an address."""
    return await sign_in(entrance, Attempt(email, password, address, before), now, "sv")
