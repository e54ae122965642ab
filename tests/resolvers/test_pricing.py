"""What questions may cost, to the point: objects times the sizes of the lists that they are in."""

import pytest
from graphql import GraphQLSchema

from resolvers.collecting import Asked, collect
from resolvers.documents import Document, read_document
from resolvers.keeping import kinds_of
from resolvers.planning import Planning, Sorted, field
from schema import built
from services.compiler.pricing import Price, price

COSTS = {
    # a root object and the scalars in it
    '{ network(slug: "x") { id slug title version } }': 1,
    # a connection, and a page of it: the usual size, or the one asked for
    "{ networks { nodes { slug } } }": 1 + 20,
    "{ networks(first: 3) { nodes { slug } } }": 1 + 3,
    "{ networks(last: 0) { nodes { slug } } }": 1,
    # each part of a connection on its own
    "{ networks { totalCount } }": 1 + 5,
    "{ networks { pageInfo { endCursor } } }": 1 + 1,
    "{ networks { __typename } }": 1,
    "{ networks(first: 2) { edges { cursor } } }": 1 + 2,
    "{ networks(first: 2) { edges { node { slug } } nodes { slug } } }": 1 + (2 + 2) + 2,
    # short lists by what their fields declare, objects inside a row, values in a list
    "{ networks(first: 10) { nodes { contacts { name } } } }": 1 + 10 * (1 + 2),
    "{ networks(first: 10) { nodes { members { name } } } }": 1 + 10 * (1 + 15),
    "{ networks(first: 10) { nodes { body { html text } links { url } } } }": 1 + 10 * (1 + 1 + 5),
    '{ meeting(slug: "x") { venue { name organisation { name } } registration { mode } } }': 4,
    # what is nested multiplies
    "{ networks(first: 10) { nodes { meetings(first: 5) { totalCount nodes { slug } } } } }": 1
    + 10 * (1 + (1 + 5 + 5)),
    "{ focusAreas(first: 3) { nodes { networks(first: 10) { nodes { contacts { name } } } } } }": 1
    + 3 * (1 + (1 + 10 * (1 + 2))),
    # a relation in a filter, wherever it stands; and/or/not and plain comparisons are free
    '{ networks(first: 1, where: {title: {contains: "x"}}) { nodes { slug } } }': 1 + 1,
    '{ networks(first: 1, where: {contacts: {some: {name: {eq: "x"}}}}) { nodes { slug } } }': 1
    + 5
    + 1,
    "{ networks(first: 1, where: {not: {contacts: {none: {networks: {some: {}}}}}}) {"
    " nodes { slug } } }": 1 + 10 + 1,
    # aliases, fragments and what is left out
    "{ a: networks(first: 1) { nodes { slug } } b: networks(first: 2) { nodes { slug } } }": 5,
    "{ ...F ...F } fragment F on Query { networks(first: 4) { nodes { slug } } }": 1 + 4,
    "{ networks(first: 4) { nodes { slug contacts @skip(if: true) { name } } } }": 1 + 4,
    "{ __typename }": 0,
    # several ids: each as dear as the dearest of their kinds
    '{ nodes(ids: ["a", "b", "c"]) { id ... on Network { contacts { name } } } }': 3 * (1 + 2),
    '{ node(id: "a") { id } }': 1,
}


@pytest.mark.parametrize("query", COSTS)
def test_a_question_costs_what_its_objects_may_be(query: str) -> None:
    assert priced(query).total == COSTS[query]


def test_the_dearest_lists_are_told_by_their_paths() -> None:
    query = """{
        areas: focusAreas(first: 2) {
            nodes { networks(first: 10) { totalCount nodes { slug contacts { name } } } }
        }
        pages(first: 1) { nodes { path } }
    }"""

    assert priced(query) == Price(
        1 + 2 * (1 + (1 + 5 + 10 * (1 + 2))) + 2,
        (
            ("areas.nodes.networks.nodes.contacts", 40),
            ("areas.nodes.networks.nodes", 20),
            ("areas.nodes.networks", 12),
            ("areas.nodes", 2),
            ("areas", 1),
            ("pages", 1),
            ("pages.nodes", 1),
        ),
    )


def priced(query: str) -> Price:
    """Plan a question as if all of its ids were of networks and contacts, and price it."""
    schema: GraphQLSchema = built()
    document = read_document(schema, query)
    assert isinstance(document, Document)
    assert schema.query_type is not None
    [operation] = document.operations.values()
    asked = Asked(schema, document.fragments, {})
    ids = {
        "nodes": Sorted(("contact", "network"), query.count('"') // 2),
        "node": Sorted(("network",), 1),
    }
    planning = Planning(asked, kinds_of(schema), ids)
    roots = collect(asked, schema.query_type, [operation.node.selection_set])
    return price(
        tuple(
            (name, field(planning, schema.query_type, name, nodes))
            for name, nodes in roots.items()
            if not nodes[0].name.value.startswith("__")
        )
    )
