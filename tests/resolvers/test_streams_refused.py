"""What cannot be followed is refused when it is asked for, and not in the middle of a stream."""

import pytest

from resolvers.answering import Answer
from resolvers.gate import Gate
from resolvers.streaming import Stream
from schema import built
from services.database.storage import Store
from services.policy import Allowance
from tests.asking import EDITOR, read
from tests.resolvers.streams import begun


@pytest.fixture
def gate(store: Store) -> Gate:
    """The gate of an empty store."""
    return Gate(built(), store)


REFUSED: list[tuple[str, str, str]] = [
    ('{ changes(after: "p1") { contentId } }', "BAD_USER_INPUT", "is no cursor of a change"),
    ('{ changes(after: "a0") { contentId } }', "BAD_USER_INPUT", "is no cursor of a change"),
    ('{ changes(after: "") { contentId } }', "BAD_USER_INPUT", "is no cursor of a change"),
    ('{ changes(after: "p\u0660") { contentId } }', "BAD_USER_INPUT", "is no cursor of a change"),
    ("{ changes(types: []) { contentId } }", "BAD_USER_INPUT", "`types` is empty"),
    ("{ changes @skip(if: true) { contentId } }", "GRAPHQL_VALIDATION_FAILED", "@skip"),
    ("{ ... @skip(if: true) { changes { contentId } } }", "GRAPHQL_VALIDATION_FAILED", "@skip"),
    ("@view(drafts: true) { changes { contentId } }", "UNAUTHENTICATED", "are for editors"),
    (
        "{ changes { content { ... on Network { meetings(first: 500) { totalCount } } } } }",
        "BAD_USER_INPUT",
        "ask for 0 to 100",
    ),
    (
        '{ changes { content { ... on Network { meetings(after: "x") { nodes { id } } } } } }',
        "BAD_USER_INPUT",
        "cursor",
    ),
]


@pytest.mark.parametrize(("query", "code", "said"), REFUSED)
async def test_what_cannot_be_told_is_refused_at_once(
    gate: Gate, query: str, code: str, said: str
) -> None:
    answer = await begun(gate, f"subscription {query}")

    expect_refused(answer, code, said)


async def test_another_moment_is_refused(gate: Gate) -> None:
    query = 'subscription @view(at: "2027-01-01T00:00Z") { changes { contentId } }'

    expect_refused(await begun(gate, query, EDITOR), "BAD_USER_INPUT", "as it changes")


async def test_a_change_may_cost_what_an_operation_may(store: Store) -> None:
    gate = Gate(built(), store, Allowance(visitor=20, editor=20))
    fields = "content { ... on Network { meetings(first: 30) { nodes { title } } } }"

    refused = await begun(gate, f"subscription {{ changes {{ {fields} }} }}")
    cheap = await begun(gate, f"subscription {{ changes(types: [PAGE]) {{ {fields} }} }}")

    expect_refused(refused, "COST_LIMIT_EXCEEDED", "20 is allowed")
    assert isinstance(cheap, Stream)


def expect_refused(answer: Answer | Stream, code: str, said: str) -> None:
    assert isinstance(answer, Answer)
    [error] = read(answer.body)["errors"]
    assert (answer.refused, error["extensions"]["code"]) == (code, code)
    assert said in error["message"]
