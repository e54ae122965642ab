"""A document is checked as if it were asked, before there is anybody to ask it."""

import pytest

from resolvers.checking import checked
from schema import built

DAY = "query Day($from: DateTime!, $to: DateTime!) "
CREATE = "createNetwork(input: $input) "
CHANGE = "mutation ($input: CreateNetworkInput!) { " + CREATE
AND_ASK = "mutation ($input: CreateNetworkInput!, $id: ID!) { " + CREATE
OVERLAPS = "{ meetings(where: {overlaps: {from: $from, to: $to}}) { nodes { title } } }"


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("{ networks { totalCount } }", 6),
        ("{ networks { nodes { title } } }", 21),
        ("query ($n: Int) { networks(first: $n) { nodes { title } } }", 21),
        ("query ($n: Int = 5) { networks(first: $n) { nodes { title } } }", 6),
        ("query ($n: Int!) { networks(first: $n) { nodes { title } } }", 21),
        ("query ($w: MeetingFilter!) { meetings(where: $w) { nodes { title } } }", 21),
        ("query ($a: String!) { meetings(after: $a) { nodes { title } } }", 21),
        (
            "query ($o: [MeetingOrder!]!, $yes: Boolean!)"
            "{ meetings(orderBy: $o) { nodes { title } totalCount @include(if: $yes) } }",
            26,
        ),
        (DAY + OVERLAPS, 21),
        ("query ($l: Locale!) @view(locale: $l) { __typename __schema { types { name } } }", 0),
        ("query ($id: ID!) { node(id: $id) { __typename } }", 1),
        (
            "query ($ids: [ID!]!) { nodes(ids: $ids)"
            "{ ... on Page { title } ... on Network { meetings(first: 9) { nodes { title } } } } }",
            11,
        ),
        ("mutation { __typename }", 0),
        (CHANGE + "{ errors { message } } }", 12),
        (CHANGE + "{ errors { message } network { contacts { name } } } }", 15),
        (CHANGE + "{ query { networks(first: 30) { nodes { title } } } } }", 43),
        (
            AND_ASK
            + "{ query { node(id: $id) { ... on Network { meetings { totalCount } } } } } }",
            19,
        ),
        ("query A { networks { totalCount } } query B { pages { nodes { title } } }", 21),
    ],
)
def test_a_document_is_priced_without_its_variables(text: str, cost: int) -> None:
    found = checked(built(), text)

    assert (found.faults, found.price.total) == ((), cost)


def test_operations_are_named() -> None:
    assert checked(built(), DAY + OVERLAPS).operations == ("Day",)
    assert checked(built(), "{ __typename }").operations == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{", ("line 1, column 2: Syntax Error: Expected Name, found <EOF>.",)),
        (
            "{\n  networks { nope }\n  none\n}",
            (
                "line 2, column 14: Cannot query field 'nope' on type 'NetworkConnection'.",
                "line 3, column 3: Cannot query field 'none' on type 'Query'.",
            ),
        ),
        (
            "query A { networks(first: 101) { totalCount } } query B { pages(first: 1, last: 1) "
            "{ totalCount } }",
            (
                "`first` is 101: ask for 0 to 100 at a time, and page on from there.",
                "Ask for `first` or `last`, not for both.",
            ),
        ),
        (
            "#" * 40_000,
            ("A document may be 32768 characters long; this one is 40000.",),
        ),
        (
            "{ networks { nodes "
            + "{ meetings { nodes { networks " * 3
            + "{ title }"
            + "}}}" * 3
            + "}}",
            ("Lists may go at most 5 deep into one another.",),
        ),
    ],
)
def test_what_is_wrong_with_a_document_is_told_at_once(text: str, faults: tuple[str, ...]) -> None:
    assert checked(built(), text).faults == faults
