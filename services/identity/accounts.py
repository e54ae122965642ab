"""Accounts: made, found, listed, given a password, disabled.

The rules: an address belongs to one account, however it is capitalised; there is always an
administrator who can sign in, once there was one; whatever lets somebody in under an account
ends when its password or role changes, or when it is disabled.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.queryset import QuerySet

from models.account import PEOPLE, Account, Role, Session, SignInLink
from models.api_token import ApiToken
from services.database.storage import Store
from services.errors import Fault, Refused
from services.identity.passwords import Passwords
from services.identity.people import Person, email_key, fault, faults_of, password_faults, tidied

NOBODY_YET = "Administratör"
"""The name of an administrator who has not said theirs."""


async def add_account(
    store: Store, person: Person, role: Role, moment: datetime, password: str | None = None
) -> UUID:
    """Make an account; ``password`` is what was computed of it. Raises ``Refused``."""
    person = tidied(person)
    if role not in PEOPLE:
        raise Refused(
            Fault("ROLE_INVALID", f"An account has one of the roles {', '.join(PEOPLE)}.")
        )
    async with store.writing():
        await _expect_free(person, None, "en")
        if role is Role.ADMIN and password is not None:
            await _retire()
        account = await Account.create(
            **_said(person), role=role, password=password, created_at=moment
        )
    return account.id


async def computed(passwords: Passwords, password: str, person: Person, locale: str) -> str:
    """Compute what is kept of a password for a person, if both will do. Raises ``Refused``."""
    known = tidied(person)
    if faults := [*faults_of(known, locale), *password_faults(password, known, locale)]:
        raise Refused(*faults)
    return await passwords.hashed(password)


async def found(email: str) -> Account:
    """Find an account by its address. Raises ``Refused``."""
    account = await Account.get_or_none(email_key=email_key(email))
    if account is None:
        raise Refused(Fault("NOT_FOUND", "There is no account with this e-mail address."))
    return account


async def listed() -> Sequence[Account]:
    """Give all accounts, the oldest first."""
    return await Account.all().order_by("created_at", "id")


async def give_password(store: Store, account_id: UUID, password: str) -> None:
    """Replace a password by what was computed of another one."""
    async with store.writing():
        await Account.filter(id=account_id).update(password=password)
        await end_all(account_id)


async def give_role(store: Store, account_id: UUID, role: Role) -> None:
    """Give an account another role. Raises ``Refused``."""
    async with store.writing():
        if role is not Role.ADMIN:
            await _expect_another_administrator(account_id)
        await Account.filter(id=account_id).update(role=role)
        await end_all(account_id)


async def disable(store: Store, account_id: UUID, moment: datetime) -> None:
    """Let nobody in under an account any more. Raises ``Refused``."""
    async with store.writing():
        await _expect_another_administrator(account_id)
        await Account.filter(id=account_id).update(disabled_at=moment)
        await end_all(account_id)


async def enable(store: Store, account_id: UUID) -> None:
    """Let its owner in under an account again."""
    async with store.writing():
        await Account.filter(id=account_id).update(disabled_at=None)


async def end_all(account_id: UUID) -> None:
    """End all sessions of an account and take back its links; to be called while writing."""
    await Session.filter(account_id=account_id).delete()
    await SignInLink.filter(account_id=account_id).delete()


async def introduce(account: Account, person: Person, password: str, locale: str) -> None:
    """Let an account be a person's, with what was computed of their password.

    To be called while writing. Raises ``Refused``.
    """
    person = tidied(person)
    await _expect_free(person, account.id, locale)
    account.update_from_dict({**_said(person), "password": password})
    await account.save(update_fields=["email", "email_key", "name", "password"])
    await end_all(account.id)


async def first_administrator(store: Store, moment: datetime) -> UUID | None:
    """Give the administrator who is to say who they are, made if need be; none once one can."""
    async with store.writing():
        if await _able().exists():
            await _retire()
            return None
        waiting = await Account.get_or_none(role=Role.ADMIN, email_key=None, disabled_at=None)
        if waiting is None:
            waiting = await Account.create(name=NOBODY_YET, role=Role.ADMIN, created_at=moment)
    return waiting.id


async def names_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Give the names of those who did something, by the id of their account or token."""
    told: dict[UUID, str] = {}
    for model in (Account, ApiToken):
        rows = await model.filter(id__in=set(ids)).values_list("id", "name")
        told.update(rows)
    return told


def _said(person: Person) -> dict[str, Any]:
    return {"email": person.email, "email_key": email_key(person.email), "name": person.name}


async def _expect_free(person: Person, owner: UUID | None, locale: str) -> None:
    faults = faults_of(person, locale)
    other = await Account.get_or_none(email_key=email_key(person.email)) if not faults else None
    if other is not None and other.id != owner:
        faults.append(fault("EMAIL_TAKEN", locale, "email"))
    if faults:
        raise Refused(*faults)


def _able() -> QuerySet[Account]:
    """The administrators who can sign in."""
    return Account.filter(role=Role.ADMIN, disabled_at=None, password__isnull=False)


async def _retire() -> None:
    """Take back the account that waited for the first administrator, and its link with it."""
    await Account.filter(email_key=None).delete()


async def _expect_another_administrator(account_id: UUID) -> None:
    this, others = _able().filter(id=account_id), _able().exclude(id=account_id)
    if await this.exists() and not await others.exists():
        said = "This is the last administrator who can sign in: make another one first."
        raise Refused(Fault("LAST_ADMINISTRATOR", said))
