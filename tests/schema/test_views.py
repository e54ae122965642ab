"""The view of an operation: its language, its moment, its drafts; and who may have which."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from server import create_app
from services.database.storage import Store, opened
from settings import Settings
from tests import factories
from tests.asking import EDITOR, Asking
from tests.factories import DAY, DRAFT, LIVE, NOW, OVER, SCHEDULED

TITLES = {"sv": "Språklust", "en": "Language fun"}
QUESTION = "{ networks { nodes { title lead } } }"


async def write(store: Store) -> None:
    """Write one network in two languages, except for its lead."""
    async with store.writing():
        await factories.network(TITLES, lead={"sv": "Med små barn"})


def told(title: str) -> object:
    return {"networks": {"nodes": [{"title": title, "lead": "Med små barn"}]}}


@pytest.mark.parametrize(
    ("view", "header", "title"),
    [
        ("", "sv", "Språklust"),
        ("", "en", "Language fun"),
        ("@view", "en", "Language fun"),
        ("@view(locale: null)", "en", "Language fun"),
        ("@view(drafts: false)", "en", "Language fun"),
        ("@view(at: null)", "en", "Language fun"),
        ("@view(locale: SV)", "en", "Språklust"),
        ("@view(locale: EN)", "sv", "Language fun"),
    ],
)
async def test_the_directive_says_the_language_or_else_the_header(
    store: Store, ask: Asking, view: str, header: str, title: str
) -> None:
    await write(store)

    assert await ask.data(f"query {view} {QUESTION}", locale=header) == told(title)


async def test_one_plan_does_not_speak_the_language_of_another(store: Store, ask: Asking) -> None:
    await write(store)
    query = f"query($l: Locale) @view(locale: $l) {QUESTION}"

    found = [await ask.data(query, {"l": it}) for it in ("SV", "EN", None, "SV")]

    assert found == [told("Språklust"), told("Language fun"), told("Språklust"), told("Språklust")]


@pytest.fixture
async def client(database: str) -> AsyncIterator[AsyncClient]:
    """A client of the application, which has a network in two languages."""
    async with opened(database) as store:
        await write(store)
    app = create_app(Settings(database_url=database))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://k.test") as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (None, "Språklust"),
        ("", "Språklust"),
        ("en", "Language fun"),
        ("en-GB,en;q=0.9,sv;q=0.8", "Language fun"),
        ("sv-SE, en;q=0.5", "Språklust"),
        ("de, en;q=0.1", "Language fun"),
        ("en;q=0.2, sv;q=0.9", "Språklust"),
        ("en;q=0", "Språklust"),
        ("*", "Språklust"),
        ("en;q=much", "Språklust"),
        ("en, sv", "Language fun"),
        ("sv;q=0.1, *", "Language fun"),
        ("sv;q=0, *;q=0.1", "Language fun"),
        ("en;q=0.5, *;q=0.5", "Language fun"),
    ],
)
async def test_accept_language_says_the_language(
    client: AsyncClient, header: str | None, title: str
) -> None:
    headers = {} if header is None else {"accept-language": header}

    response = await client.post("/graphql", json={"query": QUESTION}, headers=headers)

    assert response.json() == {"data": told(title)}


REFUSED = (
    "query @view(drafts: true) { networks { totalCount } }",
    'query @view(at: "2020-01-01T00:00:00Z") { networks { totalCount } }',
    'query @view(at: "2030-01-01T00:00:00Z", locale: EN) { networks { totalCount } }',
    "query @view(drafts: true) { __typename }",
    'query($d: Boolean! = true) @view(drafts: $d) { node(id: "x") { id } }',
)


@pytest.mark.parametrize("query", REFUSED)
async def test_visitors_may_not_have_drafts_nor_another_moment(ask: Asking, query: str) -> None:
    assert await ask.code(query) == "UNAUTHENTICATED"


@pytest.mark.parametrize("query", REFUSED[:1])
async def test_the_refusal_is_heard_over_http(client: AsyncClient, query: str) -> None:
    response = await client.post("/graphql", json={"query": query})

    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in response.json()


async def test_editors_see_what_was_what_is_what_will_be_and_what_may_become(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        past = await factories.network("Det som var", OVER)
        await factories.network("Det som är", LIVE, entry=past)
        await factories.network("Det som blir", SCHEDULED, slug="det-som-blir")
        await factories.network("Det som kan bli", DRAFT, entry=past, slug="kan-bli")
    question = "{ networks(orderBy: [{field: TITLE}]) { nodes { title } } }"

    async def titles(view: str) -> list[str]:
        found = await ask.data(f"query {view} {question}", viewer=EDITOR)
        return [it["title"] for it in found["networks"]["nodes"]]

    assert {
        "then": await titles(f'@view(at: "{(NOW - 45 * DAY).isoformat()}")'),
        "now": await titles(""),
        "soon": await titles(f'@view(at: "{(NOW + 45 * DAY).isoformat()}")'),
        "drafts": await titles("@view(drafts: true)"),
    } == {
        "then": ["Det som var"],
        "now": ["Det som är"],
        "soon": ["Det som blir", "Det som är"],
        "drafts": ["Det som blir", "Det som kan bli"],
    }
