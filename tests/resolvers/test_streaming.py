"""What changes is told in order, to each with their own eyes, and nothing that is not for them."""

import asyncio
from sqlite3 import OperationalError
from typing import Any

import pytest
from tortoise.transactions import in_transaction

from models.event import EventName, PublicChange
from resolvers.gate import Gate
from resolvers.streaming import Ending, Stream
from schema import built
from services.database.storage import Store
from services.events.log import events_after
from services.view import VISITOR, Viewer, view_of
from tests.asking import EDITOR, PREVIEW, STAFF
from tests.factories import DRAFT, FOR_STAFF, NOW, WITHDRAWN
from tests.resolvers.streams import LONG_ENOUGH, begun, following, happened

ALL = "subscription { changes { cursor effect event type contentId content { slug } } }"
SLUGS = "subscription ($after: String) { changes(after: $after) { content { slug } } }"
DRAFTS = "subscription @view(drafts: true) { changes { event content { slug } } }"
HIDDEN: dict[str, Any] = {"name": EventName.SAVED, "public": None}


@pytest.fixture
def gate(store: Store) -> Gate:
    """The gate of an empty store."""
    return Gate(built(), store)


async def test_a_visitor_is_told_what_changes_for_visitors(store: Store, gate: Gate) -> None:
    await happened(store, "Förut")

    async with following(gate, ALL) as visitor:
        await happened(store, "Utkast", DRAFT, **HIDDEN)
        first = await happened(store, "Språklust")
        await happened(store, "Internt", FOR_STAFF, **HIDDEN)
        gone = await happened(store, "Borta", WITHDRAWN, public=PublicChange.DISAPPEARED)
        told = await visitor.heard(2)

    assert told == [
        {
            "cursor": "p2",
            "effect": "APPEARED",
            "event": None,
            "type": "NETWORK",
            "contentId": str(first),
            "content": {"slug": "spraklust"},
        },
        {
            "cursor": "p3",
            "effect": "DISAPPEARED",
            "event": None,
            "type": "NETWORK",
            "contentId": str(gone),
            "content": None,
        },
    ]


async def test_whoever_may_see_everything_is_told_everything(store: Store, gate: Gate) -> None:
    async with following(gate, ALL, EDITOR) as editor:
        await happened(store, "Utkast", DRAFT, **HIDDEN)
        await happened(store, "Internt", FOR_STAFF, public=None)
        told = await editor.heard(2)

    assert [(it["cursor"], it["effect"], it["event"], it["content"]) for it in told] == [
        ("a1", None, "SAVED", None),
        ("a2", None, "PUBLISHED", {"slug": "internt"}),
    ]


@pytest.mark.parametrize("viewer", [PREVIEW, STAFF])
async def test_whoever_may_see_some_is_told_what_visitors_are(
    store: Store, gate: Gate, viewer: Viewer
) -> None:
    async with following(gate, ALL, viewer) as somebody:
        await happened(store, "Utkast", DRAFT, **HIDDEN)
        await happened(store, "Internt", FOR_STAFF, **HIDDEN)
        await happened(store, "Språklust")
        [told] = await somebody.heard(1)

    assert (told["cursor"], told["event"]) == ("p1", None)


async def test_drafts_are_seen_by_who_asks_for_them(store: Store, gate: Gate) -> None:
    async with following(gate, DRAFTS, EDITOR) as editor:
        await happened(store, "Utkast", DRAFT, **HIDDEN)

        assert await editor.heard(1) == [{"event": "SAVED", "content": {"slug": "utkast"}}]


async def test_what_was_missed_is_told_first(store: Store, gate: Gate) -> None:
    for title in ("Ett", "Två", "Tre"):
        await happened(store, title)

    async with following(gate, SLUGS, after="p1") as visitor:
        await visitor.heard(2)
        await happened(store, "Fyra")
        told = await visitor.heard(3)

    assert [it["content"]["slug"] for it in told] == ["tva", "tre", "fyra"]


async def test_more_than_is_read_at_once_is_told_as_well(
    store: Store, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolvers.streaming.AT_ONCE", 2)
    titles = ["a", "b", "c", "d", "e"]
    for title in titles:
        await happened(store, title)

    async with following(gate, SLUGS, after="p0") as visitor:
        told = await visitor.heard(5)

    assert [it["content"]["slug"] for it in told] == titles


@pytest.mark.parametrize("types", ["[MEETING]", "MEETING"])
async def test_only_the_types_that_were_asked_for_are_told(
    store: Store, gate: Gate, types: str
) -> None:
    query = f"subscription {{ it: changes(types: {types}) {{ __typename type ...Of }} }}"
    more = "fragment Of on Change { content { __typename ... on Meeting { title } } }"

    async with following(gate, query + more) as visitor:
        await happened(store, "Nätverk")
        await happened(store, "Träff", kind="meeting")
        await happened(store, "Nätverk två")
        await happened(store, "Träff två", kind="meeting")
        told = await visitor.heard(2)

    assert told == [
        {
            "__typename": "Change",
            "type": "MEETING",
            "content": {"__typename": "Meeting", "title": title},
        }
        for title in ("Träff", "Träff två")
    ]


async def test_what_is_hidden_changes_no_byte(store: Store, gate: Gate) -> None:
    """Alike, whether something hidden happens in between or not."""
    query = "subscription { changes { cursor effect event type moment content { slug } } }"
    async with following(gate, query) as before:
        await happened(store, "Ett")
        await happened(store, "Två")
        await before.heard(2)

    async with following(gate, query, VISITOR) as after:
        await happened(store, "Utkast", DRAFT, **HIDDEN)
        await happened(store, "Ett igen")
        await happened(store, "Internt", FOR_STAFF, **HIDDEN)
        await happened(store, "Två igen")
        await after.heard(2)

    said = b"".join(after.bytes).replace(b"-igen", b"")
    assert said.replace(b"p3", b"p1").replace(b"p4", b"p2") == b"".join(before.bytes)


async def test_whoever_is_no_longer_who_they_were_is_told_so_and_no_more(
    store: Store, gate: Gate
) -> None:
    async with following(gate, ALL, EDITOR) as editor:
        await happened(store, "Ett")
        await editor.heard(1)
        editor.viewer = VISITOR
        await happened(store, "Hemligt", DRAFT, **HIDDEN)
        told = await editor.heard(2)

    assert told[1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert len(told) == 2


async def test_a_stream_stops_when_the_server_is_about_to_end(store: Store) -> None:
    closing = asyncio.Event()
    stream = await begun(Gate(built(), store, closing=closing), ALL)
    assert isinstance(stream, Stream)

    async def eyes() -> Viewer:
        return VISITOR

    asyncio.get_running_loop().call_later(0.1, closing.set)
    with pytest.raises(Ending):
        async with asyncio.timeout(LONG_ENOUGH):
            await anext(stream.answers(eyes, lambda: NOW))


@pytest.mark.parametrize(
    ("fields", "statements"),
    [
        ("contentId type moment", 1),
        ("content { slug }", 1),
        ("content { ... on Network { contacts { name } meetings { totalCount } } }", 1),
    ],
)
async def test_a_change_is_one_statement_however_much_of_it_is_told(
    store: Store, gate: Gate, fields: str, statements: int
) -> None:
    await happened(store, "Ett")
    [change] = await events_after(store, 0, 100, whole=False)
    stream = await begun(gate, f"subscription {{ changes {{ {fields} }} }}")
    assert isinstance(stream, Stream)
    before = store.statements

    await stream.interest.told(change, view_of(VISITOR, NOW, "sv"))

    assert store.statements - before == statements


async def test_nothing_is_looked_up_while_nobody_follows(
    store: Store, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.events.pulse.BEAT", 0.01)
    async with following(gate, ALL) as visitor:
        await happened(store, "Ett")
        await visitor.heard(1)
    before = store.statements

    await asyncio.sleep(0.2)

    assert store.statements == before


async def test_many_who_follow_cost_one_look(
    store: Store, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.events.pulse.BEAT", 3_600)
    async with following(gate, ALL) as one, following(gate, ALL) as two:
        await happened(store, "Ett")
        for it in (one, two):
            await it.heard(1)
        before = store.statements
        await happened(store, "Två")
        for it in (one, two):
            await it.heard(2)

    look, each = 1, 2  # where the log ends; what there is, and what is told of it
    assert store.statements - before == look + 2 * each


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_what_goes_wrong_in_looking_is_not_silent(store: Store, gate: Gate) -> None:
    async with following(gate, ALL) as visitor:
        async with in_transaction(store.dialect) as client:
            await client.execute_script("ALTER TABLE event RENAME TO elsewhere")

        async with asyncio.timeout(LONG_ENOUGH):
            with pytest.raises(OperationalError, match="no such table: event"):
                await visitor.task
