"""Other people's audits and clients find no fault with a real server."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

from services.documents.manifests import APOLLO
from tests.test_commands import run, running, told_address
from tests.web.conftest import LONGEST_WAIT, NETWORK
from tests.web.javascript import Clients

SERVE = ("commands.py", "serve")
MANIFEST = {
    "format": APOLLO,
    "version": 1,
    "operations": [
        {
            "id": "Network.1",
            "name": "Network",
            "type": "query",
            "body": "query Network($slug: String!) {\n  network(slug: $slug) {\n    title\n"
            "    __typename\n  }\n}",
        }
    ],
}


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


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    """Settings of a server of the test's own."""
    return {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
    }


@pytest.mark.parametrize(
    ("mode", "then"),
    [
        ("apq", [["GET", False]]),
        ("open", [["GET", False], ["POST", True]]),
    ],
)
def test_apollo_registers_a_text_and_asks_by_its_digest(
    installation: dict[str, str], clients: Clients, mode: str, then: list[Any]
) -> None:
    with running({**installation, "KNUTPUNKT_DOCUMENTS": mode}, *SERVE) as process:
        found = clients.run("persisted.mjs", f"{told_address(process)}/graphql")

    network = {"network": {"title": "Språklust", "__typename": "Network"}}
    assert found["answers"] == [network, network]
    assert found["sent"] == [["GET", False], ["POST", True], *then]


@pytest.mark.parametrize("is_loaded", [True, False])
def test_apollo_asks_by_the_ids_of_a_manifest_where_nothing_else_is_answered(
    installation: dict[str, str], clients: Clients, tmp_path: Path, is_loaded: bool
) -> None:
    manifest = tmp_path / "website.json"
    manifest.write_text(json.dumps(MANIFEST), "utf-8")
    settings = {**installation, "KNUTPUNKT_DOCUMENTS": "trusted"}
    if is_loaded:
        run(settings, "migrate")
        assert run(settings, "documents", "load", str(manifest)).returncode == 0

    with running(settings, *SERVE) as process:
        url = f"{told_address(process)}/graphql"
        found = clients.run("persisted.mjs", url, str(manifest))

    network = {"network": {"title": "Språklust", "__typename": "Network"}}
    asked, refused = ["GET", False], ["POST", True]
    assert found == {
        "answers": [network, network] if is_loaded else [["FORBIDDEN"], ["FORBIDDEN"]],
        "sent": [asked, asked] if is_loaded else [asked, refused, asked, refused],
    }


@pytest.mark.parametrize("kind", ["apollo", "urql"])
def test_a_website_that_has_spent_all_is_told_when_to_come_back(
    installation: dict[str, str], clients: Clients, kind: str
) -> None:
    with running({**installation, "KNUTPUNKT_VISITOR_RATE": "1000"}, *SERVE) as process:
        url = f"{told_address(process)}/graphql"
        for _ in range(20):  # what is refused costs 100
            httpx.post(url, content=b"{", headers={"Content-Type": "application/json"})
        status, code, seconds = clients.run("waiting.mjs", url, kind)

    assert (status, code) == (429, "RATE_LIMITED")
    assert 0 < seconds <= LONGEST_WAIT


def test_a_program_in_python_is_answered_and_told_of_its_mistakes(served: str) -> None:
    transport = HTTPXTransport(f"{served}/graphql")

    with Client(transport=transport, fetch_schema_from_transport=True) as session:
        found = session.execute(GraphQLRequest(NETWORK, variable_values={"slug": "spraklust"}))
        with pytest.raises(TransportQueryError) as refusal:
            session.execute(GraphQLRequest("{ networks(first: 500) { totalCount } }"))

    assert found == {"network": {"title": "Språklust"}}
    assert [it["extensions"]["code"] for it in refusal.value.errors or ()] == ["BAD_USER_INPUT"]
