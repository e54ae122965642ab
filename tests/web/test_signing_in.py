"""The pages that people sign in by, as a browser without scripts uses them."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser

import pytest
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from models.account import Role, Session
from server import create_app
from services.identity.accounts import first_administrator
from services.identity.passwords import Passwords
from services.identity.sign_in_links import new_link
from services.identity.signing_in import Entrance
from settings import Settings
from tests.identities import ASA, PASSWORD, QUICK, person
from tests.web.conftest import asking

FORM = {"email": ASA.email, "password": PASSWORD}
DRAFTS = {"query": "query @view(drafts: true) { networks { totalCount } }"}
COOKIE = re.compile(
    r"knutpunkt_session=kp_session_[0-9a-f]{64}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"
)


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, whose passwords take little work."""
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app):
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        yield app


@pytest.fixture
def entrance(app: Starlette) -> Entrance:
    """The way in of the application."""
    found: Entrance = app.state.entrance
    return found


async def link(entrance: Entrance) -> str:
    """Make the link of the first administrator."""
    now = datetime.now(UTC)
    account = await first_administrator(entrance.store, now)
    assert account is not None
    return await new_link(entrance.store, account, now)


class Fields(HTMLParser):
    """Reads what the fields of a page's form are called, and hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input":
            self.held[said["name"] or ""] = said.get("value") or ""
            self.wrong += [said["name"] or ""] if said.get("aria-invalid") else []


def expect_page(answer: Response, status: int, title: str) -> None:
    assert answer.status_code == status
    assert f"<title>{title} – Knutpunkt</title>" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="referrer" content="strict-origin">' in answer.text
    assert "<script" not in answer.text


async def test_the_first_administrator_says_who_they_are(
    client: AsyncClient, entrance: Entrance
) -> None:
    shown = await client.get("/sign-in", params={"link": await link(entrance)})
    fields = Fields(shown.text).held
    taken = await client.post("/sign-in", data={**fields, **FORM, "name": ASA.name})
    signed_in = await client.get("/sign-in")
    drafts = await client.post("/graphql", json=DRAFTS)

    expect_page(shown, 200, "Välkommen")
    assert fields == {"link": fields["link"], "name": "", "email": "", "password": ""}
    assert (taken.status_code, taken.headers["Location"]) == (303, "sign-in")
    assert COOKIE.fullmatch(taken.headers["Set-Cookie"])
    expect_page(signed_in, 200, "Inloggad")
    assert "Du är inloggad som Åsa Öberg, administratör." in signed_in.text
    assert "data" in drafts.json()


async def test_a_link_that_was_used_says_so(client: AsyncClient, entrance: Entrance) -> None:
    said = {**FORM, "name": ASA.name, "link": await link(entrance)}
    await client.post("/sign-in", data=said)

    shown = await client.get("/sign-in", params={"link": said["link"]})
    taken = await client.post("/sign-in", data=said)

    for answer in (shown, taken):
        expect_page(answer, 410, "Fel: Länken gäller inte")
        assert "Set-Cookie" not in answer.headers


async def test_what_is_wrong_is_told_at_each_field_and_nothing_is_lost(
    client: AsyncClient, entrance: Entrance
) -> None:
    secret = await link(entrance)
    said = {"link": secret, "name": "", "email": '"><b>@x', "password": "fyra ord i en rad"}

    answer = await client.post("/sign-in", data=said)

    expect_page(answer, 400, "Fel: Välkommen")
    fields = Fields(answer.text)
    assert fields.held == {**said, "password": ""}
    assert fields.wrong == ["name", "email"]
    assert "<b>" not in answer.text
    assert PASSWORD not in answer.text
    told = re.findall(r'<li><a href="#(\w+)">(.*?)</a></li>', unescape(answer.text))
    assert told == [
        ("email", "Skriv en e-postadress, till exempel asa@example.org."),
        ("name", "Skriv ett namn på högst 200 tecken."),
    ]


async def test_somebody_signs_in_and_out(client: AsyncClient, entrance: Entrance) -> None:
    await person(entrance, role=Role.WRITER)

    shown = await client.get("/sign-in")
    taken = await client.post("/sign-in", data=FORM)
    inside = await client.get("/sign-in")
    left = await client.post(
        "/sign-out", headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    outside = await client.get("/sign-in")

    expect_page(shown, 200, "Logga in")
    assert COOKIE.fullmatch(taken.headers["Set-Cookie"])
    assert "Åsa Öberg, skribent" in inside.text
    assert (left.status_code, left.headers["Location"]) == (303, "sign-in")
    assert left.headers["Set-Cookie"].startswith("knutpunkt_session=; Path=/; Max-Age=0;")
    assert outside.text == shown.text
    assert await Session.all().count() == 0


async def test_over_tls_the_cookie_is_guarded(app: Starlette, entrance: Entrance) -> None:
    await person(entrance)
    async with asking(app) as client:
        taken = await client.post("https://knutpunkt.test/sign-in", data=FORM)

    set_cookie = taken.headers["Set-Cookie"]
    assert set_cookie.startswith("__Host-knutpunkt_session=kp_session_")
    assert set_cookie.endswith("; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure")


async def test_signing_in_again_ends_the_session_before(
    client: AsyncClient, entrance: Entrance
) -> None:
    await person(entrance)

    cookies = [(await client.post("/sign-in", data=FORM)).headers["Set-Cookie"] for _ in range(2)]

    assert cookies[0] != cookies[1]
    assert await Session.all().count() == 1


@pytest.mark.parametrize(
    "said", [{}, {"email": ASA.email}, {**FORM, "password": "fel"}, {**FORM, "email": "bo@x.se"}]
)
async def test_who_does_not_match_is_told_the_same(
    client: AsyncClient, entrance: Entrance, said: dict[str, str]
) -> None:
    await person(entrance)

    answer = await client.post("/sign-in", data={"email": "", **said})

    expect_page(answer, 400, "Fel: Logga in")
    assert answer.text.count("E-postadressen och lösenordet passar inte ihop. Försök igen.") == 2
    assert Fields(answer.text).held == {"email": said.get("email", ""), "password": ""}
    assert "Set-Cookie" not in answer.headers


async def test_who_tries_too_often_is_told_when_to_come_back(client: AsyncClient) -> None:
    for _ in range(10):
        await client.post("/sign-in", data=FORM)

    answer = await client.post("/sign-in", data=FORM)

    expect_page(answer, 429, "Fel: Logga in")
    assert 0 < int(answer.headers["Retry-After"]) <= 300
    assert "Det har varit för många försök" in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.knutpunkt.test"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
async def test_another_site_signs_nobody_in_or_out(
    client: AsyncClient, entrance: Entrance, path: str, sent: dict[str, str]
) -> None:
    await person(entrance)
    await client.post("/sign-in", data=FORM)

    answer = await client.post(path, data=FORM, headers=sent)

    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert await Session.all().count() == 1


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"email=a", "text/plain", 415),
        (b"email=a", "", 415),
        (b"a" * 20_001, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=b"] * 21), "application/x-www-form-urlencoded", 400),
        (b"email=\xff", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"email=%ff%00&password=%00", "application/x-www-form-urlencoded", 400),
        (b"link=&name=%00&email=%00&password=%00", "application/x-www-form-urlencoded", 410),
        (b"link=kp_link_" + b"0" * 64, "application/x-www-form-urlencoded; charset=utf-8", 410),
    ],
)
async def test_what_is_no_form_of_ours_is_refused(
    client: AsyncClient, content: bytes, kind: str, status: int
) -> None:
    answer = await client.post("/sign-in", content=content, headers={"Content-Type": kind})

    assert answer.status_code == status
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("shown", ["", "x", "kp_link_" + "0" * 64, "\0", "å" * 3_000])
async def test_what_is_no_link_leads_nowhere(client: AsyncClient, shown: str) -> None:
    expect_page(
        await client.get("/sign-in", params={"link": shown}), 410, "Fel: Länken gäller inte"
    )


async def test_a_link_is_not_used_up_by_being_looked_at(
    client: AsyncClient, entrance: Entrance
) -> None:
    secret = await link(entrance)

    statuses = [(await client.get("/sign-in", params={"link": secret})).status_code for _ in "ab"]
    statuses.append((await client.head("/sign-in", params={"link": secret})).status_code)

    assert statuses == [200, 200, 200]


async def test_a_form_is_not_to_be_had_by_get(client: AsyncClient) -> None:
    assert (await client.get("/sign-out")).status_code == 405
    assert (await client.put("/sign-in")).status_code == 405
