"""What may stand in an argument: nulls, ids, moments, texts. What may not is refused in words.

A refusal is one error with a code, and no data; nothing that a client can send is an accident.
"""

import json
from typing import Any

import pytest

from services.database.storage import Store
from tests import factories
from tests.asking import Asking

UNKNOWN = "00000000-0000-7000-8000-000000000000"
LONG = "x" * 64

REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "no id": ("{ node(id: 5) { id } }", {}),
    "an empty id": ('{ node(id: "") { id } }', {}),
    "no id among ids": (f'{{ nodes(ids: ["{UNKNOWN}", "x"]) {{ id }} }}', {}),
    "too many ids": ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": [UNKNOWN] * 101}),
    "no id in a filter": ('{ networks(where: {id: {eq: "x"}}) { totalCount } }', {}),
    "no id in a list": ('{ networks(where: {id: {in: ["x"]}}) { totalCount } }', {}),
    "null for an address": ('query($s: String = "x") { network(slug: $s) { id } }', {"s": None}),
    "null for ids": ("query($i: [ID!] = []) { nodes(ids: $i) { id } }", {"i": None}),
    "null for an id": (f'query($i: ID = "{UNKNOWN}") {{ node(id: $i) {{ id }} }}', {"i": None}),
    "null for a direction": (
        "query($d: Direction) {"
        " networks(orderBy: [{field: TITLE, direction: $d}]) { totalCount } }",
        {"d": None},
    ),
    "null among many": (
        "query($n: Int = 1) { networks(where: {position: {in: [$n]}}) { totalCount } }",
        {"n": None},
    ),
    "null for @skip": (
        "query($b: Boolean = true) { networks { totalCount @skip(if: $b) } }",
        {"b": None},
    ),
    "null for @include": (
        "query($b: Boolean = true) { networks { totalCount @include(if: $b) } }",
        {"b": None},
    ),
    "NUL in an address": ("query($s: String!) { network(slug: $s) { id } }", {"s": "\0"}),
    "NUL in a search": (
        "query($s: String!) { networks(where: {title: {contains: $s}}) { totalCount } }",
        {"s": "a\0b"},
    ),
    "NUL in a list": (
        "query($s: [String!]) { networks(where: {slug: {in: $s}}) { totalCount } }",
        {"s": ["a", "\0"]},
    ),
    "a huge number": ("query($n: Int) { networks(first: $n) { totalCount } }", {"n": 10**40}),
    "no moment": (
        "query($d: DateTime) { meetings(where: {startsAt: {gt: $d}}) { totalCount } }",
        {"d": "2026-01-01T00:00:00"},
    ),
    "a moment before the first": (
        "query($d: DateTime) { meetings(where: {startsAt: {gt: $d}}) { totalCount } }",
        {"d": "0001-01-01T00:00:00+14:00"},
    ),
    "a moment past the last": (
        "query($d: DateTime) { meetings(where: {startsAt: {gt: $d}}) { totalCount } }",
        {"d": "9999-12-31T23:59:59-14:00"},
    ),
    "a filter too deep": (
        "query($f: NetworkFilter) { networks(where: $f) { totalCount } }",
        {"f": json.loads('{"not": ' * 9 + "{}" + "}" * 9)},
    ),
    "a filter too wide": (
        "query($f: NetworkFilter) { networks(where: $f) { totalCount } }",
        {"f": {"or": [{"position": {"eq": number}} for number in range(201)]}},
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_cannot_be_meant_is_refused(ask: Asking, name: str) -> None:
    query, variables = REFUSED[name]

    assert await ask.code(query, variables) == "BAD_USER_INPUT"


ALLOWED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "a comparison of yes and of 1": (
        "{ meetings(where: {version: {eq: 1}, allDay: {eq: false}}) { totalCount } }",
        {},
        {"meetings": {"totalCount": 1}},
    ),
    "a moment as a literal": (
        '{ meetings(where: {startsAt: {gte: "2026-10-01T09:00:00+02:00"}}) { totalCount } }',
        {},
        {"meetings": {"totalCount": 1}},
    ),
    "the first days of all": (
        "query($d: DateTime!) { meetings(where: {overlaps: {from: $d, to: $d}}) { totalCount } }",
        {"d": "0001-01-03T00:00:00Z"},
        {"meetings": {"totalCount": 0}},
    ),
    "variables beside the root's own name": (
        "query($d: DateTime, $s: MeetingState) {"
        " __typename meetings(where: {startsAt: {gt: $d}, state: {eq: $s}}) { totalCount } }",
        {"d": "2026-01-01T00:00:00Z", "s": "CONFIRMED"},
        {"__typename": "Query", "meetings": {"totalCount": 1}},
    ),
    "no ids": ("{ nodes(ids: []) { id } }", {}, {"nodes": []}),
    "ids of nothing": (
        f'{{ node(id: "{UNKNOWN}") {{ id }} nodes(ids: ["{UNKNOWN}", "{UNKNOWN}"]) {{ id }} }}',
        {},
        {"node": None, "nodes": [None, None]},
    ),
    "addresses of nothing": (
        '{ network(slug: "okänd") { id } page(path: "/okänd") { id } edition(year: 1) { id } }',
        {},
        {"network": None, "page": None, "edition": None},
    ),
    "null where nothing is asked for": (
        "query($w: MeetingFilter, $o: [MeetingOrder!], $n: Int, $c: String) {"
        " meetings(where: $w, orderBy: $o, first: $n, after: $c) { totalCount }"
        " two: meetings(where: {title: null, state: {eq: null}}) { totalCount } }",
        {"w": None, "o": None, "n": None, "c": None},
        {"meetings": {"totalCount": 1}, "two": {"totalCount": 1}},
    ),
    "a variable that was not sent": (
        "query($n: Int, $s: MeetingState) {"
        " meetings(first: $n, where: {state: {eq: $s}}) { totalCount } }",
        {},
        {"meetings": {"totalCount": 1}},
    ),
    "nothing to choose from, nothing to hold": (
        "{ a: meetings(where: {or: []}) { totalCount } b: meetings(where: {and: []}) { totalCount }"
        " c: meetings(where: {not: {}}) { totalCount } d: meetings(where: {}) { totalCount } }",
        {},
        {
            "a": {"totalCount": 0},
            "b": {"totalCount": 1},
            "c": {"totalCount": 0},
            "d": {"totalCount": 1},
        },
    ),
    "names longer than PostgreSQL's": (
        f"{{ meetings {{ {LONG}a: totalCount {LONG}b: __typename"
        f" nodes {{ {LONG}c: title {LONG}d: __typename }} }} }}",
        {},
        {
            "meetings": {
                f"{LONG}a": 1,
                f"{LONG}b": "MeetingConnection",
                "nodes": [{f"{LONG}c": "Träff om högläsning", f"{LONG}d": "Meeting"}],
            }
        },
    ),
}


@pytest.mark.parametrize("name", ALLOWED)
async def test_what_can_be_meant_is_answered(store: Store, ask: Asking, name: str) -> None:
    query, variables, expected = ALLOWED[name]
    async with store.writing():
        await factories.meeting()

    assert await ask.data(query, variables) == expected


async def test_an_id_may_be_written_in_capitals(store: Store, ask: Asking) -> None:
    async with store.writing():
        id_ = str(await factories.network())

    found = await ask.data("query($i: ID!) { node(id: $i) { id } }", {"i": id_.upper()})

    assert found == {"node": {"id": id_}}


async def test_the_same_id_twice_is_told_twice(store: Store, ask: Asking) -> None:
    async with store.writing():
        network, contact = str(await factories.network()), str(await factories.contact())

    found = await ask.data(
        "query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": [contact, network, UNKNOWN, contact]}
    )

    told: list[Any] = [{"id": contact}, {"id": network}, None, {"id": contact}]
    assert found == {"nodes": told}


async def test_a_kept_plan_tells_of_the_type_that_is_asked_for_now(ask: Asking) -> None:
    query = "query($name: String!) { __type(name: $name) { name } }"

    found = [await ask.data(query, {"name": it}) for it in ("Network", "Meeting", "X", "Network")]

    assert found == [
        {"__type": {"name": "Network"}},
        {"__type": {"name": "Meeting"}},
        {"__type": None},
        {"__type": {"name": "Network"}},
    ]


@pytest.mark.parametrize("number", ["position", "audience"])
async def test_empty_lists_of_numbers_and_of_texts_are_two(ask: Asking, number: str) -> None:
    where = f"{{ {number}: {{ in: [] }}, slug: {{ notIn: [] }} }}"

    found = await ask.data(f"{{ networks(where: {where}) {{ totalCount }} }}")

    assert found == {"networks": {"totalCount": 0}}
