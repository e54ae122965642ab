"""How large a document may be is what the operator says, at the door as everywhere."""

import pytest

from server import create_app
from settings import Settings
from tests.web.conftest import asking

TWO = "{ a: networks { totalCount } b: networks { totalCount } }"

BOUNDS = {
    "document_characters": (56, "A document may be 56 characters long; this one is 57."),
    "document_lines": (1, "A document may have 1 lines; this one has 2."),
    "document_tokens": (13, "Syntax Error: Document contains more than 13 tokens."),
    "document_operations": (1, "A document may hold 1 operations; this one has 2."),
    "most_depth": (1, "Fields may go 1 deep into one another; here they go 2 deep."),
    "most_fields": (3, "An operation may ask for 3 fields, fragments spread; this one has 4."),
    "most_aliases": (1, "An operation may give 1 aliases, fragments spread; this one has 2."),
    "most_places": (1, "A field may be asked for in 1 places at once; here one is in 2."),
    "most_directives": (1, "A field may have 1 directives; here one has 2."),
}

ASKED = {
    "document_lines": "{\n__typename }",
    "document_operations": "query A { __typename } query B { __typename }",
    "most_places": "{ __typename __typename }",
    "most_directives": "{ __typename @skip(if: false) @include(if: true) }",
}


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize("name", BOUNDS)
async def test_each_bound_is_a_setting(name: str, database: str) -> None:
    most, said = BOUNDS[name]
    told = []

    for value in (most, most + 1):
        settings = Settings.model_validate({"database_url": database, name: value})
        app = create_app(settings)
        async with app.router.lifespan_context(app), asking(app) as client:
            body = {
                "query": ASKED.get(name, TWO),
                "operationName": "A" if name in OPERATIONS else None,
            }
            told.append((await client.post("/graphql", json=body)).json())

    assert told[0]["errors"][0]["message"].startswith(said)
    assert list(told[1]) == ["data"]


OPERATIONS = {"document_operations"}


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_how_much_is_told_is_a_setting(database: str) -> None:
    app = create_app(Settings(database_url=database, most_errors=2, most_introspected=3))

    async with app.router.lifespan_context(app), asking(app) as client:
        faulty, unusable, wide, narrow = [
            (await client.post("/graphql", json=body)).json()
            for body in (
                {"query": "{ a b c }"},
                {
                    "query": "query ($a: Int!, $b: Int!, $c: Int!) "
                    "{ x: networks(first: $a) { totalCount } y: networks(first: $b) "
                    "{ totalCount } z: networks(first: $c) { totalCount } }"
                },
                {"query": "{ __schema { queryType { name kind } } }"},
                {"query": '{ __type(name: "Query") { name kind } }'},
            )
        ]

    assert len(faulty["errors"]) == 2
    assert [it["extensions"]["code"] for it in unusable["errors"][:2]] == ["BAD_USER_INPUT"] * 2
    assert len(unusable["errors"]) == 2
    assert wide["errors"][0]["extensions"] == {"code": "COST_LIMIT_EXCEEDED"}
    assert narrow == {"data": {"__type": {"name": "Query", "kind": "OBJECT"}}}
