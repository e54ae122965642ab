"""The life of content through GraphQL: published, foreseen, withdrawn, deleted, brought back."""

from typing import Any

import pytest

from models import Event
from services.database.storage import Store
from services.view import VISITOR
from services.wording import DENIED
from tests.asking import WRITER, Asking
from tests.factories import DAY, NOW
from tests.schema.editors import EVAS, created, done, lived, saved

STATUS = "query($id: ID!) @view(drafts: true) { node(id: $id) { ... on Content { status } } }"
TITLES = "{ networks { totalCount nodes { title } } }"
OUTLOOK = """
  content { id ... on Content { status publishedAt publishedUntil } }
  outlook {
    steps { moment contentId type effect version audience }
    problems { contentId code blocks }
  }
  errors { __typename code path }
"""


async def status(ask: Asking, id_: str, **who: Any) -> Any:
    found = await ask.data(STATUS, {"id": id_}, **{"viewer": EVAS, **who})
    return found["node"] and found["node"]["status"]


async def titles(ask: Asking, **who: Any) -> list[str]:
    found = await ask.data(TITLES, **who)
    return [it["title"] for it in found["networks"]["nodes"]]


async def test_content_goes_public_and_away_and_comes_back(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Språklust"})
    steps = [(await status(ask, id_), await titles(ask))]

    acts = ("publish", "unpublish", "deleteContent", "undelete", "publish")
    for days, name in enumerate(acts):
        now = NOW + days * DAY
        assert await lived(ask, name, id_, now=now) == []
        steps.append((await status(ask, id_, now=now), await titles(ask, now=now)))

    assert steps == [
        ("DRAFT", []),
        ("PUBLISHED", ["Språklust"]),
        ("WITHDRAWN", []),
        (None, []),
        ("WITHDRAWN", []),
        ("PUBLISHED", ["Språklust"]),
    ]


async def test_a_moment_to_come_needs_nobody_to_be_there(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Språklust"})

    payload = await done(
        ask,
        "publish",
        {
            "ids": [id_],
            "at": (NOW + DAY).isoformat(),
            "until": (NOW + 2 * DAY).isoformat(),
        },
        OUTLOOK,
    )

    assert payload["content"] == [
        {
            "id": id_,
            "status": "SCHEDULED",
            "publishedAt": (NOW + DAY).isoformat(),
            "publishedUntil": (NOW + 2 * DAY).isoformat(),
        }
    ]
    assert [(it["moment"], it["effect"], it["version"]) for it in payload["outlook"]["steps"]] == [
        ((NOW + DAY).isoformat(), "APPEARED", 1),
        ((NOW + 2 * DAY).isoformat(), "DISAPPEARED", None),
    ]
    seen = [await titles(ask, now=NOW + days * DAY) for days in (0, 1, 2)]
    assert seen == [[], ["Språklust"], []]
    assert await status(ask, id_, now=NOW + 2 * DAY) == "WITHDRAWN"


async def test_an_editor_is_told_what_would_come_of_it_and_nothing_is_done(ask: Asking) -> None:
    contact = await created(ask, "Contact", name="Lena Jonsson")
    network = await created(ask, "Network", title={"sv": "A", "en": "A"}, contacts=[contact])

    payload = await done(ask, "publish", {"ids": [network], "dryRun": True}, OUTLOOK)

    assert payload == {
        "content": [
            {"id": network, "status": "DRAFT", "publishedAt": None, "publishedUntil": None}
        ],
        "outlook": {
            "steps": [
                {
                    "moment": NOW.isoformat(),
                    "contentId": network,
                    "type": "NETWORK",
                    "effect": "APPEARED",
                    "version": 1,
                    "audience": "PUBLIC",
                }
            ],
            "problems": [{"contentId": network, "code": "REFERENCE_NOT_PUBLIC", "blocks": False}],
        },
        "errors": [],
    }
    assert await titles(ask) == []
    assert await Event.filter(name="PUBLISHED").count() == 0


async def test_all_is_published_or_nothing(ask: Asking) -> None:
    network = await created(ask, "Network", title={"sv": "A"})
    meeting = await created(
        ask,
        "Meeting",
        title={"sv": "Träff"},
        networks=[network],
        localStart="2026-10-01T09:00:00",
        localEnd="2026-10-01T11:00:00",
        timeZone="Europe/Stockholm",
        state="CONFIRMED",
        attendance="ONSITE",
    )
    page = await created(ask, "Page", title={"sv": "Om"}, path="/om")

    alone = await done(ask, "publish", {"ids": [page, meeting]}, OUTLOOK)
    foreseen = await done(ask, "publish", {"ids": [page, meeting], "dryRun": True}, OUTLOOK)
    none = await ask.data("{ pages { totalCount } meetings { totalCount } }")
    together = await lived(ask, "publish", page, meeting, network)

    assert [it["code"] for it in alone["errors"]] == ["REQUIRED_NOT_PUBLIC"]
    assert (alone["outlook"], alone["content"]) == (None, [])
    assert foreseen["errors"] == []
    assert foreseen["outlook"]["problems"][0] == {
        "contentId": meeting,
        "code": "REQUIRED_NOT_PUBLIC",
        "blocks": True,
    }
    assert none == {"pages": {"totalCount": 0}, "meetings": {"totalCount": 0}}
    assert together == []


async def test_a_draft_is_discarded_and_an_earlier_version_restored(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})
    await lived(ask, "publish", id_)
    await saved(ask, "Network", id_, 1, title={"sv": "Två"})
    changed = await status(ask, id_)

    assert await lived(ask, "discardDraft", id_) == []
    discarded = await status(ask, id_)
    restored = await done(
        ask,
        "restoreVersion",
        {"id": id_, "version": 2, "expectedVersion": 1},
        "content { id ... on Network { version title status } } errors { code }",
    )
    stale = await done(
        ask,
        "restoreVersion",
        {"id": id_, "version": 1, "expectedVersion": 1},
        "content { id } errors { __typename ... on ConflictError { savedBy { name } } }",
    )

    assert (changed, discarded) == ("CHANGED", "PUBLISHED")
    assert restored == {
        "content": {"id": id_, "version": 3, "title": "Två", "status": "CHANGED"},
        "errors": [],
    }
    assert stale == {
        "content": None,
        "errors": [{"__typename": "ConflictError", "savedBy": None}],
    }
    assert await titles(ask) == ["Ett"]


async def test_a_publication_ahead_is_called_off_and_its_draft_stays(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})
    await lived(ask, "publish", id_)
    await saved(ask, "Network", id_, 1, title={"sv": "Två"})
    await lived(ask, "publish", id_, at=(NOW + DAY).isoformat())
    ahead = (await status(ask, id_), await titles(ask, now=NOW + DAY))

    foreseen = await done(ask, "unschedule", {"ids": [id_], "dryRun": True}, OUTLOOK)
    assert await lived(ask, "unschedule", id_) == []
    again = await lived(ask, "unschedule", id_)

    assert ahead == ("SCHEDULED", ["Två"])
    assert foreseen["content"][0]["status"] == "SCHEDULED"
    assert (await status(ask, id_), await titles(ask, now=NOW + DAY)) == ("CHANGED", ["Ett"])
    assert again == [{"code": "NOT_SCHEDULED", "path": ["input", "ids", "0"]}]
    assert (await Event.all().order_by("-sequence").first().values())["name"] == "UNSCHEDULED"
    assert await lived(ask, "publish", id_) == []
    assert await titles(ask) == ["Två"]


@pytest.mark.parametrize(
    "name", ["publish", "unpublish", "unschedule", "discardDraft", "deleteContent"]
)
async def test_nobody_decides_about_what_they_have_not_seen(ask: Asking, name: str) -> None:
    one = await created(ask, "Network", title={"sv": "Ett"})
    other = await created(ask, "Page", title={"sv": "Om"}, path="/om")
    await lived(ask, "publish", one, other)
    await saved(ask, "Network", one, 1, title={"sv": "Två"})
    await saved(ask, "Page", other, 1, title={"sv": "Om oss"})
    await lived(ask, "publish", one, other, at=(NOW + DAY).isoformat())
    asked = """
      content { id } errors { path ... on ConflictError { currentVersion savedAt fields } }
    """

    async def decided(*versions: int) -> Any:
        seen = {"ids": [one, other], "expectedVersions": versions}
        return await done(ask, name, seen, asked)

    unseen, too_few, seen = [await decided(*it) for it in ((1, 2), (2,), (2, 2))]

    assert unseen["content"] == []
    assert unseen["errors"] == [
        {
            "path": ["input", "expectedVersions", "0"],
            "currentVersion": 2,
            "savedAt": NOW.isoformat(),
            "fields": ["title"],
        }
    ]
    assert too_few["errors"] == [{"path": ["input", "expectedVersions"]}]
    assert (seen["errors"], len(seen["content"])) == ([], 2)


@pytest.mark.parametrize(
    "name", ["publish", "unpublish", "unschedule", "deleteContent", "undelete"]
)
async def test_only_editors_decide_what_is_public(ask: Asking, name: str) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})

    for viewer, code in ((VISITOR, "UNAUTHENTICATED"), (WRITER, "FORBIDDEN")):
        payload = await done(
            ask, name, {"ids": [id_], "dryRun": True}, "errors { code message } outlook { moment }",
            viewer=viewer,
        )  # fmt: skip
        told = DENIED["PUBLISH"]["sv"]
        assert payload == {"errors": [{"code": code, "message": told}], "outlook": None}


async def test_an_act_on_many_takes_as_many_statements_as_on_one(store: Store, ask: Asking) -> None:
    ids = [await created(ask, "Network", title={"sv": f"Nätverk {it}"}) for it in range(4)]

    async def reads(*some: str) -> int:
        before = store.statements
        assert await lived(ask, "publish", *some) == []
        return store.statements - before

    assert [await reads(ids[0]), await reads(*ids[1:])] == [1, 1]


async def test_what_is_not_there_is_told_by_its_place(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})

    told = await lived(ask, "publish", id_, "018f0000-0000-7000-8000-000000000000")

    assert told == [{"code": "NOT_FOUND", "path": ["input", "ids", "1"]}]


async def test_changes_of_which_nothing_is_asked_are_told_all_the_same(ask: Asking) -> None:
    await lived(ask, "publish", await created(ask, "Network", title={"sv": "Ett"}))

    found = await ask.data("{ changes { nodes { __typename } edges { __typename } } }")

    told = {"nodes": [{"__typename": "Change"}], "edges": [{"__typename": "ChangeEdge"}]}
    assert found == {"changes": told}
