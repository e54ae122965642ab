"""Signing in and out by mutations, and who one is then, as a single-page application does it."""

from typing import Any

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from models.account import Role, Session
from server import create_app
from services.identity.signing_in import Entrance
from services.policy import RIGHTS, Right
from settings import Settings
from tests.identities import ASA, PASSWORD, person, signed_in
from tests.web.conftest import asking
from tests.web.sockets import greeted, heard, say, serving, subscribe
from tests.web.test_identifying import app, cookie, entrance, now, token

__all__ = ["app", "entrance"]

WHO = "viewer { name role can { readStaff readDrafts write publish administer } }"
SIGN_IN = (
    "mutation ($input: SignInInput!) { signIn(input: $input) {"
    " viewer { name role } errors { __typename code message path ... on RateLimitedError"
    " { retryAfter } } query { viewer { name } } } }"
)
SIGN_OUT = "mutation { signOut { viewer { name } errors { code } query { viewer { name } } } }"
SAID = {"email": ASA.email, "password": PASSWORD}


async def asked(client: AsyncClient, query: str, **variables: Any) -> Any:
    answer = await client.post("/graphql", json={"query": query, "variables": variables})
    return answer.json()


async def test_a_visitor_is_nobody(client: AsyncClient) -> None:
    assert await asked(client, f"{{ {WHO} }}") == {"data": {"viewer": None}}


@pytest.mark.parametrize("role", Role)
async def test_a_viewer_is_told_what_they_can_do(
    client: AsyncClient, entrance: Entrance, role: Role
) -> None:
    client.headers.update(await token(entrance, role))

    found = await asked(client, f"{{ {WHO} }}")

    told = found["data"]["viewer"]
    assert (told["name"], told["role"]) == (f"token {role}", role.value)
    names = {right: "".join(it.title() for it in right.split("_")) for right in Right}
    assert told["can"] == {
        name[0].lower() + name[1:]: right in RIGHTS[role] for right, name in names.items()
    }


async def test_one_document_tells_each_viewer_of_themselves(
    client: AsyncClient, entrance: Entrance
) -> None:
    shown = [{}, await token(entrance, Role.STAFF), await cookie(entrance), {}]
    query = {"query": "{ one: viewer { name } two: viewer { __typename role } }"}

    answers = [(await client.post("/graphql", json=query, headers=it)).json() for it in shown]

    assert [it["data"] for it in answers] == [
        {"one": None, "two": None},
        {"one": {"name": "token STAFF"}, "two": {"__typename": "Viewer", "role": "STAFF"}},
        {"one": {"name": ASA.name}, "two": {"__typename": "Viewer", "role": "EDITOR"}},
        {"one": None, "two": None},
    ]


async def test_somebody_signs_in_and_out(client: AsyncClient, entrance: Entrance) -> None:
    await person(entrance, role=Role.WRITER)

    came = await client.post("/graphql", json={"query": SIGN_IN, "variables": {"input": SAID}})
    inside = await asked(client, "query @view(drafts: true) { viewer { name } }")
    left = await client.post("/graphql", json={"query": SIGN_OUT})
    outside = await asked(client, "{ viewer { name } }")

    assert came.json()["data"]["signIn"] == {
        "viewer": {"name": ASA.name, "role": "WRITER"},
        "errors": [],
        "query": {"viewer": {"name": ASA.name}},
    }
    assert came.headers["Set-Cookie"].startswith("knutpunkt_session=kp_session_")
    assert came.headers["Set-Cookie"].endswith("; Max-Age=1209600; HttpOnly; SameSite=Lax")
    assert came.headers["Cache-Control"] in ("no-store", "private, no-store")
    assert "kp_session_" not in came.text
    assert inside == {"data": {"viewer": {"name": ASA.name}}}
    assert left.json()["data"]["signOut"] == {
        "viewer": None,
        "errors": [],
        "query": {"viewer": None},
    }
    assert left.headers["Set-Cookie"].startswith("knutpunkt_session=; Path=/; Max-Age=0;")
    assert outside == {"data": {"viewer": None}}
    assert await Session.all().count() == 0


async def test_signing_in_again_takes_another_session(
    client: AsyncClient, entrance: Entrance
) -> None:
    await person(entrance)

    for _ in range(2):
        await asked(client, SIGN_IN, input=SAID)

    assert await Session.all().count() == 1


async def test_who_does_not_match_is_told_as_little(
    client: AsyncClient, entrance: Entrance
) -> None:
    await person(entrance)
    answers = [
        await client.post("/graphql", json={"query": SIGN_IN, "variables": {"input": it}})
        for it in ({**SAID, "password": "fel"}, {**SAID, "email": "bo@example.org"})
    ]

    assert answers[0].content == answers[1].content
    assert answers[0].json()["data"]["signIn"] == {
        "viewer": None,
        "errors": [
            {
                "__typename": "ValidationError",
                "code": "SIGN_IN_FAILED",
                "message": "E-postadressen och lösenordet passar inte ihop. Försök igen.",
                "path": ["input", "password"],
            }
        ],
        "query": {"viewer": None},
    }
    assert "Set-Cookie" not in answers[0].headers


async def test_who_tries_too_often_is_told_to_wait(client: AsyncClient) -> None:
    for _ in range(10):
        await asked(client, SIGN_IN, input=SAID)

    found = await asked(client, SIGN_IN, input=SAID)

    [error] = found["data"]["signIn"]["errors"]
    assert (error["__typename"], error["code"]) == ("RateLimitedError", "RATE_LIMITED")
    assert 0 < error["retryAfter"] <= 300


async def test_a_password_is_not_tried_many_times_at_once(
    client: AsyncClient, entrance: Entrance
) -> None:
    said = '(input: {email: "asa@example.org", password: "fel"}) { errors { code } }'
    tries = " ".join(f"a{at}: signIn{said}" for at in range(30))

    found = await asked(client, f"mutation {{ {tries} }}")

    assert found["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    assert entrance.passwords.computed == 0


async def test_over_tls_the_cookie_is_guarded(app: Starlette, entrance: Entrance) -> None:
    await person(entrance)
    async with asking(app) as client:
        body = {"query": SIGN_IN, "variables": {"input": SAID}}
        answer = await client.post("https://knutpunkt.test/graphql", json=body)

    assert answer.headers["Set-Cookie"].startswith("__Host-knutpunkt_session=kp_session_")
    assert answer.headers["Set-Cookie"].endswith("; Secure")


async def test_signing_out_ends_only_the_session_that_was_shown(
    client: AsyncClient, entrance: Entrance
) -> None:
    await person(entrance)
    one, other = [await signed_in(entrance, now=now()) for _ in range(2)]

    client.headers["Cookie"] = f"knutpunkt_session={one.secret}"
    await asked(client, SIGN_OUT)

    assert await entrance.known.by_session(one.secret, now()) is None
    assert await entrance.known.by_session(other.secret, now()) == other.viewer


async def test_nobody_signs_in_on_a_socket_which_keeps_no_cookie(database: str) -> None:
    app = create_app(Settings(database_url=database))

    async with serving(app) as url, greeted(url) as socket:
        await person(app.state.entrance)
        await say(socket, subscribe("1", SIGN_IN, variables={"input": SAID}))
        told = await heard(socket)
        begun = await Session.all().count()

    [error] = told["payload"]["data"]["signIn"]["errors"]
    assert (error["__typename"], error["code"]) == ("ForbiddenError", "FORBIDDEN")
    assert begun == 0
