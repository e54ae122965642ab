"""Documents that are made to cost are answered or refused after little work, whatever is in them.

Work is counted in calls of functions, Python's and C's, of which a millisecond holds some seven
thousand; ``make bench BENCH=bombs`` shows the time.
"""

import json
import sys

import pytest
from graphql import get_introspection_query

from benchmarks.bombs import KINDS, bombs
from resolvers.answering import Answer, Request, answer
from resolvers.gate import Gate
from schema import built
from services.database.storage import Store
from services.policy import Allowance
from services.view import VISITOR
from tests.factories import NOW

CALLS = 350_000
"""What stands for the 50 ms that a document may cost."""

UNPARSED, INVALID = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"
UNUSABLE, DEAR = "BAD_USER_INPUT", "COST_LIMIT_EXCEEDED"

REFUSED = {
    "fragments": (INVALID, "An operation may ask for 500 fields, fragments spread; this one has"),
    "fragments under aliases": (INVALID, "Fields may go 12 deep into one another; here they go"),
    "cycle": (INVALID, "Cannot spread fragment 'F0' within itself"),
    "cycles": (INVALID, "Cannot spread fragment 'F0' within itself"),
    "aliases": (INVALID, "An operation may give 50 aliases, fragments spread; this one has"),
    "directives": (INVALID, "The directive '@include' can only be used once"),
    "unknown directives": (INVALID, "Unknown directive '@d0'."),
    "operations": (INVALID, "A document may hold 20 operations; this one has"),
    "overlapping": (INVALID, "A field may be asked for in 25 places at once; here one is in"),
    "repeated": (INVALID, "A field may be asked for in 25 places at once; here one is in"),
    "introspection repeated": (INVALID, "A field may be asked for in 25 places at once; here one"),
    "introspections": (DEAR, "Introspection may tell 25000 values; ask for less of it at once."),
    "introspection cycles": (INVALID, "Maximum introspection depth exceeded"),
    "deep objects": (UNUSABLE, "Filters may stand at most 5 deep inside one another"),
    "deep": (UNUSABLE, "Lists may go at most 5 deep into one another."),
    "nested types": (INVALID, "Variable '$v' is never used."),
    "whole numbers": (INVALID, "A number may be written with 100 digits; here one has more."),
    "real numbers": (INVALID, "A number may be written with 100 digits; here one has more."),
    "lines": (INVALID, "A document may have 4000 lines; this one has"),
    "braces": (UNPARSED, "Syntax Error: Expected Name, found '{'."),
    "brackets": (UNPARSED, "Syntax Error: Document is nested too deeply."),
    "descriptions": (UNPARSED, "Syntax Error: Document contains more than 2000 tokens."),
    "half surrogates": (UNPARSED, "Syntax Error: Invalid Unicode escape sequence"),
}
"""With what the first that is refused for its size is refused."""


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize("kind", KINDS)
async def test_no_document_makes_much_work(kind: str, store: Store) -> None:
    await sent(store, "{ networks { nodes { slug } } }")  # what the first does once is not theirs
    for text in bombs(kind):
        before = store.statements
        found, calls = await worked(store, text)

        assert calls < CALLS, text[:100]
        assert store.statements - before <= 2
        if found.refused == UNPARSED:
            break  # and so are those that are larger


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize("kind", REFUSED)
async def test_each_is_refused_by_its_limit(kind: str, store: Store) -> None:
    code, said = REFUSED[kind]
    told = []

    for text in bombs(kind):
        found = await sent(store, text)
        if found.refused:
            told.append((found.refused, json.loads(found.body)["errors"][0]["message"]))
        if told and told[-1][0] == code and told[-1][1].startswith(said):
            return

    raise AssertionError(told)


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_what_explorers_ask_of_the_schema_is_far_from_a_bomb(store: Store) -> None:
    found, calls = await worked(store, get_introspection_query(input_value_deprecation=True))

    assert found.refused is None
    assert calls < CALLS / 2


async def worked(store: Store, text: str) -> tuple[Answer, int]:
    """Send a document that nobody sent before; give the answer, and the calls that it took."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        found = await sent(store, text)
    finally:
        sys.setprofile(None)
    return found, calls


async def sent(store: Store, text: str) -> Answer:
    gate = Gate(built(), store, Allowance())
    return await answer(gate, Request(text, None, {}), VISITOR, NOW, "sv")
