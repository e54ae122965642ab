"""A document that would cost too much to validate is refused before it is, in words that help."""

import pytest
from graphql import parse

from resolvers.limits import too_large
from tests.asking import Asking

DEEP = "{networks{nodes{" + "contacts{networks{nodes{" * 4 + "slug" + "}}}" * 4 + "}}}"
FIELDS = " ".join(f"f{number}" for number in range(400))
CHAIN = " ".join(
    f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}" for number in range(60)
)

REFUSED = {
    "depth": (DEEP, "Fields may go 12 deep into one another; here they go 15 deep."),
    "many fields": (
        f"{{ {FIELDS} networks {{ {FIELDS} }} }}",
        "An operation may ask for 500 fields, fragments spread; this one has 801.",
    ),
    "aliases": (
        "{" + " ".join(f"a{number}: networks {{ totalCount }}" for number in range(51)) + "}",
        "An operation may give 50 aliases, fragments spread; this one has 51.",
    ),
    "a field in many places": (
        "{" + "networks { totalCount } " * 26 + "}",
        "A field may be asked for in 25 places at once; here one is in 26.",
    ),
    "places that multiply": (
        "{" + ("networks {" + "nodes { slug } " * 6 + "} ") * 5 + "}",
        "A field may be asked for in 25 places at once; here one is in 30.",
    ),
    "places in fragments": (
        "{" + "... { networks { totalCount } } " * 26 + "}",
        "A field may be asked for in 25 places at once; here one is in 26.",
    ),
    "directives": (
        "{ networks " + "@include(if: true) " * 11 + "{ totalCount } }",
        "A field may have 10 directives; here one has 11.",
    ),
    "operations": (
        " ".join(f"query Q{number} {{ networks {{ totalCount }} }}" for number in range(21)),
        "A document may hold 20 operations; this one has 21.",
    ),
}


@pytest.mark.parametrize("bomb", REFUSED)
async def test_what_is_too_large_is_refused_with_the_limit_and_what_was_found(
    bomb: str, ask: Asking
) -> None:
    query, said = REFUSED[bomb]

    answer = await ask(query)

    [error] = answer["errors"]
    assert error["message"] == said
    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_a_fragment_is_measured_once_however_often_it_is_spread() -> None:
    query = "{ ...F0 } " + CHAIN + " fragment F60 on Query { networks { totalCount } }"

    fields, places = too_large(parse(query))

    doubled = 2**60
    assert fields.message == (
        f"An operation may ask for 500 fields, fragments spread; this one has {2 * doubled}."
    )
    assert places.message == (
        f"A field may be asked for in 25 places at once; here one is in {doubled}."
    )


async def test_a_fragment_that_spreads_itself_is_refused_by_validation(ask: Asking) -> None:
    answer = await ask("{ ...F } fragment F on Query { ...F }")

    [error] = answer["errors"]
    assert error["message"] == "Cannot spread fragment 'F' within itself."


async def test_the_introspection_of_explorers_is_not_too_deep(ask: Asking) -> None:
    chain = "ofType { kind name " * 9 + "}" * 9
    query = f"{{ __schema {{ types {{ fields {{ args {{ type {{ kind name {chain} }} }} }} }} }} }}"

    assert too_large(parse(query)) == []
    assert list(await ask(query)) == ["data"]


async def test_lists_go_five_deep_into_one_another(ask: Asking) -> None:
    lists = ["networks", "contacts"] * 3
    five = "".join(_inside(name) for name in lists[:5])
    six = "".join(_inside(name) for name in lists)

    assert list(await ask(_closed(five))) == ["data"]
    assert await ask.code(_closed(six)) == "BAD_USER_INPUT"


def _inside(name: str) -> str:
    return "networks{nodes{" if name == "networks" else "contacts{"


def _closed(opened: str) -> str:
    return "{" + opened + "slug" + "}" * (opened.count("{") - opened.count("}")) + "}"
