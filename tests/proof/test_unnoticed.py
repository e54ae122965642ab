"""What editors do in secret, through GraphQL, changes no byte that others are answered over HTTP.

Visitors, staff and the holder of a preview token ask the same requests before and after: through
every root, by ids and addresses that they have guessed, the log, history, and every mutation. Each
has their own secrets kept from them. Bodies and header lines stay the same; what is hidden is
answered like what never was.
"""

import itertools
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, get_named_type
from httpx import AsyncClient, Response
from starlette.applications import Starlette

from models.account import Role
from resolvers.gate import Gate
from schema import built
from server import create_app
from services.database.storage import Store
from services.identity.tokens import Terms, add_token
from services.view import VISITOR, Viewer
from settings import Settings
from tests.asking import PREVIEW, STAFF
from tests.proof.serving import TIMES
from tests.resolvers.streams import following
from tests.web.conftest import asking

NEVER = "018f0000-0000-7000-8000-000000000000"
CANARY = "CANARY"
ADDRESSES = ("canary-draft", "canary-staff", "canary-later", "canary-gone", "canary-next")
ALWAYS_ANOTHER = {"date", "x-request-id"}
ROOTS = {
    "networks": "title lead contacts { name mobile internalNote } meetings { nodes { title } }",
    "meetings": "title startsAt networks { title } contacts { name }",
    "contacts": "name mobile internalNote networks { totalCount nodes { title } }",
    "organisations": "name networks { totalCount }",
    "focusAreas": "title networks { totalCount }",
    "editions": "year networks { totalCount }",
    "pages": "title path",
}
COST = {"GraphQL-Cost": "1"}
ABOUT = "__typename ... on Node { id } ... on Content { slug version status savedAt }"
FOLLOWING = """subscription {
  changes {
    cursor contentId effect event version type content { ... on Content { slug version } }
  }
}"""
HISTORY = f"""history {{ totalCount nodes {{ number note changes {{ before after }} }} }}
  atVersion(number: 2) {{ note content {{ {ABOUT} }} }}"""
LOG = f"""totalCount pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }}
  nodes {{ cursor contentId effect event moment type content {{ {ABOUT} }} }}"""


@dataclass(frozen=True, slots=True)
class People:
    """The clients of one application, by who asks; the editor among them."""

    clients: Mapping[str, AsyncClient]
    store: Store

    async def do(self, name: str, told: str, /, **input_: Any) -> Any:
        """Do one thing, as the editor; nothing may be wrong with it."""
        type_ = f"{name[0].upper()}{name[1:]}Input!"
        query = f"mutation($i: {type_}) {{ {name}(input: $i) {{ {told} errors {{ code }} }} }}"
        body = {"query": query, "variables": {"i": input_}}
        found = (await self.clients["EDITOR"].post("/graphql", json=body)).json()
        assert found["data"][name]["errors"] == [], found
        return found["data"][name]

    async def create(self, noun: str, **said: Any) -> str:
        """Create content, and give its id."""
        name = f"{noun[0].lower()}{noun[1:]}"
        return str((await self.do(f"create{noun}", f"{name} {{ id }}", **said))[name]["id"])


@pytest.fixture
async def people(database: str) -> AsyncIterator[People]:
    """A visitor, and the holders of tokens of three roles."""
    app = create_app(Settings(database_url=database, visitor_rate=0, editor_rate=0))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        clients = {"VISITOR": await stack.enter_async_context(asking(app))}
        for role in (Role.STAFF, Role.PREVIEW, Role.EDITOR):
            client = await stack.enter_async_context(asking(app))
            client.headers["Authorization"] = f"Bearer {await _token(app, role)}"
            clients[role] = client
        yield People(clients, app.state.store)


async def _token(app: Starlette, role: Role) -> str:
    store: Store = app.state.store
    now = datetime.now(UTC)
    return await add_token(store, Terms(f"{role}", role, now + timedelta(days=1)), now)


async def public(people: People) -> list[str]:
    """Publish one of each of what belongs together; give the ids."""
    lena = await people.create("Contact", name="Lena", mobile="070-1", internalNote="Ring")
    network = await people.create("Network", title={"sv": "Språklust"}, contacts=[lena])
    meeting = await people.create("Meeting", title={"sv": "Träff"}, networks=[network], **TIMES)
    page = await people.create("Page", title={"sv": "Om"}, path="/om")
    ids = [lena, network, meeting, page]
    await people.do("publish", "outlook { moment }", ids=ids)
    return ids


async def drafts(people: People, ids: list[str]) -> list[str]:
    """Write drafts, also of what is public; schedule one, delete one, take up an old version."""
    title, later = {"sv": f"{CANARY} draft"}, datetime.now(UTC) + timedelta(days=9)
    lena, network, _, _ = ids
    draft = await people.create("Network", title=title, contacts=[lena], note=CANARY)
    meeting = await people.create(
        "Meeting", title={"sv": f"{CANARY} later"}, networks=[network], contacts=[lena], **TIMES
    )
    gone = await people.create("Page", title={"sv": f"{CANARY} gone"}, path="/canary-gone")
    await people.do("publish", "", ids=[meeting], at=later.isoformat())
    await people.do("deleteContent", "", ids=[gone])
    for version, lead in enumerate((CANARY, f"{CANARY} igen"), 1):
        said = {"lead": {"sv": lead}, "slug": "canary-next", "note": CANARY}
        await people.do("updateNetwork", "", id=network, expectedVersion=version, **said)
    await people.do("restoreVersion", "", id=network, version=2, expectedVersion=3)
    return [draft, meeting, gone]


async def for_staff(people: People, _: list[str]) -> list[str]:
    """Publish what is for staff, change it, withdraw it; and leave a draft of such."""
    said = {"title": {"sv": f"{CANARY} staff"}, "lead": {"sv": CANARY}, "audience": "STAFF"}
    network = await people.create("Network", **said, note=CANARY)
    contact = await people.create("Contact", name=CANARY, internalNote=CANARY, audience="STAFF")
    await people.do("publish", "", ids=[network, contact])
    await people.do("updateNetwork", "", id=network, expectedVersion=1, contacts=[contact])
    await people.do("publish", "", ids=[network])
    await people.do("unpublish", "", ids=[network])
    return [network, contact]


SECRETS = {
    "VISITOR": (drafts, for_staff),
    "STAFF": (drafts,),
    "PREVIEW": (for_staff,),
}


def questions(ids: Sequence[str], who: str) -> list[str]:
    """Ask by every way; with drafts as well, if they may."""
    listed = ", ".join(f'"{it}"' for it in ids)
    asked = [f"nodes(ids: [{listed}]) {{ {ABOUT} ... on Content {{ {HISTORY} }} }}"]
    asked += [f'node(id: "{it}") {{ {ABOUT} }}' for it in ids]
    asked += [
        f'node(id: "{it}") {{ ... on Network {{ meetings(after: "canary") {{ totalCount }} }} }}'
        for it in ids
    ]
    asked += [f'network(slug: "{it}") {{ slug }}' for it in ADDRESSES]
    asked += ['page(path: "/canary-gone") { path }', f"changes(last: 50) {{ {LOG} }}"]
    asked += [f"changes(first: 2, types: [NETWORK, CONTACT]) {{ {LOG} }}"]
    for root, told in ROOTS.items():
        page = "pageInfo { startCursor endCursor hasNextPage }"
        nodes = f"totalCount {page} nodes {{ {ABOUT} {told} }}"
        asked += [f"{root} {{ {nodes} }}", f"{root}(last: 1) {{ {nodes} }}"]
        asked += [f"{root}(where: {{version: {{gt: 1}}}}) {{ {nodes} }}"]
    asked += [
        'networks(after: "canary") { totalCount }',
        "canary",
        "networks(first: 101) { nodes }",
    ]
    views = ["@view(locale: EN)", *(["@view(drafts: true)"] if who == "PREVIEW" else [])]
    whole = [f"query {view} {{ {it} }}" for it in asked for view in views]
    refused = [] if who == "PREVIEW" else ["query @view(drafts: true) { networks { totalCount } }"]
    return whole + refused


def mutations(ids: Sequence[str]) -> list[dict[str, Any]]:
    """Try every mutation that is about content, on each of the ids."""
    fields = built().mutation_type.fields  # type: ignore[union-attr]
    tried = []
    for (name, field), id_ in itertools.product(fields.items(), ids):
        type_ = get_named_type(field.args["input"].type) if field.args else None
        if not isinstance(type_, GraphQLInputObjectType):
            continue
        if type_.fields.keys().isdisjoint({"id", "ids"}):
            continue
        given: dict[str, Any] = {"ids": [id_]} if "ids" in type_.fields else {"id": id_}
        given |= {it: 1 for it in ("expectedVersion", "version") if it in type_.fields}
        given |= {"dryRun": True} if "dryRun" in type_.fields else {}
        given |= {"reason": {"sv": "Sjuk."}} if "reason" in type_.fields else {}
        query = (
            f"mutation($i: {type_.name}!) {{ {name}(input: $i) {{ errors {{ code message }} }} }}"
        )
        tried.append({"query": query, "variables": {"i": given}})
    return tried


async def answered(client: AsyncClient, ids: Sequence[str], who: str) -> dict[str, Any]:
    """Give all answers: body and header lines, by what was asked and how."""
    told: dict[str, Any] = {}
    for it in questions(ids, who):
        told[f"POST {it}"] = _answer(
            await client.post("/graphql", json={"query": it}, headers=COST)
        )
        told[f"GET {it}"] = _answer(await client.get("/graphql", params={"query": it}))
    for number, tried in enumerate(mutations(ids)):
        told[f"{number} {tried}"] = _answer(await client.post("/graphql", json=tried, headers=COST))
    return told


def _answer(response: Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    lines = [it for it in response.headers.multi_items() if it[0] not in ALWAYS_ANOTHER]
    return response.status_code, response.content, sorted(lines)


def alike(told: Mapping[str, Any], hidden: str) -> Mapping[str, Any]:
    """Put the id that never was in the place of a hidden one."""
    return {
        asked.replace(hidden, NEVER): (status, body.replace(hidden.encode(), NEVER.encode()), lines)
        for asked, (status, body, lines) in told.items()
    }


@pytest.mark.parametrize("who", SECRETS)
async def test_secrets_change_no_byte_of_what_others_are_answered(people: People, who: str) -> None:
    client, ids = people.clients[who], [*await public(people), NEVER]

    before = await answered(client, ids, who)
    hidden = [it for act in SECRETS[who] for it in await act(people, ids[:-1])]
    after = await answered(client, ids, who)
    of_hidden = [await answered(client, [*ids[:-1], it], who) for it in hidden]
    heard = await answered(people.clients["EDITOR"], [*ids, *hidden], who)

    assert [it for it in before if before[it] != after[it]] == []
    for it, id_ in zip(of_hidden, hidden, strict=True):
        assert alike(it, id_) == before
    assert CANARY not in str(before)
    assert CANARY in str(heard)  # there is something to hear


async def test_counters_of_the_server_tell_nothing_of_content(people: People) -> None:
    ids = await public(people)
    hidden = [*await drafts(people, ids), *await for_staff(people, ids)]

    told = (await people.clients["VISITOR"].get("/metrics")).text

    assert [it for it in (CANARY, CANARY.lower(), *ids, *hidden) if it in told] == []


@pytest.mark.parametrize("viewer", [VISITOR, STAFF, PREVIEW], ids=SECRETS)
async def test_secrets_leave_no_gap_in_what_is_told_to_those_who_follow(
    people: People, viewer: Viewer
) -> None:
    gate = Gate(built(), people.store)
    async with following(gate, FOLLOWING, viewer, now=lambda: datetime.now(UTC)) as follower:
        ids = await public(people)
        await follower.heard(len(ids))
        await drafts(people, ids)
        await for_staff(people, ids)
        page = await people.create("Page", title={"sv": "Ny"}, path="/ny")
        await people.do("publish", "", ids=[page])
        told = await follower.heard(len(ids) + 1)

    assert {it["contentId"] for it in told[:-1]} == {*ids}
    assert [it["cursor"] for it in told] == [f"p{it}" for it in range(1, len(told) + 1)]
    assert told[-1] == {
        "cursor": f"p{len(told)}",
        "contentId": page,
        "effect": "APPEARED",
        "event": None,
        "version": None,
        "type": "PAGE",
        "content": {"slug": "ny", "version": 1},
    }
    assert CANARY not in str(follower.bytes)
