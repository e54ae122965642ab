"""People's data through GraphQL: told and erased by administrators, then nowhere to be found."""

from typing import Any
from uuid import UUID

import pytest

from models.event import Event
from models.nouns import BY_KIND
from services.database.storage import Store
from services.view import VISITOR
from tests.asking import ADMIN, EDITOR, PREVIEW, STAFF, WRITER, Asking
from tests.factories import DRAFT, NOW, OVER, contact, network, page
from tests.schema.crawling import questions
from tests.schema.editors import created, done, lived
from tests.schema.planting import plant

NAME = "Lo Kanariefågel"
ERASURE = """
  erasure {
    done versions events receipts forgotten
    named { contentId type version field alone }
    mentioned { ...Found }
    remaining { ...Found }
  }
  replacement { id name }
  errors { __typename code path }
"""
FOUND = "fragment Found on PersonMentioned { table column locale contentId version what around }"
ERASE = (
    f"mutation($input: ErasePersonInput!) {{ erasePerson(input: $input) {{ {ERASURE} }} }} {FOUND}"
)
EXPORT = """
  mutation($input: ExportPersonInput!) {
    exportPerson(input: $input) { person errors { __typename code path } }
  }
"""
VISITED = "{ networks { nodes { title contacts { name } } } contacts { totalCount } }"


async def erased(ask: Asking, **input_: Any) -> Any:
    """Erase somebody as an administrator, and give the payload."""
    return (await ask.data(ERASE, {"input": input_}, viewer=ADMIN))["erasePerson"]


async def test_visitors_see_it_at_once(ask: Asking, store: Store) -> None:
    lo = await created(ask, "Contact", name=NAME, mobile="070-123 45 67")
    bo = await created(ask, "Contact", name="Bo Ek")
    body = {"sv": f"Fråga {NAME}, 070-1234567."}
    net = await created(ask, "Network", title={"sv": "A"}, contacts=[lo, bo], body=body)
    assert await lived(ask, "publish", lo, bo, net) == []
    before = await ask.data(VISITED)

    payload = await erased(ask, id=lo, scrub=False)

    found = [
        {"column": "body", "locale": "sv", "what": "NAME"},
        {"column": "body", "locale": "sv", "what": "PHONE"},
    ]
    around = {"table": "network", "contentId": net, "version": 1, "around": body["sv"]}
    mentioned = [{**around, **it} for it in found]
    assert payload == {
        "erasure": {
            "done": True,
            "versions": 1,
            "events": 2,
            "receipts": 0,
            "forgotten": store.dialect == "sqlite",
            "named": [
                {
                    "contentId": net,
                    "type": "NETWORK",
                    "version": 1,
                    "field": "contacts",
                    "alone": False,
                }
            ],
            "mentioned": mentioned,
            "remaining": mentioned,
        },
        "replacement": None,
        "errors": [],
    }
    shown = {"title": "A", "contacts": [{"name": NAME}, {"name": "Bo Ek"}]}
    assert before == {"networks": {"nodes": [shown]}, "contacts": {"totalCount": 2}}
    assert await ask.data(VISITED) == {
        "networks": {"nodes": [{"title": "A", "contacts": [{"name": "Bo Ek"}]}]},
        "contacts": {"totalCount": 1},
    }


async def test_another_takes_the_place(ask: Asking) -> None:
    lo = await created(ask, "Contact", name=NAME)
    bo = await created(ask, "Contact", name="Bo Ek")
    net = await created(ask, "Network", title={"sv": "A"}, contacts=[lo])
    assert await lived(ask, "publish", lo, bo, net) == []

    payload = await erased(ask, id=lo, replaceWith=bo)

    assert payload["replacement"] == {"id": bo, "name": "Bo Ek"}
    assert (await ask.data(VISITED))["networks"]["nodes"] == [
        {"title": "A", "contacts": [{"name": "Bo Ek"}]}
    ]


async def test_who_is_erased_is_heard_of_nowhere(ask: Asking, store: Store) -> None:
    async with store.writing():
        planted = await plant()
        lo = await contact(NAME, OVER, email="lo@example.org")
        await contact(NAME, entry=lo, internal_note=f"Om {NAME}")
        await contact(NAME, DRAFT, entry=lo)
        net = await network("Nät", contacts=[lo, planted.visible["contact"]])
        await network("Nät", DRAFT, entry=net, contacts=[lo])
        await page("Sida", body={"sv": f"Fråga {NAME} (mailto:lo@example.org)."})
    planted.visible["lo"] = lo
    slugs = {kind: sorted({row.slug for row in await it.all()}) for kind, it in BY_KIND.items()}
    asked = [
        f"query{view} {question}"
        for question in questions(planted, slugs)
        for view in ("", " @view(drafts: true)", ' @view(at: "2026-07-15T00:00Z")')
    ]

    async def heard() -> list[str]:
        answers = [await ask.bytes(it, viewer=ADMIN) for it in asked]
        return [it.decode() for it in answers if b"kanarie" in it.lower() or b"lo@ex" in it]

    assert len(await heard()) > 20
    payload = await erased(ask, id=str(lo), scrub=True)
    assert payload["erasure"]["remaining"] == []
    assert await heard() == []
    assert [it for it in asked if it.startswith("query {") and NAME in str(await ask(it))] == []


async def test_a_dry_run_tells_and_changes_nothing(ask: Asking) -> None:
    lo = await created(ask, "Contact", name=NAME)
    events = await Event.all().count()

    payload = await erased(ask, id=lo, dryRun=True)

    assert (payload["erasure"]["done"], payload["erasure"]["versions"]) == (False, 1)
    assert await Event.all().count() == events
    assert (await erased(ask, id=lo))["erasure"]["done"] is True


async def test_all_that_is_held_is_told(ask: Asking) -> None:
    lo = await created(ask, "Contact", name=NAME, internalNote="Skyddad")
    net = await created(ask, "Network", title={"sv": "A"}, contacts=[lo])

    found = await ask.data(EXPORT, {"input": {"id": lo}}, viewer=ADMIN)

    person = found["exportPerson"]["person"]
    assert person["versions"][0]["says"]["internal_note"] == "Skyddad"
    assert [(it["id"], it["relation"]) for it in person["named"]] == [(net, "contacts")]
    assert found["exportPerson"]["errors"] == []


@pytest.mark.parametrize("viewer", [VISITOR, PREVIEW, STAFF, WRITER, EDITOR])
async def test_only_administrators_may(ask: Asking, viewer: Any) -> None:
    lo = await created(ask, "Contact", name=NAME)
    code = "FORBIDDEN" if viewer.role else "UNAUTHENTICATED"
    refused = [{"__typename": "ForbiddenError", "code": code, "path": None}]

    erasing = await ask.data(ERASE, {"input": {"id": lo}}, viewer=viewer)
    exporting = await ask.data(EXPORT, {"input": {"id": lo}}, viewer=viewer)

    assert erasing["erasePerson"] == {"erasure": None, "replacement": None, "errors": refused}
    assert exporting["exportPerson"] == {"person": None, "errors": refused}
    assert NAME in str(await ask.data(EXPORT, {"input": {"id": lo}}, viewer=ADMIN))


async def test_faults_lead_to_the_input(ask: Asking) -> None:
    lo = await created(ask, "Contact", name=NAME)
    nobody = str(UUID(int=7))

    faults = [
        (await erased(ask, id=nobody))["errors"],
        (await erased(ask, id=lo, replaceWith=nobody))["errors"],
        (
            await done(
                ask,
                "exportPerson",
                {"id": nobody},
                "errors { __typename code path }",
                viewer=ADMIN,
                now=NOW,
            )
        )["errors"],
    ]

    missing = {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["input", "id"]}
    place = ["input", "replaceWith"]
    assert faults == [
        [missing],
        [{"__typename": "ValidationError", "code": "NOT_THERE", "path": place}],
        [missing],
    ]
