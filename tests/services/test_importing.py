"""What an import brings, and what it leaves alone; two that went apart are never mixed."""

import asyncio
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from models import Contact, Entry, Event, Network
from models.account import Role
from models.content import Content
from services.content.publishing import publish, unpublish
from services.content.saving import update
from services.database.storage import Store, opened
from services.events.following import follow_clock
from services.policy import viewer_of
from services.privacy.erasing import erase
from services.view import Actor
from settings import CHECKOUT
from tests.factories import DAY
from tests.services.acting import LATER, LATEST, editor, log, met, network, writer
from tests.services.moves import (
    Empty,
    Values,
    changed,
    exported,
    imported,
    line_of,
    refused,
    rows_of,
    sealed,
)

ADVICE = (
    "Nothing was written. Import into a database without content, or into one whose log the file "
    "goes on from."
)


async def test_a_file_that_does_not_fit_changes_nothing(target: Store, file: bytes) -> None:
    wrong = changed(file, "meeting", state="MAYBE")

    [told] = await refused(target, wrong)

    assert told.startswith(f"Line {line_of(file, 'meeting')}: meeting.state: ")


async def test_html_comes_in_as_text_and_goes_out_sanitised(target: Store, file: bytes) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)"> *ja*'

    await imported(target, changed(file, "network", body={"sv": hostile}))

    row = await Network.get(newest=True)
    assert row.body is not None
    assert row.body["sv"]["markdown"] == hostile
    assert "<script" not in row.body["sv"]["html"]
    assert "<img" not in row.body["sv"]["html"]
    assert "<em>ja</em>" in row.body["sv"]["html"]


async def test_what_editors_could_not_save_today_comes_along_and_is_told(
    target: Store, file: bytes
) -> None:
    old = changed(file, "contact", phone="anknytning 12")

    told = await imported(target, old)

    assert [it.message for it in told.remarks] == [
        "Line 5: contact.phone: anknytning 12 is no telephone number. Use digits, spaces, hyphens "
        "and +."
    ]
    assert (told.remarkable, told.new) == (1, 12)
    assert (await Contact.get()).phone == "anknytning 12"


async def test_what_an_older_version_did_not_know_is_as_usual(target: Store, file: bytes) -> None:
    rows = [
        (name, {it: value for it, value in row.items() if it != "reason"})
        for name, row in rows_of(file)
    ]

    first = await imported(target, sealed(rows))
    again = await imported(target, sealed(rows))

    assert (first.new, again.new, again.same) == (12, 0, 12)


async def test_a_dry_run_tells_the_same_and_writes_nothing(
    target: Store, file: bytes, dialect: str
) -> None:
    dry = await imported(target, file, dry_run=True)

    assert await Entry.all().count() == await Event.all().count() == 0
    assert dry == await imported(target, file)
    assert (dry.new, dry.moved, dry.same) == (12, 0, 0)


async def test_a_database_is_brought_forward_by_a_file_that_goes_on_from_it(
    dialect: str, empty: Empty
) -> None:
    """Windows move, versions and entries are added; what is there and the same is left alone."""
    url = await empty(dialect)
    async with opened(url) as store:
        of = await network(store)
        other = await network(store, "Två")
        await publish(store, editor(), [of, other])
        early = await exported(url)
        await update(store, writer(LATER), Network, of, 1, {"slug": "ny"})
        await publish(store, editor(LATER), [of])
        await update(store, writer(LATER), Network, other, 1, {"slug": "spraklust"})
        await publish(store, editor(LATER), [other])
        await unpublish(store, editor(LATEST), [of])
        await met(store, of)
        late = await exported(url)
    async with opened(await empty("sqlite")) as store:
        await imported(store, early)
        left = await ids(Network, version=1, entry_id=other)
        told = await imported(store, late, LATEST + DAY)

        assert (told.moved, told.same) == (2, 2 + 4)
        assert told.new == len(rows_of(late)) - 8
        assert left != await ids(Network, version=1, entry_id=other)
        await follow_clock(store, LATEST + DAY)
        assert (await imported(store, late)).new == 0
        assert await ids(Network, live=True) == await ids(Network, entry_id=other, version=2)


async def ids(model: type[Content], **where: Any) -> list[object]:
    return [row.id for row in await model.filter(**where)]


async def test_an_older_file_takes_nothing_back(target: Store, file: bytes) -> None:
    await imported(target, file)
    await update(target, writer(LATER), Network, (await Network.get()).entry_id, 1, _other())
    before = await log()

    told = await imported(target, file)

    assert (told.ahead, told.new, told.moved, told.same) == (True, 0, 0, 12)
    assert await log() == before
    assert await Network.all().count() == 2


def _other() -> Values:
    return {"title": {"sv": "Annat"}}


async def test_who_was_erased_does_not_come_back(target: Store, file: bytes) -> None:
    await imported(target, file)
    await erase(target, Actor(viewer_of(Role.ADMIN), LATER, "sv"), (await Contact.get()).entry_id)

    told = await refused(target, file)

    assert told[0].startswith(f"Line {line_of(file, 'contact')}: the database lacks this")
    assert await Contact.all().count() == 0


async def test_two_databases_that_went_apart_are_not_mixed(target: Store, file: bytes) -> None:
    """Whichever of the two knows more, and however much of it is the same."""
    await imported(target, file)
    longer = rows_of(file)
    last = longer[-1][1]
    more = [(name, it | {"note": "Mitt"} if name == "network" else it) for name, it in longer]
    more.append(("event", {**last, "sequence": 7, "public_sequence": 4}))

    told = await refused(target, sealed(more))
    lacking = await refused(
        target, sealed([it for it in longer if it[0] != "meeting"] + [more[-1]])
    )

    assert told == [f"Line {line_of(file, 'network')}: the database has this otherwise.", ADVICE]
    assert lacking[0].startswith('The file lacks what the database has: {"meeting":')
    assert lacking[1:] == [ADVICE]


async def test_a_file_without_a_longer_log_brings_nothing_new(target: Store, file: bytes) -> None:
    await imported(target, file)
    rows = rows_of(file)
    entry = {**rows[2][1], "id": "ffffffff-0000-7000-8000-000000000000"}
    moved = changed(file, "network", live_until="2027-01-01T00:00:00+00:00")

    told = await refused(target, sealed([*rows[:3], ("entry", entry), *rows[3:]]))
    otherwise = await refused(target, moved)

    assert told == ["Line 5: the database lacks this, though its log goes at least as far.", ADVICE]
    assert otherwise == [
        f"Line {line_of(file, 'network')}: the database has another window for this.",
        ADVICE,
    ]


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from services.transfer.importing import import_content
from services.database.storage import opened

def report(doing, line, lines):
    if doing == "Writing" and line > lines * 3 // 4:
        os.kill(os.getpid(), signal.SIGKILL)

async def main(url, path):
    async with opened(url) as store:
        with open(path, "rb") as file:
            await import_content(store, file, datetime.now(UTC), report)

asyncio.run(main(*sys.argv[1:]))
"""


async def test_an_import_that_is_killed_leaves_nothing(
    dialect: str, empty: Empty, file: bytes, tmp_path: Path
) -> None:
    url, path = await empty(dialect), tmp_path / "export.ndjson"
    rows = rows_of(file)
    first = rows[0][1]
    many = [("entry", {**first, "id": str(UUID(int=at))}) for at in range(1, 1_500)]
    path.write_bytes(sealed([*many, *rows]))

    end = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, url, str(path), cwd=CHECKOUT
    )

    assert await end.wait() == -9
    async with opened(url) as store:
        assert await Entry.all().count() == 0
        told = await imported(store, path.read_bytes())
        assert told.new == len(many) + len(rows)
        assert rows_of(await exported(url)) == [*many, *rows]
