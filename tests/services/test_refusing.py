"""What cannot be kept is refused: with all that is wrong, each where it is, and nothing written."""

from typing import Any
from uuid import uuid4

import pytest

from models import Entry, Event, Meeting, Network, Page
from services.content.saving import create, update
from services.database.storage import Store
from services.errors import Refused
from services.view import VISITOR, Actor
from tests.factories import NOW
from tests.services.acting import refusal, writer

TITLED = {"title": {"sv": "Språklust", "en": "Joy of language"}}


async def test_an_address_that_another_has_is_refused_by_the_name_of_the_other(
    store: Store,
) -> None:
    await create(store, writer(), Page, {"title": {"sv": "Om oss"}, "path": "/om"})

    said = {"title": {"sv": "Om nätverken"}, "path": "/om", "slug": "om-oss"}

    with pytest.raises(Refused) as told:
        await create(store, writer(locale="en"), Page, said)

    assert refusal(told) == [("SLUG_TAKEN", ("slug",)), ("SLUG_TAKEN", ("path",))]
    assert "used by Om oss." in told.value.faults[0].message
    assert await Page.all().count() == 1


async def test_all_that_is_wrong_is_told_at_once(store: Store) -> None:
    nobody = uuid4()
    said: dict[str, Any] = {
        "title": {"en": "Only English"},
        "slug": "Träff",
        "contacts": [nobody, nobody],
        "local_start": "2027-03-28T02:30",
        "local_end": "2027-03-28T04:00",
        "online_url": "http://example.org",
        "attendance": "PERHAPS",
        "links": [{"kind": "EXTERNAL", "url": "javascript:alert(1)", "label": {"sv": "Läs mer!"}}],
    }

    with pytest.raises(Refused) as told:
        await create(store, writer(), Meeting, said)

    assert sorted(refusal(told)) == sorted([
        ("REQUIRED", ("title", "sv")),
        ("BAD_SLUG", ("slug",)),
        ("UNKNOWN_VALUE", ("attendance",)),
        ("INSECURE_URL", ("online_url",)),
        ("BAD_URL", ("links", "0", "url")),
        ("LABEL_SAYS_NOTHING", ("links", "0", "label", "sv")),
        ("REQUIRED", ("networks",)),
        ("TWICE", ("contacts", "1")),
        ("NOT_THERE", ("contacts", "0")),
        ("NO_SUCH_TIME", ("local_start",)),
    ])  # fmt: skip
    assert (await Entry.all().count(), await Event.all().count()) == (0, 0)


async def test_what_is_named_must_be_of_its_kind(store: Store) -> None:
    page = await create(store, writer(), Page, {"title": {"sv": "Om"}, "path": "/om"})

    with pytest.raises(Refused) as told:
        await create(store, writer(), Network, {**TITLED, "contacts": [page.entry]})

    assert refusal(told) == [("NOT_THERE", ("contacts", "0"))]


async def test_visitors_may_not_write(store: Store) -> None:
    with pytest.raises(Refused) as told:
        await create(store, Actor(VISITOR, NOW, "sv"), Network, TITLED)

    assert refusal(told) == [("UNAUTHENTICATED", ())]


async def test_what_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(Refused) as told:
        await update(store, writer(), Network, uuid4(), 1, {"position": 2})

    assert refusal(told) == [("NOT_FOUND", ("id",))]
