"""Documents by their ids, over GET and POST, as the specification and as Apollo say it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from models.account import Role
from server import create_app
from services.database.storage import Store, opened
from services.documents.document_ids import digest_of
from services.documents.manifests import Listed
from services.documents.trusting import load
from settings import Settings
from tests.factories import NOW
from tests.web.conftest import asking, one_error
from tests.web.sockets import greeted, heard, say
from tests.web.sockets import serving as served
from tests.web.test_identifying import token

LISTING = "query Listing { networks { totalCount } }"
PAGE = "query Page { pages { totalCount } }"
BOTH = "query A { networks { totalCount } } query B { pages { totalCount } }"
ID, OTHER = digest_of(LISTING), digest_of(PAGE)
OWN = {"Accept": "application/graphql-response+json"}
ANSWER = {"data": {"networks": {"totalCount": 0}}}
NOT_FOUND = {
    "message": "PersistedQueryNotFound",
    "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"},
}
WAYS = ("POST", "GET")


def apollo(document_id: str) -> dict[str, Any]:
    digest = document_id.removeprefix("sha256:")
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest}}}


@asynccontextmanager
async def serving(database: str, mode: Any) -> AsyncIterator[tuple[Starlette, AsyncClient]]:
    """Serve in a mode, with two trusted documents, one of them under a name."""
    app = create_app(Settings(database_url=database, documents=mode))
    async with app.router.lifespan_context(app), asking(app) as client:
        await trust(app.state.store)
        yield app, client


async def trust(store: Store) -> None:
    listed = [Listed("", ID, LISTING), Listed("", "both", BOTH)]
    operations: dict[str, list[str]] = {LISTING: [], BOTH: []}
    await load(store, "site", listed, operations, NOW)


@pytest.fixture(params=["open", "apq", "trusted"])
async def site(database: str, request: pytest.FixtureRequest) -> AsyncIterator[AsyncClient]:
    """A client of a server in each mode in turn."""
    async with serving(database, request.param) as (_, client):
        yield client


@pytest.fixture
async def open_site(database: str) -> AsyncIterator[AsyncClient]:
    async with serving(database, "open") as (_, client):
        yield client


@pytest.fixture
async def apq_site(database: str) -> AsyncIterator[AsyncClient]:
    async with serving(database, "apq") as (_, client):
        yield client


@pytest.fixture
async def trusted_site(database: str) -> AsyncIterator[AsyncClient]:
    async with serving(database, "trusted") as (_, client):
        yield client


async def sent(client: AsyncClient, way: str, said: dict[str, Any], **headers: str) -> Response:
    if way == "POST":
        return await client.post("/graphql", json=said, headers=headers)
    address = {
        name: it if isinstance(it, str) else json.dumps(it)
        for name, it in said.items()
        if it is not None
    }
    return await client.get("/graphql", params=address, headers=headers)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "said",
    [
        {"documentId": ID},
        {"documentId": ID.removeprefix("sha256:")},
        apollo(ID),
        {"documentId": ID, **apollo(ID)},
        {"documentId": ID, "query": None, "operationName": "Listing", "extensions": {}},
        {"documentId": ID, "query": LISTING},
        {"query": LISTING, **apollo(ID)},
        {"documentId": "both", "operationName": "A"},
        {"documentId": digest_of(BOTH), "operationName": "A"},
    ],
)
async def test_a_trusted_document_is_answered_in_every_mode(
    site: AsyncClient, way: str, said: dict[str, Any]
) -> None:
    answer = await sent(site, way, said)

    assert (answer.status_code, answer.json()) == (200, ANSWER)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("said", [{"documentId": OTHER}, {"documentId": "other"}, apollo(OTHER)])
async def test_an_unknown_document_is_told_as_apollos_clients_know_it(
    site: AsyncClient, way: str, said: dict[str, Any]
) -> None:
    plain = await sent(site, way, said)
    own = await sent(site, way, said, **OWN)

    assert (plain.status_code, own.status_code) == (200, 400)
    assert one_error(plain.content) == one_error(own.content) == NOT_FOUND
    assert plain.headers["Cache-Control"] == own.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "`query` is missing, and so is `documentId`: send one of them."),
        ({"extensions": {"other": 1}}, "`query` is missing, and so is `documentId`: send one"),
        ({"documentId": ""}, "`documentId` is no id of a document: letters, digits and"),
        ({"documentId": "sha256:abc"}, "`documentId` is no id of a document"),
        ({"documentId": "md5:abc"}, "`documentId` is no id of a document"),
        ({"documentId": "a b"}, "`documentId` is no id of a document"),
        ({"documentId": "å"}, "`documentId` is no id of a document"),
        ({"documentId": "a" * 201}, "`documentId` is no id of a document"),
        ({"documentId": ID, "query": PAGE}, f"`query` is not the text whose SHA-256 is {ID}."),
        ({"documentId": ID, "query": ""}, f"`query` is not the text whose SHA-256 is {ID}."),
        ({"query": PAGE, **apollo(ID)}, f"`query` is not the text whose SHA-256 is {ID}."),
        ({"documentId": ID, **apollo(OTHER)}, "`documentId` and `extensions.persistedQuery` name"),
        ({"extensions": {"persistedQuery": []}}, "`extensions.persistedQuery` is no object."),
        (
            {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": ID}}},
            "`extensions.persistedQuery.version` must be 1.",
        ),
        (
            {"extensions": {"persistedQuery": {"version": 1}}},
            "`extensions.persistedQuery.sha256Hash` is missing.",
        ),
        (
            {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": 1}}},
            "`extensions.persistedQuery.sha256Hash` is no text.",
        ),
    ],
)
async def test_an_id_that_cannot_be_one_is_refused(
    open_site: AsyncClient, way: str, said: dict[str, Any], message: str
) -> None:
    answer = await sent(open_site, way, said)

    error = one_error(answer.content)
    assert answer.status_code == 400
    assert error["message"].startswith(message)
    assert error["extensions"] == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize("said", [1, True, [], {}])
async def test_an_id_of_another_type_is_refused(open_site: AsyncClient, said: Any) -> None:
    answer = await open_site.post("/graphql", json={"documentId": said})

    assert answer.status_code == 400
    assert one_error(answer.content)["message"] == "`documentId` is no text."


async def test_a_text_beside_a_name_stands_for_itself_and_never_takes_the_name(
    site: AsyncClient,
) -> None:
    """Else anybody could have others answered with a document of their own."""
    beside = {"query": LISTING, "operationName": "Listing"}

    for name in ("made-up", "both"):
        assert (await sent(site, "POST", {**beside, "documentId": name})).json() == ANSWER
        assert (await sent(site, "POST", {**beside, **apollo(name)})).json() == ANSWER

    made_up = await sent(site, "POST", {"documentId": "made-up"})
    trusted = await sent(site, "POST", {"documentId": "both", "operationName": "B"})
    assert one_error(made_up.content) == NOT_FOUND
    assert trusted.json() == {"data": {"pages": {"totalCount": 0}}}


@pytest.mark.parametrize("way", WAYS)
async def test_a_text_is_registered_under_its_digest_where_the_mode_is_apq(
    apq_site: AsyncClient, way: str
) -> None:
    before = await sent(apq_site, way, apollo(OTHER))
    registered = await sent(apq_site, way, {"query": PAGE, **apollo(OTHER)})
    by_apollo = await sent(apq_site, way, apollo(OTHER))
    by_id = await sent(apq_site, way, {"documentId": OTHER})

    assert one_error(before.content) == NOT_FOUND
    found = {"data": {"pages": {"totalCount": 0}}}
    assert registered.json() == by_apollo.json() == by_id.json() == found


@pytest.mark.parametrize("text", ["{", "{ nothing }"])
async def test_a_faulty_text_is_not_registered(apq_site: AsyncClient, text: str) -> None:
    await sent(apq_site, "POST", {"query": text, **apollo(digest_of(text))})

    answer = await sent(apq_site, "POST", apollo(digest_of(text)))

    assert one_error(answer.content) == NOT_FOUND


async def test_nothing_is_registered_where_the_mode_is_open(open_site: AsyncClient) -> None:
    first = await sent(open_site, "POST", {"query": PAGE, **apollo(OTHER)})
    then = await sent(open_site, "POST", apollo(OTHER))

    assert first.json() == {"data": {"pages": {"totalCount": 0}}}
    assert one_error(then.content) == NOT_FOUND


async def test_what_strangers_register_is_not_written_into_the_database(database: str) -> None:
    async with serving(database, "apq") as (_, client):
        await sent(client, "POST", {"query": PAGE, **apollo(OTHER)})
        assert (await sent(client, "POST", apollo(OTHER))).json().keys() == {"data"}

    async with serving(database, "apq") as (_, client):
        assert one_error((await sent(client, "POST", apollo(OTHER))).content) == NOT_FOUND


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "said", [{"query": PAGE}, {"query": PAGE, **apollo(OTHER)}, {"query": "{"}]
)
async def test_visitors_may_only_ask_what_is_trusted_where_the_mode_says_so(
    trusted_site: AsyncClient, way: str, said: dict[str, Any]
) -> None:
    answer = await sent(trusted_site, way, said, **OWN)

    error = one_error(answer.content)
    assert answer.status_code == 403
    assert error["extensions"] == {"code": "FORBIDDEN"}
    assert error["message"].startswith("Visitors are answered only the documents")


async def test_whoever_has_a_role_may_ask_anything(database: str) -> None:
    async with serving(database, "trusted") as (app, client):
        headers = await token(app.state.entrance, Role.PREVIEW)
        answer = await client.post("/graphql", json={"query": PAGE}, headers=headers)
        registered = await client.post("/graphql", json={"query": PAGE, **apollo(OTHER)})

    assert answer.json() == {"data": {"pages": {"totalCount": 0}}}
    assert one_error(registered.content)["extensions"] == {"code": "FORBIDDEN"}


async def test_a_trusted_text_is_answered_where_nothing_else_is(trusted_site: AsyncClient) -> None:
    answer = await trusted_site.post("/graphql", json={"query": LISTING})

    assert answer.json() == ANSWER


async def test_event_streams_and_sockets_know_documents_as_well(database: str) -> None:
    async with opened(database) as store:
        await trust(store)
    async with served(create_app(Settings(database_url=database, documents="trusted"))) as url:
        async with AsyncClient(base_url=url) as client:
            events = {"Accept": "text/event-stream"}
            streamed = await client.post("/graphql", json={"documentId": ID}, headers=events)
        async with greeted(url) as socket:
            asked = ({"documentId": ID}, apollo(ID), {"documentId": OTHER}, {"query": PAGE})
            told = []
            for said in asked:
                await say(socket, {"id": "1", "type": "subscribe", "payload": said})
                told.append(await heard(socket))
                if told[-1]["type"] == "next":
                    await heard(socket)

    assert json.dumps(ANSWER, separators=(",", ":")) in streamed.text
    assert [it["type"] for it in told] == ["next", "next", "error", "error"]
    assert told[0]["payload"] == told[1]["payload"] == ANSWER
    assert told[2]["payload"] == [NOT_FOUND]
    assert told[3]["payload"][0]["extensions"] == {"code": "FORBIDDEN"}


@pytest.mark.parametrize("said", [{"documentId": ID}, {"documentId": "both", "operationName": "A"}])
async def test_a_known_document_takes_one_statement(database: str, said: dict[str, Any]) -> None:
    async with serving(database, "trusted") as (app, client):
        await sent(client, "GET", said)
        before = app.state.store.statements

        await sent(client, "GET", said)

        assert app.state.store.statements - before == 1
