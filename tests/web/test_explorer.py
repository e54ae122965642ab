"""The explorer's page and files: who may open it, what it may load, and how it is kept.

What it does in a browser is in ``tests/browser``.
"""

import gzip
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from models.account import Account, Role
from server import create_app
from services.identity.passwords import Passwords
from services.policy import viewer_of
from services.view import VISITOR
from settings import Settings
from tests.identities import ASA, PASSWORD, QUICK, person
from tests.web.conftest import asking
from web.pages.explorer import PLAIN_POLICY, POLICY, explorer_page, sent

FORM = {"email": ASA.email, "password": PASSWORD, "next": "explorer"}
FILES = {"script": "explorer-1.js", "style": "explorer-2.css", "editor": "editor-3.js"}


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, whose passwords take little work."""
    async with started(Settings(database_url=database)) as app:
        yield app


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[Starlette]:
    """Open an application whose passwords take little work."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        app.state.entrance = replace(app.state.entrance, passwords=Passwords(QUICK))
        yield app


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as the build leaves it."""
    (tmp_path / "manifest.json").write_text(json.dumps(FILES), "utf-8")
    (tmp_path / "explorer-1.js").write_text("console.log('å')", "utf-8")
    (tmp_path / "explorer-1.js.gz").write_bytes(gzip.compress(b"console.log('\xc3\xa5')"))
    (tmp_path / "explorer-2.css").write_text("p { color: red }", "utf-8")
    (tmp_path / "explorer-1.js.LEGAL.txt").write_text("© några", "utf-8")
    return tmp_path


def configuration(page: str) -> Any:
    """Read what a page has for its script."""
    [found] = re.findall(r'<script type="application/json" id="configuration">(.*?)</script>', page)
    return json.loads(found)


async def test_a_visitor_signs_in_and_comes_back(app: Starlette, client: AsyncClient) -> None:
    await person(app.state.entrance)

    form = await client.get("/explorer")
    wrong = await client.post("/sign-in", data={**FORM, "password": "fel"})
    right = await client.post("/sign-in", data=FORM)
    page = await client.get("/explorer")

    hidden = '<input type="hidden" name="next" value="explorer">'
    assert (form.status_code, wrong.status_code, right.status_code) == (200, 400, 303)
    assert hidden in form.text
    assert hidden in wrong.text
    assert right.headers["location"] == "explorer"
    known = configuration(page.text)
    [account] = await Account.all()
    assert known["viewer"] == {
        "key": str(account.id),
        "name": "Åsa Öberg",
        "role": "redaktör",
    }
    assert known["mayReadDrafts"] is True


async def test_signing_in_leads_nowhere_else(app: Starlette, client: AsyncClient) -> None:
    await person(app.state.entrance)

    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "graphql", ""):
        answer = await client.post("/sign-in", data={**FORM, "next": elsewhere})

        assert answer.headers["location"] == "sign-in"


async def test_who_signs_out_of_it_is_asked_to_sign_in(app: Starlette, client: AsyncClient) -> None:
    await person(app.state.entrance)
    await client.post("/sign-in", data=FORM)

    out = await client.post("/sign-out", data={"next": "explorer"})
    page = await client.get("/explorer")

    assert (out.status_code, out.headers["location"]) == (303, "explorer")
    assert "Logga in" in page.text


@pytest.mark.parametrize(("opening", "status"), [("all", 200), ("off", 404)])
async def test_an_operator_opens_it_to_all_or_to_nobody(
    database: str, opening: Any, status: int
) -> None:
    async with (
        started(Settings(database_url=database, explorer=opening)) as app,
        asking(app) as client,
    ):
        page = await client.get("/explorer")
        home = await client.get("/")
        script = await client.get("/explorer/plain.js")

    assert page.status_code == script.status_code == status
    assert ('href="explorer"' in home.text) == (opening == "all")
    assert "Logga in" not in page.text


async def test_the_way_on_from_signing_in_is_told(app: Starlette, client: AsyncClient) -> None:
    await person(app.state.entrance)
    await client.post("/sign-in", data=FORM)

    page = await client.get("/sign-in")

    links = re.findall(r'<a href="(.*?)">(.*?)</a>', page.text)
    assert links == [("explorer", "Till utforskaren"), ("./", "Till startsidan")]


def test_the_page_loads_what_was_built(built: Path) -> None:
    answer = explorer_page(viewer_of(Role.STAFF), built, 2026)
    page = bytes(answer.body).decode()

    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == "private, no-store"
    assert re.findall(r' src="(.*?)"', page) == ["explorer/assets/explorer-1.js"]
    assert re.findall(r'rel="stylesheet" href="(.*?)"', page) == ["explorer/assets/explorer-2.css"]
    known = configuration(page)
    assert (known["assets"], known["viewer"], known["mayReadDrafts"]) == (FILES, None, False)


def test_without_a_build_a_small_page_says_how_to_make_one(tmp_path: Path) -> None:
    answer = explorer_page(VISITOR, tmp_path, 2026)
    page = bytes(answer.body).decode()

    assert answer.headers["content-security-policy"] == PLAIN_POLICY
    assert "unsafe-inline" not in PLAIN_POLICY
    assert "make explorer" in page
    assert re.findall(r' src="(.*?)"', page) == ["explorer/plain.js"]
    assert configuration(page)["assets"] is None


def test_nothing_that_is_known_ends_the_script(built: Path) -> None:
    viewer = replace(viewer_of(Role.EDITOR, UUID(int=1)), name="</script><script>alert(1)")

    page = bytes(explorer_page(viewer, built, 2026).body).decode()

    assert page.count("<script") == 2
    assert configuration(page)["viewer"]["name"] == viewer.name


def test_files_are_kept_for_good_and_sent_compressed(built: Path) -> None:
    plain = sent(built / "explorer-1.js", "br")
    packed = sent(built / "explorer-1.js", "gzip, br")
    lonely = sent(built / "explorer-2.css", "gzip")

    for answer in (plain, packed, lonely):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-security-policy"] == POLICY
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert lonely.headers["content-type"] == "text/css; charset=utf-8"
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in lonely.headers


def test_what_others_let_us_send_is_sent_with_their_licence(built: Path) -> None:
    answer = sent(built / "explorer-1.js.LEGAL.txt", "")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("name", ["nothing.js", "manifest.json", "explorer-1.js.gz", ".."])
def test_nothing_else_is_sent(built: Path, name: str) -> None:
    with pytest.raises(HTTPException) as refusal:
        sent(built / name, "gzip")

    assert refusal.value.status_code == 404


async def test_no_way_leads_out_of_the_folder(client: AsyncClient) -> None:
    for name in ("..%2Fbuild.mjs", "%2e%2e%2fbuild.mjs", "../build.mjs", "a/b.js"):
        answer = await client.get(f"/explorer/assets/{name}")

        assert answer.status_code == 404


async def test_the_small_page_has_its_script(client: AsyncClient) -> None:
    answer = await client.get("/explorer/plain.js")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "innerHTML" not in unescape(answer.text)
