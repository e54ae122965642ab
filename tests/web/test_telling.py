"""What an answer tells beside its data when it is asked to: its cost, and its statements.

Visitors are told of the cost alone.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from models.account import Role
from services.identity.tokens import Terms, add_token

CREATE = 'mutation { createNetwork(input: {title: {sv: "A"}}) { network { id } errors { code } } }'
LISTED = "{ networks { nodes { title contacts { name } } } pages { totalCount } }"
BY_ID = '{ node(id: "01a20ee8-832d-7c8d-95bf-f7bcd660c3b5") { id } }'


@pytest.fixture
async def secret(app: Starlette) -> str:
    """The token of an editor."""
    now = datetime.now(UTC)
    return await add_token(
        app.state.store, Terms("Test", Role.EDITOR, now + timedelta(days=1)), now
    )


async def told(client: AsyncClient, query: str, **headers: str) -> Any:
    """Ask, and give what is told beside the data."""
    answer = await client.post("/graphql", json={"query": query}, headers=headers)
    found = answer.json()
    assert "errors" not in found
    return found.get("extensions")


async def test_who_is_signed_in_hears_of_cost_and_statements(
    seeded: AsyncClient, secret: str
) -> None:
    editor = {"Authorization": f"Bearer {secret}", "GraphQL-Cost": "1"}

    listed = await told(seeded, LISTED, **editor)
    by_id = await told(seeded, BY_ID, **editor)
    introspected = await told(seeded, "{ __typename }", **editor)

    assert listed == {"cost": {"requested": 67, "allowed": 20_000}, "statements": 1}
    assert by_id["statements"] == 2
    assert introspected["statements"] == 0


async def test_a_change_is_told_with_all_that_was_written(
    app: Starlette, seeded: AsyncClient, secret: str
) -> None:
    editor = {"Authorization": f"Bearer {secret}", "GraphQL-Cost": "1"}
    await told(seeded, CREATE, **editor)
    before = app.state.store.statements

    first = await told(seeded, CREATE, **editor)
    then = await told(seeded, f"{CREATE[:-1]} again: {CREATE[11:]}", **editor)

    assert 3 < first["statements"] < then["statements"] <= 2 * first["statements"]
    assert app.state.store.statements > before  # they are counted in the metrics as ever


async def test_a_visitor_hears_of_cost_only(seeded: AsyncClient) -> None:
    assert await told(seeded, BY_ID, **{"GraphQL-Cost": "1"}) == {
        "cost": {"requested": 1, "allowed": 2_000}
    }


async def test_nothing_is_told_unasked(seeded: AsyncClient, secret: str) -> None:
    assert await told(seeded, LISTED, Authorization=f"Bearer {secret}") is None
