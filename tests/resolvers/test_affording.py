"""What costs more than is allowed is refused before anything is read, and says what is dearest."""

import orjson

from resolvers.answering import Request, answer
from resolvers.gate import Gate
from schema import built
from services.database.storage import Store
from services.policy import Allowance
from services.view import VISITOR
from tests.asking import STAFF
from tests.factories import NOW

QUERY = "query Wide($n: Int) { networks(first: $n) { nodes { slug contacts { name } } } }"


async def asked(store: Store, request: Request, *, staff: bool = False) -> object:
    """Ask of a store whose visitors may spend 100, and whose staff may spend 301."""
    gate = Gate(built(), store, Allowance(visitor=100, editor=301))
    viewer = STAFF if staff else VISITOR
    found: object = orjson.loads((await answer(gate, request, viewer, NOW, "sv")).body)
    return found


async def test_more_than_is_allowed_is_refused_before_anything_is_read(store: Store) -> None:
    before = store.statements

    found = await asked(store, Request(QUERY, None, {"n": 100}))

    message = (
        "This operation may cost 301, and 100 is allowed. The dearest of it: "
        "networks.nodes.contacts (200), networks.nodes (100), networks (1). "
        "Ask for smaller pages with `first`, or for less at once."
    )
    told = {"code": "COST_LIMIT_EXCEEDED", "cost": {"requested": 301, "allowed": 100}}
    assert found == {"errors": [{"message": message, "extensions": told}]}
    assert store.statements == before


async def test_the_same_document_is_answered_for_a_page_that_can_be_afforded(store: Store) -> None:
    request = Request(QUERY, None, {"n": 33})

    assert await asked(store, request) == {"data": {"networks": {"nodes": []}}}


async def test_editors_may_spend_more(store: Store) -> None:
    request = Request(QUERY, None, {"n": 100})

    assert await asked(store, request, staff=True) == {"data": {"networks": {"nodes": []}}}


async def test_the_cost_is_told_when_it_is_asked_for(store: Store) -> None:
    request = Request(QUERY, None, {"n": 10}, telling=True)

    assert await asked(store, request) == {
        "data": {"networks": {"nodes": []}},
        "extensions": {"cost": {"requested": 31, "allowed": 100}},
    }
