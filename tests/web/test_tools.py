"""Other people's tools find no fault with the schema, and what they make of front-ends is answered.

What the examples ask is asked as it is written, as Relay compiles it and as codegen does.
"""

import json
from hashlib import sha256
from typing import Any

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from resolvers.loading import Manifest, load_manifest
from schema import built
from services.documents.manifests import read_manifest
from services.documents.trusting import Loaded
from services.policy import Allowance
from tests.asking import read
from tests.factories import NOW
from tests.web.javascript import Clients
from tests.web.websites import (
    AS_WRITTEN,
    SEPTEMBER,
    Website,
    compiled_by_relay,
    copied,
    named,
    variables,
)

IDS = '{ network(slug: "spraklust") { id meetings(first: 1) { nodes { id } } } }'


@pytest.fixture(scope="session")
def website(clients: Clients, tmp_path_factory: pytest.TempPathFactory) -> Website:
    """A copy of the website, to be built."""
    return copied(tmp_path_factory.mktemp("website"), clients)


@pytest.fixture(scope="session")
def relay(clients: Clients, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Any]:
    """What Relay says of the website, and the documents that it has made."""
    website = copied(tmp_path_factory.mktemp("relay"), clients)
    return compiled_by_relay(website), website.read("relay-documents.json")


@pytest.fixture(scope="session")
def codegen(website: Website) -> Any:
    """The documents that codegen has made of the website, beside its types."""
    website.tool("graphql-codegen", "--config", "codegen.json")
    return website.read("website/generated/persisted-documents.json")


@pytest.fixture(scope="session")
def older_codegen(website: Website) -> Any:
    """The same with ids as codegen makes them unless told otherwise: by SHA-1."""
    written = (website.folder / "codegen.json").read_text("utf-8")
    older = written.replace("website/generated/", "older/").replace("sha256", "sha1")
    (website.folder / "older.json").write_text(older, "utf-8")
    website.tool("graphql-codegen", "--config", "older.json")
    found = website.read("older/persisted-documents.json")
    assert {it.partition(":")[0] if ":" in it else len(it) for it in found} <= {"sha1", 40}
    return found


@pytest.fixture(scope="session")
def apollo(website: Website) -> Any:
    """The manifest that Apollo's tool has made of the website."""
    website.tool("generate-persisted-query-manifest", "--config", "apollo.json")
    return website.read("apollo-documents.json")


async def test_what_a_website_asks_is_answered(seeded: AsyncClient) -> None:
    assert await unanswered(seeded, AS_WRITTEN) == []


async def test_a_month_is_the_same_in_pages_and_at_once(seeded: AsyncClient) -> None:
    async def month(**page: Any) -> Any:
        request = {
            "query": AS_WRITTEN["MeetingsBetweenQuery"],
            "operationName": "MeetingsBetweenQuery",
            "variables": {"between": SEPTEMBER, **page},
        }
        return (await seeded.post("/graphql", json=request)).json()["data"]["meetings"]

    whole = await month()
    paged: list[Any] = []
    after = None
    while len(paged) < whole["totalCount"]:
        page = await month(first=2, after=after)
        paged += page["nodes"]
        after = page["pageInfo"]["endCursor"]

    assert len(whole["nodes"]) == whole["totalCount"] > 2
    assert paged == whole["nodes"]
    assert page["pageInfo"]["hasNextPage"] is whole["pageInfo"]["hasNextPage"] is False


def test_relay_compiles_what_a_website_asks(relay: tuple[list[str], Any]) -> None:
    told, _ = relay

    assert [line for line in told if not line.startswith("[INFO]")] == []
    assert told[-1] == "[INFO] Done."


async def test_what_relay_makes_of_it_is_answered(
    seeded: AsyncClient, relay: tuple[list[str], Any]
) -> None:
    _, documents = relay

    made = {name: text for it in documents.values() for name, text in named(it).items()}

    assert await unanswered(seeded, made) == []
    assert set(made) == set(variables("", ""))


async def test_what_codegen_makes_of_it_is_answered(seeded: AsyncClient, codegen: Any) -> None:
    made = {name: text for it in codegen.values() for name, text in named(it).items()}

    assert await unanswered(seeded, made) == []
    assert set(made) == set(AS_WRITTEN)
    assert {f"sha256:{sha256(it.encode()).hexdigest()}" for it in codegen.values()} == set(codegen)


@pytest.mark.parametrize("tool", ["codegen", "older_codegen", "relay", "apollo"])
async def test_what_a_build_lists_is_answered_by_its_ids(
    app: Starlette, seeded: AsyncClient, tool: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(tool)
    written = json.dumps(made[1] if tool == "relay" else made).encode()

    loaded, dear = await load_manifest(
        built(), app.state.store, Manifest(tool, written), NOW, Allowance(), replace=False
    )

    asked = variables("", "") if tool == "relay" else AS_WRITTEN
    assert (loaded, dear) == (Loaded(len(asked), 0, 0), [])
    known_as = {name: it.known_as for it in read_manifest(written) for name in named(it.text)}
    assert await unanswered(seeded, known_as, by="documentId") == []


@pytest.mark.usefixtures("codegen")
def test_the_types_that_codegen_makes_say_what_the_schema_says(website: Website) -> None:
    assert website.tool("tsc", "--project", ".") == ""


def test_graphql_eslint_finds_what_is_excepted_with_a_reason(website: Website) -> None:
    found = website.script("lint.mjs", "schema.graphql")

    assert found == {"unexpected": [], "needless": []}


async def unanswered(
    client: AsyncClient, documents: dict[str, str], by: str = "query"
) -> list[Any]:
    """Ask operations, and give those that are not answered, or of which a part is not there."""
    ids = (await client.post("/graphql", json={"query": IDS})).json()["data"]["network"]
    values = variables(ids["id"], ids["meetings"]["nodes"][0]["id"])
    found = []
    for name, text in documents.items():
        request = {by: text, "operationName": name, "variables": values[name]}
        answer = await client.post("/graphql", json=request)
        told = read(answer.content)
        if (answer.status_code, list(told)) != (200, ["data"]) or None in told["data"].values():
            found.append((name, told))
    return found
