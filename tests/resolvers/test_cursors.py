"""Cursors that are not ours, or not of this list, are refused in words; none is an accident."""

import json
from typing import Any

import pytest

from models import Network
from services.database.storage import Store
from tests import factories
from tests.asking import Asking

ID = "00000000-0000-7000-8000-000000000000"
NETWORKS = "1 network position entry_id"
MEETINGS = "1 meeting starts_at entry_id"
CONTACTS = "1 contact name_key entry_id"

OTHERS = (
    ("orderBy: [{field: TITLE}]", "networks"),
    ("orderBy: [{field: POSITION, direction: DESC}]", "networks"),
    ("first: 1", "meetings"),
)


def cursor(*said: Any) -> str:
    """Write a list the way that cursors are written."""
    return json.dumps(said, ensure_ascii=False).encode().hex()


MALFORMED = {
    "empty": ("networks", ""),
    "no digits": ("networks", "kaka"),
    "an odd digit": ("networks", "5b2"),
    "no UTF-8": ("networks", "fffe"),
    "no JSON": ("networks", b"[1".hex()),
    "a number": ("networks", b"5".hex()),
    "an object": ("networks", b"{}".hex()),
    "an empty list": ("networks", b"[]".hex()),
    "nested without end": ("networks", (b"[" * 5000).hex()),
    "too short": ("networks", cursor(NETWORKS, 1)),
    "too long": ("networks", cursor(NETWORKS, 1, ID, 1)),
    "of another version": ("networks", cursor("0 network position entry_id", 1, ID)),
    "a signature of another type": ("networks", cursor(1, 1, ID)),
    "a huge number": ("networks", cursor(NETWORKS, 10**40, ID)),
    "a number past 32 bits": ("networks", cursor(NETWORKS, 2**31, ID)),
    "a fraction": ("networks", cursor(NETWORKS, 1.5, ID)),
    "no number": ("networks", cursor(NETWORKS, "1", ID)),
    "yes": ("networks", cursor(NETWORKS, True, ID)),
    "nothing": ("networks", cursor(NETWORKS, None, ID)),
    "no id": ("networks", cursor(NETWORKS, 1, "id")),
    "a number for an id": ("networks", cursor(NETWORKS, 1, 5)),
    "a list for an id": ("networks", cursor(NETWORKS, 1, [ID])),
    "no moment": ("meetings", cursor(MEETINGS, "i morgon", ID)),
    "a moment without offset": ("meetings", cursor(MEETINGS, "2026-01-01T00:00:00", ID)),
    "a day": ("meetings", cursor(MEETINGS, "2026-01-01", ID)),
    "a moment past the end": ("meetings", cursor(MEETINGS, "9999-12-31T23:59:59-14:00", ID)),
    "a moment before the first": ("meetings", cursor(MEETINGS, "0001-01-01T00:00:00+14:00", ID)),
    "a number for a moment": ("meetings", cursor(MEETINGS, 5, ID)),
    "a number for a text": ("contacts", cursor(CONTACTS, 5, ID)),
    "a text with NUL": ("contacts", cursor(CONTACTS, "\0", ID)),
    "half a letter": ("contacts", json.dumps([CONTACTS, "\ud800", ID]).encode().hex()),
}


@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize("name", MALFORMED)
async def test_malformed_cursors_are_refused(ask: Asking, name: str, side: str) -> None:
    root, text = MALFORMED[name]
    query = f"query($c: String) {{ {root}({side}: $c) {{ nodes {{ id }} }} }}"

    assert await ask.code(query, {"c": text}) == "BAD_USER_INPUT"


ALONE = "networks(after: $c) { totalCount }"


@pytest.mark.parametrize(
    "query",
    [
        f"{{ {ALONE} }}",
        "{ changes(after: $c) { totalCount } }",
        "{ networks { nodes { meetings(before: $c) { __typename } } } }",
        f"mutation ($c: String) {{ signOut {{ query {{ {ALONE} }} }} }}",
    ],
)
async def test_a_cursor_that_nothing_depends_on_is_looked_at_all_the_same(
    ask: Asking, query: str
) -> None:
    asked = query if query.startswith("mutation") else f"query ($c: String) {query}"

    assert await ask.code(asked, {"c": "kaka"}) == "BAD_USER_INPUT"


async def test_cursors_of_another_order_are_refused(store: Store, ask: Asking) -> None:
    async with store.writing():
        network = await factories.network()
        await factories.meeting(networks=[network])

    for order, root in OTHERS:
        told = await ask.data(f"{{ {root}({order}) {{ pageInfo {{ endCursor }} }} }}")
        other = told[root]["pageInfo"]["endCursor"]
        found = await ask.code(f'{{ networks(after: "{other}") {{ nodes {{ id }} }} }}')

        assert found == "BAD_USER_INPUT"


async def test_the_cursor_of_what_is_gone_still_marks_its_place(store: Store, ask: Asking) -> None:
    async with store.writing():
        for position, title in enumerate(("Ett", "Två", "Tre"), 1):
            await factories.network(title, position=position)
    told = await ask.data("{ networks(first: 2) { pageInfo { endCursor } } }")
    after = told["networks"]["pageInfo"]["endCursor"]

    async with store.writing():
        await Network.filter(slug="tva").delete()
    found = await ask.data(f'{{ networks(after: "{after}") {{ nodes {{ title }} }} }}')

    assert found == {"networks": {"nodes": [{"title": "Tre"}]}}


@pytest.mark.parametrize(
    "paging",
    ["first: -1", "first: 101", "last: -1", "last: 101", "first: 1, last: 1", "first: 0, last: 0"],
)
async def test_pages_that_cannot_be_are_refused(ask: Asking, paging: str) -> None:
    literal = await ask.code(f"{{ networks({paging}) {{ totalCount }} }}")

    assert literal == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    "paging", ["first: null", "last: null", "first: null, last: null", "first: 2, last: null"]
)
async def test_null_asks_for_nothing_in_paging(store: Store, ask: Asking, paging: str) -> None:
    async with store.writing():
        await factories.network()

    found = await ask.data(
        f"{{ networks({paging}, after: null, before: null, where: null, orderBy: null)"
        " { nodes { title } } }"
    )

    assert found == {"networks": {"nodes": [{"title": "Språklust"}]}}


async def test_nothing_lies_before_what_came_after_the_first_that_is_gone(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        for position in (1, 2, 3):
            await factories.network("Lika", position=position, slug=f"lika-{position}")
    order = "orderBy: [{field: TITLE}, {field: POSITION, direction: DESC}]"
    told = await ask.data(f"{{ networks({order}, first: 1) {{ pageInfo {{ endCursor }} }} }}")
    after = told["networks"]["pageInfo"]["endCursor"]

    async with store.writing():
        await Network.filter(slug="lika-3").delete()
    rest = "nodes { position } pageInfo { hasPreviousPage hasNextPage }"
    found = await ask.data(f'{{ networks({order}, after: "{after}") {{ {rest} }} }}')

    assert found == {
        "networks": {
            "nodes": [{"position": 2}, {"position": 1}],
            "pageInfo": {"hasPreviousPage": False, "hasNextPage": False},
        }
    }
