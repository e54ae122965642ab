"""Who may see and do what: rights, views that may be had, what each must say to the database.

The service may be asked by whoever has a view, also for views that HTTP does not give yet.
"""

import re
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from models import Network
from models.account import Role
from models.content import Audience
from services.compiler.compiling import compile_statement
from services.compiler.pages import Count, Window
from services.compiler.plan import Connection, Order, Rows
from services.compiler.reading import read
from services.compiler.values import Column
from services.database.storage import Store
from services.errors import Refused
from services.policy import RIGHTS, Allowance, Right, look, permitted, require, viewer_of
from services.view import VISITOR, View, Viewer, view_of
from settings import CHECKOUT
from tests import factories
from tests.asking import ADMIN, EDITOR, PREVIEW, STAFF, WRITER, Asking
from tests.factories import DAY, HIDDEN, NOW, Standing

MOMENT = timedelta(microseconds=1)

COUNT = Connection(
    Rows(Network, order=(Order(Column("entry_id", "uuid")),)),
    Window(1, False, (), (), ""),
    (("count", Count()),),
)


async def count(store: Store, view: View) -> str:
    """Count the networks that a view sees, past GraphQL."""
    statement = compile_statement([COUNT], store.dialect, view.sight)
    [told] = await read(store, statement, {}, view)
    return (told or b"").decode()


ID = UUID("01930000-0000-7000-8000-000000000001")


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    """Give the code of the one fault of a refusal."""
    [fault] = refused.value.faults
    return fault.code


def test_the_table_of_rights_is_that_of_the_documentation() -> None:
    page = (CHECKOUT / "docs" / "rights.md").read_text("utf-8")

    told = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\| (right|`[A-Z_]+`) \|", line)
    ]

    head, *rows = told
    assert head == ["right", "lets", *Role]
    assert [row[0] for row in rows] == list(Right)
    assert {
        role: {right for right, _, *cells in rows if cells[at] == "yes"}
        for at, role in enumerate(Role)
    } == RIGHTS


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_who_lacks_a_right_is_told_so_whatever_it_is(role: Role, right: Right) -> None:
    viewer = viewer_of(role, ID, "Åsa")

    assert permitted(viewer, right) is (right in RIGHTS[role])
    if permitted(viewer, right):
        require(viewer, right, "Ask somebody else.")
    else:
        with pytest.raises(Refused, match=r"^Ask somebody else\.$") as refused:
            require(viewer, right, "Ask somebody else.")
        assert code(refused) == "FORBIDDEN"


@pytest.mark.parametrize("right", Right)
def test_a_visitor_has_no_right_and_is_asked_who_they_are(right: Right) -> None:
    assert not permitted(VISITOR, right)
    with pytest.raises(Refused, match=r"^Sign in\.$") as refused:
        require(VISITOR, right, "Sign in.")

    assert code(refused) == "UNAUTHENTICATED"


def test_what_is_for_staff_is_for_every_role_but_that_of_previews() -> None:
    assert {role: viewer_of(role).audience for role in Role} == {
        Role.PREVIEW: Audience.PUBLIC,
        Role.STAFF: Audience.STAFF,
        Role.WRITER: Audience.STAFF,
        Role.EDITOR: Audience.STAFF,
        Role.ADMIN: Audience.STAFF,
    }
    assert viewer_of(Role.ADMIN, ID, "Åsa") == Viewer(Audience.STAFF, Role.ADMIN, ID, "Åsa")


def test_whoever_is_no_visitor_may_spend_more() -> None:
    spending = [Allowance(1, 2).of(it) for it in (VISITOR, PREVIEW, STAFF, WRITER, EDITOR, ADMIN)]

    assert spending == [1, 2, 2, 2, 2, 2]


@pytest.mark.parametrize(("viewer", "told"), [(VISITOR, "UNAUTHENTICATED"), (STAFF, "FORBIDDEN")])
def test_who_may_not_read_drafts_may_not_ask_for_another_moment(viewer: Viewer, told: str) -> None:
    for asked in ({"drafts": True}, {"at": NOW}, {"drafts": True, "at": NOW}):
        with pytest.raises(Refused) as refused:
            look(viewer, NOW, "sv", **asked)

        assert code(refused) == told


@pytest.mark.parametrize("viewer", [PREVIEW, WRITER, EDITOR, ADMIN])
def test_who_may_read_drafts_may_ask_for_another_moment(viewer: Viewer) -> None:
    view = look(viewer, NOW, "sv", drafts=True, at=NOW + DAY)

    assert (view.viewer, view.moment, view.sight.drafts) == (viewer, NOW + DAY, True)


def test_previews_look_ahead_and_not_back() -> None:
    assert look(PREVIEW, NOW, "sv", at=NOW + DAY).moment == NOW + DAY
    assert look(WRITER, NOW, "sv", at=NOW - DAY).moment == NOW - DAY
    with pytest.raises(Refused) as refused:
        look(PREVIEW, NOW, "sv", at=NOW - MOMENT)

    assert code(refused) == "FORBIDDEN"


def test_the_present_lasts_from_now_on() -> None:
    assert look(EDITOR, NOW, "sv").sight.present is True
    assert look(EDITOR, NOW, "sv", at=NOW).sight.present is True
    assert look(EDITOR, NOW, "sv", at=NOW + MOMENT).sight.present is True
    assert look(EDITOR, NOW, "sv", at=NOW - MOMENT).sight.present is False


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
        "drafts, preview": await count(store, view_of(PREVIEW, NOW, "sv", drafts=True)),
    }

    assert told == {
        "visitor": '{"count":0}',
        "staff": '{"count":1}' if way == "staff" else '{"count":0}',
        "drafts": '{"count":0}' if way == "deleted" else '{"count":1}',
        "drafts, preview": '{"count":0}' if way in ("deleted", "staff") else '{"count":1}',
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
    then = look(EDITOR, NOW, "sv", at=NOW - 45 * DAY)

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


async def test_what_is_for_staff_alone_is_null_to_others(store: Store, ask: Asking) -> None:
    async with store.writing():
        await factories.contact(mobile="070-123 45 67", internal_note="Ring efter lunch")
    question = "{ contacts { nodes { mobile internalNote } } }"

    told = {
        name: (await ask.data(question, viewer=viewer))["contacts"]["nodes"]
        for name, viewer in {"visitor": VISITOR, "preview": PREVIEW, "staff": STAFF}.items()
    }

    nothing = [{"mobile": None, "internalNote": None}]
    staff = [{"mobile": "070-123 45 67", "internalNote": "Ring efter lunch"}]
    assert told == {"visitor": nothing, "preview": nothing, "staff": staff}


async def test_what_only_staff_may_read_can_be_neither_filtered_nor_listed_by(ask: Asking) -> None:
    for asked in (
        "{ meetings(where: {onlineUrl: {eq: null}}) { totalCount } }",
        "{ meetings(orderBy: [{field: ONLINE_URL}]) { totalCount } }",
        "{ contacts(where: {mobile: {eq: null}}) { totalCount } }",
        "{ contacts(where: {internalNote: {eq: null}}) { totalCount } }",
    ):
        assert await ask.code(asked) == "GRAPHQL_VALIDATION_FAILED"
