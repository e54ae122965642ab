"""Snapshots: the database as it is at one moment, for as long as reading all of it takes.

The rule: nobody waits for who reads in one, and none who reads in one sees what others write.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.database import connecting
from services.database.address import Address
from services.database.connecting import Limits
from services.database.storage import Reading, Store, Unreachable

ALONE = Limits(readers=1, patience=60, longest=60)
"""One connection, so that all statements are in one transaction."""

_BEGIN = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
_WHICH = {
    "sqlite": "SELECT 0 FROM (SELECT count(*) FROM sqlite_master)",
    "postgresql": "SELECT transaction_timestamp()",
}
"""What tells one transaction from another; it is also the first read, which takes the snapshot."""


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[Reading]:
    """Read the database as it is now. Raises `Unreachable`, also if it was lost on the way."""
    address = Address.parse(url)
    async with connecting.readers(address, ALONE) as reading:
        store = Store(address, reading)
        await store.rows(_BEGIN[store.dialect], [])
        taken = await store.read(_WHICH[store.dialect], [])
        yield store
        if await store.read(_WHICH[store.dialect], []) != taken:
            raise Unreachable(f"The database {address.name} was lost on the way. Try again.")
        await store.rows("ROLLBACK", [])
