"""Whether an id is of something hidden, or of nothing, is told by nothing: no cost, no fault."""

from uuid import UUID

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from tests.factories import DRAFT, network

NOTHING = UUID(int=7 << 76 | 1 << 63 | 1)
MEETINGS = "... on Network { meetings(first: %s) { nodes { title } } }"
ASKED = [
    "query ($id: ID!) { node(id: $id) { id %s } }",
    "query ($id: ID!) { nodes(ids: [$id, $id]) { id %s } }",
    "mutation ($id: ID!) { signOut { query { node(id: $id) { id %s } } } }",
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("first", "costs"), [(100, True), (500, False)])
async def test_what_is_hidden_costs_what_nothing_costs(
    app: Starlette, client: AsyncClient, asked: str, first: int, costs: bool
) -> None:
    async with app.state.store.writing():
        hidden = await network("Hemligt", DRAFT)
    answers = []

    for id_ in (hidden, NOTHING):
        body = {"query": asked % (MEETINGS % first), "variables": {"id": str(id_)}}
        answer = await client.post("/graphql", json=body, headers={"GraphQL-Cost": "1"})
        answers.append(answer.text)

    assert answers[0] == answers[1]
    assert ('"requested":' in answers[0]) is costs
    assert ("ask for 0 to 100 at a time" in answers[0]) is not costs
