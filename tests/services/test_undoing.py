"""Whatever was done can be undone, and what was public at a past moment stays so."""

import pytest

from models import Contact, Network
from models.event import EventName, PublicChange
from models.fields import OPEN
from services.content.publishing import (
    delete,
    discard_draft,
    publish,
    undelete,
    unpublish,
)
from services.content.restoring import restore_version
from services.content.saving import create, update
from services.content.windows import Status
from services.database.storage import Store
from services.errors import Refused
from tests.factories import NOW
from tests.services.acting import (
    LATER,
    LATEST,
    TITLED,
    editor,
    log,
    network,
    public,
    refusal,
    stands,
    versions,
    writer,
)


async def test_publishing_again_after_a_pause_leaves_the_past_as_it_was(store: Store) -> None:
    people = [(await create(store, writer(), Contact, {"name": "Lena"})).entry]
    entry = (await create(store, writer(), Network, {**TITLED, "contacts": people})).entry
    await publish(store, editor(), [*people, entry])
    await unpublish(store, editor(LATER), [entry])
    assert await stands(store, "network", entry, LATER) == Status.WITHDRAWN

    await publish(store, editor(LATEST), [entry])

    first, second = await versions(Network, entry)
    assert (first.live_from, first.live_until, first.newest) == (NOW, LATER, False)
    assert (second.version, second.live_from, second.newest) == (2, LATEST, True)
    assert second.live
    assert isinstance(second, Network)
    assert second.title == TITLED["title"]
    links = await Network.relations["contacts"].link.filter(source_entry_id=entry)
    assert [(it.target_id, it.position, it.live) for it in links] == [
        (people[0], 1, False),
        (people[0], 1, True),
    ]
    assert [it.name for it in await log()][-2:] == [EventName.UNPUBLISHED, EventName.PUBLISHED]


async def test_what_was_withdrawn_does_not_come_back_when_what_followed_it_goes(
    store: Store,
) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"position": 3})
    await publish(store, editor(), [entry], at=LATER)

    await unpublish(store, editor(), [entry], at=LATER)
    assert [it.live_until for it in await versions(Network, entry)] == [LATER, OPEN]
    assert await public(Network, LATER) == []

    await publish(store, editor(LATEST), [entry])
    await unpublish(store, editor(LATEST), [entry])
    assert await public(Network, LATEST) == []


async def test_a_deleted_entry_is_gone_for_all_and_comes_back_as_it_was(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"position": 3})
    await discard_draft(store, editor(), [entry])

    await delete(store, editor(LATER), [entry])
    assert [it.newest for it in await versions(Network, entry)] == [False, False]
    assert await public(Network, LATER) == []
    assert await public(Network, NOW) == [("spraklust", 1)]
    with pytest.raises(Refused) as told:
        await publish(store, editor(LATER), [entry])
    assert refusal(told) == [("NOT_FOUND", ("ids", "0"))]

    await undelete(store, editor(LATER), [entry])
    assert [it.newest for it in await versions(Network, entry)] == [True, False]
    assert await public(Network, LATER) == []
    with pytest.raises(Refused) as told:
        await undelete(store, editor(LATER), [entry])
    assert refusal(told) == [("NOT_DELETED", ("ids", "0"))]
    assert [it.public_change for it in await log() if it.public_sequence] == [
        PublicChange.APPEARED,
        PublicChange.DISAPPEARED,
    ]


async def test_an_address_that_was_taken_meanwhile_keeps_an_entry_deleted(store: Store) -> None:
    entry = await network(store)
    await delete(store, editor(), [entry])
    await network(store)

    with pytest.raises(Refused) as told:
        await undelete(store, editor(), [entry])

    assert refusal(told) == [("ADDRESS_TAKEN_THEN", ("ids",))]


async def test_restoring_saves_what_was_said_as_a_new_draft(store: Store) -> None:
    person = (await create(store, writer(), Contact, {"name": "Lena"})).entry
    said = {**TITLED, "contacts": [person], "body": {"sv": "Hej."}}
    entry = (await create(store, writer(), Network, said)).entry
    await update(store, writer(), Network, entry, 1, {"contacts": [], "body": None})

    saved = await restore_version(store, writer(LATER), entry, 1)

    assert (saved.version, saved.changed) == (3, True)
    row = await Network.get(entry_id=entry, newest=True)
    assert row.body["sv"]["html"] == "<p>Hej.</p>"
    assert [it["field"] for it in row.changes] == ["body", "contacts"]
    again = await restore_version(store, writer(LATER), entry, 1)
    assert (again.version, again.changed) == (3, False)
    with pytest.raises(Refused) as told:
        await restore_version(store, writer(), entry, 9)
    assert refusal(told) == [("NO_SUCH_VERSION", ("version",))]
    assert (await log())[-1].name == EventName.RESTORED


async def test_there_must_be_a_draft_to_discard_and_something_to_go_back_to(
    store: Store,
) -> None:
    draft, done = await network(store, "Utkast"), await network(store, "Klar")
    await publish(store, editor(), [done])

    with pytest.raises(Refused) as told:
        await discard_draft(store, writer(), [draft, done])

    assert sorted(refusal(told)) == [
        ("NEVER_PUBLISHED", ("ids", "0")),
        ("NO_DRAFT", ("ids", "1")),
    ]


async def test_a_chosen_end_is_kept_when_what_would_have_come_before_it_does_not(
    store: Store,
) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry], until=LATEST)
    await update(store, writer(), Network, entry, 1, {"position": 3})
    await publish(store, editor(), [entry], at=LATER)

    await discard_draft(store, editor(), [entry])

    assert [it.live_until for it in await versions(Network, entry)] == [LATEST, OPEN]


async def test_moving_a_scheduled_version_leaves_no_gap(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"position": 3})
    await publish(store, editor(), [entry], at=LATER)

    await publish(store, editor(), [entry], at=LATEST)
    assert [it.live_until for it in await versions(Network, entry)] == [LATEST, OPEN]

    await discard_draft(store, editor(), [entry])
    first, second = await versions(Network, entry)
    assert (first.live_until, first.newest) == (OPEN, True)
    assert (second.live_from, second.newest, second.live) == (None, False, False)
