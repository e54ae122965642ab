"""Editors who do the same at once, on two servers with one database: exactly one of them wins.

The servers are processes of their own, so nothing but the database keeps them apart.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from models import Event
from services.database.storage import opened
from tests.proof.kept import broken
from tests.proof.serving import TIMES, Editor, editor, server, token

EACH = 4
"""How many editors each server has."""

NETWORK = "network { id version slug }"

Race = Callable[[Editor, int], Awaitable[Any]]
Editors = list[Editor]


@pytest.fixture
async def editors(database: str) -> AsyncIterator[Editors]:
    """Editors on two servers, in turn on the one and on the other."""
    secret = await token(database)
    async with AsyncExitStack() as stack:
        addresses = [stack.enter_context(server(database))[1] for _ in range(2)]
        several = [editor(it, secret) for _ in range(EACH) for it in addresses]
        for it in several:
            await stack.enter_async_context(it.client)
        yield several


async def at_once(editors: Editors, race: Race) -> list[Any]:
    """Let everybody do something at the same time; give all payloads."""
    return await asyncio.gather(*(race(it, number) for number, it in enumerate(editors)))


def codes(payloads: list[Any]) -> Counter[str]:
    """Count how it came out: ``won``, or by the code of the one thing that was wrong."""
    return Counter(it["errors"][0]["code"] if it["errors"] else "won" for it in payloads)


async def created(by: Editor, title: str, **said: Any) -> str:
    """Create a network, and give its id."""
    payload = await by.do("createNetwork", NETWORK, title={"sv": title}, **said)
    return str(payload["network"]["id"])


async def test_of_all_who_do_the_same_at_once_exactly_one_wins(
    editors: Editors, database: str
) -> None:
    many = len(editors)

    await saving(editors, many)
    await addresses(editors, many)
    await keys(editors, many)
    await publishing(editors, many)
    await belonging(editors)

    async with opened(database):
        assert await broken() == []
        published = Counter(await Event.filter(name="PUBLISHED").values_list("entry_id", flat=True))
        assert max(published.values()) == 1


async def saving(editors: Editors, many: int) -> None:
    """Save over the same version, again and again."""
    id_ = await created(editors[0], "Sparat")
    for version in range(1, 9):

        def save(by: Editor, number: int, version: int = version) -> Awaitable[Any]:
            lead = {"sv": f"{version} av {number}"}
            return by.do("updateNetwork", NETWORK, id=id_, expectedVersion=version, lead=lead)

        told = await at_once(editors, save)
        stands = [it["errors"][0]["currentVersion"] for it in told if it["errors"]]

        assert codes(told) == {"won": 1, "CONFLICT": many - 1}
        assert stands == [version + 1] * (many - 1)


async def addresses(editors: Editors, many: int) -> None:
    """Take the same address; and have one proposed for the same title."""

    def take(by: Editor, number: int) -> Awaitable[Any]:
        return by.do("createNetwork", NETWORK, title={"sv": f"Nr {number}"}, slug="vi-alla-vill")

    def propose(by: Editor, _: int) -> Awaitable[Any]:
        return by.do("createNetwork", NETWORK, title={"sv": "Lika"})

    taken, proposed = await at_once(editors, take), await at_once(editors, propose)
    slugs = [it["network"]["slug"] for it in proposed]

    assert codes(taken) == {"won": 1, "SLUG_TAKEN": many - 1}
    assert sorted(slugs) == ["lika", *(f"lika-{number}" for number in range(2, many + 1))]


async def keys(editors: Editors, many: int) -> None:
    """Create under the same key: the same thing, and different things."""

    def same(by: Editor, _: int) -> Awaitable[Any]:
        return by.do("createNetwork", NETWORK, title={"sv": "En gång"}, idempotencyKey="k1")

    def other(by: Editor, number: int) -> Awaitable[Any]:
        title = {"sv": f"Olika {number}"}
        return by.do("createNetwork", NETWORK, title=title, idempotencyKey="k2")

    alike, different = await at_once(editors, same), await at_once(editors, other)

    assert codes(alike) == {"won": many}
    assert len({it["network"]["id"] for it in alike}) == 1
    assert codes(different) == {"won": 1, "KEY_USED": many - 1}


async def publishing(editors: Editors, many: int) -> None:
    """Publish the same at once, which is done once; and withdraw it, which only one can."""
    id_ = await created(editors[0], "Publicerat")
    steps = "outlook { steps { effect } }"

    def publish(by: Editor, _: int) -> Awaitable[Any]:
        return by.do("publish", steps, ids=[id_])

    def unpublish(by: Editor, _: int) -> Awaitable[Any]:
        return by.do("unpublish", steps, ids=[id_])

    published, withdrawn = await at_once(editors, publish), await at_once(editors, unpublish)
    effects = sorted(len(it["outlook"]["steps"]) for it in published)

    assert codes(published) == {"won": many}
    assert effects == [0] * (many - 1) + [1]
    assert codes(withdrawn) == {"won": 1, "NOT_PUBLISHED": many - 1}


async def belonging(editors: Editors) -> None:
    """Publish a meeting while its network is deleted: one of the two cannot be."""
    outcomes = []
    for number in range(4):
        network = await created(editors[0], f"Ägare {number}")
        await editors[0].do("publish", "", ids=[network])
        said = {"title": {"sv": f"Träff {number}"}, "networks": [network], **TIMES}
        made = await editors[0].do("createMeeting", "meeting { id }", **said)
        meeting = made["meeting"]["id"]
        first, second = editors[number % 2], editors[1 - number % 2]
        told = await asyncio.gather(
            first.do("publish", "", ids=[meeting]), second.do("deleteContent", "", ids=[network])
        )
        outcomes.append(codes([*told]))

    for it in outcomes:
        assert it in ({"won": 1, "REQUIRED_NOT_PUBLIC": 1}, {"won": 1, "STILL_REQUIRED": 1})
