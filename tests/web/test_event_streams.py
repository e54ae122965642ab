"""Answers as server-sent events, by the protocol graphql-sse: distinct connections."""

import pytest
from httpx import AsyncClient

from tests.web.conftest import one_error

EVENTS = {"Accept": "text/event-stream"}
LISTING = {"query": "{ networks { totalCount } }"}
TOLD = 'event: next\ndata: {"data":{"networks":{"totalCount":0}}}\n\nevent: complete\ndata:\n\n'


async def test_who_takes_nothing_but_events_is_told_an_answer_as_one(client: AsyncClient) -> None:
    answers = [
        await client.post("/graphql", json=LISTING, headers=EVENTS),
        await client.get("/graphql", params=LISTING, headers=EVENTS),
    ]

    for answer in answers:
        assert answer.text.replace(":\n\n", "", 1) == TOLD
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-accel-buffering"] == "no"
        assert "content-length" not in answer.headers


@pytest.mark.parametrize(
    "accept",
    [
        "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
        "text/event-stream, application/json;q=0.1",
        "text/event-stream, */*;q=0.1",
    ],
)
async def test_who_takes_json_as_well_gets_a_query_answered_so(
    client: AsyncClient, accept: str
) -> None:
    answer = await client.post("/graphql", json=LISTING, headers={"Accept": accept})

    assert answer.json() == {"data": {"networks": {"totalCount": 0}}}
    assert "json" in answer.headers["content-type"]


@pytest.mark.parametrize("accept", ["text/event-stream;q=0", "text/*", "text/html"])
async def test_who_does_not_ask_for_events_gets_none(client: AsyncClient, accept: str) -> None:
    answer = await client.post("/graphql", json=LISTING, headers={"Accept": accept})

    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("query", "code"),
    [("{ nothing }", "GRAPHQL_VALIDATION_FAILED"), ("{", "GRAPHQL_PARSE_FAILED")],
)
async def test_what_is_refused_is_no_stream(client: AsyncClient, query: str, code: str) -> None:
    answer = await client.post("/graphql", json={"query": query}, headers=EVENTS)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert one_error(answer.content)["extensions"] == {"code": code}


async def test_a_stream_that_is_only_looked_at_is_none(client: AsyncClient) -> None:
    answer = await client.head("/graphql", params=LISTING, headers=EVENTS)

    assert (answer.status_code, answer.content) == (200, b"")
