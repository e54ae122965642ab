"""Series of meetings: made by a rule, each a meeting of its own."""

from typing import Any

from services.view import VISITOR
from tests.asking import STAFF, Asking
from tests.factories import DAY, NOW
from tests.schema.editors import EVAS, done, lived
from tests.schema.series import SERIES, THURSDAYS, arranged, effects, meetings, network


async def test_a_series_is_made_with_all_of_its_meetings(ask: Asking) -> None:
    payload = await arranged(ask)

    assert payload["meetingSeries"] == {
        "id": payload["meetingSeries"]["id"],
        "slug": "morgontraff",
        "version": 1,
        "status": "DRAFT",
    }
    assert await meetings(
        ask, payload["meetingSeries"]["id"], "slug title localStart localEnd originalStart status"
    ) == [
        {
            "slug": f"morgontraff-{day}",
            "title": "Morgonträff",
            "localStart": f"{day}T09:00:00",
            "localEnd": f"{day}T10:30:00",
            "originalStart": f"{day}T09:00:00",
            "status": "DRAFT",
        }
        for day in ("2026-09-03", "2026-09-10", "2026-09-17", "2026-09-24")
    ]


async def test_what_became_of_each_is_told(ask: Asking) -> None:
    rule = {"frequency": "WEEKLY", "until": "2026-12-31", "exclude": ["2026-12-24"]}

    payload = await arranged(
        ask, localStart="2026-12-17T09:00", localEnd="2026-12-17T10:00", rule=rule
    )

    ids = [it["id"] for it in await meetings(ask, payload["meetingSeries"]["id"], "id")]
    told = {"effect": "ADDED", "kept": []}
    assert payload["meetings"] == [
        told
        | {
            "meetingId": ids[0],
            "originalStart": "2026-12-17T09:00:00",
            "startsAt": "2026-12-17T08:00:00+00:00",
            "endsAt": "2026-12-17T09:00:00+00:00",
            "holiday": None,
        },
        told
        | {
            "meetingId": ids[1],
            "originalStart": "2026-12-31T09:00:00",
            "startsAt": "2026-12-31T08:00:00+00:00",
            "endsAt": "2026-12-31T09:00:00+00:00",
            "holiday": "Nyårsafton",
        },
    ]


async def test_the_series_and_the_rule_are_told_of_each_meeting(ask: Asking) -> None:
    rule = {
        "frequency": "MONTHLY",
        "byDay": [{"weekday": "THURSDAY", "nth": -1}],
        "byMonth": [1, 9, 10],
        "until": "2027-01-31",
        "exclude": ["2026-10-29"],
    }
    start = {"localStart": "2026-09-24T09:00", "localEnd": "2026-09-24T10:00"}
    await arranged(ask, **start, rule=rule)

    found = await ask.data(
        """query @view(drafts: true) { meetings { nodes { series {
          title rule {
            frequency interval byDay { weekday nth } byMonthDay byMonth count until exclude
          }
        } } } }""",
        viewer=EVAS,
    )

    told: dict[str, Any] = rule | {"interval": 1, "byMonthDay": [], "count": None}
    assert found["meetings"]["nodes"] == [{"series": {"title": "Morgonträff", "rule": told}}] * 2


async def test_meetings_are_asked_for_by_their_series(ask: Asking) -> None:
    await arranged(ask)
    other = await arranged(
        ask, title={"sv": "Kvällsträff"}, rule={"frequency": "DAILY", "count": 2}
    )

    found = await ask.data(
        """query($where: MeetingFilter) @view(drafts: true) {
          meetings(where: $where) { totalCount }
        }""",
        {"where": {"series": {"id": {"eq": other["meetingSeries"]["id"]}}}},
        viewer=EVAS,
    )

    assert found == {"meetings": {"totalCount": 2}}


async def test_times_on_the_clocks_stay_when_the_clocks_are_changed(ask: Asking) -> None:
    rule = {"frequency": "WEEKLY", "until": "2026-10-29"}

    payload = await arranged(
        ask, localStart="2026-03-26T09:00", localEnd="2026-03-26T10:00", rule=rule
    )

    starts = {it["originalStart"][:10]: it["startsAt"][11:16] for it in payload["meetings"]}
    assert starts["2026-03-26"] == "08:00"
    assert starts["2026-04-02"] == "07:00"
    assert starts["2026-10-22"] == "07:00"
    assert starts["2026-10-29"] == "08:00"


async def test_a_dry_run_tells_the_days_and_writes_nothing(ask: Asking) -> None:
    input_ = THURSDAYS | {"networks": [await network(ask)], "dryRun": True}

    payload = await done(ask, "createMeetingSeries", input_, SERIES)

    assert payload["meetingSeries"] is None
    assert [day for day, _ in effects(payload)] == [
        "2026-09-03", "2026-09-10", "2026-09-17", "2026-09-24",
    ]  # fmt: skip
    found = await ask.data(
        "query @view(drafts: true) { meetings { totalCount } allMeetingSeries { totalCount } }",
        viewer=EVAS,
    )
    assert found == {"meetings": {"totalCount": 0}, "allMeetingSeries": {"totalCount": 0}}


async def test_the_same_key_makes_a_series_once_and_answers_alike(ask: Asking) -> None:
    said = {"networks": [await network(ask)], "idempotencyKey": "höst"}

    first, again = [await arranged(ask, **said) for _ in range(2)]

    assert first == again
    assert len(await meetings(ask, first["meetingSeries"]["id"], "id")) == 4


async def test_meetings_of_one_name_have_addresses_of_their_own(ask: Asking) -> None:
    await arranged(ask)

    other = await arranged(ask, rule={"frequency": "WEEKLY", "count": 1})

    assert await meetings(ask, other["meetingSeries"]["id"], "slug") == [
        {"slug": "morgontraff-2026-09-03-2"}
    ]


async def test_who_may_not_write_makes_no_series(ask: Asking) -> None:
    input_ = THURSDAYS | {"networks": [await network(ask)]}

    payload = await done(ask, "createMeetingSeries", input_, SERIES, viewer=STAFF)

    assert [it["code"] for it in payload["errors"]] == ["FORBIDDEN"]


async def test_a_series_is_published_with_its_meetings(ask: Asking) -> None:
    series = (await arranged(ask))["meetingSeries"]["id"]

    errors = await lived(ask, "publish", series, withMeetings=True)

    assert errors == []
    assert len(await meetings(ask, series, "title", viewer=VISITOR)) == 4


async def test_three_hundred_meetings_are_published_at_once(ask: Asking) -> None:
    start = {"localStart": "2026-09-02T09:00", "localEnd": "2026-09-02T10:00"}
    series = await arranged(ask, **start, rule={"frequency": "DAILY", "count": 300})
    id_ = series["meetingSeries"]["id"]

    payload = await done(
        ask,
        "publish",
        {"ids": [id_], "expectedVersions": [1], "withMeetings": True},
        "errors { code } outlook { steps { effect } } content { ... on Content { status } }",
    )

    assert payload["errors"] == []
    assert payload["content"] == [{"status": "PUBLISHED"}]
    assert payload["outlook"]["steps"] == [{"effect": "APPEARED"}] * 301


async def test_a_meeting_that_was_withdrawn_is_not_published_along(ask: Asking) -> None:
    payload = await arranged(ask)
    series, first = payload["meetingSeries"]["id"], payload["meetings"][0]["meetingId"]
    assert await lived(ask, "publish", series, withMeetings=True) == []
    assert await lived(ask, "unpublish", first, now=NOW + DAY) == []

    errors = await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert errors == []
    seen = await meetings(ask, series, "id", viewer=VISITOR, now=NOW + 2 * DAY)
    assert [it["id"] for it in seen] == [it["meetingId"] for it in payload["meetings"][1:]]


async def test_a_series_is_deleted_and_comes_back_with_its_meetings(ask: Asking) -> None:
    payload = await arranged(ask)
    series, first = payload["meetingSeries"]["id"], payload["meetings"][0]["meetingId"]
    await lived(ask, "publish", series, withMeetings=True)
    await lived(ask, "deleteContent", first)

    deleted = await lived(ask, "deleteContent", series, withMeetings=True, now=NOW + DAY)
    count = "query @view(drafts: true) { meetings { totalCount } }"
    none = await ask.data(count, viewer=EVAS)
    undeleted = await lived(ask, "undelete", series, withMeetings=True, now=NOW + DAY)

    assert (deleted, undeleted) == ([], [])
    assert none == {"meetings": {"totalCount": 0}}
    days = await meetings(ask, series, "originalStart status", now=NOW + DAY)
    assert days == [
        {"originalStart": f"{day}T09:00:00", "status": "WITHDRAWN"}
        for day in ("2026-09-10", "2026-09-17", "2026-09-24")
    ]


async def test_visitors_learn_nothing_of_a_series_that_is_not_public(ask: Asking) -> None:
    payload = await arranged(ask)
    meeting = payload["meetings"][0]["meetingId"]
    told = (
        "query($id: ID!) { node(id: $id) { ... on Meeting { title series { id } originalStart } } }"
    )

    assert await lived(ask, "publish", meeting) == []

    found = await ask.data(told, {"id": meeting})
    assert found["node"] == {"title": "Morgonträff", "series": None, "originalStart": None}
