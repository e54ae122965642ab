"""Signing in: who is let in, how little is told to who is not, and how long it lasts.

That it takes as long for an unknown address is told by what was computed, not by a clock.
"""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from models.account import Account, Role, Session
from services.database.storage import Store
from services.errors import Fault, Refused
from services.identity import accounts
from services.identity.attempts import BOTH
from services.identity.passwords import Passwords
from services.identity.people import Person
from services.identity.sessions import end
from services.identity.sign_in_links import new_link
from services.identity.signing_in import SAID, Entrance
from tests.factories import DAY, NOW
from tests.identities import ASA, BO, PASSWORD, QUICK, person, signed_in

MOMENT = timedelta(microseconds=1)
MISMATCH = (Fault("SIGN_IN_FAILED", SAID["sv"], ("password",)),)


async def test_who_knows_the_password_is_let_in(entrance: Entrance) -> None:
    asa = await person(entrance, role=Role.WRITER)

    begun = await signed_in(entrance, " ASA@example.org")

    assert (begun.viewer.role, begun.viewer.account) == (Role.WRITER, asa)
    assert begun.viewer.name == ASA.name
    assert begun.expires_at == NOW + entrance.lifetimes.whole
    assert await entrance.known.by_session(begun.secret, NOW) == begun.viewer


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (ASA.email, "fem ord i en rad"),
        (ASA.email, ""),
        (BO.email, PASSWORD),  # has no password
        ("eva@example.org", PASSWORD),  # is disabled
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("a\0b@example.org", "a\0b"),
        ("\ud800@example.org", "\ud800"),
        (f"{'a' * 10_000}@example.org", PASSWORD),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("%@example.org", PASSWORD),
    ],
)
async def test_nobody_else_is_and_nothing_tells_why(
    entrance: Entrance, email: str, password: str
) -> None:
    await person(entrance)
    await person(entrance, BO, password=None)
    eva = await person(entrance, Person("eva@example.org", "Eva"))
    await accounts.disable(entrance.store, eva, NOW)
    before = entrance.passwords.computed

    with pytest.raises(Refused) as refused:
        await signed_in(entrance, email, password)

    assert refused.value.faults == MISMATCH
    assert entrance.passwords.computed == before + 1
    assert await Session.all().count() == 0


async def test_signing_in_takes_as_many_statements_for_nobody_as_for_somebody(
    entrance: Entrance,
) -> None:
    await person(entrance)
    counts = []

    for email in (ASA.email, "nobody@example.org"):
        before = entrance.store.statements
        with pytest.raises(Refused):
            await signed_in(entrance, email, "fem ord i en rad")
        counts.append(entrance.store.statements - before)

    assert counts == [1, 1]


async def test_a_password_is_computed_anew_when_the_parameters_have_changed(
    entrance: Entrance,
) -> None:
    asa = await person(entrance)
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = Entrance(
        entrance.store, stronger, entrance.attempts, entrance.lifetimes, entrance.known
    )

    await signed_in(later)
    await signed_in(later)

    kept = (await Account.get(id=asa)).password
    assert kept is not None
    assert stronger.is_outdated(kept) is False
    assert stronger.computed == 3


async def test_a_session_takes_the_place_of_the_one_before(entrance: Entrance) -> None:
    await person(entrance)
    first, other = await signed_in(entrance), await signed_in(entrance)

    second = await signed_in(entrance, before=first.secret)

    known = [await entrance.known.by_session(it.secret, NOW) for it in (first, other, second)]
    assert known == [None, other.viewer, second.viewer]
    assert len({first.secret, other.secret, second.secret}) == 3


async def test_two_sign_in_at_once(entrance: Entrance) -> None:
    await person(entrance)

    begun = await asyncio.gather(*(signed_in(entrance) for _ in range(4)))

    known = [await entrance.known.by_session(it.secret, NOW) for it in begun]
    assert known == [it.viewer for it in begun]


async def test_who_was_shut_out_meanwhile_is_not_let_in(entrance: Entrance) -> None:
    """The account is disabled between the look at its password and the session."""
    asa = await person(entrance)

    class Slow(Passwords):
        async def fits(self, password: str, kept: str | None) -> bool:
            found = await super().fits(password, kept)
            await accounts.disable(entrance.store, asa, NOW)
            return found

    slow = Entrance(
        entrance.store, Slow(QUICK), entrance.attempts, entrance.lifetimes, entrance.known
    )

    with pytest.raises(Refused) as refused:
        await signed_in(slow)

    assert refused.value.faults == MISMATCH
    assert await Session.all().count() == 0


@pytest.mark.parametrize(
    ("seen", "now", "lasts"),
    [
        (timedelta(0), DAY - MOMENT, True),
        (timedelta(0), DAY, False),
        (13.5 * DAY, 14 * DAY - MOMENT, True),
        (13.5 * DAY, 14 * DAY, False),
    ],
)
async def test_a_session_lasts_while_it_is_seen_and_then_ends(
    entrance: Entrance, seen: timedelta, now: timedelta, lasts: bool
) -> None:
    await person(entrance)
    begun = await signed_in(entrance)
    await Session.all().update(seen_at=NOW + seen)

    known = await entrance.known.by_session(begun.secret, NOW + now)

    assert (known is not None) is lasts


async def test_a_session_that_is_ended_is_over(entrance: Entrance) -> None:
    await person(entrance)
    begun, other = await signed_in(entrance), await signed_in(entrance)

    await end(entrance.store, begun.secret)
    await end(entrance.store, "kp_session_unknown")

    known = [await entrance.known.by_session(it.secret, NOW) for it in (begun, other)]
    assert known == [None, other.viewer]


async def test_sessions_that_are_over_are_swept_out_by_the_next(entrance: Entrance) -> None:
    await person(entrance)
    await signed_in(entrance)

    await signed_in(entrance, now=NOW + 2 * DAY)

    assert await Session.all().count() == 1


async def test_somebody_who_tries_too_often_has_to_wait(entrance: Entrance) -> None:
    await person(entrance)
    for _ in range(10):
        with pytest.raises(Refused, match="passar inte ihop"):
            await signed_in(entrance, password="fem ord i en rad")
    before = entrance.passwords.computed

    with pytest.raises(Refused) as refused:
        await signed_in(entrance, "ASA@example.org")

    [fault] = refused.value.faults
    assert fault.code == "RATE_LIMITED"
    # What was counted is forgotten in the window after its own (services/rates/budgets.py).
    assert 0 < fault.more["retry_after"] <= 2 * BOTH.seconds
    assert entrance.passwords.computed == before
    assert (await signed_in(entrance, address="192.0.2.2")).viewer.name == ASA.name


async def test_an_address_that_tries_many_accounts_has_to_wait(entrance: Entrance) -> None:
    await person(entrance)

    codes = [await refusal(entrance, f"nobody{at}@example.org") for at in range(51)]

    assert codes == ["SIGN_IN_FAILED"] * 50 + ["RATE_LIMITED"]


async def refusal(entrance: Entrance, email: str) -> str:
    with pytest.raises(Refused) as refused:
        await signed_in(entrance, email)
    return refused.value.faults[0].code


async def test_no_secret_is_in_the_database(entrance: Entrance, store: Store) -> None:
    account = await person(entrance)
    link = await new_link(store, account, NOW)
    begun = await signed_in(entrance)
    await new_link(store, account, NOW)

    told = ""
    for table in ("account", "session", "sign_in_link"):
        told += str(await store.rows(f"SELECT * FROM {table}", []))

    for secret in (PASSWORD, link, begun.secret):
        assert secret not in told
        assert secret.removeprefix("kp_link_").removeprefix("kp_session_") not in told
    assert "$argon2id$" in told
