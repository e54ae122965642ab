"""Who may see what: the views that may be had, and what each of them must say to the database.

The service may be asked by whoever has a view, also for views that HTTP does not give yet.
"""

from datetime import datetime, timedelta

import pytest

from models import Network
from models.content import Audience
from services.compiling import compile_statement
from services.errors import Refused
from services.plan import Connection, Count, Order, Rows, Window
from services.policy import look
from services.reading import read
from services.storage import Store
from services.values import Column
from services.view import VISITOR, View, Viewer, view_of
from tests import factories
from tests.asking import Asking
from tests.factories import DAY, HIDDEN, NOW, Standing

STAFF = Viewer(Audience.STAFF)
MOMENT = timedelta(microseconds=1)

COUNT = Connection(
    Rows(Network, order=(Order(Column("entry_id", "uuid")),)),
    Window(1, False, (), (), ""),
    (("count", Count()),),
)


async def count(store: Store, view: View) -> str | None:
    """Count the networks that a view sees, past GraphQL."""
    statement = compile_statement([COUNT], store.dialect, view.sight)
    [told] = await read(store, statement, {}, view)
    return told


def test_visitors_may_not_ask_for_drafts_nor_for_another_moment() -> None:
    for asked in ({"drafts": True}, {"at": NOW}, {"drafts": True, "at": NOW}):
        with pytest.raises(Refused) as refused:
            look(VISITOR, NOW, "sv", **asked)

        [fault] = refused.value.faults
        assert fault.code == "FORBIDDEN"


def test_the_present_lasts_from_now_on() -> None:
    assert look(STAFF, NOW, "sv").sight.present is True
    assert look(STAFF, NOW, "sv", at=NOW).sight.present is True
    assert look(STAFF, NOW, "sv", at=NOW + MOMENT).sight.present is True
    assert look(STAFF, NOW, "sv", at=NOW - MOMENT).sight.present is False


def test_the_language_asked_for_comes_first_and_the_other_after_it() -> None:
    assert look(VISITOR, NOW, "sv").sight.locales == ("sv", "en")
    assert look(VISITOR, NOW, "en").sight.locales == ("en", "sv")


@pytest.mark.parametrize("way", HIDDEN)
async def test_each_way_of_being_hidden_is_hidden_from_visitors(store: Store, way: str) -> None:
    async with store.writing():
        await factories.network(standing=HIDDEN[way])

    told = {
        "visitor": await count(store, view_of(VISITOR, NOW, "sv")),
        "staff": await count(store, view_of(STAFF, NOW, "sv")),
        "drafts": await count(store, view_of(STAFF, NOW, "sv", drafts=True)),
        "drafts, visitor": await count(store, view_of(VISITOR, NOW, "sv", drafts=True)),
    }

    assert told == {
        "visitor": '{"count":0}',
        "staff": '{"count":1}' if way == "staff" else '{"count":0}',
        "drafts": '{"count":0}' if way == "deleted" else '{"count":1}',
        "drafts, visitor": '{"count":0}' if way in ("deleted", "staff") else '{"count":1}',
    }


@pytest.mark.parametrize(
    ("moment", "seen"),
    [
        (NOW - DAY - MOMENT, '{"count":0}'),
        (NOW - DAY, '{"count":1}'),
        (NOW + DAY - MOMENT, '{"count":1}'),
        (NOW + DAY, '{"count":0}'),
    ],
)
@pytest.mark.parametrize("present", [True, False])
async def test_a_window_holds_its_first_moment_and_not_its_last(
    store: Store, moment: datetime, seen: str, present: bool
) -> None:
    async with store.writing():
        await factories.network(standing=Standing(NOW - DAY, NOW + DAY))

    assert await count(store, view_of(VISITOR, moment, "sv", present=present)) == seen


async def test_what_was_withdrawn_is_seen_at_the_moment_when_it_was_public(store: Store) -> None:
    async with store.writing():
        await factories.network(standing=HIDDEN["withdrawn"])
    then = look(STAFF, NOW, "sv", at=NOW - 45 * DAY)

    assert await count(store, then) == '{"count":1}'


async def test_a_value_with_an_audience_of_its_own_is_null_to_others(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        for audience, slug in ((Audience.PUBLIC, "a"), (Audience.STAFF, "b")):
            await factories.meeting({"sv": slug}, online_url=f"/{slug}", online_audience=audience)
    question = "{ meetings(orderBy: [{field: TITLE}]) { nodes { onlineUrl } } }"

    visitors = await ask.data(question)
    staff = await ask.data(question, viewer=STAFF)

    assert visitors == {"meetings": {"nodes": [{"onlineUrl": "/a"}, {"onlineUrl": None}]}}
    assert staff == {"meetings": {"nodes": [{"onlineUrl": "/a"}, {"onlineUrl": "/b"}]}}


async def test_what_only_staff_may_read_can_be_neither_filtered_nor_listed_by(ask: Asking) -> None:
    for asked in (
        "{ meetings(where: {onlineUrl: {eq: null}}) { totalCount } }",
        "{ meetings(orderBy: [{field: ONLINE_URL}]) { totalCount } }",
        "{ contacts(where: {mobile: {eq: null}}) { totalCount } }",
        "{ contacts(where: {internalNote: {eq: null}}) { totalCount } }",
        "{ contacts { nodes { mobile } } }",
    ):
        assert await ask.code(asked) == "GRAPHQL_VALIDATION_FAILED"
