"""Who sends a request, over HTTP: visitors at no cost, people by a cookie, programs by a token."""

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from models.account import Role, Session
from server import create_app
from services.identity import accounts
from services.identity.passwords import Passwords
from services.identity.signing_in import Entrance
from services.identity.tokens import Terms, add_token, revoke
from settings import Settings
from tests.factories import DAY
from tests.identities import ASA, QUICK, person, signed_in
from tests.web.conftest import asking, one_error
from web.watching.log import log_to_stderr

DRAFTS = {"query": "query @view(drafts: true) { networks { totalCount } }"}
COUNT = {"query": "{ networks { totalCount } }"}
NOBODY = b'{"data":{"networks":{"totalCount":0}}}'
LISTED = "https://www.example.org"


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, whose passwords take little work, with one other site on its list."""
    app = create_app(Settings(database_url=database, cors_origins=LISTED))
    async with app.router.lifespan_context(app):
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        yield app


@pytest.fixture
def entrance(app: Starlette) -> Entrance:
    """The way in of the application."""
    found: Entrance = app.state.entrance
    return found


def now() -> datetime:
    return datetime.now(UTC)


async def token(entrance: Entrance, role: Role, *, lasts: timedelta = DAY) -> dict[str, str]:
    """Make a token, and give the header that shows it."""
    terms = Terms(f"token {role}", role, now() + lasts)
    secret = await add_token(entrance.store, terms, now())
    return {"Authorization": f"Bearer {secret}"}


async def cookie(entrance: Entrance) -> dict[str, str]:
    """Sign somebody in, and give the header that shows it."""
    await person(entrance)
    begun = await signed_in(entrance, now=now())
    return {"Cookie": f"theme=dark; knutpunkt_session={begun.secret}"}


def code(answer: Response) -> str:
    return str(one_error(answer.content)["extensions"]["code"])


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.PREVIEW, True),
        (Role.STAFF, False),
        (Role.WRITER, True),
        (Role.EDITOR, True),
        (Role.ADMIN, True),
    ],
)
async def test_a_token_reads_what_its_role_may(
    client: AsyncClient, entrance: Entrance, role: Role, reads: bool
) -> None:
    answer = await client.post("/graphql", json=DRAFTS, headers=await token(entrance, role))

    assert answer.headers["Cache-Control"] == "private, no-store"
    if reads:
        assert answer.json()["data"] == {"networks": {"totalCount": 0}}
    else:
        assert code(answer) == "FORBIDDEN"


async def test_somebody_signed_in_reads_what_they_may(
    client: AsyncClient, entrance: Entrance
) -> None:
    answer = await client.post("/graphql", json=DRAFTS, headers=await cookie(entrance))

    assert answer.json()["data"] == {"networks": {"totalCount": 0}}
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers


async def test_a_visitor_costs_no_statement_and_others_one(
    client: AsyncClient, entrance: Entrance
) -> None:
    shown = [
        {},
        {"Cookie": "theme=dark"},
        await cookie(entrance),
        await token(entrance, Role.STAFF),
    ]
    await client.post("/graphql", json=COUNT)

    statements = []
    for headers in shown:
        before = entrance.store.statements
        await client.post("/graphql", json=COUNT, headers=headers)
        statements.append(entrance.store.statements - before)

    assert statements == [1, 1, 2, 2]


@pytest.mark.parametrize(
    "shown",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer kp_token_" + "0" * 64,
        "Bearer kp_session_" + "0" * 64,
        "bearer kp_token_" + "0" * 64,
        "kp_token_" + "0" * 64,
        "Token x",
        "Bearer å",
        "Bearer " + "x" * 9_000,
        "Bearer a, Bearer b",
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_what_is_no_token_is_refused(client: AsyncClient, shown: str, accept: str) -> None:
    headers = [(b"Authorization", shown.encode()), (b"Accept", accept.encode())]

    answer = await client.post("/graphql", json=COUNT, headers=headers)

    assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_token_that_is_no_longer_good_is_refused_at_once(
    client: AsyncClient, entrance: Entrance
) -> None:
    headers = await token(entrance, Role.STAFF)
    before = await client.post("/graphql", json=COUNT, headers=headers)

    await revoke(entrance.store, f"token {Role.STAFF}", now())
    after = await client.post("/graphql", json=COUNT, headers=headers)

    assert (before.status_code, after.status_code) == (200, 401)


async def test_a_token_speaks_before_a_cookie(client: AsyncClient, entrance: Entrance) -> None:
    both = await cookie(entrance) | await token(entrance, Role.STAFF)

    answer = await client.post("/graphql", json=DRAFTS, headers=both)

    assert code(answer) == "FORBIDDEN"


async def test_what_a_proxy_asked_for_is_none_of_ours(client: AsyncClient) -> None:
    answer = await client.post("/graphql", json=COUNT, headers={"Authorization": "Basic YTpi"})

    assert (answer.status_code, answer.content.replace(b" ", b"")) == (200, NOBODY)
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_session_that_is_over_makes_a_visitor_and_is_forgotten(
    client: AsyncClient, entrance: Entrance
) -> None:
    headers = await cookie(entrance)
    await Session.all().delete()

    answer = await client.post("/graphql", json=COUNT, headers=headers)

    assert (answer.status_code, answer.content.replace(b" ", b"")) == (200, NOBODY)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Set-Cookie"] == (
        "knutpunkt_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
    )


async def test_who_is_disabled_is_out_at_once(client: AsyncClient, entrance: Entrance) -> None:
    headers = await cookie(entrance)

    account = (await accounts.found(ASA.email)).id
    await accounts.disable(entrance.store, account, now())
    answer = await client.post("/graphql", json=DRAFTS, headers=headers)

    assert code(answer) == "UNAUTHENTICATED"


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ({}, True),
        ({"Origin": "http://knutpunkt.test"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://knutpunkt.test"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": LISTED}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}, False),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://other.knutpunkt.test"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://elsewhere.example"}, False),
    ],
)
async def test_a_cookie_is_heard_only_from_our_pages_and_listed_ones(
    client: AsyncClient, entrance: Entrance, sent: dict[str, str], heard: bool
) -> None:
    headers = {**sent, **await cookie(entrance)}

    answer = await client.post("/graphql", json=DRAFTS, headers=headers)

    assert ("data" in answer.json()) is heard
    assert "Set-Cookie" not in answer.headers


async def test_everybody_may_ask_but_not_with_a_cookie(database: str) -> None:
    app = create_app(Settings(database_url=database, cors_origins="*"))
    async with app.router.lifespan_context(app), asking(app) as client:
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        headers = {"Origin": "https://elsewhere.example", **await cookie(app.state.entrance)}
        drafts = await client.post("/graphql", json=DRAFTS, headers=headers)
        count = await client.post("/graphql", json=COUNT, headers=headers)

    assert code(drafts) == "UNAUTHENTICATED"
    assert (count.status_code, count.headers["Access-Control-Allow-Origin"]) == (200, "*")


async def test_over_tls_only_the_guarded_cookie_is_heard(
    app: Starlette, entrance: Entrance
) -> None:
    plain = await cookie(entrance)
    guarded = {"Cookie": plain["Cookie"].replace("knut", "__Host-knut", 1)}
    async with asking(app) as client:
        client.base_url = client.base_url.copy_with(scheme="https")
        found = [await client.post("/graphql", json=DRAFTS, headers=it) for it in (plain, guarded)]

    assert ["data" in it.json() for it in found] == [False, True]


async def test_the_log_names_who_asked_by_role_and_id_alone(
    client: AsyncClient, entrance: Entrance, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = await cookie(entrance)
    account = (await accounts.found(ASA.email)).id
    root = logging.getLogger()
    before, level = root.handlers, root.level
    try:
        log_to_stderr("info", "json")
        async with entrance.store.writing() as written:
            await written.rows("ALTER TABLE network RENAME TO elsewhere", [])
        for shown in (headers, {}):
            await client.post("/graphql", json=COUNT, headers=shown)
    finally:
        async with entrance.store.writing() as written:
            await written.rows("ALTER TABLE elsewhere RENAME TO network", [])
        root.handlers = before
        root.setLevel(level)

    lines = [json.loads(it) for it in capsys.readouterr().err.splitlines() if "Accident" in it]
    assert [it.get("viewer") for it in lines] == [f"EDITOR {account}", None]
    assert ASA.email not in str(lines)
    assert "kp_session_" not in str(lines)
