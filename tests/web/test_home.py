"""The page at ``/``: it greets, loads and runs nothing, and what it says to copy works."""

import json
import re
import shlex
from html import unescape
from html.parser import HTMLParser

from httpx import AsyncClient

from web.pages.frame import POLICY


async def test_the_page_says_where_everything_is(client: AsyncClient) -> None:
    answer = await client.get("/")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "http://knutpunkt.test/graphql" in answer.text
    assert 'href="schema.graphql"' in answer.text


async def test_the_page_may_load_nothing_and_run_nothing(client: AsyncClient) -> None:
    answer = await client.get("/")

    assert answer.headers["content-security-policy"] == POLICY
    assert POLICY.startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"<script|<link (?!rel=\"icon\" href=\"data:)|\ssrc=|style=", answer.text)


async def test_the_page_can_be_heard_as_well_as_seen(client: AsyncClient) -> None:
    page = Outline()

    page.feed((await client.get("/")).text)

    assert page.languages == ["sv", "en"]
    assert page.headings == ["h1", "h2"]
    assert page.open == []


async def test_the_first_question_can_be_copied_and_is_answered(client: AsyncClient) -> None:
    page = unescape((await client.get("/")).text)
    _, address, *_, body = shlex.split(page[page.index("curl http") :].partition("</code>")[0])

    answer = await client.post(address, content=body, headers={"Content-Type": "application/json"})

    assert address == "http://knutpunkt.test/graphql"
    assert answer.json() == {"data": {"networks": {"nodes": []}}}
    assert (
        " ".join(page.partition("<code>{")[2].split("</code>")[0].split())
        in json.loads(body)["query"]
    )


async def test_a_host_that_is_no_host_stays_text(client: AsyncClient) -> None:
    answer = await client.get("/", headers={"Host": "<b>;$(id)"})

    assert "<b>" not in answer.text
    assert "curl http://<b>" not in unescape(answer.text)


async def test_asking_for_the_head_gives_the_head(client: AsyncClient) -> None:
    whole, head = await client.get("/"), await client.head("/")

    assert head.status_code == 200
    own = {"x-request-id": ""}
    assert {**head.headers, **own} == {**whole.headers, **own}


class Outline(HTMLParser):
    """The languages, the headings, and the elements that were opened and not closed."""

    VOID = frozenset({"meta", "link", "br", "path", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str | None] = []
        self.headings: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.languages += [value for name, value in attrs if name == "lang"]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag
