"""Signing in: from an address and a password to a session; and how little a refusal tells.

The rule: an unknown address, a wrong password, an account without one and one that is disabled
take the same work and get the same answer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.account import Account, Session
from services.compiler.compiling import DIALECTS
from services.database.storage import Store
from services.errors import Fault, Refused
from services.identity.attempts import Attempts
from services.identity.credentials import digest_of
from services.identity.passwords import Passwords
from services.identity.people import email_key, is_email
from services.identity.recognising import Recognising, recognising
from services.identity.sessions import Begun, Lifetimes, begin
from services.rates.sharing import Shared

SAID = {
    "sv": "E-postadressen och lösenordet passar inte ihop. Försök igen.",
    "en": "The e-mail address and the password do not match. Try again.",
}


@dataclass(frozen=True, slots=True)
class Entrance:
    """What there is to sign in with, and to know people by afterwards."""

    store: Store
    passwords: Passwords
    attempts: Attempts
    lifetimes: Lifetimes
    known: Recognising


@asynccontextmanager
async def entrance(
    store: Store, whole: int, idle: int, shared: Shared | None = None
) -> AsyncIterator[Entrance]:
    """Open the entrance of a store, and write down who was seen until it closes.

    Sessions last ``whole`` hours, and ``idle`` hours unseen; attempts are counted in ``shared``.
    """
    lifetimes = Lifetimes(timedelta(hours=whole), timedelta(hours=idle))
    async with recognising(store, lifetimes) as known:
        yield Entrance(store, Passwords(), Attempts(shared), lifetimes, known)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody says of themselves, where they ask from, and the session they had before."""

    email: str
    password: str
    address: str
    before: str | None = None


async def sign_in(entrance: Entrance, attempt: Attempt, moment: datetime, locale: str) -> Begun:
    """Begin a session in place of the one before. Raises ``Refused``."""
    key = email_key(attempt.email)
    await entrance.attempts.count(key, attempt.address, locale)
    kept = await _kept(entrance.store, key)
    if not await entrance.passwords.fits(attempt.password, kept) or kept is None:
        raise _mismatch(locale)
    newer = None
    if entrance.passwords.is_outdated(kept):
        newer = await entrance.passwords.hashed(attempt.password)
    async with entrance.store.writing():
        # what was true when the computation began may have changed since
        account = await Account.get_or_none(email_key=key, password=kept, disabled_at=None)
        if account is None:
            raise _mismatch(locale)
        if newer is not None:
            await Account.filter(id=account.id).update(password=newer)
        if attempt.before is not None:
            await Session.filter(digest=digest_of(attempt.before)).delete()
        return await begin(account, moment, entrance.lifetimes)


async def _kept(store: Store, key: str) -> str | None:
    """Read what is kept of an account's password, unless nobody may sign in with it."""
    if not is_email(key):
        return None
    place = DIALECTS[store.dialect].parameter(1)
    said = f"SELECT password FROM account WHERE email_key = {place} AND disabled_at IS NULL"
    row = await store.read(said, [key])
    return None if row is None else row[0]


def _mismatch(locale: str) -> Refused:
    return Refused(Fault("SIGN_IN_FAILED", SAID[locale], ("password",)))
