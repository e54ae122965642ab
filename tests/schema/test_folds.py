"""Times that are there twice, or not at all, through GraphQL."""

from typing import Any

import pytest

from tests.asking import EDITOR, Asking
from tests.schema.editors import created, done, lived, saved

NIGHT = {"localStart": "2026-10-25T02:30:00", "localEnd": "2026-10-25T04:00:00"}
TIMES = "startsAt endsAt startFold endFold"
CREATED = f"meeting {{ id version {TIMES} }} errors {{ code path message }}"
UPDATED = f"meeting {{ version localStart {TIMES} }} errors {{ code path }}"


async def said(ask: Asking, **times: Any) -> dict[str, Any]:
    """Say all that a meeting needs, but for other times."""
    network = await created(ask, "Network", title={"sv": "Språklust"})
    usual = {"timeZone": "Europe/Stockholm", "state": "CONFIRMED", "attendance": "ONLINE"}
    return {"title": {"sv": "Nattläsning"}, "networks": [network], **usual, **NIGHT, **times}


async def test_who_does_not_say_which_of_two_hours_is_told_the_choice(ask: Asking) -> None:
    in_swedish = await done(ask, "createMeeting", await said(ask), CREATED)
    in_english = await done(ask, "createMeeting", await said(ask), CREATED, locale="en")

    assert in_swedish == {
        "meeting": None,
        "errors": [
            {
                "code": "AMBIGUOUS_TIME",
                "path": ["input", "startFold"],
                "message": "2026-10-25T02:30 finns två gånger i Europe/Stockholm: klockan ställs "
                "tillbaka då. Välj den första (EARLIER, UTC+02:00) eller den andra (LATER, "
                "UTC+01:00).",
            }
        ],
    }
    assert in_english["errors"][0]["message"] == (
        "2026-10-25T02:30 is there twice in Europe/Stockholm: the clocks are put back then. Say "
        "EARLIER for the first (UTC+02:00) or LATER for the second (UTC+01:00)."
    )


@pytest.mark.parametrize(
    ("fold", "starts"),
    [("EARLIER", "2026-10-25T00:30:00+00:00"), ("LATER", "2026-10-25T01:30:00+00:00")],
)
async def test_both_hours_can_be_meant(ask: Asking, fold: str, starts: str) -> None:
    payload = await done(ask, "createMeeting", await said(ask, startFold=fold), CREATED)

    assert payload["errors"] == []
    assert payload["meeting"] | {"id": ""} == {
        "id": "",
        "version": 1,
        "startsAt": starts,
        "endsAt": "2026-10-25T03:00:00+00:00",
        "startFold": fold,
        "endFold": None,
    }


async def test_moving_a_meeting_away_from_the_night_is_no_trap(ask: Asking) -> None:
    """The fold goes by itself, is not missed by day, and is asked for on the way back."""
    payload = await done(ask, "createMeeting", await said(ask, startFold="LATER"), CREATED)
    update = {"id": payload["meeting"]["id"]}
    day = {"localStart": "2026-10-25T03:30:00"}

    away = await done(ask, "updateMeeting", {**update, "expectedVersion": 1, **day}, UPDATED)
    more_than_needed = {"expectedVersion": 2, "startFold": "EARLIER", "endFold": "LATER"}
    same = await done(ask, "updateMeeting", {**update, **more_than_needed}, UPDATED)
    back = {"expectedVersion": 2, "localStart": NIGHT["localStart"]}
    refused = await done(ask, "updateMeeting", {**update, **back}, UPDATED)
    restored = await done(
        ask,
        "restoreVersion",
        {**update, "version": 1, "expectedVersion": 2},
        f"content {{ version ... on Meeting {{ {TIMES} }} }} errors {{ code }}",
    )

    assert away == {
        "meeting": {
            "version": 2,
            "localStart": day["localStart"],
            "startsAt": "2026-10-25T02:30:00+00:00",
            "endsAt": "2026-10-25T03:00:00+00:00",
            "startFold": None,
            "endFold": None,
        },
        "errors": [],
    }
    assert same == away
    assert refused["errors"] == [{"code": "AMBIGUOUS_TIME", "path": ["input", "startFold"]}]
    assert restored["content"] == {
        "version": 3,
        "startsAt": "2026-10-25T01:30:00+00:00",
        "endsAt": "2026-10-25T03:00:00+00:00",
        "startFold": "LATER",
        "endFold": None,
    }


async def test_a_time_that_there_is_not_is_told_with_its_neighbours(ask: Asking) -> None:
    gone = {"localStart": "2026-03-29T02:30:00", "localEnd": "2026-03-29T04:00:00"}

    payload = await done(ask, "createMeeting", await said(ask, **gone), CREATED)

    [error] = payload["errors"]
    assert (error["code"], error["path"]) == ("NO_SUCH_TIME", ["input", "localStart"])
    assert error["message"] == (
        "2026-03-29T02:30 finns inte i Europe/Stockholm: klockan ställs fram då. Närmast före "
        "är 2026-03-29T01:59 och närmast efter 2026-03-29T03:00. Använd en av dem, eller en annan "
        "tid."
    )


async def test_history_tells_a_fold_and_filters_find_it(ask: Asking) -> None:
    input_ = await said(ask, startFold="EARLIER")
    id_ = (await done(ask, "createMeeting", input_, CREATED))["meeting"]["id"]
    await saved(ask, "Meeting", id_, 1, startFold="LATER")
    assert await lived(ask, "publish", *input_["networks"], id_) == []

    found = await ask.data(
        """{
          earlier: meetings(where: {startFold: {eq: EARLIER}}) { totalCount }
          later: meetings(where: {startFold: {eq: LATER}}) {
            nodes { history { nodes { changes { field before after } } } }
          }
          moved: meetings(where: {previousStartsAt: {isNull: false}}) { totalCount }
        }""",
        viewer=EDITOR,
    )

    change = {"field": "startFold", "before": "EARLIER", "after": "LATER"}
    assert found == {
        "earlier": {"totalCount": 0},
        "later": {"nodes": [{"history": {"nodes": [{"changes": [change]}, {"changes": []}]}}]},
        "moved": {"totalCount": 0},
    }


@pytest.mark.parametrize(
    ("month", "day", "spring"),
    [(10, "2026-10-25", False), (3, "2026-03-29", True)],
)
async def test_the_days_of_a_calendar_hold_both_hours_and_neither_more(
    ask: Asking, month: int, day: str, spring: bool
) -> None:
    """A day of 25 hours holds both; the meetings of the day before and after stay on theirs."""
    times = [
        {"localStart": f"{day}T01:30:00", "localEnd": f"{day}T03:30:00"},
        {"localStart": f"{day}T00:00:00", "localEnd": f"{day}T00:30:00"},
        {"localStart": f"{day}T23:30:00", "localEnd": f"{day}T23:59:00"},
    ]
    if not spring:
        night = {"localStart": f"{day}T02:30:00", "localEnd": f"{day}T02:30:00"}
        times.append({**night, "startFold": "EARLIER", "endFold": "LATER"})
    for it in times:
        input_ = await said(ask, **it)
        id_ = (await done(ask, "createMeeting", input_, CREATED))["meeting"]["id"]
        assert await lived(ask, "publish", *input_["networks"], id_) == []

    found = await ask.data(
        f"{{ calendarMonth(year: 2026, month: {month}) {{ days {{ date "
        "slices { startsHere endsHere meeting { localStart } } } } }"
    )

    held = {it["date"]: it["slices"] for it in found["calendarMonth"]["days"] if it["slices"]}
    assert held == {
        day: [
            {"startsHere": True, "endsHere": True, "meeting": {"localStart": it["localStart"]}}
            for it in sorted(times, key=lambda it: it["localStart"])
        ]
    }


async def test_a_time_without_seconds_is_that_with_them(ask: Asking) -> None:
    day = {"localStart": "2026-10-24T09:00", "localEnd": "2026-10-24T10:00"}
    made = await done(ask, "createMeeting", await said(ask, **day), "meeting { id localStart }")
    again = {"id": made["meeting"]["id"], "expectedVersion": 1, "localStart": "2026-10-24T09:00:00"}

    payload = await done(ask, "updateMeeting", again, "meeting { version localStart }")

    assert made["meeting"]["localStart"] == "2026-10-24T09:00:00"
    assert payload == {"meeting": {"version": 1, "localStart": "2026-10-24T09:00:00"}}
