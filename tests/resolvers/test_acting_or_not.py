"""Changes that are not made: refused before they begin, too dear, only read, or cut short."""

import asyncio
from collections.abc import Mapping

import pytest

from models import Entry
from resolvers.answering import NotReading, Request, answer
from resolvers.gate import Gate
from schema import built
from services.database.storage import Store
from services.policy import Allowance
from tests.asking import WRITER, Asking, read
from tests.factories import NOW
from tests.resolvers.test_acting import CREATE, created, network


async def test_what_can_be_refused_is_refused_before_anything_is_done(ask: Asking) -> None:
    refusals: Mapping[str, str] = {
        'query { networks(after: "x") { nodes { id } } }': "BAD_USER_INPUT",
        "query { networks(first: 101) { nodes { id } } }": "BAD_USER_INPUT",
        'query { node(id: "x") { id } }': "BAD_USER_INPUT",
        "query { __schema { description } }": "BAD_USER_INPUT",
    }

    for asked, code in refusals.items():
        mutation = f'mutation {{ createNetwork(input: {{title: {{sv: "A"}}}}) {{ {asked} }} }}'
        assert await ask.code(mutation, viewer=WRITER) == code

    assert await Entry.all().count() == 0


async def test_a_change_that_costs_too_much_is_not_made(store: Store) -> None:
    gate = Gate(built(), store, Allowance(visitor=5, editor=30))
    mutation = """
      mutation($first: Int) {
        createNetwork(input: {title: {sv: "A"}}) {
          query { networks(first: $first) { nodes { id } } }
        }
      }
    """

    async def asked(first: int) -> bytes:
        request = Request(mutation, None, {"first": first}, telling=True)
        return (await answer(gate, request, WRITER, NOW, "sv")).body

    dear, cheap = await asked(20), await asked(10)

    assert b"COST_LIMIT_EXCEEDED" in dear
    assert read(cheap)["extensions"]["cost"] == {"requested": 23, "allowed": 30}
    assert await Entry.all().count() == 1


async def test_what_must_only_read_never_changes_anything(store: Store, ask: Asking) -> None:
    request = Request(CREATE, None, {"input": network()}, reading=True)

    with pytest.raises(NotReading):
        await answer(ask.gate, request, WRITER, NOW, "sv")

    assert await Entry.all().count() == 0


async def test_a_change_that_is_cut_short_is_undone(store: Store, ask: Asking) -> None:
    begun, over = asyncio.Event(), asyncio.Event()
    request = Request(CREATE, None, {"input": network()})

    async def keep_others_waiting() -> None:
        async with store.writing():
            begun.set()
            await over.wait()

    other = asyncio.create_task(keep_others_waiting())
    await begun.wait()
    begun.clear()
    change = asyncio.create_task(answer(ask.gate, request, WRITER, NOW, "sv", begin=begun.set))
    await begun.wait()
    await asyncio.sleep(0)
    change.cancel()
    over.set()
    with pytest.raises(asyncio.CancelledError):
        await change
    await other

    assert await Entry.all().count() == 0
    assert (await created(ask))["errors"] == []
