"""Which other sites may ask through a browser, and which of a browser's requests are forged."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from server import create_app
from settings import Settings
from tests.web.conftest import asking, one_error
from web.origins import PREFLIGHTED

OURS = "http://knutpunkt.test"
EXPOSED = "ETag, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy"
LISTED, OTHER = "https://www.example.org", "https://other.example.org"
QUESTION = "/graphql?query={__typename}"
PREFLIGHT = {"Access-Control-Request-Method": "POST"}
FORGED = "A GET from another site needs the header GraphQL-Preflight: 1; or send a POST."

READ: list[tuple[dict[str, str], bool]] = [
    ({}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "same-origin", "Origin": OURS}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OTHER}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": LISTED}, True),
    ({"Sec-Fetch-Site": "same-site", "Origin": LISTED}, True),
    ({"Origin": OURS}, True),
    ({"Origin": "https://knutpunkt.test"}, True),  # TLS ended before us
    ({"Origin": "http://knutpunkt.test:8080"}, False),
    ({"Origin": LISTED}, True),
    ({"Origin": f"{LISTED}.evil.example"}, False),
    ({"Origin": OTHER}, False),
    ({"Origin": "null"}, False),
    *(({"Sec-Fetch-Site": "cross-site", name.decode(): "1"}, True) for name in PREFLIGHTED),
    *(({"Origin": OTHER, name.decode(): "1"}, True) for name in PREFLIGHTED),
    *(({"Origin": OTHER, name.decode(): ""}, False) for name in PREFLIGHTED),
]


@pytest.fixture(params=["sqlite"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Nothing here depends on the database."""
    return str(request.param)


@pytest.fixture
async def client(database: str) -> AsyncIterator[AsyncClient]:
    """A client of a server that lets one other site ask."""
    settings = Settings(database_url=database, cors_origins=f"{LISTED}, https://two.example.org")
    async for client in serving(settings):
        yield client


@pytest.fixture
async def anybodys(database: str) -> AsyncIterator[AsyncClient]:
    """A client of a server that lets every site ask."""
    async for client in serving(Settings(database_url=database, cors_origins="*")):
        yield client


async def serving(settings: Settings) -> AsyncIterator[AsyncClient]:
    app = create_app(settings)
    async with app.router.lifespan_context(app), asking(app) as client:
        yield client


@pytest.mark.parametrize(("headers", "read"), READ)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_forged_get_is_refused(
    client: AsyncClient, method: str, headers: dict[str, str], read: bool
) -> None:
    answer = await client.request(method, QUESTION, headers=headers)

    assert answer.status_code == (200 if read else 403)
    if not read and method == "GET":
        assert one_error(answer.content) == {
            "message": FORGED,
            "extensions": {"code": "FORBIDDEN"},
        }
    assert {"origin", "sec-fetch-site", "graphql-preflight"} <= varies(answer.headers["vary"])


async def test_a_post_needs_no_such_header(client: AsyncClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": OTHER}

    answer = await client.post("/graphql", json={"query": "{ __typename }"}, headers=foreign)

    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
    assert varies(answer.headers["vary"]) == {"accept", "accept-language", "origin"}


@pytest.mark.parametrize("query", ["{ __typename }", "{", ""])
async def test_a_listed_site_may_read_answers_and_refusals(client: AsyncClient, query: str) -> None:
    answer = await client.post("/graphql", json={"query": query}, headers={"Origin": LISTED})

    assert granted(answer.headers) == {
        "access-control-allow-origin": LISTED,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": EXPOSED,
    }


async def test_a_listed_site_is_told_what_it_may_send(client: AsyncClient) -> None:
    answer = await client.options("/graphql", headers={"Origin": LISTED, **PREFLIGHT})

    assert (answer.status_code, answer.content) == (204, b"")
    assert granted(answer.headers) == {
        "access-control-allow-origin": LISTED,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": EXPOSED,
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization, content-type, x-request-id, graphql-cost,"
        " if-none-match, traceparent, tracestate, apollographql-client-name,"
        " apollographql-client-version, graphql-preflight, apollo-require-preflight,"
        " x-apollo-operation-name, x-requested-with",
        "access-control-max-age": "7200",
    }
    assert varies(answer.headers["vary"]) == {"origin", "access-control-request-method"}


@pytest.mark.parametrize("origin", [OTHER, "null", OURS, LISTED.upper(), f"{LISTED}:443", ""])
async def test_a_stranger_may_send_nothing(client: AsyncClient, origin: str) -> None:
    answer = await client.options("/graphql", headers={"Origin": origin, **PREFLIGHT})

    assert answer.status_code == 403
    assert one_error(answer.content)["extensions"] == {"code": "FORBIDDEN"}
    assert granted(answer.headers) == {}


async def test_asking_for_the_methods_tells_them(client: AsyncClient) -> None:
    answer = await client.options("/graphql")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert granted(answer.headers) == {}


async def test_everybody_may_read_without_credentials(anybodys: AsyncClient) -> None:
    preflight = await anybodys.options("/graphql", headers={"Origin": OTHER, **PREFLIGHT})
    answer = await anybodys.get(QUESTION, headers={"Origin": OTHER, "Sec-Fetch-Site": "cross-site"})
    forged = await anybodys.get(QUESTION, headers={"Sec-Fetch-Site": "cross-site"})

    assert (preflight.status_code, answer.status_code, forged.status_code) == (204, 200, 403)
    for told in (preflight, answer):
        assert told.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in told.headers


def granted(headers: object) -> dict[str, str]:
    assert hasattr(headers, "items")
    return {name: value for name, value in headers.items() if name.startswith("access-control")}


def varies(vary: str) -> set[str]:
    return {name.strip().lower() for name in vary.split(",")}
