"""The life of content: what each act makes visible, to whom, from when; and what it refuses."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from models import Network, Page
from models.content import Audience
from models.event import EventName, PublicChange
from models.fields import OPEN
from services.content.publishing import (
    delete,
    publish,
    undelete,
    unpublish,
    unschedule,
)
from services.content.saving import create, update
from services.content.windows import GRACE, Status
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


async def test_publishing_makes_the_newest_version_public_from_now_on(store: Store) -> None:
    entry = await network(store)
    assert await stands(store, "network", entry, NOW) == Status.DRAFT

    outlook = await publish(store, editor(LATER), [entry], note="Klart!")

    [row] = await versions(Network, entry)
    assert (row.live_from, row.live_until, row.live) == (LATER, OPEN, True)
    assert await stands(store, "network", entry, LATER) == Status.PUBLISHED
    [step] = outlook.steps
    assert (step.moment, step.entry, step.change, step.version) == (
        LATER,
        entry,
        PublicChange.APPEARED,
        1,
    )
    event = (await log())[-1]
    assert (event.name, event.version, event.public_sequence) == (EventName.PUBLISHED, 1, 1)
    assert event.public_change == PublicChange.APPEARED
    assert event.detail == {"since": LATER.isoformat(), "until": None, "note": "Klart!"}


async def test_the_old_window_closes_exactly_when_the_new_one_opens(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"slug": "sprak"})
    assert await stands(store, "network", entry, NOW) == Status.CHANGED

    await publish(store, editor(), [entry], at=LATER)

    first, second = await versions(Network, entry)
    assert (first.live_until, second.live_from, second.live_until) == (LATER, LATER, OPEN)
    assert (first.live, second.live) == (True, True)
    assert await public(Network, LATER - timedelta(microseconds=1)) == [("spraklust", 1)]
    assert await public(Network, LATER) == [("sprak", 2)]
    assert await stands(store, "network", entry, NOW) == Status.SCHEDULED
    assert await stands(store, "network", entry, LATER) == Status.PUBLISHED
    assert (await log())[-1].name == EventName.SCHEDULED
    assert (await log())[-1].public_sequence is None


async def test_what_is_over_stays_live_for_readers_who_came_a_little_earlier(
    store: Store,
) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"position": 3})

    await publish(store, editor(LATER), [entry])
    assert [it.live for it in await versions(Network, entry)] == [True, True]

    await network(store, "Annat", LATER + GRACE)
    assert [it.live for it in await versions(Network, entry)] == [False, True]


async def test_publishing_what_is_public_already_changes_its_end_alone(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    before = len(await log())

    await publish(store, editor(LATER), [entry])
    assert len(await log()) == before

    await publish(store, editor(LATER), [entry], until=LATEST)
    [row] = await versions(Network, entry)
    assert (row.live_from, row.live_until) == (NOW, LATEST)


async def test_several_entries_become_public_at_one_moment_or_not_at_all(store: Store) -> None:
    one, other = await network(store, "Ett"), await network(store, "Två")

    with pytest.raises(Refused) as told:
        await publish(store, editor(), [one, uuid4(), other, uuid4()])

    assert refusal(told) == [("NOT_FOUND", ("ids", "1")), ("NOT_FOUND", ("ids", "3"))]
    assert await public(Network, NOW) == []


async def test_addresses_may_change_hands_at_one_moment_but_not_be_shared(store: Store) -> None:
    one, other = await network(store, "Ett"), await network(store, "Två")
    await publish(store, editor(), [one, other])
    await update(store, writer(), Network, one, 1, {"slug": "tva-igen"})
    await update(store, writer(), Network, other, 1, {"slug": "ett"})

    with pytest.raises(Refused) as told:
        await publish(store, editor(LATER), [other])
    assert refusal(told) == [("ADDRESS_TAKEN_THEN", ("ids",))]
    assert "adressen ett då: ”Ett" in told.value.faults[0].message

    await publish(store, editor(LATER), [other, one])
    assert await public(Network, LATER) == [("ett", 2), ("tva-igen", 2)]


async def test_pages_do_not_share_a_path_at_one_moment(store: Store) -> None:
    page = {"title": {"sv": "Om", "en": "About"}, "path": "/om"}
    one = (await create(store, writer(), Page, page)).entry
    await publish(store, editor(), [one])
    await update(store, writer(), Page, one, 1, {"path": "/om-oss"})
    other = (await create(store, writer(), Page, page | {"slug": "om-2"})).entry

    with pytest.raises(Refused) as told:
        await publish(store, editor(), [other])

    assert refusal(told) == [("ADDRESS_TAKEN_THEN", ("ids",))]


async def test_a_moment_is_the_same_on_whatever_clocks_it_is_said(store: Store) -> None:
    entry = await network(store)

    at = LATER.astimezone(ZoneInfo("Europe/Stockholm"))
    outlook = await publish(store, editor(), [entry], at=at, until=at + timedelta(hours=1))

    assert {it.moment.isoformat() for it in outlook.steps} == {
        "2026-09-01T09:00:00+00:00",
        "2026-09-01T10:00:00+00:00",
    }
    assert (await log())[-1].detail == {
        "since": "2026-09-01T09:00:00+00:00",
        "until": "2026-09-01T10:00:00+00:00",
        "note": "",
    }


async def test_the_times_of_a_publication_are_to_come_and_in_order(store: Store) -> None:
    entry = await network(store)

    with pytest.raises(Refused) as told:
        await publish(store, editor(LATER), [entry], at=NOW, until=NOW)

    assert refusal(told) == [("PAST", ("at",)), ("ENDS_BEFORE_IT_BEGINS", ("until",))]


async def test_writers_do_not_publish(store: Store) -> None:
    entry = await network(store)

    for act in (publish, unpublish, unschedule, delete, undelete):
        with pytest.raises(Refused) as told:
            await act(store, writer(), [entry])
        assert refusal(told) == [("FORBIDDEN", ())]
    assert len(await log()) == 1


async def test_what_is_for_staff_is_no_event_for_visitors(store: Store) -> None:
    said = {**TITLED, "audience": Audience.STAFF}
    entry = (await create(store, writer(), Network, said)).entry
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"audience": Audience.PUBLIC})
    await publish(store, editor(LATER), [entry])
    await update(store, writer(), Network, entry, 2, {"audience": Audience.STAFF})
    await publish(store, editor(LATEST), [entry])

    told = [(it.sequence, it.public_sequence, it.public_change) for it in await log()]

    assert told == [
        (1, None, None),
        (2, None, None),
        (3, None, None),
        (4, 1, PublicChange.APPEARED),
        (5, None, None),
        (6, 2, PublicChange.DISAPPEARED),
    ]
