"""What may be kept: a visitor's answer to a GET, and only to ask again whether it still holds."""

from typing import Any
from urllib.parse import urlencode

import pytest
from httpx import AsyncClient

from models.account import Role
from services.identity.signing_in import Entrance
from tests.web.conftest import NETWORK
from tests.web.test_identifying import app, cookie, entrance, token

__all__ = ["app", "entrance"]

QUESTION = {"query": NETWORK, "variables": '{"slug": "spraklust"}'}
ADDRESS = "/graphql?" + urlencode(QUESTION)
UNKNOWN = '"00000000000000000000000000000000"'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_visitors_answer_is_kept_and_asked_for_again(
    seeded: AsyncClient, method: str
) -> None:
    first = await seeded.request(method, ADDRESS)
    tag = first.headers["ETag"]

    again = await seeded.request(method, ADDRESS, headers={"If-None-Match": tag})

    assert (first.status_code, again.status_code) == (200, 304)
    assert bool(first.content) is (method == "GET")
    assert again.content == b""
    assert not {"content-type", "content-length"} & again.headers.keys()
    for answer in (first, again):
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Vary"] == (
            "Accept, Accept-Language, Origin, Sec-Fetch-Site, graphql-cost, graphql-preflight, "
            "apollo-require-preflight, x-apollo-operation-name, x-requested-with"
        )


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        (UNKNOWN + ", {tag}", 304),
        (UNKNOWN + ",W/{tag} , " + UNKNOWN, 304),
        ("*", 304),
        (UNKNOWN, 200),
        ("{tag}x", 200),
        ("", 200),
    ],
)
async def test_a_tag_is_known_however_it_is_named(
    seeded: AsyncClient, told: str, status: int
) -> None:
    tag = (await seeded.get(ADDRESS)).headers["ETag"]

    again = await seeded.get(ADDRESS, headers={"If-None-Match": told.format(tag=tag)})

    assert again.status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Language": "en"},
        {"Accept": "application/graphql-response+json"},
        {"GraphQL-Cost": "1"},
    ],
)
async def test_another_answer_has_another_tag(seeded: AsyncClient, headers: dict[str, str]) -> None:
    address = "/graphql?query={networks{nodes{title}}}"
    plain, other = await seeded.get(address), await seeded.get(address, headers=headers)

    known = {**headers, "If-None-Match": plain.headers["ETag"]}
    again = await seeded.get(address, headers=known)

    assert plain.headers["ETag"] != other.headers["ETag"]
    assert (again.status_code, again.content) == (200, other.content)


@pytest.mark.parametrize(
    ("method", "request_"),
    [
        ("POST", {"json": {"query": "{ __typename }"}}),
        ("GET", {"params": {"query": "{ nothing }"}}),
        ("GET", {"params": {"query": "{"}}),
        ("GET", {"params": {}}),
        ("GET", {"params": {"documentId": "unknown"}}),
        ("GET", {"params": QUESTION, "headers": {"Authorization": "Bearer x"}}),
        ("GET", {"params": QUESTION, "headers": {"Authorization": "Basic x"}}),
        ("OPTIONS", {}),
    ],
)
async def test_all_else_is_kept_nowhere(
    seeded: AsyncClient, method: str, request_: dict[str, Any]
) -> None:
    request_["headers"] = {"If-None-Match": "*", **request_.get("headers", {})}

    answer = await seeded.request(method, "/graphql", **request_)

    assert answer.status_code != 304
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


async def test_other_peoples_cookies_make_no_difference(seeded: AsyncClient) -> None:
    plain = await seeded.get(ADDRESS)

    again = await seeded.get(
        ADDRESS, headers={"Cookie": "theme=dark", "If-None-Match": plain.headers["ETag"]}
    )

    assert again.status_code == 304


async def test_what_somebody_asks_is_their_own_even_if_they_see_what_all_see(
    client: AsyncClient, entrance: Entrance
) -> None:
    address = "/graphql?query={networks{totalCount}}"
    plain = await client.get(address)

    for shown in (await cookie(entrance), await token(entrance, Role.PREVIEW)):
        headers = {**shown, "If-None-Match": plain.headers["ETag"]}
        own = await client.get(address, headers=headers)

        assert (own.status_code, own.content) == (200, plain.content)
        assert own.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in own.headers


async def test_an_answer_that_ends_a_session_is_not_kept(client: AsyncClient) -> None:
    headers = {"Cookie": "knutpunkt_session=over", "If-None-Match": "*"}

    answer = await client.get("/graphql?query={__typename}", headers=headers)

    assert answer.status_code == 200
    assert answer.headers["Set-Cookie"].startswith("knutpunkt_session=; ")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
