"""Accept, read as RFC 9110 tells it: the most specific range that matches a type counts."""

import pytest

from web.endpoint.negotiating import GRAPHQL, JSON, chosen, negotiated
from web.refusing import Refusal

CHOSEN: dict[bytes, bytes | None] = {
    b"application/json": JSON,
    b"application/*": JSON,
    b"*/*": JSON,
    b"text/html, */*;q=0.1": JSON,
    b"application/graphql-response+json": GRAPHQL,
    b"APPLICATION/GraphQL-Response+JSON; charset=UTF-8": GRAPHQL,
    b"application/graphql-response+json, application/json": GRAPHQL,
    b"application/json, application/graphql-response+json": GRAPHQL,
    b"application/json;q=0.9, application/graphql-response+json": GRAPHQL,
    b"application/json, application/graphql-response+json;q=0.9": JSON,
    b"application/graphql-response+json;q=0.5, */*": JSON,
    b"application/graphql-response+json;q=0.5, */*;q=0.4": GRAPHQL,
    b"application/graphql-response+json;q=0, application/json": JSON,
    b"application/graphql-response+json;q=0, */*": JSON,
    b"application/json;q=0, */*": GRAPHQL,
    b"*/*, application/*;q=0": None,
    b"text/html": None,
    b"application/json;q=0": None,
    b"application/json;q=0.000": None,
    b"application/json;q=2": None,
    b"application/json;q=0.1234": None,
    b"application/json;charset=latin1": None,
    b'application/json ; charset="utf-8" ; q=0.3': JSON,
    b"application/graphql-response+json, application/graphql+json, application/json,"
    b" text/event-stream, multipart/mixed": GRAPHQL,
    b",": None,
}


@pytest.mark.parametrize("accept", CHOSEN)
def test_the_type_follows_from_what_is_accepted(accept: bytes) -> None:
    assert chosen(accept) == CHOSEN[accept]


@pytest.mark.parametrize("accept", [None, b"", b"*/*"])
def test_who_says_nothing_gets_plain_json(accept: bytes | None) -> None:
    assert negotiated(accept) == JSON


def test_a_long_header_is_read_like_a_short_one() -> None:
    many = b"text/html, " * 100

    assert negotiated(many + GRAPHQL) == GRAPHQL
    with pytest.raises(Refusal) as refusal:
        negotiated(many + b"text/plain")
    assert refusal.value.status == 406
