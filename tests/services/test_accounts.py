"""Accounts: one for an address, always an administrator, and an end to all that a change ends."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from models import Account
from models.account import PEOPLE, Role, Session, SignInLink
from services.errors import Refused
from services.identity import accounts
from services.identity.people import Person
from services.identity.sign_in_links import new_link, owner
from services.identity.signing_in import Entrance
from services.identity.tokens import Terms, add_token
from tests.factories import DAY, NOW
from tests.identities import ASA, BO, PASSWORD, person, signed_in

Change = Callable[[Entrance, UUID], Awaitable[None]]


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    [fault] = refused.value.faults
    return fault.code


@pytest.mark.parametrize("email", ["asa@example.org", "ASA@Example.org", " asa@EXAMPLE.org"])
async def test_an_address_has_one_account(entrance: Entrance, email: str) -> None:
    await person(entrance)

    with pytest.raises(Refused) as refused:
        await person(entrance, Person(email, "Åsa Ek"))

    assert code(refused) == "EMAIL_TAKEN"
    assert [it.name for it in await accounts.listed()] == [ASA.name]


async def test_two_who_want_an_address_at_once_do_not_both_get_it(entrance: Entrance) -> None:
    made = await asyncio.gather(
        *(person(entrance, password=None) for _ in range(3)), return_exceptions=True
    )

    assert len([it for it in made if isinstance(it, UUID)]) == 1
    assert [code_of(it) for it in made if isinstance(it, Refused)] == ["EMAIL_TAKEN"] * 2


def code_of(refused: Refused) -> str:
    return refused.faults[0].code


async def test_the_database_itself_holds_the_rules(entrance: Entrance) -> None:
    await person(entrance)
    said = {"name": "Bo", "role": Role.STAFF, "created_at": NOW}

    for wrong in (
        {**said, "email": "ASA@example.org", "email_key": "asa@example.org"},
        {**said, "email": "bo@example.org"},
        {**said, "password": "…"},
        {**said, "role": Role.PREVIEW},
    ):
        with pytest.raises(IntegrityError):
            async with entrance.store.writing():
                await Account.create(**wrong)  # type: ignore[arg-type]

    assert len(await accounts.listed()) == 1


async def test_an_account_has_the_role_of_a_person(entrance: Entrance) -> None:
    with pytest.raises(Refused) as refused:
        await person(entrance, role=Role.PREVIEW)

    assert code(refused) == "ROLE_INVALID"
    assert set(PEOPLE) == set(Role) - {Role.PREVIEW}


async def give_password(entrance: Entrance, account: UUID) -> None:
    await accounts.give_password(entrance.store, account, "…")


async def give_role(entrance: Entrance, account: UUID) -> None:
    await accounts.give_role(entrance.store, account, Role.STAFF)


async def disable(entrance: Entrance, account: UUID) -> None:
    await accounts.disable(entrance.store, account, NOW)


@pytest.mark.parametrize("change", [give_password, give_role, disable])
async def test_a_change_ends_all_that_lets_somebody_in(entrance: Entrance, change: Change) -> None:
    asa, bo = await person(entrance), await person(entrance, BO)
    begun = [
        await signed_in(entrance),
        await signed_in(entrance),
        await signed_in(entrance, BO.email),
    ]
    await new_link(entrance.store, asa, NOW)

    await change(entrance, asa)

    known = [await entrance.known.by_session(it.secret, NOW) for it in begun]
    assert [it and it.account for it in known] == [None, None, bo]
    assert await SignInLink.all().count() == 0
    assert await Session.all().count() == 1


@pytest.mark.parametrize("change", [give_role, disable])
async def test_the_last_administrator_stays(entrance: Entrance, change: Change) -> None:
    asa = await person(entrance, role=Role.ADMIN)
    await person(entrance, BO, role=Role.ADMIN, password=None)  # who cannot sign in
    eva = await person(entrance, Person("eva@example.org", "Eva"), role=Role.ADMIN)
    await accounts.disable(entrance.store, eva, NOW)  # nor can she, any more
    begun = await signed_in(entrance)

    with pytest.raises(Refused) as refused:
        await change(entrance, asa)

    assert code(refused) == "LAST_ADMINISTRATOR"
    viewer = await entrance.known.by_session(begun.secret, NOW)
    assert viewer == begun.viewer


async def test_two_administrators_cannot_shut_each_other_out(entrance: Entrance) -> None:
    both = [await person(entrance, it, role=Role.ADMIN) for it in (ASA, BO)]

    ends = await asyncio.gather(
        *(accounts.disable(entrance.store, it, NOW) for it in both), return_exceptions=True
    )

    assert sorted(type(it).__name__ for it in ends) == ["NoneType", "Refused"]
    assert [it.disabled_at is None for it in await accounts.listed()].count(True) == 1


async def test_who_was_disabled_may_be_let_in_again(entrance: Entrance) -> None:
    asa = await person(entrance)
    await disable(entrance, asa)

    await accounts.enable(entrance.store, asa)

    assert (await signed_in(entrance)).viewer.account == asa


async def test_there_is_a_first_administrator_until_another_can_sign_in(
    entrance: Entrance,
) -> None:
    first = await accounts.first_administrator(entrance.store, NOW)
    await person(entrance)  # an editor is none
    again = await accounts.first_administrator(entrance.store, NOW + DAY)
    link = await new_link(entrance.store, again or UUID(int=0), NOW)
    await person(entrance, BO, role=Role.ADMIN)

    assert first is not None
    assert first == again
    assert await accounts.first_administrator(entrance.store, NOW) is None
    with pytest.raises(Refused):
        await owner(link, NOW, "sv")


async def test_names_are_those_of_accounts_and_of_tokens(entrance: Entrance) -> None:
    asa = await person(entrance)
    secret = await add_token(entrance.store, Terms("Webbplatsen", Role.STAFF, NOW + DAY), NOW)
    token = await entrance.known.by_token(secret, NOW)
    assert token is not None
    assert token.account is not None

    names = await accounts.names_of([asa, token.account, UUID(int=1)])

    assert names == {asa: "Åsa Öberg", token.account: "Webbplatsen"}


async def test_there_is_no_account_of_an_unknown_address(entrance: Entrance) -> None:
    await person(entrance)

    assert (await accounts.found("ASA@example.org")).name == ASA.name
    with pytest.raises(Refused) as refused:
        await accounts.found("bo@example.org")
    assert code(refused) == "NOT_FOUND"


async def test_a_password_that_will_not_do_is_not_computed(entrance: Entrance) -> None:
    with pytest.raises(Refused) as refused:
        await accounts.computed(entrance.passwords, "kort", ASA, "en")

    assert (code(refused), entrance.passwords.computed) == ("PASSWORD_SHORT", 0)
    assert await accounts.computed(entrance.passwords, PASSWORD, ASA, "en")
