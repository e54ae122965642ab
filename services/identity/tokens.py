"""API tokens: made once and shown once, known by name, good until they expire or are revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.account import Role
from models.api_token import ApiToken
from services.database.storage import Store
from services.errors import Fault, Refused
from services.identity.credentials import Kind, digest_of, new_secret
from services.identity.people import FIELDS


@dataclass(frozen=True, slots=True)
class Terms:
    """What a token is for, what it may, and until when."""

    name: str
    role: Role
    expires_at: datetime


async def add_token(store: Store, terms: Terms, moment: datetime) -> str:
    """Make a token and give its secret, which nobody can be told again. Raises ``Refused``."""
    name = terms.name.strip()
    if not 0 < len(name) <= FIELDS["name"] or not name.isprintable():
        raise Refused(Fault("NAME_INVALID", "Write a name of 200 characters at most."))
    if terms.expires_at <= moment:
        raise Refused(Fault("EXPIRY_PASSED", "A token must expire later than now."))
    secret = new_secret(Kind.PREVIEW if terms.role is Role.PREVIEW else Kind.TOKEN)
    async with store.writing():
        if await ApiToken.exists(name=name, revoked_at=None, expires_at__gt=moment):
            said = "There is a token of this name: choose another, or revoke that one first."
            raise Refused(Fault("NAME_TAKEN", said))
        await ApiToken.create(
            digest=digest_of(secret),
            name=name,
            role=terms.role,
            created_at=moment,
            expires_at=terms.expires_at,
        )
    return secret


async def revoke(store: Store, name: str, moment: datetime) -> None:
    """Let nobody in any more who shows the token of this name. Raises ``Refused``."""
    async with store.writing():
        good = ApiToken.filter(name=name.strip(), revoked_at=None, expires_at__gt=moment)
        if not await good.update(revoked_at=moment):
            raise Refused(Fault("NOT_FOUND", "There is no token of this name that is good."))


async def listed(moment: datetime) -> Sequence[ApiToken]:
    """Give the tokens that are good, the oldest first."""
    good = ApiToken.filter(revoked_at=None, expires_at__gt=moment)
    return await good.order_by("created_at", "id")
