"""GraphQL over HTTP: what is answered, under which status, and what is refused along the way."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from server import create_app
from settings import Settings
from tests.web.conftest import asking, one_error

OWN = {"Accept": "application/graphql-response+json"}
JSON = {"Content-Type": "application/json"}
ANSWER = b'{"data":{"__typename":"Query"}}'
REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"query": "{"}, 400, "GRAPHQL_PARSE_FAILED"),
    ({"query": ""}, 400, "GRAPHQL_PARSE_FAILED"),
    ({"query": "{" + "a{" * 900}, 400, "GRAPHQL_PARSE_FAILED"),
    ({"query": "{ nothing }"}, 400, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "subscription { __typename }"}, 400, "GRAPHQL_VALIDATION_FAILED"),
    ({"query": "{ networks(first: 500) { totalCount } }"}, 400, "BAD_USER_INPUT"),
    ({"query": "query ($a: Int!) { networks(first: $a) { totalCount } }"}, 400, "BAD_USER_INPUT"),
    (
        {"query": "query A { __typename } query B { __typename }"},
        400,
        "OPERATION_RESOLUTION_FAILURE",
    ),
    ({"query": "{ __typename }", "operationName": "A"}, 400, "OPERATION_RESOLUTION_FAILURE"),
    ({"query": "query @view(drafts: true) { networks { totalCount } }"}, 401, "UNAUTHENTICATED"),
]


@pytest.mark.parametrize(("request_", "status", "code"), REFUSED)
async def test_what_is_not_executed_has_no_data(
    client: AsyncClient, request_: dict[str, Any], status: int, code: str
) -> None:
    own = await client.post("/graphql", json=request_, headers=OWN)
    plain = await client.post("/graphql", json=request_)

    assert (own.status_code, plain.status_code) == (status, 200)
    assert own.content == plain.content
    assert own.headers.get("WWW-Authenticate") == ("Bearer" if status == 401 else None)
    assert one_error(own.content)["extensions"] == {"code": code}


async def test_an_answer_tells_twenty_errors_at_most(client: AsyncClient) -> None:
    query = " ".join(f"a{number}" for number in range(30))

    answer = await client.post("/graphql", json={"query": f"{{ {query} }}"})

    assert len(answer.json()["errors"]) == 20


async def test_the_head_is_that_of_the_get(client: AsyncClient) -> None:
    question = {"query": "{ __typename }"}

    get = await client.get("/graphql", params=question)
    head = await client.head("/graphql", params=question)

    assert (get.status_code, get.content) == (200, ANSWER)
    assert (head.status_code, head.content) == (200, b"")
    own = {"x-request-id": ""}
    assert {**head.headers, **own} == {**get.headers, **own}


async def test_names_that_nobody_knows_are_ignored(client: AsyncClient) -> None:
    known: dict[str, object] = {
        "query": "{ __typename }",
        "operationName": "",
        "variables": None,
        "extensions": {},
    }

    post = await client.post("/graphql", json={**known, "id": 1, "more": [{}]})
    get = await client.get("/graphql?query={__typename}&operationName=&variables=&id=1&id=2")

    assert (post.content, get.content) == (ANSWER, ANSWER)


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json; charset=utf-8",
        'Application/JSON;charset="UTF-8"',
        "application/json ; ;",
    ],
)
async def test_json_in_utf_8_is_taken_however_it_is_named(
    client: AsyncClient, content_type: str
) -> None:
    body = json.dumps({"query": '{ __type(name: "Å🏊") { name } }'}, ensure_ascii=False).encode()
    headers = {"Content-Type": content_type, "Content-Encoding": "Identity"}

    answer = await client.post("/graphql", content=body, headers=headers)

    assert (answer.status_code, answer.content) == (200, b'{"data":{"__type":null}}')


async def test_a_mutation_is_refused_to_a_get(client: AsyncClient) -> None:
    asked = {"query": "query A { __typename } mutation B { __typename }"}

    for method in ("GET", "HEAD"):
        answer = await client.request(method, "/graphql", params={**asked, "operationName": "B"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    query = await client.get("/graphql", params={**asked, "operationName": "A"})

    assert query.status_code == 200


async def test_a_mutation_is_refused_to_a_get_whatever_else_is_wrong_with_it(
    client: AsyncClient,
) -> None:
    two = "query A { nothing } mutation B { nothing }"
    accept = {"Accept": "application/graphql-response+json"}
    asked: list[tuple[dict[str, str], int]] = [
        ({"query": "mutation { nothing }"}, 405),
        ({"query": two, "operationName": "B"}, 405),
        ({"query": two, "operationName": "A"}, 400),
        ({"query": two}, 400),
        ({"query": "mutation { nothing "}, 400),
    ]

    for params, status in asked:
        answer = await client.get("/graphql", params=params, headers=accept)

        assert (answer.status_code, answer.headers.get("allow")) == (
            status,
            "POST" if status == 405 else None,
        )


async def test_who_sends_too_much_hears_so(served: str) -> None:
    body = b'{"query": "' + b" " * 1_500_000 + b'{ __typename }"}'

    async with AsyncClient(base_url=served) as client:
        answer = await client.post("/graphql", content=body, headers=JSON)

    assert answer.status_code == 413
    assert one_error(answer.content)["message"] == "The body may have 1000000 bytes at most."


@pytest.mark.parametrize("line", ["G@T /graphql", f"GET /graphql?query={'a' * 70_000}"])
async def test_what_is_no_http_is_told_in_json(served: str, line: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(served.rpartition(":")[2]))

    writer.write(f"{line} HTTP/1.1\r\nHost: knutpunkt.test\r\n\r\n".encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")

    writer.close()
    status, *lines = head.decode().split("\r\n")
    assert status == "HTTP/1.1 400 Bad Request"
    assert {"content-type: application/json; charset=utf-8", "connection: close"} < set(lines)
    assert one_error(body) == {
        "message": "This cannot be read as HTTP: look at the request line, whose address may have "
        "65535 bytes at most, and at the headers.",
        "extensions": {"code": "BAD_REQUEST"},
    }


async def test_a_body_that_is_too_long_is_not_read_to_its_end(
    app: Starlette, client: AsyncClient
) -> None:
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            sent.append(b" " * 10_000)
            yield sent[-1]

    answer = await client.post("/graphql", content=endless(), headers=JSON)

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert len(sent) == 200  # twice what may be, so that who sends a little more is told


async def test_a_body_that_does_not_come_is_not_waited_for(database: str) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    app = create_app(Settings(database_url=database, operation_timeout=0.1))

    async with app.router.lifespan_context(app), asking(app) as client:
        answer = await client.post("/graphql", content=slow(), headers=JSON)

    assert answer.status_code == 408
    assert one_error(answer.content)["extensions"] == {"code": "TIMEOUT"}


async def test_an_accident_is_written_down_and_not_told(
    blank: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(database_url=blank))  # it has no tables
    asked = {"query": "query ($slug: String!) { network(slug: $slug) { title } }"}
    headers = {"X-Request-Id": "number-1"}

    async with app.router.lifespan_context(app), asking(app) as client:
        answer = await client.post(
            "/graphql", json={**asked, "variables": {"slug": "secret"}}, headers=headers
        )

    assert (answer.status_code, answer.headers["x-request-id"]) == (500, "number-1")
    assert one_error(answer.content) == {
        "message": "Something went wrong here; it has been written down as number-1.",
        "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "number-1"},
    }
    assert "Accident in request number-1" in caplog.text
    assert "Traceback" in caplog.text
