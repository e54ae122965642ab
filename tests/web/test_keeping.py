"""What may be kept: a visitor's answer to a GET, and only to ask again whether it still holds."""

from typing import Any
from urllib.parse import urlencode

import pytest
from httpx import AsyncClient

from tests.web.conftest import NETWORK

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
        ("GET", {"params": QUESTION, "headers": {"Cookie": "a=b"}}),
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
