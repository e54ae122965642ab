"""What can go wrong between us and a database, in a sentence that holds no secret.

* Unreachable   there is no database there, or it has no time or no room for us
  + Slow        it began, but a statement took longer than it may
  + Unsure      a change was being kept when we lost sight of it: it is kept, or undone
* TooDeep       the database's parser cannot hold the statement
"""

import asyncpg

LOST = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.InternalClientError,
)
"""What asyncpg raises when PostgreSQL, or the way to it, has gone."""

UNWELL = (*LOST[1:], asyncpg.InsufficientResourcesError, asyncpg.ReadOnlySQLTransactionError)
"""What it raises of a write that PostgreSQL cannot take now: its disk is full, for example."""


class Unreachable(Exception):
    """The database does not answer; the message says which, and why."""


class TooDeep(Exception):
    """A statement goes deeper than the database's parser can hold."""


class Slow(Unreachable):
    """A statement took longer than it may."""


class Unsure(Unreachable):
    """A change was cut short. It is undone, unless it was just being kept."""
