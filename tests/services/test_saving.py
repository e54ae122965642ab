"""Saving makes versions, loses none, and refuses with all that is wrong at once."""

import asyncio
from datetime import timedelta

import pytest

from models import (
    Contact,
    Entry,
    Meeting,
    MeetingContact,
    MeetingNetwork,
    Network,
    NetworkContact,
)
from models.content import Audience
from models.event import EventName
from services.content.saving import Saved, create, update
from services.database.storage import Store
from services.errors import Refused
from tests.factories import NOW
from tests.services.acting import EVA, WILMA, editor, log, refusal, versions, writer

LATER = NOW + timedelta(hours=1)

TITLED = {"title": {"sv": "Språklust", "en": "Joy of language"}}


async def test_a_new_entry_is_a_draft_with_all_that_follows_from_what_was_said(
    store: Store,
) -> None:
    saved = await create(
        store,
        writer(),
        Network,
        {**TITLED, "body": {"sv": "## Om\n\nVi *läser*."}, "links": [
            {"kind": "EXTERNAL", "url": "https://example.org/", "label": {"sv": "Mer om språk"}}
        ]},
        note="Första försöket",
    )  # fmt: skip

    [row] = await versions(Network, saved.entry)
    assert saved == Saved(row.entry_id, 1, NOW)
    assert (row.slug, row.newest, row.live, row.live_from) == ("spraklust", True, False, None)
    assert (row.saved_at, row.saved_by, row.note) == (NOW, WILMA, "Första försöket")
    assert isinstance(row, Network)
    assert row.position == 1
    assert row.title == TITLED["title"]
    assert row.title_key_en == "joy of language"
    assert row.body["sv"]["html"] == "<h2>Om</h2>\n<p>Vi <em>läser</em>.</p>"
    assert row.links[0]["accessible_label"] == {"sv": "Mer om språk (Extern länk)"}
    assert row.changes == []
    entry = await Entry.get(id=saved.entry)
    assert (entry.kind, entry.created_at, entry.created_by) == ("network", NOW, WILMA)


async def test_a_change_is_a_new_version_and_what_was_left_out_stays(store: Store) -> None:
    saved = await create(store, writer(), Network, {**TITLED, "lead": {"sv": "Kort."}})

    again = await update(
        store, editor(LATER), Network, saved.entry, 1, {"title": {"en": "Language"}}
    )

    first, second = await versions(Network, saved.entry)
    assert again == Saved(saved.entry, 2, LATER)
    assert isinstance(first, Network)
    assert isinstance(second, Network)
    assert (first.newest, first.title) == (False, TITLED["title"])
    assert (second.newest, second.version, second.saved_by) == (True, 2, EVA)
    assert second.title == {"sv": "Språklust", "en": "Language"}
    assert (second.lead, second.slug) == ({"sv": "Kort."}, "spraklust")
    assert second.changes == [
        {
            "field": "title",
            "locale": "en",
            "before": "Joy of language",
            "after": "Language",
            "audience": 0,
        }
    ]


async def test_null_clears_a_language_and_a_field(store: Store) -> None:
    said = {**TITLED, "lead": {"sv": "Kort.", "en": "Short."}, "purpose": {"sv": "Lära."}}
    saved = await create(store, writer(), Network, said)

    await update(store, writer(), Network, saved.entry, 1, {"lead": {"en": None}, "purpose": None})

    row = await Network.get(entry_id=saved.entry, newest=True)
    assert row.lead == {"sv": "Kort."}
    assert row.purpose is None


async def test_a_save_that_changes_nothing_makes_no_version(store: Store) -> None:
    saved = await create(store, writer(), Network, TITLED)

    same = await update(
        store,
        writer(LATER),
        Network,
        saved.entry,
        1,
        {
            "title": {"sv": "  Spra\u030aklust "},
            "contacts": [],
            "purpose": None,
            "body": {"sv": ""},
        },
    )

    assert same == Saved(saved.entry, 1, LATER, changed=False)
    assert len(await versions(Network, saved.entry)) == 1
    assert [it.name for it in await log()] == [EventName.CREATED]


async def test_relations_keep_their_order_and_carry_what_they_are_listed_by(store: Store) -> None:
    people = [
        (await create(store, writer(), Contact, {"name": name})).entry for name in ("Lena", "Linn")
    ]
    network = (await create(store, writer(), Network, {**TITLED, "contacts": people})).entry
    said = {**TITLED, "local_start": "2026-10-01T09:00", "local_end": "2026-10-01T11:00"}
    meeting = await create(store, writer(), Meeting, {**said, "networks": [network]})

    await update(store, writer(), Network, network, 1, {"contacts": people[::-1], "position": 7})

    forth = await NetworkContact.all().order_by("source_id", "position")
    assert [it.target_id for it in forth] == [*people, *people[::-1]]
    assert [it.source_position for it in forth] == [1, 1, 7, 7]
    [held] = await MeetingNetwork.all()
    [row] = await versions(Meeting, meeting.entry)
    assert isinstance(row, Meeting)
    assert (held.starts_at, held.ends_at) == (row.starts_at, row.ends_at)
    assert (held.source_entry_id, held.target_id, held.live) == (meeting.entry, network, False)
    assert await MeetingContact.all().count() == 0
    newest = await Network.get(entry_id=network, newest=True)
    assert newest.changes == [
        {"field": "position", "locale": None, "before": 1, "after": 7, "audience": 0},
        {
            "field": "contacts",
            "locale": None,
            "before": [str(it) for it in people],
            "after": [str(it) for it in people[::-1]],
            "audience": 0,
        },
    ]


async def test_a_conflict_tells_who_saved_what(store: Store) -> None:
    saved = await create(store, writer(), Network, TITLED)
    await update(store, editor(LATER), Network, saved.entry, 1, {"position": 4})

    with pytest.raises(Refused) as told:
        await update(store, writer(), Network, saved.entry, 1, {"lead": {"sv": "Ny."}})

    [fault] = told.value.faults
    assert (fault.code, fault.path) == ("CONFLICT", ("expected_version",))
    assert fault.more == {
        "current_version": 2,
        "saved_by": EVA,
        "saved_at": LATER,
        "fields": ("position",),
    }
    assert len(await versions(Network, saved.entry)) == 2


async def test_of_two_who_save_over_one_version_exactly_one_wins(
    store: Store,
) -> None:
    saved = await create(store, writer(), Network, TITLED)

    async def change(place: int) -> Saved:
        return await update(store, writer(), Network, saved.entry, 1, {"position": place})

    told = await asyncio.gather(*map(change, range(10, 16)), return_exceptions=True)

    won = [it for it in told if isinstance(it, Saved)]
    lost = [it for it in told if isinstance(it, Refused)]
    assert (len(won), len(lost)) == (1, 5)
    assert {it.faults[0].code for it in lost} == {"CONFLICT"}
    assert len(await versions(Network, saved.entry)) == 2


async def test_slugs_are_proposed_and_made_unique(store: Store) -> None:
    said = {"title": {"sv": "Träff på Öland: läs & lär"}}
    slugs = [
        (await Network.get(entry_id=(await create(store, writer(), Network, said)).entry)).slug
        for _ in range(3)
    ]

    assert slugs == [
        "traff-pa-oland-las-lar",
        "traff-pa-oland-las-lar-2",
        "traff-pa-oland-las-lar-3",
    ]


async def test_a_key_makes_one_entry_however_often_it_is_sent(store: Store) -> None:
    first = await create(store, writer(), Network, TITLED, key="a")

    again = await create(store, writer(LATER), Network, TITLED, key="a")
    other = await create(store, editor(LATER), Network, TITLED, key="a")

    assert again == Saved(first.entry, 1, NOW, changed=False)
    assert other.entry != first.entry
    with pytest.raises(Refused) as told:
        await create(store, writer(), Network, {"title": {"sv": "Annat"}}, key="a")
    assert refusal(told) == [("KEY_USED", ("idempotency_key",))]
    assert await Entry.all().count() == 2


async def test_every_change_is_one_event_in_the_order_of_commits(store: Store) -> None:
    saved = await create(store, writer(), Network, TITLED)
    await update(store, editor(LATER), Network, saved.entry, 1, {"position": 2})
    with pytest.raises(Refused):
        await update(store, editor(LATER), Network, saved.entry, 1, {"position": 3})
    other = await create(store, writer(NOW), Contact, {"name": "Lena"})

    told = [
        (it.sequence, it.name, it.kind, it.entry_id, it.version, it.actor, it.moment)
        for it in await log()
    ]

    assert told == [
        (1, EventName.CREATED, "network", saved.entry, 1, WILMA, NOW),
        (2, EventName.SAVED, "network", saved.entry, 2, EVA, LATER),
        (3, EventName.CREATED, "contact", other.entry, 1, WILMA, NOW),
    ]
    assert [it.public_sequence for it in await log()] == [None, None, None]


async def test_what_staff_alone_may_read_stays_theirs_in_history(store: Store) -> None:
    saved = await create(store, writer(), Contact, {"name": "Lena", "mobile": "070-123 45 67"})

    await update(store, writer(), Contact, saved.entry, 1, {"mobile": None, "phone": "036-1 23 45"})

    row = await Contact.get(entry_id=saved.entry, newest=True)
    told = [(it["field"], it["audience"]) for it in row.changes]
    assert told == [("phone", 0), ("mobile", 1)]


async def test_what_was_for_staff_is_not_told_by_the_change_that_made_it_public(
    store: Store,
) -> None:
    saved = await create(store, writer(), Network, {**TITLED, "audience": Audience.STAFF})

    await update(
        store, writer(), Network, saved.entry, 1, {"audience": 0, "lead": {"sv": "För alla."}}
    )

    row = await Network.get(entry_id=saved.entry, newest=True)
    told = [(it["field"], it["audience"]) for it in row.changes]
    assert told == [("audience", 1), ("lead", 1)]
