"""Whoever follows is told of what editors do as they do it, and of what the clock does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from models import Network
from resolvers.gate import Gate
from schema import built
from services.content.publishing import publish, unpublish
from services.content.saving import create, update
from services.database.storage import Store
from services.events.following import following as clock
from services.view import Actor
from tests.asking import EDITOR
from tests.factories import DAY
from tests.resolvers.streams import following

QUERY = (
    "subscription { changes { effect event version content { version ... on Network { title } } } }"
)
BEFORE = datetime.now(UTC) - 2 * DAY
"""A moment behind the clock, so that what is done then has its effect by now."""


def present() -> datetime:
    """Tell what time it is."""
    return datetime.now(UTC)


def editor(hours: int) -> Actor:
    """An editor, so many hours later."""
    return Actor(EDITOR, BEFORE + timedelta(hours=hours), "sv")


async def written(store: Store) -> UUID:
    """Write a network, a draft."""
    saved = await create(store, editor(0), Network, {"title": {"sv": "Språklust"}})
    return saved.entry


async def test_each_act_that_visitors_can_see_is_told_to_them(store: Store) -> None:
    async with following(Gate(built(), store), QUERY, now=present) as visitor:
        entry = await written(store)
        await publish(store, editor(1), [entry])
        await visitor.heard(1)
        await update(store, editor(2), Network, entry, 1, {"title": {"sv": "Språkglädje"}})
        await publish(store, editor(3), [entry])
        await visitor.heard(2)
        await unpublish(store, editor(4), [entry])
        told = await visitor.heard(3)

    assert told == [
        {
            "effect": "APPEARED",
            "event": None,
            "version": None,
            "content": {"version": 1, "title": "Språklust"},
        },
        {
            "effect": "CHANGED",
            "event": None,
            "version": None,
            "content": {"version": 2, "title": "Språkglädje"},
        },
        {"effect": "DISAPPEARED", "event": None, "version": None, "content": None},
    ]


async def test_each_act_is_told_to_editors(store: Store) -> None:
    async with following(Gate(built(), store), QUERY, EDITOR) as other:
        entry = await written(store)
        await publish(store, editor(1), [entry])
        await update(store, editor(2), Network, entry, 1, {"title": {"sv": "Språkglädje"}})
        told = await other.heard(3)

    assert [(it["event"], it["version"], it["effect"]) for it in told] == [
        ("CREATED", 1, None),
        ("PUBLISHED", 1, "APPEARED"),
        ("SAVED", 2, None),
    ]


async def test_what_was_scheduled_is_told_when_its_time_has_come(store: Store) -> None:
    entry = await written(store)
    soon = datetime.now(UTC) + timedelta(seconds=1)
    await publish(store, editor(1), [entry], at=soon)

    async with clock(store), following(Gate(built(), store), QUERY, now=present) as visitor:
        [told] = await visitor.heard(1)

    assert told["effect"] == "APPEARED"
    assert datetime.now(UTC) >= soon
