"""Links that let somebody in once: to say who they are and to choose a password.

The rule: an account has one link at a time, which works once and ends by itself.
"""

from datetime import datetime, timedelta
from uuid import UUID

from models.account import Account, SignInLink
from services.database.storage import Store
from services.errors import Fault, Refused
from services.identity.accounts import computed, introduce
from services.identity.credentials import Kind, digest_of, is_such, new_secret
from services.identity.people import Person
from services.identity.sessions import Begun, begin
from services.identity.signing_in import Entrance

LASTS = timedelta(hours=24)

OVER = {
    "sv": "Länken gäller inte längre. Be om en ny, eller logga in om du redan har ett lösenord.",
    "en": "The link is no longer good. Ask for another, or sign in if you have a password.",
}


async def new_link(store: Store, account_id: UUID, moment: datetime) -> str:
    """Make the secret of a link, and the account's earlier links worthless."""
    secret = new_secret(Kind.LINK)
    async with store.writing():
        await SignInLink.filter(account_id=account_id).delete()
        await SignInLink.create(
            digest=digest_of(secret), account_id=account_id, expires_at=moment + LASTS
        )
    return secret


async def owner(secret: str, moment: datetime, locale: str) -> Account:
    """Find the account that a link is for. Raises ``Refused``."""
    link = None
    if is_such(secret, Kind.LINK):
        link = await SignInLink.get_or_none(digest=digest_of(secret), expires_at__gt=moment)
    account = await Account.get_or_none(id=link.account_id, disabled_at=None) if link else None
    if account is None:
        raise Refused(Fault("LINK_OVER", OVER[locale]))
    return account


async def redeem(
    entrance: Entrance, secret: str, person: Person, password: str, moment: datetime
) -> Begun:
    """Use up a link: its account is now ``person``'s, who has a session. Raises ``Refused``."""
    await owner(secret, moment, "sv")  # before a core is busy for somebody who has no link
    kept = await computed(entrance.passwords, password, person, "sv")
    async with entrance.store.writing():
        account = await owner(secret, moment, "sv")
        await introduce(account, person, kept, "sv")
        return await begin(account, moment, entrance.lifetimes)
