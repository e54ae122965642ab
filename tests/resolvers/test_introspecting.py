"""What the schema tells of itself is what graphql-core itself would tell."""

from typing import Any

import pytest
from graphql import get_introspection_query, graphql_sync

from tests.asking import Asking

DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    (get_introspection_query(), {}),
    (
        get_introspection_query(
            specified_by_url=True,
            directive_is_repeatable=True,
            schema_description=True,
            input_value_deprecation=True,
        ),
        {},
    ),
    ("{ __typename a: __typename __schema { __typename queryType { __typename name } } }", {}),
    ('{ __type(name: "Nobody") { name } b: __type(name: "Meeting") { fields { name } } }', {}),
    ("query($name: String!) { __type(name: $name) { kind name } }", {"name": "MeetingTime"}),
    ('{ __type(name: "MeetingTime") { enumValues(includeDeprecated: true) { name } } }', {}),
    ('{ __type(name: "Node") { possibleTypes { name } interfaces { name } } }', {}),
    (
        "query($no: Boolean!) { __schema { directives { locations name @skip(if: $no) } } }",
        {"no": True},
    ),
    (
        "{ ...Q } fragment Q on Query { __schema { types { ...T } types { kind } } }"
        " fragment T on __Type { name isOneOf ... on __Type { specifiedByURL } }",
        {},
    ),
    ('{ __type(name: "Query") { fields { args { defaultValue type { ofType { name } } } } } }', {}),
]


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize(("query", "variables"), DOCUMENTS)
async def test_it_is_told_as_graphql_core_tells_it(
    ask: Asking, query: str, variables: dict[str, Any]
) -> None:

    wanted = graphql_sync(ask.gate.schema, query, variable_values=variables)

    assert wanted.errors is None
    assert await ask.data(query, variables) == wanted.data
