"""Sessions: a person is let in until some time, and as long as they are seen now and then.

The rule: a session is as good as its row. It is looked up each time, so one that has ended, in
whichever process, lets nobody in any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.account import Account, Session
from services.database.storage import Store
from services.identity.credentials import Kind, digest_of, new_secret
from services.policy import viewer_of
from services.view import Viewer


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a session lasts in all, and how long unseen."""

    whole: timedelta = timedelta(days=14)
    idle: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that has begun: whose it is, the secret they show, its end at the latest."""

    viewer: Viewer
    secret: str
    expires_at: datetime


async def begin(account: Account, moment: datetime, lifetimes: Lifetimes) -> Begun:
    """Begin a session, and sweep out those that are over; to be called while writing."""
    await Session.filter(expires_at__lte=moment).delete()
    await Session.filter(seen_at__lte=moment - lifetimes.idle).delete()
    begun = Begun(
        viewer_of(account.role, account.id, account.name),
        new_secret(Kind.SESSION),
        moment + lifetimes.whole,
    )
    await Session.create(
        digest=digest_of(begun.secret),
        account_id=account.id,
        created_at=moment,
        seen_at=moment,
        expires_at=begun.expires_at,
    )
    return begun


async def end(store: Store, secret: str) -> None:
    """End a session, if there is one."""
    async with store.writing():
        await Session.filter(digest=digest_of(secret)).delete()
