"""A server killed among a thousand changes: what it has answered is kept, and nothing by halves.

Several editors write at once. The process is killed (SIGKILL) while they wait; another one is
started on the same database, and each goes on where they were: what was not answered is sent once
more, under the same key or over the same version, and is done exactly once.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from services.database.storage import opened
from tests.proof.kept import broken, contacts_of
from tests.proof.serving import Editor, editor, server, token

EDITORS = 6
CHANGES = 1_000
KILLED_AFTER = 430

READ = """query($ids: [ID!]!) @view(drafts: true) {
  nodes(ids: $ids) {
    ... on Network { id version title lead status contacts { name } }
  }
}"""


@dataclass
class Written:
    """One editor's network, as far as they were told; and what was sent last."""

    title: str
    id: str = ""
    version: int = 0
    lead: str | None = None
    is_public: bool = False


@dataclass
class Work:
    """How much was answered, and when it was enough for the server to be killed."""

    contacts: list[str]
    answered: int = 0
    killing: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self) -> None:
        """Note an answer."""
        self.answered += 1
        if self.answered == KILLED_AFTER:
            self.killing.set()


async def create(by: Editor, it: Written, contacts: list[str]) -> None:
    """Create a network under a key; again, if nobody answered."""
    payload = await by.do(
        "createNetwork",
        "network { id }",
        title={"sv": it.title},
        contacts=contacts,
        idempotencyKey=it.title,
    )
    assert payload["errors"] == []
    it.id, it.version = payload["network"]["id"], 1


async def save(by: Editor, it: Written) -> None:
    """Save the next version; if it was saved before, though nobody answered, that is told."""
    lead = f"{it.title}, version {it.version + 1}"
    payload = await by.do(
        "updateNetwork",
        "network { version }",
        id=it.id,
        expectedVersion=it.version,
        lead={"sv": lead},
    )
    for error in payload["errors"]:
        assert (error["code"], error["currentVersion"]) == ("CONFLICT", it.version + 1)
        assert error["fields"] == ["lead"]
    it.version, it.lead = it.version + 1, lead


async def publish(by: Editor, it: Written) -> None:
    """Publish it; once more is no change."""
    payload = await by.do("publish", "outlook { moment }", ids=[it.id])
    assert payload["errors"] == []
    it.is_public = True


async def write(by: Editor, work: Work, name: str, done: list[Written]) -> None:
    """Write one network after the other: three versions each, of which the second is published."""
    while work.answered < CHANGES:
        if not done or (done[-1].version == 3):
            done.append(Written(f"Prov {name} {len(done)}"))
        it = done[-1]
        if not it.id:
            await create(by, it, work.contacts)
        elif it.version == 2 and not it.is_public:
            await publish(by, it)
        else:
            await save(by, it)
        work.count()


async def write_all(address: str, secret: str, work: Work, done: list[list[Written]]) -> None:
    """Write with all editors at once, until all is done or nobody answers any more."""

    async def one(number: int) -> None:
        by = editor(address, secret)
        with contextlib.suppress(httpx.TransportError):
            await write(by, work, f"{number}", done[number])
        await by.client.aclose()

    async with asyncio.TaskGroup() as group:
        for number in range(EDITORS):
            group.create_task(one(number))


async def contacts(by: Editor) -> list[str]:
    """Write two people to name."""
    made = [await by.do("createContact", "contact { id }", name=it) for it in ("Bo Ek", "Li Alm")]
    await by.client.aclose()
    return [it["contact"]["id"] for it in made]


async def read(by: Editor, ids: list[str]) -> list[Any]:
    """Read what stands."""
    found = [await by.ask(READ, ids=ids[at : at + 50]) for at in range(0, len(ids), 50)]
    await by.client.aclose()
    return [node for it in found for node in it["nodes"]]


def standing(it: Written) -> dict[str, Any]:
    """Tell what must stand of a network, as its editor was told."""
    status = "DRAFT" if not it.is_public else "PUBLISHED" if it.version == 2 else "CHANGED"
    said = {"id": it.id, "version": it.version, "title": it.title, "lead": it.lead}
    return {**said, "status": status, "contacts": [{"name": "Bo Ek"}, {"name": "Li Alm"}]}


def at_least(stands: dict[str, Any], it: Written) -> bool:
    """Whether what stands is what its editor was told, or the next change, not answered."""
    if stands["version"] != it.version:
        assert stands["version"] == it.version + 1
        return True
    was_published = {**standing(it), "status": "PUBLISHED"}
    return stands in (standing(it), was_published if it.version == 2 else None)


async def test_what_was_answered_is_kept_and_nothing_is_done_by_halves(database: str) -> None:
    secret = await token(database)
    done: list[list[Written]] = [[] for _ in range(EDITORS)]

    with server(database) as (process, address):
        work = Work(await contacts(editor(address, secret)))
        writing = asyncio.create_task(write_all(address, secret, work, done))
        await work.killing.wait()
        process.kill()
        await writing
    answered = work.answered
    told = [replace(it) for of in done for it in of if it.id]
    with server(database) as (_, address):
        stands = await read(editor(address, secret), [it.id for it in told])
        await write_all(address, secret, work, done)
        everything = [it for of in done for it in of if it.id]
        in_the_end = await read(editor(address, secret), [it.id for it in everything])
    async with opened(database):
        wrong, named = await broken(), await contacts_of("prov-")

    assert KILLED_AFTER <= answered < CHANGES <= work.answered
    assert [it for it, of in zip(stands, told, strict=True) if not at_least(it, of)] == []
    assert in_the_end == [standing(it) for it in everything]
    assert len({it.title for it in everything}) == len(everything) > CHANGES // 5
    assert (wrong, named) == ([], {2})
