"""Whatever is sent that is no request gets the right status, and JSON that says what is wrong."""

import itertools
import json

import pytest
from httpx import AsyncClient, Response

from server import create_app
from settings import Settings
from tests.web.conftest import asking
from tests.web.malformed import ACCEPTED, MOST, Malformed, good, malformed

CODES = {403: "FORBIDDEN"}


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_every_malformed_request_is_refused_for_its_first_fault(database: str) -> None:
    app = create_app(Settings(database_url=database, body_limit=MOST, visitor_rate=0))
    requests = list(malformed())

    async with app.router.lifespan_context(app), asking(app) as client:
        wrong = [
            (request, accept, answer.status_code, answer.text)
            for request, accept in zip(requests, itertools.cycle(ACCEPTED), strict=False)
            if not told(answer := await sent(client, request, accept), request, accept)
        ]

    assert wrong == []
    assert len(requests) >= 1_000


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_without_the_fault_the_same_request_is_answered(database: str) -> None:
    app = create_app(Settings(database_url=database, body_limit=MOST, visitor_rate=0))

    async with app.router.lifespan_context(app), asking(app) as client:
        answers = [
            await sent(client, good(method), accept)
            for method, accept in itertools.product(("GET", "POST"), ACCEPTED)
        ]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.text for answer in answers} == {'{"data":{"__typename":"Query"}}'}


async def sent(client: AsyncClient, request: Malformed, accept: str | None) -> Response:
    headers = {"accept": accept, **request.headers}
    client.headers.clear()
    return await client.request(
        request.method,
        f"/graphql?{request.query}",
        headers={name: value for name, value in headers.items() if value is not None},
        content=request.body,
    )


def told(answer: Response, request: Malformed, accept: str | None) -> bool:
    """Whether an answer is as it must be: status, type, headers, and one error with its code."""
    plain = request.status in (405, 406) or accept in (None, "*/*")
    kind = "application/json" if plain else accept
    body = json.loads(answer.content)
    [error] = body.get("errors", [{}])
    return (
        answer.status_code == request.status
        and answer.headers["content-type"] == f"{kind}; charset=utf-8"
        and answer.headers["x-content-type-options"] == "nosniff"
        and "x-request-id" in answer.headers
        and list(body) == ["errors"]
        and error["extensions"] == {"code": CODES.get(request.status, "BAD_REQUEST")}
        and len(error["message"]) > 10
    )
