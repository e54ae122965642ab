"""Links that let somebody in once: whom they let in, how often, and when they are over."""

import asyncio
from datetime import timedelta

import pytest

from models.account import Role, Session
from services.errors import Refused
from services.identity import accounts
from services.identity.people import Person
from services.identity.sign_in_links import LASTS, new_link, owner, redeem
from services.identity.signing_in import Entrance
from tests.factories import NOW
from tests.identities import ASA, BO, PASSWORD, person, signed_in

MOMENT = timedelta(microseconds=1)


async def test_a_link_lets_its_owner_in_once(entrance: Entrance) -> None:
    asa = await person(entrance, BO, role=Role.ADMIN, password=None)
    secret = await new_link(entrance.store, asa, NOW)

    begun = await redeem(entrance, secret, ASA, PASSWORD, NOW)

    assert await entrance.known.by_session(begun.secret, NOW) == begun.viewer
    assert (begun.viewer.name, begun.viewer.role) == (ASA.name, Role.ADMIN)
    assert (await signed_in(entrance)).viewer == begun.viewer
    with pytest.raises(Refused, match="Länken gäller inte längre"):
        await redeem(entrance, secret, BO, PASSWORD, NOW)


async def test_of_two_who_have_a_link_one_is_let_in(entrance: Entrance) -> None:
    account = await person(entrance, password=None)
    secret = await new_link(entrance.store, account, NOW)

    ends = await asyncio.gather(
        *(redeem(entrance, secret, it, PASSWORD, NOW) for it in (ASA, BO)), return_exceptions=True
    )

    assert sorted(type(it).__name__ for it in ends) == ["Begun", "Refused"]
    assert await Session.all().count() == 1


async def test_a_link_is_over_in_time_and_when_there_is_another(entrance: Entrance) -> None:
    account = await person(entrance, password=None)
    first = await new_link(entrance.store, account, NOW)
    assert (await owner(first, NOW + LASTS - MOMENT, "sv")).id == account
    second = await new_link(entrance.store, account, NOW)
    await accounts.disable(entrance.store, await person(entrance, BO), NOW)

    for secret, now in ((first, NOW), (second, NOW + LASTS), ("kp_link_x", NOW), ("", NOW)):
        with pytest.raises(Refused) as refused:
            await redeem(entrance, secret, ASA, PASSWORD, now)
        assert refused.value.faults[0].code == "LINK_OVER"


async def test_a_link_to_who_is_disabled_leads_nowhere(entrance: Entrance) -> None:
    account = await person(entrance, password=None)
    await accounts.disable(entrance.store, account, NOW)
    secret = await new_link(entrance.store, account, NOW)

    with pytest.raises(Refused, match="Länken gäller inte längre"):
        await owner(secret, NOW, "sv")


async def test_all_that_is_wrong_with_whoever_follows_a_link_is_told_at_once(
    entrance: Entrance,
) -> None:
    secret = await new_link(entrance.store, await person(entrance, password=None), NOW)

    with pytest.raises(Refused) as told:
        await redeem(entrance, secret, Person("ingen adress", " "), "kort", NOW)

    codes = [(it.code, it.path) for it in told.value.faults]
    assert codes == [
        ("EMAIL_INVALID", ("email",)),
        ("NAME_INVALID", ("name",)),
        ("PASSWORD_SHORT", ("password",)),
    ]


async def test_a_link_is_not_used_up_by_what_will_not_do(entrance: Entrance) -> None:
    await person(entrance, BO)
    secret = await new_link(entrance.store, await person(entrance, password=None), NOW)

    for said, password in ((ASA, "kort"), (Person("", ""), PASSWORD), (BO, PASSWORD)):
        with pytest.raises(Refused):
            await redeem(entrance, secret, said, password, NOW)

    assert (await redeem(entrance, secret, ASA, PASSWORD, NOW)).viewer.name == ASA.name
