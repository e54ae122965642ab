"""From a secret that somebody shows to who they are: one statement, which changes nothing.

Nothing is remembered between requests, so whoever is shut out is out at once, in every process.
When somebody was seen last is written now and then, for all of them together.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.account import Role, Session
from models.api_token import ApiToken
from services.compiler.compiling import DIALECTS
from services.database.storage import Store
from services.identity.credentials import Kind, digest_of, is_such
from services.identity.sessions import Lifetimes
from services.policy import viewer_of
from services.view import Viewer

REMEMBERED = 10_000
"""How many secrets are remembered that were good when they were shown."""

PAUSE = 60.0
"""Seconds after which it is written down again who was seen."""

_SESSION = """
SELECT session.id, account.id, account.role, account.name
FROM session JOIN account ON account.id = session.account_id
WHERE session.digest = {} AND session.expires_at > {} AND session.seen_at > {}
AND account.disabled_at IS NULL
"""
_TOKEN = """
SELECT id, id, role, name FROM api_token
WHERE digest = {} AND expires_at > {} AND revoked_at IS NULL
"""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recognising:
    """Knows people by their sessions, and programs by their tokens.

    ``seen`` are those that were recognised since it was last written down, by table and id;
    ``good`` are digests of secrets, which may be over by now: they are worth a look, no more.
    """

    store: Store
    lifetimes: Lifetimes
    seen: dict[tuple[str, UUID], datetime] = field(default_factory=dict)
    good: dict[str, None] = field(default_factory=dict)

    def is_worth_a_look(self, secret: str) -> bool:
        """Tell whether this secret was good when it was last shown here; nothing is asked."""
        return digest_of(secret) in self.good

    async def by_session(self, secret: str, now: datetime) -> Viewer | None:
        """Tell whose session this is, if it lasts."""
        if not is_such(secret, Kind.SESSION):
            return None
        values = [now, now - self.lifetimes.idle]
        return await self._known("session", _SESSION, digest_of(secret), values)

    async def by_token(self, secret: str, now: datetime) -> Viewer | None:
        """Tell what this token may, if it is good."""
        if not is_such(secret, Kind.TOKEN, Kind.PREVIEW):
            return None
        return await self._known("api_token", _TOKEN, digest_of(secret), [now])

    async def _known(
        self, table: str, statement: str, digest: str, moments: list[datetime]
    ) -> Viewer | None:
        """Find whose digest it is at the first of ``moments``."""
        dialect = DIALECTS[self.store.dialect]
        places = [dialect.parameter(at + 1) for at in range(len(moments) + 1)]
        row = await self.store.read(statement.format(*places), [digest, *moments])
        if row is None:
            self.good.pop(digest, None)
            return None
        found, who, role, name = row
        self.seen[table, UUID(str(found))] = moments[0]
        self._remember(digest)
        return viewer_of(Role(role), UUID(str(who)), str(name))

    def _remember(self, digest: str) -> None:
        if digest not in self.good and len(self.good) >= REMEMBERED:
            del self.good[next(iter(self.good))]
        self.good[digest] = None

    async def write_down(self) -> None:
        """Write down who was seen, and when, for those who look after sessions and tokens."""
        seen = dict(self.seen)
        if not seen:
            return
        async with self.store.writing():
            for (table, found), moment in seen.items():
                if table == "session":
                    await Session.filter(id=found, seen_at__lt=moment).update(seen_at=moment)
                else:
                    await ApiToken.filter(id=found).update(used_at=moment)
        for key, moment in seen.items():
            if self.seen[key] == moment:
                del self.seen[key]


@asynccontextmanager
async def recognising(store: Store, lifetimes: Lifetimes) -> AsyncIterator[Recognising]:
    """Recognise people, and write down who was seen once a minute and at the end."""
    found = Recognising(store, lifetimes)
    writing = asyncio.create_task(_write_on(found))
    try:
        yield found
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await _try_to_write(found)


async def _write_on(found: Recognising) -> None:
    while True:
        await asyncio.sleep(PAUSE)
        await _try_to_write(found)


async def _try_to_write(found: Recognising) -> None:
    try:
        await found.write_down()
    except Exception as error:  # it is tried again, and nothing else hangs on it
        log.warning("Who was seen could not be written down: %s", str(error) or repr(error))
