"""What leads to what decides what may be public; a plan tells it before anything is done."""

from datetime import timedelta

import pytest

from models import Contact, Meeting, MeetingNetwork, Network, Page
from models.content import Audience
from models.event import PublicChange
from services.content.publishing import (
    delete,
    publish,
    unpublish,
)
from services.content.saving import create, update
from services.database.storage import Store
from services.errors import Refused
from services.wording import WORDING
from tests.factories import NOW
from tests.services.acting import (
    LATER,
    LATEST,
    TITLED,
    editor,
    log,
    met,
    network,
    public,
    refusal,
    writer,
)


async def test_a_meeting_waits_for_its_network_or_comes_with_it(store: Store) -> None:
    of = await network(store)
    meeting = await met(store, of)

    with pytest.raises(Refused) as told:
        await publish(store, editor(), [meeting])
    assert refusal(told) == [("REQUIRED_NOT_PUBLIC", ("ids",))]
    assert "”Träff” visar ”Språklust”" in told.value.faults[0].message
    assert told.value.faults[0].more == {"entry": meeting, "other": of}

    await publish(store, editor(), [of], at=LATER)
    with pytest.raises(Refused) as told:
        await publish(store, editor(), [meeting])
    assert refusal(told) == [("REQUIRED_NOT_PUBLIC", ("ids",))]

    await publish(store, editor(), [meeting, of])
    assert await public(Meeting, NOW) == [("traff", 1)]
    assert [it.live for it in await MeetingNetwork.all()] == [True]


async def test_what_a_public_meeting_needs_cannot_go_without_it(store: Store) -> None:
    of = await network(store)
    meeting = await met(store, of)
    await publish(store, editor(), [meeting, of])

    for act in (unpublish, delete):
        with pytest.raises(Refused) as told:
            await act(store, editor(LATER), [of])
        assert refusal(told) == [("STILL_REQUIRED", ("ids",))]
    with pytest.raises(Refused) as told:
        await publish(store, editor(LATER), [of], until=LATEST)
    assert refusal(told) == [("STILL_REQUIRED", ("ids",))]

    await unpublish(store, editor(LATER), [of, meeting])
    assert await public(Network, LATER) == []
    assert [it.live for it in await MeetingNetwork.all()] == [True]


async def test_what_is_wrong_between_two_parts_of_one_act_is_told_once(store: Store) -> None:
    of = await network(store)
    meeting = await met(store, of)
    await publish(store, editor(), [meeting, of], until=LATEST)
    await update(store, writer(), Network, of, 1, {"audience": Audience.STAFF})

    soon = LATER + timedelta(minutes=30)
    outlook = await publish(store, editor(LATER), [meeting, of], until=soon, dry_run=True)

    assert [it.code for it in outlook.blocking] == ["REQUIRED_NOT_PUBLIC"]


async def test_a_network_for_staff_cannot_have_a_meeting_for_all(store: Store) -> None:
    of = (await create(store, writer(), Network, {**TITLED, "audience": Audience.STAFF})).entry
    meeting = await met(store, of)

    with pytest.raises(Refused) as told:
        await publish(store, editor(), [meeting, of])

    assert refusal(told) == [("REQUIRED_NOT_PUBLIC", ("ids",))]


async def test_what_names_something_hidden_is_told_of_it(store: Store) -> None:
    person = (await create(store, writer(), Contact, {"name": "Lena"})).entry
    entry = (await create(store, writer(), Network, {**TITLED, "contacts": [person]})).entry
    await publish(store, editor(), [entry, person])

    outlook = await unpublish(store, editor(LATER), [person])

    [problem] = outlook.problems
    assert (problem.fault.code, problem.entry, problem.blocks) == ("STILL_NAMED", entry, False)
    assert problem.fault.message == (
        "”Språklust” är publicerat och nämner ”Lena”. Det utelämnas där."
    )


async def test_a_plan_tells_what_would_be_and_does_nothing(store: Store) -> None:
    person = (await create(store, writer(), Contact, {"name": "Lena"})).entry
    said = {"title": {"sv": "Språklust"}, "contacts": [person]}
    entry = (await create(store, writer(), Network, said)).entry
    meeting = await met(store, entry)
    before = len(await log())

    outlook = await publish(store, editor(), [meeting, entry], at=LATER, until=LATEST, dry_run=True)

    told = [(it.moment, it.entry, it.change, it.version) for it in outlook.steps]
    assert sorted(told, key=lambda it: (it[0], it[1] != entry)) == [
        (LATER, entry, PublicChange.APPEARED, 1),
        (LATER, meeting, PublicChange.APPEARED, 1),
        (LATEST, entry, PublicChange.DISAPPEARED, None),
        (LATEST, meeting, PublicChange.DISAPPEARED, None),
    ]
    doubts = [(it.fault.code, it.entry, it.blocks) for it in outlook.problems]
    assert sorted(doubts) == [
        ("CONTACT_MISSING", meeting, False),
        ("LANGUAGE_MISSING", entry, False),
        ("REFERENCE_NOT_PUBLIC", entry, False),
    ]
    assert "engelska" in next(
        it.fault.message for it in outlook.problems if it.fault.code == "LANGUAGE_MISSING"
    )
    assert len(await log()) == before
    assert await public(Network, LATER) == []


async def test_a_plan_tells_what_would_block_it(store: Store) -> None:
    meeting = await met(store, await network(store))

    outlook = await publish(store, editor(), [meeting], dry_run=True)

    assert [it.code for it in outlook.blocking] == ["REQUIRED_NOT_PUBLIC"]


async def test_links_that_say_nothing_to_the_ear_are_told_of(store: Store) -> None:
    swedish, both = {"sv": "Anmälan"}, {"sv": "Kalendariet", "en": "The calendar"}
    links = [
        {"kind": "EXTERNAL", "url": "https://example.org/a", "label": swedish},
        {"kind": "CALENDAR", "url": "/kalendarium", "label": both},
    ]
    page = {"title": {"sv": "Om", "en": "About"}, "path": "/om", "links": links}
    entry = (await create(store, writer(), Page, page)).entry
    old = [{**links[1], "label": {"sv": "Läs mer", "en": "The calendar"}}, links[1]]
    other = {**page, "path": "/om-oss", "slug": "om-oss", "links": links[1:]}
    imported = (await create(store, writer(), Page, other)).entry
    await Page.filter(entry_id=imported).update(links=old)  # as from before there was a rule

    outlook = await publish(store, editor(), [entry, imported], dry_run=True)

    assert [(it.fault.code, it.entry, it.blocks) for it in outlook.problems] == [
        ("LINK_TEXT_MISSING", entry, False),
        ("LABEL_SAYS_NOTHING", imported, False),
    ]
    assert [it.fault.message for it in outlook.problems] == [
        "”Om” har en länk utan text på engelska: ”Anmälan”. "
        "Besökarna hör den andra språkversionen.",
        WORDING["LABEL_SAYS_NOTHING"]["sv"].format(value="Läs mer"),
    ]


async def test_a_link_of_content_in_one_language_needs_no_other(store: Store) -> None:
    link = {"kind": "EXTERNAL", "url": "https://example.org/a", "label": {"sv": "Anmälan"}}
    page = {"title": {"sv": "Om"}, "path": "/om", "links": [link]}
    entry = (await create(store, writer(), Page, page)).entry

    outlook = await publish(store, editor(), [entry], dry_run=True)

    assert [it.fault.code for it in outlook.problems] == ["LANGUAGE_MISSING"]
