"""A request has an id, on every answer: the client's own, if it could stand in a log as a word."""

import re

import pytest
from httpx import AsyncClient

QUESTION = {"query": "{ __typename }"}

USABLE = ["a", "0", "a" * 100, "01JB:x/y+z=", "!~"]
UNUSABLE = [b"", b" ", b"a b", b"a" * 101, b"a\tb", b"a\x7f", "å".encode(), b"a,\x80"]

NEW = re.compile("[0-9a-f]{32}")


@pytest.fixture(params=["sqlite"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Nothing here depends on the database."""
    return str(request.param)


@pytest.mark.parametrize("given", USABLE)
async def test_an_id_that_is_brought_along_is_kept(client: AsyncClient, given: str) -> None:
    answer = await client.post("/graphql", json=QUESTION, headers={"X-Request-Id": given})

    assert answer.headers.get_list("x-request-id") == [given]


@pytest.mark.parametrize("given", UNUSABLE)
async def test_what_is_no_id_is_replaced(client: AsyncClient, given: bytes) -> None:
    answer = await client.post("/graphql", json=QUESTION, headers=[(b"X-Request-Id", given)])

    assert NEW.fullmatch(answer.headers["x-request-id"])


async def test_two_ids_are_none(client: AsyncClient) -> None:
    both = [("X-Request-Id", "a"), ("X-Request-Id", "b")]

    answer = await client.post("/graphql", json=QUESTION, headers=both)

    assert NEW.fullmatch(answer.headers["x-request-id"])


@pytest.mark.parametrize("path", ["/", "/graphql", "/schema.graphql", "/livez", "/readyz", "/no"])
@pytest.mark.parametrize("method", ["GET", "PUT", "OPTIONS"])
async def test_every_answer_has_one_of_its_own(client: AsyncClient, method: str, path: str) -> None:
    answers = [await client.request(method, path) for _ in range(2)]

    ids = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(ids)) == 2
    assert all(NEW.fullmatch(it) for it in ids)
    assert all("server" not in answer.headers for answer in answers)
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
