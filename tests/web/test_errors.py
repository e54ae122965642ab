"""What is answered where nothing else answers, in the form that the asker reads."""

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from services.database.storage import Unreachable
from tests.web.conftest import one_error

NOTHING = {
    "errors": [
        {
            "message": "There is nothing here; GraphQL is at /graphql.",
            "extensions": {"code": "NOT_FOUND"},
        }
    ]
}


async def test_a_program_is_told_in_json_that_there_is_nothing(client: AsyncClient) -> None:
    answer = await client.get("/nowhere")

    assert (answer.status_code, answer.json()) == (404, NOTHING)
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_browser_is_shown_that_there_is_nothing(client: AsyncClient) -> None:
    answer = await client.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer.status_code == 404
    assert "<h1>Här finns ingenting</h1>" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["vary"] == "Accept"


async def test_a_method_that_leads_nowhere_is_told_which_do(client: AsyncClient) -> None:
    answer = await client.post("/livez")

    assert answer.status_code == 405
    assert one_error(answer.content) == {
        "message": "Ask with GET or HEAD.",
        "extensions": {"code": "BAD_REQUEST"},
    }
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/explorer", "/sign-in"])
async def test_a_bad_token_is_refused_wherever_it_is_shown(
    client: AsyncClient, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.get(path, headers={"Authorization": "Bearer x"})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert one_error(answer.content) == {
        "message": "There is no such token, or it has expired or been revoked: ask for a new one.",
        "extensions": {"code": "UNAUTHENTICATED"},
    }
    assert caplog.records == []


async def test_a_database_that_is_away_is_told_of_on_pages_as_well(
    app: Starlette, client: AsyncClient
) -> None:
    async def reach(request: Request) -> None:
        raise Unreachable("nobody is there")

    app.router.routes.insert(0, Route("/reach", reach))

    answer = await client.get("/reach", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "The database does not answer now; try again in a moment." in answer.text


async def test_an_accident_tells_nothing_of_what_happened(
    app: Starlette, client: AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble(request: Request) -> None:
        raise RuntimeError("the secret reason")

    app.router.routes.insert(0, Route("/stumble", stumble))

    answer = await client.get("/stumble", headers={"X-Request-Id": "from-a-proxy"})

    assert answer.status_code == 500
    assert one_error(answer.content) == {
        "message": "Something went wrong here; it has been written down as from-a-proxy.",
        "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "from-a-proxy"},
    }
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"] == "from-a-proxy"
    assert "Accident in request from-a-proxy" in caplog.text
    assert "the secret reason" in caplog.text
