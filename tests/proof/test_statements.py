"""What a mutation takes of the database does not depend on how much is in it, or is named.

Every statement is counted, reads and writes, of each mutation through GraphQL: among 1, 3 and 1,000
other networks with meetings, and with relations of 1 and of 50.
"""

import logging
from typing import Any

import pytest

from services.database.storage import Store
from tests import factories
from tests.asking import Asking
from tests.schema.editors import created, done

STATEMENTS = "tortoise.db_client"
CONTENT = "content { id ... on Content { slug status version history(first: 5) { totalCount } } }"
TOLD = f"{CONTENT} errors {{ code }} query {{ networks {{ totalCount }} }}"


class Counting:
    """Counts the statements of each mutation, those that only read with them."""

    def __init__(self, store: Store, ask: Asking, caplog: pytest.LogCaptureFixture) -> None:
        self.store, self.ask, self.caplog = store, ask, caplog
        self.counted: dict[str, int] = {}

    async def do(self, name: str, told: str, **input_: Any) -> Any:
        with self.caplog.at_level(logging.DEBUG, STATEMENTS):
            self.caplog.clear()
            before = self.store.statements
            payload = await done(self.ask, name, input_, told)
            written = [it for it in self.caplog.records if it.name == STATEMENTS]
        self.counted[name] = self.store.statements - before + len(written)
        assert payload["errors"] == []
        return payload


async def counted(counting: Counting, among: int, named: int) -> dict[str, int]:
    """Count what each mutation takes, beside so many others, naming so many contacts."""
    ask, mark = counting.ask, f"{among} {named}"
    people = [await created(ask, "Contact", name=f"Lena {mark} {it}") for it in range(named)]
    told = "network { id slug contacts { name } } errors { code } query { networks { totalCount } }"
    said = {"title": {"sv": f"Nätverk {mark}"}, "contacts": people, "idempotencyKey": mark}
    id_ = (await counting.do("createNetwork", told, **said))["network"]["id"]
    update = {"id": id_, "expectedVersion": 1, "contacts": people[::-1], "lead": {"sv": "Ny."}}
    await counting.do("updateNetwork", told, **update)
    await counting.do("publish", TOLD, ids=[id_])
    restore = {"id": id_, "version": 1, "expectedVersion": 2}
    await counting.do("restoreVersion", TOLD, **restore)
    for name in ("discardDraft", "unpublish", "deleteContent", "undelete"):
        await counting.do(name, TOLD, ids=[id_])
    return counting.counted


async def announced(counting: Counting, among: int) -> dict[str, int]:
    """Count what it takes to say that a meeting is off, with a draft beside what is public."""
    ask = counting.ask
    network = await created(ask, "Network", title={"sv": f"Nätverk för möten {among}"})
    times = {"localStart": "2026-10-01T09:00:00", "localEnd": "2026-10-01T11:00:00"}
    said = {"title": {"sv": f"Träff {among}"}, "networks": [network], **times}
    id_ = await created(ask, "Meeting", **said)
    await done(ask, "publish", {"ids": [network, id_]}, TOLD)
    draft = {"id": id_, "expectedVersion": 1, "summary": {"sv": "Ny."}}
    await done(ask, "updateMeeting", draft, "errors { code }")
    told = TOLD.replace(CONTENT, "meeting { id state startsAt networks { title } }")
    why = {"id": id_, "reason": {"sv": "Sjuk."}}
    await counting.do("cancelMeeting", told, **why, expectedVersion=2)
    to = {"localStart": "2026-10-08T09:00:00", "localEnd": "2026-10-08T11:00:00"}
    await counting.do("postponeMeeting", told, **why, expectedVersion=4, to=to)
    return counting.counted


async def fill(store: Store, count: int) -> None:
    """Write so many public networks, and meetings of the first of them."""
    async with store.writing():
        networks = [await factories.network(slug=f"n-{count}-{it}") for it in range(count)]
        for it in range(count):
            await factories.meeting(slug=f"m-{count}-{it}", networks=networks[:1])


async def test_mutations_take_as_many_statements_among_a_thousand_as_among_one(
    store: Store, ask: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    found = []
    for count in (1, 3, 1000):
        await fill(store, count)
        counting = Counting(store, ask, caplog)
        await announced(counting, count)
        found.append(await counted(counting, count, 1))

    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 10
    assert min(found[0].values()) > 5  # they are counted at all


async def test_mutations_take_as_many_statements_however_many_are_named(
    store: Store, ask: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    found = [await counted(Counting(store, ask, caplog), 0, named) for named in (1, 50)]

    assert found[0] == found[1]
