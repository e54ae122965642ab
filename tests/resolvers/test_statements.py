"""The number of statements depends on the shape of a question, never on the number of rows."""

import pytest

from services.database.storage import Store
from tests import factories
from tests.asking import Asking

DEEP = """{
  networks(first: 100) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      title contacts { name networks { totalCount nodes { title } } } members { name }
      meetings(first: 100, where: {networks: {some: {title: {contains: "språk"}}}}) {
        totalCount edges { cursor node { title contacts { name } venue { organisation { name } } } }
      }
    }
  }
  network(slug: "spraklust") { title }
  pages { nodes { title body { html } links { label } } }
}"""

NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Meeting { networks { title } } } }"
NODE = "query($id: ID!) { node(id: $id) { id ... on Meeting { networks { title } } } }"


async def write(store: Store, count: int) -> str:
    """Write a network with contacts and ``count`` meetings; give the id of one of them."""
    async with store.writing():
        contacts = [await factories.contact(f"Lena {it}") for it in range(min(count, 20))]
        host = await factories.organisation()
        network = await factories.network(contacts=contacts, members=[host])
        for number in range(count):
            meeting = await factories.meeting(
                slug=f"traff-{number}",
                networks=[network],
                contacts=contacts[:1],
                venue_name="Biblioteket",
                venue_organisation_id=host,
            )
    return str(meeting)


@pytest.mark.parametrize("count", [1, 3, 1000])
async def test_a_deep_question_is_one_statement(store: Store, ask: Asking, count: int) -> None:
    await write(store, count)

    before = store.statements
    found = await ask.data(DEEP)

    assert store.statements - before == 1
    [network] = found["networks"]["nodes"]
    assert network["meetings"]["totalCount"] == count
    assert len(network["meetings"]["edges"]) == min(count, 100)


@pytest.mark.parametrize("count", [1, 3])
async def test_ids_of_any_kind_take_two_statements(store: Store, ask: Asking, count: int) -> None:
    id_ = await write(store, count)
    others = ["00000000-0000-7000-8000-000000000000"] * (count - 1)

    before = store.statements
    one = await ask.data(NODE, {"id": id_})
    several = await ask.data(NODES, {"ids": [id_, *others]})

    told = {"id": id_, "networks": [{"title": "Språklust"}]}
    assert store.statements - before == 4
    assert one == {"node": told}
    assert several == {"nodes": [told, *[None] * (count - 1)]}


async def test_what_the_schema_tells_of_itself_takes_no_statement(
    store: Store, ask: Asking
) -> None:
    before = store.statements
    found = await ask.data("{ __typename __schema { queryType { name } } }")

    assert store.statements == before
    assert found == {"__typename": "Query", "__schema": {"queryType": {"name": "Query"}}}
