"""Whether an id is of something hidden, or of nothing, is told by nothing: no cost, no fault."""

from uuid import UUID

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from tests.factories import DRAFT, network

NOTHING = UUID(int=7 << 76 | 1 << 63 | 1)
MEETINGS = "... on Network { meetings(first: $first, after: $after) { nodes { title } } }"
ASKED = [
    "query ($id: ID!, $first: Int, $after: String) { node(id: $id) { id %s } }",
    "query ($id: ID!, $first: Int, $after: String) { nodes(ids: [$id, $id]) { id %s } }",
    "mutation ($id: ID!, $first: Int, $after: String) "
    "{ signOut { query { node(id: $id) { id %s } } } }",
]

CASES = [(100, None, True), (500, None, False), (100, "no cursor", False)]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("first", "after", "costs"), CASES)
async def test_what_is_hidden_costs_what_nothing_costs(
    app: Starlette, client: AsyncClient, asked: str, first: int, after: str | None, costs: bool
) -> None:
    async with app.state.store.writing():
        hidden = await network("Hemligt", DRAFT)
    answers = []

    for id_ in (hidden, NOTHING):
        variables = {"id": str(id_), "first": first, "after": after}
        body = {"query": asked % MEETINGS, "variables": variables}
        answer = await client.post("/graphql", json=body, headers={"GraphQL-Cost": "1"})
        answers.append(answer.text)

    assert answers[0] == answers[1]
    assert ('"requested":' in answers[0]) is costs
    assert ('"code":"BAD_USER_INPUT"' in answers[0]) is not costs
