"""Mutations: done one after the other, answered as they are asked, refused before they begin."""

from typing import Any

import pytest

from models import Entry, Network
from services.database.storage import Store
from tests import factories
from tests.asking import PREVIEW, STAFF, WRITER, Asking
from tests.factories import NOW

CREATE = """
mutation Create($input: CreateNetworkInput!) {
  createNetwork(input: $input) {
    network { id title version }
    errors { __typename code message path }
  }
}
"""


def network(title: str = "Språklust", **more: Any) -> dict[str, Any]:
    """Say what a new network says."""
    return {"title": {"sv": title}, **more}


async def created(ask: Asking, **more: Any) -> Any:
    """Create a network, and give its payload."""
    found = await ask.data(CREATE, {"input": network(**more)}, viewer=WRITER)
    return found["createNetwork"]


async def test_what_is_created_is_answered_as_it_is_asked_for(store: Store, ask: Asking) -> None:
    payload = await created(ask, contacts=[])

    row = await Network.get()
    assert payload == {
        "network": {"id": str(row.entry_id), "title": "Språklust", "version": 1},
        "errors": [],
    }


async def test_fields_run_one_after_the_other_and_see_what_was_done_before(ask: Asking) -> None:
    mutation = """
      mutation {
        one: createNetwork(input: {title: {sv: "Ett"}}) { ...Told }
        kind: __typename
        two: createNetwork(input: {title: {sv: "Två"}}) { ...Told }
      }
      fragment Told on CreateNetworkPayload {
        __typename
        made: network { slug position }
        query { again: networks { totalCount nodes { title } } __typename }
      }
    """

    found = await ask.data(mutation, viewer=WRITER)

    assert list(found) == ["one", "kind", "two"]
    assert found == {
        "one": {
            "__typename": "CreateNetworkPayload",
            "made": {"slug": "ett", "position": 1},
            "query": {
                "again": {"totalCount": 1, "nodes": [{"title": "Ett"}]},
                "__typename": "Query",
            },
        },
        "kind": "Mutation",
        "two": {
            "__typename": "CreateNetworkPayload",
            "made": {"slug": "tva", "position": 2},
            "query": {
                "again": {"totalCount": 2, "nodes": [{"title": "Ett"}, {"title": "Två"}]},
                "__typename": "Query",
            },
        },
    }


async def test_all_faults_are_told_where_they_are_and_nothing_is_written(ask: Asking) -> None:
    input_ = {
        "title": {"sv": "", "en": "Talk"},
        "slug": "Språk lust",
        "links": [{"kind": "EXTERNAL", "url": "javascript:1", "label": {"sv": "Om att läsa"}}],
        "contacts": ["018f0000-0000-7000-8000-000000000000"],
    }

    found = await ask.data(CREATE, {"input": input_}, viewer=WRITER)

    payload = found["createNetwork"]
    assert payload["network"] is None
    assert {(it["__typename"], it["code"], *it["path"]) for it in payload["errors"]} == {
        ("ValidationError", "REQUIRED", "input", "title", "sv"),
        ("ValidationError", "BAD_SLUG", "input", "slug"),
        ("ValidationError", "BAD_URL", "input", "links", "0", "url"),
        ("ValidationError", "NOT_THERE", "input", "contacts", "0"),
    }
    assert await Entry.all().count() == 0


async def test_faults_are_told_in_the_language_of_the_view(ask: Asking) -> None:
    mutation = "mutation %s { createContact(input: {name: %s}) { errors { message } } }"

    def told(view: str) -> Any:
        return ask.data(mutation % (view, '""'), viewer=WRITER)

    swedish = (await told(""))["createContact"]["errors"]
    english = (await told("@view(locale: EN)"))["createContact"]["errors"]

    assert swedish == [{"message": "Det här måste fyllas i."}]
    assert english == [{"message": "This must be filled in."}]


async def test_faults_of_nested_inputs_lead_to_their_own_fields(ask: Asking) -> None:
    mutation = """
      mutation($input: CreateMeetingInput!) {
        createMeeting(input: $input) { meeting { id } errors { code path } }
      }
    """
    input_ = {
        "title": {"sv": "Träff"},
        "localStart": "2026-10-01T09:00:00",
        "localEnd": "2026-10-01T11:00:00",
        "timeZone": "Europe/Stockholm",
        "state": "CONFIRMED",
        "attendance": "ONSITE",
        "venue": {"organisation": "018f0000-0000-7000-8000-000000000000"},
        "registration": {"url": "nowhere"},
        "networks": [],
    }

    found = await ask.data(mutation, {"input": input_}, viewer=WRITER)

    assert sorted((it["code"], *it["path"]) for it in found["createMeeting"]["errors"]) == [
        ("BAD_URL", "input", "registration", "url"),
        ("NOT_THERE", "input", "venue", "organisation"),
        ("REQUIRED", "input", "networks"),
    ]


@pytest.mark.parametrize("viewer", [None, STAFF, PREVIEW])
async def test_who_may_not_write_is_told_so_in_the_payload(ask: Asking, viewer: Any) -> None:
    who = {"viewer": viewer} if viewer else {}

    found = await ask.data(CREATE, {"input": network()}, **who)

    [error] = found["createNetwork"]["errors"]
    code = "FORBIDDEN" if viewer else "UNAUTHENTICATED"
    assert (error["__typename"], error["code"]) == ("ForbiddenError", code)
    assert found["createNetwork"]["network"] is None
    assert await Entry.all().count() == 0


async def test_saving_over_somebody_elses_change_tells_what_stands(ask: Asking) -> None:
    update = """
      mutation($input: UpdateNetworkInput!) {
        updateNetwork(input: $input) {
          network { version title lead }
          errors { __typename path ... on ConflictError { currentVersion savedAt fields } }
        }
      }
    """
    id_ = (await created(ask))["network"]["id"]

    def saved(**said: Any) -> Any:
        return ask.data(update, {"input": {"id": id_, **said}}, viewer=WRITER)

    first = await saved(expectedVersion=1, title={"sv": "Ny"}, lead={"sv": "Kort"})
    second = await saved(expectedVersion=1, lead=None)
    third = await saved(expectedVersion=2, lead=None)

    assert first["updateNetwork"] == {
        "network": {"version": 2, "title": "Ny", "lead": "Kort"},
        "errors": [],
    }
    assert second["updateNetwork"] == {
        "network": None,
        "errors": [
            {
                "__typename": "ConflictError",
                "path": ["input", "expectedVersion"],
                "currentVersion": 2,
                "savedAt": NOW.isoformat(),
                "fields": ["title", "lead"],
            }
        ],
    }
    assert third["updateNetwork"]["network"] == {"version": 3, "title": "Ny", "lead": None}


async def test_the_same_key_creates_once_and_is_answered_alike(ask: Asking) -> None:
    one, other = [await created(ask, idempotencyKey="a1") for _ in range(2)]
    third = await created(ask, title="Annan", idempotencyKey="a1")

    assert one == other
    assert [it["code"] for it in third["errors"]] == ["KEY_USED"]
    assert await Entry.all().count() == 1


async def test_payloads_show_drafts_to_those_who_may_see_them_unless_told_otherwise(
    ask: Asking,
) -> None:
    mutation = 'mutation %s { createNetwork(input: {title: {sv: "A"}}) { network { title } } }'

    public = await ask.data(mutation % "@view(drafts: false)", viewer=WRITER)

    assert public == {"createNetwork": {"network": None}}
    for view in ("", "@view(locale: EN)", "@view(drafts: null)"):
        drafts = await ask.data(mutation % view, viewer=WRITER)
        assert drafts == {"createNetwork": {"network": {"title": "A"}}}, view


async def test_things_are_found_by_id_in_what_is_asked_afterwards(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        one, other = await factories.contact(), await factories.organisation()
    mutation = """
      mutation($one: ID!, $other: ID!) {
        a: createNetwork(input: {title: {sv: "A"}}) {
          first: query { node(id: $one) { ... on Contact { name } } }
          second: query { node(id: $other) { ... on Organisation { name } } }
        }
        b: createNetwork(input: {title: {sv: "B"}}) {
          query { nodes(ids: [$other, $one]) { __typename } node(id: $one) { __typename } }
        }
      }
    """

    found = await ask.data(mutation, {"one": str(one), "other": str(other)}, viewer=WRITER)

    assert found == {
        "a": {
            "first": {"node": {"name": "Lena Jonsson"}},
            "second": {"node": {"name": "Nässjö kommun"}},
        },
        "b": {
            "query": {
                "nodes": [{"__typename": "Organisation"}, {"__typename": "Contact"}],
                "node": {"__typename": "Contact"},
            }
        },
    }


async def test_a_payload_takes_one_read_whatever_it_asks_for(store: Store, ask: Asking) -> None:
    async with store.writing():
        contacts = [await factories.contact(f"Lena {it}") for it in range(3)]

    async def reads(count: int) -> int:
        said = network(f"Nätverk {count}", contacts=[str(it) for it in contacts[:count]])
        mutation = CREATE.replace(
            "version }",
            "version contacts { name } } query { networks { nodes { contacts { name } } } }",
        )
        before = store.statements
        found = await ask.data(mutation, {"input": said}, viewer=WRITER)
        assert found["createNetwork"]["errors"] == []
        return store.statements - before

    assert [await reads(1), await reads(3)] == [1, 1]


async def test_plans_of_mutations_are_kept_with_their_document(ask: Asking) -> None:
    for title in ("A", "B", "C"):
        await created(ask, title=title)

    assert (ask.gate.plans.made, ask.gate.plans.asked) == (1, 3)
