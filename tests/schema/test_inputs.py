"""What inputs promise in the schema is what they do: what must be said, what is usual, what is one.

Whoever reads the schema, or has a client made from it, must not find out otherwise by asking.
"""

import json
import re
from typing import Any

import pytest
from graphql import GraphQLInputObjectType

from resolvers.documents import Faulty, read_document
from resolvers.filtering import source_of
from schema import built
from schema.nouns import NOUNS
from schema.told import kept_of
from services.database.storage import Store
from tests import factories
from tests.asking import EDITOR, Asking
from tests.schema.editors import created, done

ONE_OF = (
    "Within OneOf Input Object type 'SeriesMeetingInput', exactly one field must be specified, and "
    "the value for that field must be non-null."
)
NEITHER, BOTH = "{}", '{id: "1", originalStart: "2026-10-01T09:00"}'
SERIES = """
mutation($o: SeriesMeetingInput) {
  updateMeetingSeries(input: {id: "%s", expectedVersion: 1, scope: THIS, occurrence: %s}) {
    errors { code }
  }
}
"""
USUAL = re.compile(r"`([^`]*)` when left out of what is new\.")


def input_(name: str) -> GraphQLInputObjectType:
    """Give an input of the schema."""
    found = built().type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


@pytest.mark.parametrize("said", [NEITHER, BOTH])
def test_of_an_input_of_one_nothing_else_is_valid(said: str) -> None:
    document = SERIES.replace("($o: SeriesMeetingInput)", "") % ("1", said)

    found = read_document(built(), document)

    assert isinstance(found, Faulty)
    assert [it["message"] for it in json.loads(found.body)["errors"]] == [ONE_OF]


@pytest.mark.parametrize("said", [{}, {"id": "1", "originalStart": "2026-10-01T09:00"}])
async def test_of_an_input_of_one_no_variable_brings_more(ask: Asking, said: Any) -> None:
    found = await ask(SERIES % ("1", "$o"), {"o": said}, viewer=EDITOR)

    assert [it["message"] for it in found["errors"]] == [
        f"Variable '$o' has invalid value: {ONE_OF}"
    ]


def test_what_a_new_meeting_needs_is_required_and_of_an_update_nothing_is() -> None:
    inputs = ("CreateMeetingInput", "CreateMeetingSeriesInput", "UpdateMeetingInput")

    shown = [str(input_(it).fields["networks"].type) for it in inputs]

    assert shown == ["[ID!]!", "[ID!]!", "[ID!]"]


async def test_what_is_left_out_of_new_content_is_as_the_schema_says(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        network = str(await factories.network())
    fields = input_("CreateMeetingInput").fields
    usual = {
        name: found[1]
        for name, it in fields.items()
        if (found := USUAL.search(it.description or ""))
    }

    id_ = await created(
        ask,
        "Meeting",
        title={"sv": "Träff"},
        localStart="2027-01-14T09:00",
        localEnd="2027-01-14T10:00",
        networks=[network],
    )

    found = await ask.data(
        "query($id: ID!) @view(drafts: true) {"
        f" node(id: $id) {{ ... on Meeting {{ {' '.join(usual)} }} }} }}",
        {"id": id_},
        viewer=EDITOR,
    )
    assert found["node"] == usual | {"allDay": json.loads(usual["allDay"])}
    assert sorted(usual) == ["allDay", "attendance", "audience", "state", "timeZone"]


WALLS = {
    'eq: "2026-10-01T09:00"': ["Torsdag"],
    'eq: "2026-10-01T09:00:00"': ["Torsdag"],
    'ne: "2026-10-01T09:00"': ["Onsdag", "Fredag"],
    'lt: "2026-10-01T09:00"': ["Onsdag"],
    'lte: "2026-10-01T09:00"': ["Onsdag", "Torsdag"],
    'gt: "2026-10-01T09:00"': ["Fredag"],
    'gte: "2026-10-01T09:00"': ["Torsdag", "Fredag"],
    'between: {from: "2026-10-01T00:00", to: "2026-10-02T23:59"}': ["Torsdag", "Fredag"],
    'gte: "2026-10-01T00:00", lt: "2026-10-02T00:00"': ["Torsdag"],
}


@pytest.mark.parametrize("asked", WALLS)
async def test_meetings_are_found_by_what_the_clocks_of_their_place_show(
    store: Store, ask: Asking, asked: str
) -> None:
    days = {"Onsdag": "2026-09-30", "Torsdag": "2026-10-01", "Fredag": "2026-10-02"}
    async with store.writing():
        for title, day in days.items():
            await factories.meeting(
                title,
                local_start=f"{day}T09:00:00",
                local_end=f"{day}T10:00:00",
                time_zone="America/New_York",
            )

    found = await ask.data(
        f"{{ meetings(where: {{localStart: {{{asked}}}}}) {{ nodes {{ title }} }} }}"
    )

    assert [it["title"] for it in found["meetings"]["nodes"]] == WALLS[asked]


@pytest.mark.parametrize("operator", ["eq", "lt"])
async def test_what_is_no_time_is_not_looked_for(ask: Asking, operator: str) -> None:
    question = (
        "query($at: LocalDateTime) {"
        f" meetings(where: {{localEnd: {{{operator}: $at}}}}) {{ totalCount }} }}"
    )

    found = await ask(question, {"at": "kl. nio"})

    assert [it["message"] for it in found["errors"]] == [
        "'kl. nio' is no local time: write it like 2026-09-01T09:00."
    ]


@pytest.mark.parametrize("type_", NOUNS, ids=lambda it: it.__name__)
def test_the_usual_order_can_be_asked_for_as_well(type_: type) -> None:
    columns = source_of(input_(f"{type_.__name__}Order").fields["field"]).columns.values()

    assert [it.column for it in kept_of(type_).order if it.column not in columns] == []


async def test_pages_are_listed_the_other_way_round(store: Store, ask: Asking) -> None:
    async with store.writing():
        for path in ("/a", "/b", "/ab"):
            await factories.page("Sida", path=path, slug=f"s-{path[1:]}")

    found = await ask.data(
        "{ pages(orderBy: [{field: PATH, direction: DESC}], first: 2) {"
        " nodes { path } pageInfo { endCursor } } }"
    )
    rest = await ask.data(
        "query($after: String) {"
        " pages(orderBy: [{field: PATH, direction: DESC}], after: $after) { nodes { path } } }",
        {"after": found["pages"]["pageInfo"]["endCursor"]},
    )

    told = [*found["pages"]["nodes"], *rest["pages"]["nodes"]]
    assert [it["path"] for it in told] == ["/b", "/ab", "/a"]


async def test_a_meeting_of_no_network_is_refused_in_words(ask: Asking) -> None:
    said = {
        "title": {"sv": "Träff"},
        "localStart": "2027-01-14T09:00",
        "localEnd": "2027-01-14T10:00",
        "networks": [],
    }

    payload = await done(ask, "createMeeting", said, "meeting { id } errors { code path }")

    refused = {"code": "REQUIRED", "path": ["input", "networks"]}
    assert payload == {"meeting": None, "errors": [refused]}


async def test_what_has_no_such_value_is_found_by_that(store: Store, ask: Asking) -> None:
    night: Any = {"local_start": "2026-10-25T02:30:00", "local_end": "2026-10-25T04:00:00"}
    async with store.writing():
        await factories.meeting("Dag")
        await factories.meeting("Natt", start_fold="LATER", **night)

    found = await ask.data(
        "query($is: Boolean, $not: Boolean) {"
        " is: meetings(where: {startFold: {isNull: $is}}) { nodes { title } }"
        " not: meetings(where: {startFold: {isNull: $not}}) { nodes { title } } }",
        {"is": True, "not": False},
    )

    assert found == {"is": {"nodes": [{"title": "Dag"}]}, "not": {"nodes": [{"title": "Natt"}]}}
