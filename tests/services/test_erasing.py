"""A person who is erased is nowhere any more: in no version, no log, no file of the database."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tortoise.connection import get_connection

from models import Contact, Due, Entry, Event, Meeting, Network, Receipt
from models.account import Role
from models.content import Content
from models.event import EventName, PublicChange
from models.nouns import NOUNS
from services.content.publishing import delete, publish, undelete
from services.content.saving import create, update
from services.database.storage import Store, opened
from services.errors import Refused
from services.policy import viewer_of
from services.privacy.erasing import erase
from services.view import Actor
from tests.factories import NOW
from tests.services.acting import (
    LATER,
    LATEST,
    TIMES,
    TITLED,
    editor,
    log,
    refusal,
    versions,
    writer,
)
from tests.services.erased import ADMIN, MARKS, NAME, admin, held, known, person, said


async def names(row: Content, relation: str = "contacts") -> list[UUID]:
    """Read whom a version names, in the editors' order."""
    link = type(row).relations[relation].link
    return [it.target_id for it in await link.filter(source_id=row.id).order_by("position")]


async def test_nothing_is_left_of_who_is_erased(store: Store, database: str) -> None:
    asa = await known(store)
    assert len(said(await held(database), *MARKS)) == len(MARKS)

    erasure = await erase(store, admin(), asa)

    assert (len(erasure.held.versions), len(erasure.held.receipts), erasure.remaining) == (3, 1, ())
    assert erasure.forgotten is (store.dialect == "sqlite")
    assert said(await held(database), *MARKS) == []
    assert await Contact.all().count() == 0
    assert await Receipt.all().count() == 0
    assert await Due.all().count() == 0
    assert await Entry.filter(id=asa).count() == 1
    events = await log()
    assert [it.sequence for it in events] == list(range(1, len(events) + 1))
    assert all(it.detail == {} for it in events)
    last = events[-1]
    assert (last.name, last.entry_id, last.version) == (EventName.ERASED, asa, None)
    assert (last.public_change, last.actor) == (PublicChange.DISAPPEARED, ADMIN)


async def test_what_was_deleted_long_ago_is_not_left_in_the_file_either(
    sqlite_migrated: str, tmp_path: Path
) -> None:
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), tmp_path / "knutpunkt.db")
    database = f"sqlite://{tmp_path}/knutpunkt.db"
    with closing(sqlite3.connect(tmp_path / "knutpunkt.db")) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("CREATE TABLE old (said TEXT)")
        other.executemany("INSERT INTO old VALUES (?)", [(NAME,)] * 100)
        other.execute("DELETE FROM old")
        other.commit()
    assert said(await held(database), NAME) == [NAME]

    async with opened(database) as store:
        erasure = await erase(store, admin(), await person(store))

        assert erasure.forgotten
        assert said(await held(database), NAME) == []


async def test_somebody_who_reads_for_long_is_told_of(sqlite_migrated: str, tmp_path: Path) -> None:
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), tmp_path / "knutpunkt.db")
    async with opened(f"sqlite://{tmp_path}/knutpunkt.db", changing=1) as store:
        asa = await person(store)
        with closing(sqlite3.connect(tmp_path / "knutpunkt.db")) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM contact").fetchone()

            erasure = await erase(store, admin(), asa)

        assert (erasure.done, erasure.forgotten) == (True, False)
        assert await store.forget()


async def test_who_has_no_time_for_the_files_to_be_rewritten_hears_what_was_done(
    sqlite_migrated: str, tmp_path: Path
) -> None:
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), tmp_path / "knutpunkt.db")
    async with opened(f"sqlite://{tmp_path}/knutpunkt.db") as store:
        asa = await person(store)
        with closing(sqlite3.connect(tmp_path / "knutpunkt.db")) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM contact").fetchone()
            kept = asyncio.Event()
            store.committed = kept.set
            erasing = asyncio.create_task(erase(store, admin(), asa))
            await kept.wait()
            await asyncio.sleep(0.05)

            erasing.cancel()
            erasure = await erasing

        assert (erasure.done, erasure.forgotten) == (True, False)
        assert await store.forget()


async def test_files_that_cannot_be_rewritten_undo_nothing(
    sqlite_migrated: str, tmp_path: Path
) -> None:
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), tmp_path / "knutpunkt.db")
    async with opened(f"sqlite://{tmp_path}/knutpunkt.db") as store:
        asa, _ = await person(store), await person(store, "Bo Ek")
        writer_: Any = get_connection("sqlite")
        cursor = await writer_._connection.execute("SELECT id FROM entry")
        await cursor.fetchone()  # SQLite rewrites nothing while a statement is in progress

        erasure = await erase(store, admin(), asa)

        await cursor.close()
        assert (erasure.done, erasure.forgotten) == (True, False)
        assert await versions(Contact, asa) == []
        assert await store.forget()


async def test_what_named_them_names_another_in_the_same_place(store: Store) -> None:
    asa, bo, kim = await known(store), await person(store, "Bo Ek"), await person(store, "Kim Li")
    entry = (await create(store, writer(), Network, {**TITLED, "contacts": [kim, asa]})).entry
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"contacts": [asa, kim, bo]})
    both = {**TITLED, **TIMES, "networks": [entry], "contacts": [bo, kim, asa]}
    meeting = (await create(store, writer(), Meeting, both)).entry

    erasure = await erase(store, admin(), asa, replace_with=bo)

    first, second = await versions(Network, entry)
    assert await names(first) == [kim, bo]
    assert await names(second) == [bo, kim]
    change = {"field": "contacts", "locale": None, "audience": 0}
    ids = {"before": [str(kim), str(bo)], "after": [str(bo), str(kim)]}
    assert second.changes == [change | ids]
    [only] = await versions(Meeting, meeting)
    assert await names(only) == [bo, kim]
    assert {
        (it.kind, it.entry, it.version, it.relation, it.only) for it in erasure.held.places
    } == {
        ("network", entry, 1, "contacts", False),
        ("network", entry, 2, "contacts", False),
        ("meeting", meeting, 1, "contacts", False),
    }
    assert first.live
    assert [
        it.live for it in await Network.relations["contacts"].link.filter(source_id=first.id)
    ] == [
        True,
        True,
    ]


async def test_without_another_there_is_a_vacancy(store: Store) -> None:
    asa = await known(store)
    entry = (await create(store, writer(), Network, {**TITLED, "contacts": [asa]})).entry
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"contacts": [], "position": 9})

    erasure = await erase(store, admin(), asa)

    first, second = await versions(Network, entry)
    assert (await names(first), await names(second)) == ([], [])
    assert [it["field"] for it in second.changes] == ["position"]
    assert [it.only for it in erasure.held.places] == [True]
    saved = await update(store, writer(LATEST), Network, entry, 2, {"position": 3})
    assert saved.version == 3


async def test_a_dry_run_changes_nothing_and_tells_the_same(store: Store, database: str) -> None:
    asa = await known(store)
    await create(store, writer(), Network, {**TITLED, "contacts": [asa], "lead": {"sv": NAME}})
    before = await held(database)

    dry = await erase(store, admin(), asa, dry_run=True)

    assert await held(database) == before
    wet = await erase(store, admin(), asa)
    assert (dry.done, wet.done) == (False, True)
    assert dry.held == wet.held
    assert dry.remaining == wet.remaining == wet.held.mentions


async def test_an_erased_person_cannot_be_found_again(store: Store) -> None:
    asa = await known(store)
    await delete(store, editor(LATER), [asa])
    await erase(store, admin(), asa)
    events = await Event.all().count()

    for act in (publish, undelete):
        with pytest.raises(Refused) as told:
            await act(store, editor(LATEST), [asa])
        assert refusal(told) == [("NOT_FOUND", ("ids", "0"))]
    for refused in (erase(store, admin(), asa), update(store, writer(), Contact, asa, 3, {})):
        with pytest.raises(Refused) as told:
            await refused
        assert refusal(told) == [("NOT_FOUND", ("id",))]
    with pytest.raises(Refused) as told:
        await create(store, writer(), Network, {**TITLED, "contacts": [asa]})
    assert refusal(told) == [("NOT_THERE", ("contacts", "0"))]
    assert await Event.all().count() == events


@pytest.mark.parametrize("role", [it for it in Role if it is not Role.ADMIN])
async def test_only_administrators_erase(store: Store, role: Role) -> None:
    asa = await person(store)

    with pytest.raises(Refused) as told:
        await erase(store, Actor(viewer_of(role), NOW, "sv"), asa)

    assert [it.code for it in told.value.faults] == ["FORBIDDEN"]
    assert await Contact.all().count() == 1


async def test_another_who_is_not_there_is_refused(store: Store) -> None:
    asa, gone = await person(store), await person(store, "Bo Ek")
    await delete(store, editor(LATER), [gone])
    network = (await create(store, writer(LATER), Network, TITLED)).entry

    for other in (asa, gone, network):
        with pytest.raises(Refused) as told:
            await erase(store, admin(), asa, replace_with=other)
        assert refusal(told) == [("NOT_THERE", ("replace_with",))]
    assert await Contact.filter(entry_id=asa).count() == 1


def test_contacts_are_named_by_relations_alone() -> None:
    """Erasing rewrites relations: a column that holds a contact would be overlooked."""
    assert [it for it in NOUNS if "contact" in it.references.values()] == []
