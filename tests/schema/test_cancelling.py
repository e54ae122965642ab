"""Meetings are cancelled, postponed and moved through GraphQL, by whoever may."""

from typing import Any

import pytest

from models.account import Role
from services.policy import viewer_of
from services.view import VISITOR
from services.wording import DENIED
from tests.asking import ADMIN, PREVIEW, STAFF, WRITER, Asking
from tests.factories import DAY, NOW
from tests.schema.editors import created, done, lived, saved

TOLD = """
  meeting {
    version status state reason startsAt endsAt localStart startFold timeZone
    previousStartsAt previousEndsAt
  }
  outlook { steps { moment effect version } problems { code blocks } }
  errors { __typename code path }
"""
SEEN = """
query($id: ID!) { node(id: $id) { ... on Meeting { state reason startsAt previousStartsAt } } }
"""
REASON = {"sv": "Föreläsaren är sjuk.", "en": "The speaker is ill."}
TIMES = {"localStart": "2026-10-01T09:00:00", "localEnd": "2026-10-01T11:00:00"}
NEVER = "018f0000-0000-7000-8000-000000000000"


async def announced(ask: Asking) -> str:
    """Publish a meeting of a network; give its id."""
    network = await created(ask, "Network", title={"sv": "Språklust", "en": "Joy"})
    meeting = await created(
        ask,
        "Meeting",
        title={"sv": "Träff", "en": "Meeting"},
        networks=[network],
        timeZone="Europe/Stockholm",
        state="CONFIRMED",
        attendance="ONSITE",
        **TIMES,
    )
    assert await lived(ask, "publish", network, meeting) == []
    return meeting


async def seen(ask: Asking, id_: str, **who: Any) -> Any:
    return (await ask.data(SEEN, {"id": id_}, **who))["node"]


async def test_a_meeting_is_cancelled_for_everybody_at_once(ask: Asking) -> None:
    id_ = await announced(ask)

    input_ = {"id": id_, "expectedVersion": 1, "reason": REASON, "note": "Ringt runt."}
    payload = await done(ask, "cancelMeeting", input_, TOLD, now=NOW + DAY)

    assert payload == {
        "meeting": {
            "version": 2,
            "status": "PUBLISHED",
            "state": "CANCELLED",
            "reason": REASON["sv"],
            "startsAt": "2026-10-01T07:00:00+00:00",
            "endsAt": "2026-10-01T09:00:00+00:00",
            "localStart": TIMES["localStart"],
            "startFold": None,
            "timeZone": "Europe/Stockholm",
            "previousStartsAt": None,
            "previousEndsAt": None,
        },
        "outlook": {
            "steps": [{"moment": (NOW + DAY).isoformat(), "effect": "CHANGED", "version": 2}],
            "problems": [{"code": "CONTACT_MISSING", "blocks": False}],
        },
        "errors": [],
    }
    assert await seen(ask, id_, now=NOW + DAY, locale="en") == {
        "state": "CANCELLED",
        "reason": REASON["en"],
        "startsAt": "2026-10-01T07:00:00+00:00",
        "previousStartsAt": None,
    }


async def test_a_meeting_is_moved_and_tells_when_it_was_to_be(ask: Asking) -> None:
    id_ = await announced(ask)

    to = {
        "localStart": "2026-10-25T02:30:00",
        "localEnd": "2026-10-25T02:45:00",
        "timeZone": "Europe/Helsinki",
    }
    input_ = {"id": id_, "expectedVersion": 1, "reason": REASON, "to": to}
    payload = await done(ask, "postponeMeeting", input_, TOLD, now=NOW + DAY)
    to |= {"startFold": "LATER", "endFold": "LATER", "timeZone": "Europe/Stockholm"}
    input_ = {"id": id_, "expectedVersion": 2, "reason": {"sv": "Igen."}, "to": to}
    again = await done(ask, "postponeMeeting", input_, TOLD, now=NOW + DAY)

    assert payload["meeting"] | again["meeting"] == {
        "version": 3,
        "status": "PUBLISHED",
        "state": "CONFIRMED",
        "reason": "Igen.",
        "startsAt": "2026-10-25T01:30:00+00:00",
        "endsAt": "2026-10-25T01:45:00+00:00",
        "localStart": "2026-10-25T02:30:00",
        "startFold": "LATER",
        "timeZone": "Europe/Stockholm",
        "previousStartsAt": "2026-10-24T23:30:00+00:00",
        "previousEndsAt": "2026-10-24T23:45:00+00:00",
    }
    assert payload["meeting"]["previousStartsAt"] == "2026-10-01T07:00:00+00:00"
    assert (await seen(ask, id_, now=NOW + DAY, locale="en"))["reason"] == "Igen."


async def test_a_meeting_is_postponed_until_somebody_knows_when(ask: Asking) -> None:
    id_ = await announced(ask)

    input_ = {"id": id_, "expectedVersion": 1, "reason": REASON, "to": None}
    foreseen = await done(ask, "postponeMeeting", {**input_, "dryRun": True}, TOLD)
    before = await seen(ask, id_)
    payload = await done(ask, "postponeMeeting", input_, TOLD)

    assert (foreseen["meeting"]["version"], foreseen["errors"]) == (1, [])
    assert [it["effect"] for it in foreseen["outlook"]["steps"]] == ["CHANGED"]
    assert before["state"] == "CONFIRMED"
    assert payload["errors"] == []
    assert await seen(ask, id_) == {
        "state": "POSTPONED",
        "reason": REASON["sv"],
        "startsAt": "2026-10-01T07:00:00+00:00",
        "previousStartsAt": "2026-10-01T07:00:00+00:00",
    }


async def test_all_that_is_wrong_with_a_new_time_is_told_where_it_is(ask: Asking) -> None:
    id_ = await announced(ask)

    to = {"localStart": "2026-03-29T02:30:00", "localEnd": "2026-10-25T02:30:00"}
    input_ = {"id": id_, "expectedVersion": 1, "reason": {}, "to": to}
    payload = await done(ask, "postponeMeeting", input_, TOLD)

    assert payload["errors"] == [
        {"__typename": "ValidationError", "code": code, "path": ["input", *path]}
        for code, path in (
            ("NO_SUCH_TIME", ["to", "localStart"]),
            ("AMBIGUOUS_TIME", ["to", "endFold"]),
            ("REQUIRED", ["reason", "sv"]),
        )
    ]
    assert (payload["meeting"], payload["outlook"]) == (None, None)
    assert (await seen(ask, id_))["state"] == "CONFIRMED"


@pytest.mark.parametrize("name", ["cancelMeeting", "postponeMeeting"])
async def test_only_editors_change_what_is_public(ask: Asking, name: str) -> None:
    id_ = await announced(ask)
    input_ = {"id": id_, "expectedVersion": 1, "reason": REASON}
    asked = "meeting { state } errors { code message }"

    refused = {}
    for viewer in (VISITOR, PREVIEW, STAFF, WRITER):
        payload = await done(ask, name, input_, asked, viewer=viewer)
        assert payload["meeting"] is None
        refused[viewer.role] = [(it["code"], it["message"]) for it in payload["errors"]]
    allowed = await done(ask, name, input_, asked, viewer=ADMIN)

    write, publish = (DENIED[it]["sv"] for it in ("WRITE", "PUBLISH"))
    assert refused == {
        None: [("UNAUTHENTICATED", write)],
        Role.PREVIEW: [("FORBIDDEN", write)],
        Role.STAFF: [("FORBIDDEN", write)],
        Role.WRITER: [("FORBIDDEN", publish)],
    }
    assert allowed["errors"] == []


async def test_writers_cancel_drafts(ask: Asking) -> None:
    network = await created(ask, "Network", title={"sv": "Språklust"})
    times = {**TIMES, "timeZone": "Europe/Stockholm", "attendance": "ONSITE"}
    said = {"title": {"sv": "Träff"}, "networks": [network], "state": "CONFIRMED", **times}
    id_ = await created(ask, "Meeting", **said)

    input_ = {"id": id_, "expectedVersion": 1, "reason": REASON}
    writer = viewer_of(Role.WRITER)
    payload = await done(
        ask, "cancelMeeting", input_, "meeting { status state } errors { code }", viewer=writer
    )

    assert payload == {"meeting": {"status": "DRAFT", "state": "CANCELLED"}, "errors": []}
    assert await seen(ask, id_) is None


@pytest.mark.parametrize("name", ["cancelMeeting", "postponeMeeting"])
async def test_what_is_not_there_or_has_changed_is_told(ask: Asking, name: str) -> None:
    id_ = await announced(ask)
    await saved(ask, "Meeting", id_, 1, summary={"sv": "Ny."})
    asked = "errors { __typename code path ... on ConflictError { currentVersion fields } }"

    stale, unknown = [
        await done(ask, name, {"id": it, "expectedVersion": 1, "reason": REASON}, asked)
        for it in (id_, NEVER)
    ]

    assert stale["errors"] == [
        {
            "__typename": "ConflictError",
            "code": "CONFLICT",
            "path": ["input", "expectedVersion"],
            "currentVersion": 2,
            "fields": ["summary"],
        }
    ]
    assert unknown["errors"] == [
        {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["input", "id"]}
    ]


async def test_who_reads_history_is_told_what_was_done_and_to_what(ask: Asking) -> None:
    id_ = await announced(ask)
    await saved(ask, "Meeting", id_, 1, summary={"sv": "Ny."})
    input_ = {"id": id_, "expectedVersion": 2, "reason": {"sv": "Sjuk."}, "note": "Ringt."}
    await done(ask, "cancelMeeting", input_, TOLD, now=NOW + DAY)

    found = await ask.data(
        """query($id: ID!) @view(drafts: true) {
          node(id: $id) { ... on Content {
            status version
            history { nodes { number note changes { field locale before after } } }
          } }
          changes(last: 1) { nodes { event effect version note } }
        }""",
        {"id": id_},
        viewer=ADMIN,
        now=NOW + DAY,
    )

    changes = [
        {"field": "state", "locale": None, "before": "CONFIRMED", "after": "CANCELLED"},
        {"field": "reason", "locale": "sv", "before": None, "after": "Sjuk."},
    ]
    history = found["node"].pop("history")["nodes"]
    assert [(it["number"], it["note"]) for it in history] == [
        (4, "Ringt."), (3, "Ringt."), (2, ""), (1, ""),
    ]  # fmt: skip
    assert [it["changes"] for it in history[:2]] == [changes, changes]
    assert found["node"] == {"status": "CHANGED", "version": 4}
    assert found["changes"]["nodes"] == [
        {"event": "CANCELLED", "effect": "CHANGED", "version": 4, "note": "Ringt."}
    ]
