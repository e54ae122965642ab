"""Recognising: one statement for who shows something, none for who shows nothing that could be."""

import pytest

from models.account import Role, Session
from models.api_token import ApiToken
from services.database.storage import Store
from services.errors import Refused
from services.identity.credentials import Kind, new_secret
from services.identity.recognising import recognising
from services.identity.signing_in import Entrance
from services.identity.tokens import Terms, add_token, listed, revoke
from services.policy import viewer_of
from tests.factories import DAY, NOW
from tests.identities import person, signed_in


@pytest.mark.parametrize("role", Role)
async def test_a_token_may_what_its_role_may(entrance: Entrance, role: Role) -> None:
    secret = await add_token(entrance.store, Terms("Webbplatsen", role, NOW + DAY), NOW)

    viewer = await entrance.known.by_token(secret, NOW)

    [token] = await listed(NOW)
    assert viewer == viewer_of(role, token.id, "Webbplatsen")
    assert secret.startswith("kp_preview_" if role is Role.PREVIEW else "kp_token_")
    assert secret not in str(await entrance.store.rows("SELECT * FROM api_token", []))


async def test_a_token_is_good_until_it_expires_or_is_revoked(entrance: Entrance) -> None:
    first, second = [
        await add_token(entrance.store, Terms(name, Role.STAFF, NOW + DAY), NOW)
        for name in ("Ett", "Två")
    ]
    await revoke(entrance.store, " Ett ", NOW)

    known = [
        await entrance.known.by_token(secret, now)
        for secret, now in ((first, NOW), (second, NOW), (second, NOW + DAY))
    ]

    assert [it and it.name for it in known] == [None, "Två", None]
    assert [it.name for it in await listed(NOW)] == ["Två"]
    assert await listed(NOW + DAY) == []


@pytest.mark.parametrize("name", ["", " ", "a\0b", "Å" * 201])
async def test_a_token_has_a_name(entrance: Entrance, name: str) -> None:
    with pytest.raises(Refused) as refused:
        await add_token(entrance.store, Terms(name, Role.STAFF, NOW + DAY), NOW)

    assert refused.value.faults[0].code == "NAME_INVALID"


async def test_no_two_good_tokens_have_one_name(entrance: Entrance) -> None:
    terms = Terms("Webbplatsen", Role.STAFF, NOW + DAY)
    await add_token(entrance.store, terms, NOW)

    with pytest.raises(Refused) as refused:
        await add_token(entrance.store, terms, NOW)
    await revoke(entrance.store, terms.name, NOW)
    await add_token(entrance.store, terms, NOW)

    assert refused.value.faults[0].code == "NAME_TAKEN"
    assert len(await listed(NOW)) == 1


async def test_what_is_not_there_cannot_be_revoked(entrance: Entrance) -> None:
    with pytest.raises(Refused) as refused:
        await revoke(entrance.store, "Webbplatsen", NOW)
    with pytest.raises(Refused) as expired:
        await add_token(entrance.store, Terms("Webbplatsen", Role.STAFF, NOW), NOW)

    assert refused.value.faults[0].code == "NOT_FOUND"
    assert expired.value.faults[0].code == "EXPIRY_PASSED"


async def test_one_statement_finds_out_who_it_is(entrance: Entrance) -> None:
    await person(entrance)
    begun = await signed_in(entrance)
    token = await add_token(entrance.store, Terms("Webbplatsen", Role.STAFF, NOW + DAY), NOW)
    known, store = entrance.known, entrance.store

    before = store.statements
    await known.by_session(begun.secret, NOW)
    await known.by_token(token, NOW)
    await known.by_token(new_secret(Kind.TOKEN), NOW)
    asked = store.statements - before

    assert asked == 3


@pytest.mark.parametrize("shown", ["", "kp_token_", "kp_session_x", "a\0b", "\ud800", "x" * 9_999])
async def test_what_can_be_no_secret_is_not_looked_up(entrance: Entrance, shown: str) -> None:
    before = entrance.store.statements

    assert await entrance.known.by_session(shown, NOW) is None
    assert await entrance.known.by_token(shown, NOW) is None
    assert entrance.store.statements == before


async def test_a_secret_is_good_for_its_own_purpose_only(entrance: Entrance) -> None:
    await person(entrance)
    begun = await signed_in(entrance)
    token = await add_token(entrance.store, Terms("Webbplatsen", Role.STAFF, NOW + DAY), NOW)

    assert await entrance.known.by_token(begun.secret, NOW) is None
    assert await entrance.known.by_session(token, NOW) is None


async def test_who_was_seen_is_written_down_now_and_then(store: Store, entrance: Entrance) -> None:
    await person(entrance)
    begun = await signed_in(entrance)
    token = await add_token(store, Terms("Webbplatsen", Role.STAFF, NOW + DAY), NOW)
    later = NOW + DAY / 2

    await entrance.known.by_session(begun.secret, later)
    await entrance.known.by_token(token, later)
    before = [(await Session.get()).seen_at, (await ApiToken.get()).used_at]
    await entrance.known.write_down()

    assert before == [NOW, None]
    assert [(await Session.get()).seen_at, (await ApiToken.get()).used_at] == [later, later]
    assert entrance.known.seen == {}


async def test_who_was_seen_is_written_down_at_the_end(store: Store, entrance: Entrance) -> None:
    token = await add_token(store, Terms("Webbplatsen", Role.STAFF, NOW + DAY), NOW)

    async with recognising(store, entrance.lifetimes) as known:
        await known.by_token(token, NOW)

    assert (await ApiToken.get()).used_at == NOW
