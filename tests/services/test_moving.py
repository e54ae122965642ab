"""What is exported from one kind of database and imported into the other is the same there.

The same bytes, the same answers, and the same life from there on.
"""

import random
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise.models import Model

from models import Contact, Due, Event, Meeting, MeetingNetwork, Network, NetworkContact, Page
from models.account import Role
from models.content import Audience, Link
from models.nouns import NOUNS
from services.content.publishing import delete, discard_draft, publish, undelete, unpublish
from services.content.restoring import restore_version
from services.content.saving import create, update
from services.database.snapshots import snapshot
from services.database.storage import Store, opened
from services.errors import Refused
from services.events.following import follow_clock
from services.policy import viewer_of
from services.privacy.erasing import erase
from services.transfer.exporting import export
from services.transfer.moving import TABLES, encoded
from services.transfer.seeding import seed
from services.view import Actor
from tests.factories import DAY, NOW
from tests.oracle import world
from tests.services.acting import LATER, LATEST, editor, met, network, writer
from tests.services.moves import OTHER, Empty, exported, imported, moved, rows_of

BACK_AND_FORTH = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


async def test_the_first_content_is_the_same_elsewhere(dialect: str, empty: Empty) -> None:
    url = await empty(dialect)
    async with opened(url) as store:
        await seed(store, lambda _: None, NOW)
        file = await exported(url)

    assert len(rows_of(file)) == 164
    assert await moved(await empty(OTHER[dialect]), file) == file


@pytest.mark.parametrize("number", range(4))
async def test_a_world_with_all_that_can_be_hidden_is_the_same_elsewhere(
    dialect: str, empty: Empty, number: int
) -> None:
    url = await empty(dialect)
    async with opened(url) as store:
        async with store.writing():
            await world.create(number)
        file = await exported(url)

    elsewhere = await moved(await empty(OTHER[dialect]), file)

    assert elsewhere == file
    assert await moved(await empty(dialect), elsewhere) == file


async def lived(store: Store) -> None:
    """Have everything happen to content that can."""
    people = [(await create(store, writer(), Contact, _lena())).entry]
    of = (
        await create(store, writer(), Network, {**_titled("Språklust"), "contacts": people})
    ).entry
    meeting = await met(store, of)
    await publish(store, editor(), [*people, of, meeting], until=LATEST + DAY, note="Nu!")
    await update(store, writer(), Network, of, 1, {"body": {"sv": "Å, *ä*\n\noch ö \\u0000"}})
    await publish(store, editor(), [of], at=LATER)
    page = (await create(store, writer(), Page, {**_titled("Om"), "path": "/om"}, key="k")).entry
    await publish(store, editor(LATER), [page])
    await unpublish(store, editor(LATER), [page])
    await publish(store, editor(LATEST), [page], note="Igen")
    await restore_version(store, writer(LATEST), of, 1)
    other = await network(store, "Två", LATEST)
    await delete(store, editor(LATEST), [other])
    gone = await network(store, "Tre", LATEST)
    await delete(store, editor(LATEST), [gone])
    await undelete(store, editor(LATEST), [gone])
    said = {"mobile": "070-123 45 67", "internal_note": "Ring", "audience": Audience.STAFF}
    await update(store, writer(LATEST), Contact, people[0], 1, said)


def _lena() -> dict[str, object]:
    return {"name": "Lena Öberg", "role": {"sv": "Samordnare", "en": "Coordinator"}}


def _titled(title: str) -> dict[str, object]:
    return {"title": {"sv": title, "en": title}}


async def test_history_is_the_same_elsewhere_and_life_goes_on_alike(
    dialect: str, empty: Empty
) -> None:
    url, later = await empty(dialect), LATEST + 3 * DAY
    async with opened(url) as store:
        await lived(store)
        file = await exported(url)
        await follow_clock(store, later)
        grown = await exported(url)
    elsewhere = await empty(OTHER[dialect])
    async with opened(elsewhere) as store:
        await imported(store, file, later)
        first = await exported(elsewhere)
        await follow_clock(store, later)
        second = await exported(elsewhere)

    assert first == file
    assert second == grown
    assert len(rows_of(grown)) == len(rows_of(file)) + 2


async def test_what_is_left_of_a_person_who_was_erased_fits_together_elsewhere(
    dialect: str, empty: Empty
) -> None:
    url = await empty(dialect)
    async with opened(url) as store:
        await lived(store)
        administrator = Actor(viewer_of(Role.ADMIN), LATEST, "sv")
        await erase(store, administrator, (await Contact.get(newest=True)).entry_id)
        file = await exported(url)

    assert await moved(await empty(OTHER[dialect]), file) == file
    assert "Lena" not in file.decode()


async def test_what_is_computed_is_computed_anew(dialect: str, empty: Empty) -> None:
    url = await empty(dialect)
    async with opened(url) as store:
        await lived(store)
        file, before = await exported(url), await _all_rows()
    elsewhere = await empty(OTHER[dialect])
    async with opened(elsewhere) as store:
        await imported(store, file)
        after = await _all_rows()

    assert b"<p>" not in file
    assert before == after
    assert any("<p>" in str(row) for row in after["network"])


async def _all_rows() -> dict[str, list[bytes]]:
    """Read every column of content, its links and what falls due, but for the ids of rows."""
    links: list[type[Link]] = [it.link for noun in NOUNS for it in noun.relations.values()]
    told: dict[str, list[bytes]] = {}
    models: list[type[Model]] = [*(table.model for table in TABLES), *links, Due]
    for model in models:
        names = model._meta.fields_db_projection.keys() - {"id", "source_id"}
        rows = await model.all().values(*names)
        name = str(model._meta.db_table)
        told[name] = sorted(encoded(name, row) for row in rows)
    return told


async def test_the_order_of_rows_makes_no_difference(dialect: str, empty: Empty) -> None:
    url = await empty(dialect)
    async with opened(url) as store:
        await lived(store)
        people = [await _contact(store, name) for name in ("Bo", "Åsa", "Li")]
        said = {**_titled("Fyra"), "contacts": people}
        await create(store, writer(LATEST), Network, said)
        file = await exported(url)
        async with store.writing():
            await _shuffle(NetworkContact)
            await _shuffle(MeetingNetwork)
        again = await exported(url)

    assert again == file
    last = [row for name, row in rows_of(file) if name == "network"][-1]
    assert last["contacts"] == [str(it) for it in people]


async def _contact(store: Store, name: str) -> UUID:
    return (await create(store, writer(LATEST), Contact, {"name": name})).entry


async def _shuffle(link: type[Link]) -> None:
    """Give rows other ids, in another order."""
    rows = [*await link.all()]
    await link.all().delete()
    random.Random(1).shuffle(rows)
    for row in rows:
        row.id += 1_000
        await link.bulk_create([row])


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["save", "save", "publish", "publish", "unpublish", "discard", "delete", "undelete",
             "restore", "pass"]
        ),
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from([None, 1, 4]),
        st.text("aå\\\"ö<b>*_[](/)\n\t€𝄞 ", min_size=1, max_size=12),
    ),
    min_size=3,
    max_size=12,
)  # fmt: skip


@BACK_AND_FORTH
@given(steps=steps)
async def test_whatever_happens_is_the_same_elsewhere(
    dialect: str, empty: Empty, steps: list[tuple[str, int, int, int | None, str]]
) -> None:
    url = await empty(dialect)
    hour = timedelta(hours=1)
    async with opened(url) as store:
        of = await network(store)
        entries, moment = [of, await network(store, "Två"), await met(store, of)], NOW
        for name, which, hours, until, text in steps:
            moment += hour * (hours if name == "pass" else 0)
            at, end = moment + hour * hours, moment + hour * (hours + until) if until else None
            try:
                await _act(store, name, entries[which], moment, (at, end), text)
            except Refused:
                continue
        file, events = await exported(url), await Event.all().count()
        await follow_clock(store, moment + DAY)
        grown = await exported(url)
    elsewhere = await empty(OTHER[dialect])
    async with opened(elsewhere) as store:
        await imported(store, file, moment + DAY)
        assert await exported(elsewhere) == file
        await follow_clock(store, moment + DAY)
        assert await exported(elsewhere) == grown
        assert (await imported(store, file)).new == 0
        assert await exported(elsewhere) == grown
        assert events >= 3
    async with opened(await empty(dialect)) as store:
        await imported(store, file)
        assert (await imported(store, grown)).ahead is False


async def _act(
    store: Store,
    name: str,
    entry: UUID,
    moment: datetime,
    window: tuple[datetime, datetime | None],
    text: str,
) -> None:
    actor = editor(moment)
    match name:
        case "save":
            model = Network if await Network.exists(entry_id=entry) else Meeting
            row = await model.get_or_none(entry_id=entry, newest=True)
            said = {"title": {"sv": text, "en": None}, "links": [_link(text)]}
            await update(store, actor, model, entry, row.version if row else 1, said, note=text)
        case "publish":
            await publish(store, actor, [entry], at=window[0], until=window[1], note=text)
        case "unpublish":
            await unpublish(store, actor, [entry], at=window[0], note=text)
        case "restore":
            await restore_version(store, actor, entry, 1)
        case "pass":
            await follow_clock(store, moment)
        case _:
            plain = {"discard": discard_draft, "delete": delete, "undelete": undelete}
            await plain[name](store, actor, [entry], note=text)


def _link(text: str) -> dict[str, object]:
    return {"kind": "DOCUMENT", "url": "/stadgar", "label": {"sv": f"Stadgar {text}"}}


async def test_an_export_is_of_one_moment_and_keeps_nobody_from_writing(
    store: Store, database: str
) -> None:
    await network(store)
    before = await exported(database)

    out: list[bytes] = []
    async with snapshot(database) as reading:
        await network(store, "Två")
        await export(reading, out.append, lambda *_: None)

    assert b"".join(out) == before
    assert await exported(database) != before
