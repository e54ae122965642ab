"""Looking back: versions with who, when and what, and the log of all that happened."""

from dataclasses import replace
from typing import Any

from models import Contact
from models.content import Audience
from resolvers.places import read_place
from services.database.storage import Store
from services.events.log import Ends
from tests import factories
from tests.asking import EDITOR, PREVIEW, STAFF, Asking
from tests.factories import DAY, LIVE, NOW, OVER
from tests.schema.editors import EVAS, created, done, eva, importing, lived, saved

HISTORY = """
query($id: ID!, $first: Int, $after: String) @view(drafts: true) {
  node(id: $id) {
    ... on Content {
      savedBy { name }
      history(first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          number note publishedAt publishedUntil savedBy { name }
          changes { field locale before after }
        }
      }
    }
  }
}
"""

LOG = """
query($after: String, $first: Int, $types: [ContentType!]) {
  changes(after: $after, first: $first, types: $types) {
    totalCount
    pageInfo { endCursor hasNextPage }
    nodes {
      cursor sequence type contentId effect event version actor { name } note moment
      content { ... on Node { id } }
    }
  }
}
"""


async def test_history_tells_who_changed_what_field_by_field(store: Store, ask: Asking) -> None:
    async with store.writing():
        await eva()
    id_ = await created(ask, "Network", title={"sv": "Ett"}, note="Första")
    await lived(ask, "publish", id_)
    await saved(
        ask, "Network", id_, 1, title={"sv": "Två", "en": "Two"}, lead={"sv": "Kort"}, note="Andra"
    )

    found = await ask.data(HISTORY, {"id": id_}, viewer=EDITOR)

    node = found["node"]
    assert node["savedBy"] == {"name": "Eva Ek"}
    assert node["history"]["totalCount"] == 2
    assert node["history"]["nodes"] == [
        {
            "number": 2,
            "note": "Andra",
            "publishedAt": None,
            "publishedUntil": None,
            "savedBy": {"name": "Eva Ek"},
            "changes": [
                {"field": "title", "locale": "sv", "before": "Ett", "after": "Två"},
                {"field": "title", "locale": "en", "before": None, "after": "Two"},
                {"field": "lead", "locale": "sv", "before": None, "after": "Kort"},
            ],
        },
        {
            "number": 1,
            "note": "Första",
            "publishedAt": NOW.isoformat(),
            "publishedUntil": None,
            "savedBy": {"name": "Eva Ek"},
            "changes": [],
        },
    ]


async def test_a_program_is_named_by_its_token(store: Store, ask: Asking) -> None:
    async with store.writing():
        program = await importing()
    asked = "network { savedBy { name } } errors { ... on ConflictError { savedBy { name } } }"
    id_ = await created(ask, "Network", title={"sv": "Ett"})
    change = {"id": id_, "expectedVersion": 1, "title": {"sv": "Två"}}

    saved_by_it = await done(ask, "updateNetwork", change, asked, viewer=program)
    too_late = await done(ask, "updateNetwork", change, asked)
    log = await ask.data(LOG, {"after": "a1"}, viewer=EVAS)

    assert saved_by_it == {"network": {"savedBy": {"name": "Importen"}}, "errors": []}
    assert too_late == {"network": None, "errors": [{"savedBy": {"name": "Importen"}}]}
    assert [it["actor"] for it in log["changes"]["nodes"]] == [{"name": "Importen"}]


async def test_history_comes_in_pages(ask: Asking) -> None:
    id_ = await created(ask, "Contact", name="Version 1")
    for version in range(1, 5):
        await saved(ask, "Contact", id_, version, name=f"Version {version + 1}")

    numbers, after, more = [], None, True
    while more:
        found = await ask.data(HISTORY, {"id": id_, "first": 2, "after": after}, viewer=EDITOR)
        page = found["node"]["history"]
        numbers.append([it["number"] for it in page["nodes"]])
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

    assert numbers == [[5, 4], [3, 2], [1]]


async def test_an_earlier_version_is_read_as_it_was_with_what_it_named(ask: Asking) -> None:
    lena, bo = [await created(ask, "Contact", name=it) for it in ("Lena", "Bo")]
    id_ = await created(ask, "Network", title={"sv": "Ett"}, contacts=[lena, bo])
    await saved(ask, "Network", id_, 1, title={"sv": "Två"}, contacts=[bo])
    question = """
      query($id: ID!) @view(drafts: true) {
        node(id: $id) {
          ... on Network {
            then: atVersion(number: 1) {
              content { version ... on Network { title contacts { name } } }
            }
            never: atVersion(number: 9) { number }
          }
        }
      }
    """

    found = await ask.data(question, {"id": id_}, viewer=EDITOR)

    assert found["node"] == {
        "then": {
            "content": {
                "version": 1,
                "title": "Ett",
                "contacts": [{"name": "Lena"}, {"name": "Bo"}],
            }
        },
        "never": None,
    }


async def test_visitors_see_nothing_of_what_editors_do(store: Store, ask: Asking) -> None:
    async with store.writing():
        await eva()
    id_ = await created(ask, "Network", title={"sv": "Ett"}, note="Viktigt")
    await lived(ask, "publish", id_, until=(NOW + DAY).isoformat())
    question = """
      {
        networks {
          nodes {
            title status publishedUntil savedBy { name }
            history { totalCount nodes { note } } atVersion(number: 1) { note }
          }
        }
      }
    """
    nothing = {
        "status": None,
        "publishedUntil": None,
        "savedBy": None,
        "history": {"totalCount": 0, "nodes": []},
        "atVersion": None,
    }

    before = await ask.bytes(question)
    staff = await ask.data(question, viewer=STAFF)
    await saved(ask, "Network", id_, 1, title={"sv": "Två"})

    assert staff == {"networks": {"nodes": [{"title": "Ett", **nothing}]}}
    assert await ask.bytes(question) == before
    assert (await ask.data(question))["networks"]["nodes"] == [{"title": "Ett", **nothing}]


async def test_history_is_for_those_who_write_and_a_preview_has_none(ask: Asking) -> None:
    id_ = await created(ask, "Contact", name="Lena", mobile="070-123 45 67")
    await saved(ask, "Contact", id_, 1, mobile="070-765 43 21", email="lena@example.org")

    async def changed(viewer: Any) -> list[list[str]]:
        found = await ask.data(HISTORY, {"id": id_}, viewer=viewer)
        return [[of["field"] for of in it["changes"]] for it in found["node"]["history"]["nodes"]]

    assert await changed(EDITOR) == [["email", "mobile"], []]
    assert await changed(PREVIEW) == []


async def test_versions_for_staff_are_missing_from_the_history_of_others(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        then = replace(OVER, audience=Audience.STAFF, newest=False)
        id_ = await factories.network("Internt", then)
        await factories.network("Öppet", LIVE, entry=id_)

    async def numbers(viewer: Any) -> list[int]:
        found = await ask.data(HISTORY, {"id": str(id_)}, viewer=viewer)
        return [it["number"] for it in found["node"]["history"]["nodes"]]

    assert await numbers(EDITOR) == [2, 1]
    assert await numbers(PREVIEW) == []


async def test_the_log_tells_visitors_what_changed_for_them_and_editors_everything(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        await eva()
    contact = await created(ask, "Contact", name="Lena")
    network = await created(ask, "Network", title={"sv": "Ett"})
    await lived(ask, "publish", network, note="Inför hösten")
    await lived(ask, "deleteContent", network, now=NOW + DAY)

    visitors = await ask.data(LOG)
    editors = await ask.data(LOG, viewer=EVAS)

    def told(found: Any) -> list[tuple[Any, ...]]:
        names = ("sequence", "event", "version", "effect")
        return [tuple(it[name] for name in names) for it in found["changes"]["nodes"]]

    assert told(visitors) == [(1, None, None, "APPEARED"), (2, None, None, "DISAPPEARED")]
    assert [(it["actor"], it["note"]) for it in visitors["changes"]["nodes"]] == [(None, None)] * 2
    assert {it["contentId"] for it in visitors["changes"]["nodes"]} == {network}
    assert told(editors) == [
        (1, "CREATED", 1, None),
        (2, "CREATED", 1, None),
        (3, "PUBLISHED", 1, "APPEARED"),
        (4, "DELETED", 1, "DISAPPEARED"),
    ]
    assert editors["changes"]["nodes"][2]["note"] == "Inför hösten"
    first = editors["changes"]["nodes"][0]
    assert read_place(first["cursor"], Ends(9, 9), whole=True) == 1
    assert first == {
        "cursor": first["cursor"],
        "type": "CONTACT",
        "contentId": contact,
        "effect": None,
        "event": "CREATED",
        "sequence": 1,
        "version": 1,
        "actor": {"name": "Eva Ek"},
        "note": "",
        "moment": NOW.isoformat(),
        "content": None,  # a draft, which this view does not see
    }


async def test_the_log_is_followed_from_where_one_was(ask: Asking) -> None:
    heard, after = [], None
    for title in ("Ett", "Två", "Tre"):
        id_ = await created(ask, "Network", title={"sv": title})
        await lived(ask, "publish", id_)
        found = await ask.data(LOG, {"after": after})
        after = found["changes"]["pageInfo"]["endCursor"] or after
        heard.append([it["contentId"] for it in found["changes"]["nodes"]])
    nothing = await ask.data(LOG, {"after": after})
    meetings = await ask.data(LOG, {"types": ["MEETING"]})

    assert [len(it) for it in heard] == [1, 1, 1]
    assert nothing["changes"]["nodes"] == []
    assert meetings["changes"]["totalCount"] == 0


async def test_no_number_of_the_log_tells_visitors_what_is_hidden_from_them(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})
    await lived(ask, "publish", id_)
    before = await ask.bytes(LOG)

    await created(ask, "Network", title={"sv": "Hemligt"})
    await saved(ask, "Network", id_, 1, title={"sv": "Ett till"})
    secret = await created(ask, "Contact", name="Internt", audience="STAFF")
    await lived(ask, "publish", secret)

    assert await ask.bytes(LOG) == before
    assert await ask.bytes(LOG, viewer=PREVIEW) != await ask.bytes(LOG, viewer=EDITOR)
    assert await Contact.all().count() == 1


async def test_looking_back_takes_one_statement(store: Store, ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "1"})

    async def reads() -> int:
        before = store.statements
        await ask.data(LOG, viewer=EDITOR)
        await ask.data("{ networks { nodes { status history { nodes { number } } } } }")
        return store.statements - before

    one = await reads()
    for version in (1, 2):
        await saved(ask, "Network", id_, version, title={"sv": str(version + 1)})
    await lived(ask, "publish", id_)

    assert [one, await reads()] == [2, 2]
