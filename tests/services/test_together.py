"""Many at once: readers see all of a change or none, and writers come one after the other."""

import asyncio
import logging
import sys
from uuid import UUID

import pytest

from models import Contact, Network
from services.content.publishing import delete, publish, undelete, unpublish
from services.content.saving import create, update
from services.database.storage import Store
from tests.services.acting import LATER, LATEST, TITLED, editor, log, met, network, versions, writer

SAVING = """
import asyncio, sys
from datetime import datetime
from uuid import UUID
from models import Network
from models.account import Role
from services.errors import Refused
from services.policy import viewer_of
from services.content.saving import update
from services.database.storage import opened
from services.view import Actor

async def main(url, entry, moment, position):
    actor = Actor(viewer_of(Role.WRITER), datetime.fromisoformat(moment), "en")
    async with opened(url) as store:
        try:
            await update(store, actor, Network, UUID(entry), 1, {"position": int(position)})
        except Refused as refused:
            print(refused.faults[0].code)
        else:
            print("saved")

asyncio.run(main(*sys.argv[1:]))
"""


async def test_of_processes_that_save_over_one_version_exactly_one_wins(
    store: Store, database: str
) -> None:
    entry = await network(store)

    several = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", SAVING, database, str(entry), LATER.isoformat(), str(place),
            stdout=asyncio.subprocess.PIPE,
        )
        for place in (11, 12, 13)
    ]  # fmt: skip
    told = [(await it.communicate())[0].decode().strip() for it in several]

    assert sorted(told) == ["CONFLICT", "CONFLICT", "saved"]
    assert len(await versions(Network, entry)) == 2
    assert [it.sequence for it in await log()] == [1, 2]


async def test_readers_see_all_of_a_publication_or_nothing(store: Store) -> None:
    entries = [await network(store, f"Nätverk {number}") for number in range(20)]
    await publish(store, editor(), entries)
    for entry in entries:
        await update(store, writer(), Network, entry, 1, {"lead": {"sv": "Ny."}})
    sql = (
        "SELECT count(*), count(lead) FROM network WHERE live AND live_from <= $1 "
        "AND live_until > $1"
    )
    sql = sql.replace("$", "?") if store.dialect == "sqlite" else sql
    seen: list[tuple[int, int]] = []
    done = asyncio.Event()

    async def look() -> None:
        while not done.is_set():
            for moment in (LATER, LATEST):
                row = await store.read(sql, [moment])
                assert row is not None
                seen.append((row[0], row[1]))

    readers = [asyncio.create_task(look()) for _ in range(4)]
    await publish(store, editor(LATEST), entries)
    await asyncio.sleep(0.05)
    done.set()
    await asyncio.gather(*readers)

    assert set(seen) == {(20, 0), (20, 20)}


async def test_the_number_of_statements_does_not_depend_on_how_much_is_written(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    few = await _statements(store, caplog, 1)
    many = await _statements(store, caplog, 9)

    assert many == few
    assert min(few.values()) > 5  # they are counted at all


async def _statements(store: Store, caplog: pytest.LogCaptureFixture, size: int) -> dict[str, int]:
    """Count the statements of each act, about so many entries."""
    people = [await _person(store, f"Lena {size} {number}") for number in range(size)]
    said = {**TITLED, "contacts": people}
    counted = {}

    async def count(name: str, act: object) -> object:
        with caplog.at_level(logging.DEBUG, "tortoise.db_client"):
            caplog.clear()
            told = await act  # type: ignore[misc]
            counted[name] = len([it for it in caplog.records if it.name == "tortoise.db_client"])
        return told

    saved = await count("create", create(store, writer(), Network, said))
    networks = [saved.entry, *[await network(store, f"N {size} {n}") for n in range(size - 1)]]  # type: ignore[attr-defined]
    change = {"contacts": people[::-1], "lead": {"sv": "Ny."}}
    await count("update", update(store, writer(), Network, networks[0], 1, change))
    meetings = [await met(store, it) for it in networks]
    every = [*networks, *meetings]
    await count("publish", publish(store, editor(), every))
    await count("unpublish", unpublish(store, editor(LATER), every))
    await count("again", publish(store, editor(LATEST), every))
    await count("delete", delete(store, editor(LATEST), every))
    await count("undelete", undelete(store, editor(LATEST), every))
    return counted


async def _person(store: Store, name: str) -> UUID:
    return (await create(store, writer(), Contact, {"name": name})).entry
