"""Faults say where they are and what to do, in words that a front-end's developer knows."""

from typing import Any

import pytest

from tests.asking import Asking

WHERE: dict[str, tuple[str, dict[str, Any], list[tuple[int, int]]]] = {
    "a page too large": ("{\n  networks(first: 101) { totalCount }\n}", {}, [(2, 3)]),
    "a variable that is too large": (
        "query($n: Int) { networks(first: $n) { totalCount } }",
        {"n": 101},
        [(1, 18)],
    ),
    "a page of both ends, further in": (
        "{ networks {\n nodes {\n  meetings(first: 1, last: 1) { totalCount } } } }",
        {},
        [(3, 3)],
    ),
    "an alias": ("{ a: networks(first: 1) { totalCount } b: pages(last: -1) { totalCount } }",
                 {}, [(1, 40)]),
    "two places that ask for one field": (
        "{ networks(first: -1) { totalCount }\n networks(first: -1) { totalCount } }",
        {},
        [(1, 3), (2, 2)],
    ),
    "a fragment": (
        "{ ...F }\nfragment F on Query { networks(first: -1) { totalCount } }",
        {},
        [(2, 23)],
    ),
    "too many changes": ("{ changes(first: 101) { totalCount } }", {}, [(1, 3)]),
}  # fmt: skip


@pytest.mark.parametrize("name", WHERE)
async def test_a_fault_in_an_argument_says_where_it_is(ask: Asking, name: str) -> None:
    query, variables, places = WHERE[name]

    found = await ask(query, variables)

    [error] = found["errors"]
    assert [tuple(it.values()) for it in error["locations"]] == places
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


WORDS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a null": (
        "query($slug: String!) { network(slug: $slug) { id } }",
        {"slug": None},
        "Variable '$slug' has invalid value: "
        "Expected value of non-null type 'String!' not to be null.",
    ),
    "a literal that is null": (
        "{ network(slug: null) { id } }",
        {},
        "Expected value of non-null type 'String!' not to be null.",
    ),
    "no day": (
        "query($day: Date!) { calendar(from: $day, to: $day) { days { date } } }",
        {"day": "2026-02-30"},
        "Variable '$day' has invalid value: '2026-02-30' is no Date: there is no such day.",
    ),
    "a literal that is no moment": (
        '{ meetings(where: {startsAt: {gt: "2026"}}) { totalCount } }',
        {},
        "'2026' is no DateTime: write it like 2026-09-01T09:00:00+02:00, offset and all.",
    ),
    "several operations": (
        "query A { networks { totalCount } } query B { pages { totalCount } }",
        {},
        "Say in `operationName` which operation to run; the document has: A, B.",
    ),
}


@pytest.mark.parametrize("name", WORDS)
async def test_a_fault_says_what_to_do(ask: Asking, name: str) -> None:
    query, variables, words = WORDS[name]

    found = await ask(query, variables)

    assert [it["message"] for it in found["errors"]] == [words]


@pytest.mark.parametrize("literal", ['"2026"', "2026", "[]", "{a: 1}", "TODAY"])
async def test_a_literal_that_cannot_be_read_says_where_it_is(ask: Asking, literal: str) -> None:
    found = await ask(f"{{ meetings(where: {{startsAt: {{gt: {literal}}}}}) {{ totalCount }} }}")

    [error] = found["errors"]
    assert error["locations"] == [{"line": 1, "column": 35}]
    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}
