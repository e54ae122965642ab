"""Other people's audits and clients find no fault with a real server."""

import pytest
from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

from tests.web.conftest import NETWORK
from tests.web.javascript import Clients


def test_every_audit_of_graphql_over_http_passes(served: str, clients: Clients) -> None:
    audits = clients.run("audits.mjs", f"{served}/graphql")

    assert [it for it in audits if it["status"] != "ok"] == []
    assert len(audits) == 61


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("script", ["apollo.mjs", "urql.mjs"])
def test_a_website_is_answered_and_told_of_its_mistakes(
    served: str, clients: Clients, script: str, method: str
) -> None:
    found, refused = clients.run(script, f"{served}/graphql", method)

    assert found == {"network": {"title": "Språklust", "__typename": "Network"}}
    assert refused == ["BAD_USER_INPUT"]


REFUSED = {"socket": ["BAD_USER_INPUT"], "events": "Server responded with 400: Bad Request"}


@pytest.mark.parametrize("kind", ["socket", "events"])
def test_the_clients_of_streams_are_answered_as_well(
    served: str, clients: Clients, kind: str
) -> None:
    found, refused = clients.run("streams.mjs", f"{served}/graphql", kind)

    assert found == [{"data": {"network": {"title": "Språklust"}}}]
    assert refused == REFUSED[kind]


def test_a_program_in_python_is_answered_and_told_of_its_mistakes(served: str) -> None:
    transport = HTTPXTransport(f"{served}/graphql")

    with Client(transport=transport, fetch_schema_from_transport=True) as session:
        found = session.execute(GraphQLRequest(NETWORK, variable_values={"slug": "spraklust"}))
        with pytest.raises(TransportQueryError) as refusal:
            session.execute(GraphQLRequest("{ networks(first: 500) { totalCount } }"))

    assert found == {"network": {"title": "Språklust"}}
    assert [it["extensions"]["code"] for it in refusal.value.errors or ()] == ["BAD_USER_INPUT"]
