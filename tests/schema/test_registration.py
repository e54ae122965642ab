"""When registration closes, whatever becomes of the times of what it is for."""

from typing import Any

from tests.asking import Asking
from tests.factories import DAY, NOW
from tests.schema.editors import EVAS, created, done, lived, saved
from tests.schema.series import arranged, changed, effects, meetings, network

WEEK = {"localStart": "2026-10-29T09:00", "localEnd": "2026-10-29T11:00"}
"""Four weeks later, in winter time."""

CLOSING = "query($id: ID!) @view(drafts: true) { node(id: $id) { ... on Meeting { %s } } }"
CLOSING %= "registration { closesAt }"
ERRORS = "errors { code path message }"


def meeting(of: str, closes: str) -> dict[str, Any]:
    """Say a meeting of two hours whose registration closes then."""
    return {
        "title": {"sv": "Träff"},
        "networks": [of],
        "localStart": "2026-10-01T09:00",
        "localEnd": "2026-10-01T11:00",
        "registration": {"mode": "OPEN", "closesAt": closes},
    }


async def met(ask: Asking) -> str:
    """Make one whose registration closes at four o'clock the day before."""
    said = meeting(await network(ask), "2026-09-30T16:00:00+02:00")
    return await created(ask, "Meeting", **said)


async def closing(ask: Asking, id_: str) -> Any:
    """Tell when registration for a meeting closes."""
    found = await ask.data(CLOSING, {"id": id_}, viewer=EVAS)
    return found["node"]["registration"]["closesAt"]


async def test_it_moves_along_with_a_meeting_on_the_clocks(ask: Asking) -> None:
    id_ = await met(ask)

    await saved(ask, "Meeting", id_, 1, **WEEK)

    assert await closing(ask, id_) == "2026-10-28T15:00:00+00:00"


async def test_it_moves_along_with_a_meeting_that_is_postponed(ask: Asking) -> None:
    id_ = await met(ask)
    input_ = {"id": id_, "expectedVersion": 1, "reason": {"sv": "Fullt."}, "to": WEEK}

    await done(ask, "postponeMeeting", input_, ERRORS)

    assert await closing(ask, id_) == "2026-10-28T15:00:00+00:00"


async def test_it_is_when_an_editor_says_whatever_the_meeting_does(ask: Asking) -> None:
    id_ = await met(ask)

    closes = {"closesAt": "2026-10-20T16:00:00+02:00"}
    await saved(ask, "Meeting", id_, 1, **WEEK, registration=closes)
    said = await closing(ask, id_)
    await saved(ask, "Meeting", id_, 2, summary={"sv": "Nytt."}, localEnd="2026-10-29T12:00")
    kept = await closing(ask, id_)
    await saved(
        ask, "Meeting", id_, 3, localStart="2026-10-29T10:00", registration={"mode": "OPEN"}
    )
    moved = await closing(ask, id_)
    without = {"closesAt": None}
    await saved(ask, "Meeting", id_, 4, localStart="2026-10-29T09:00", registration=without)

    assert (said, kept) == ("2026-10-20T14:00:00+00:00",) * 2
    assert moved == "2026-10-20T15:00:00+00:00"
    assert await closing(ask, id_) is None


async def test_it_is_not_after_the_meeting_has_ended(ask: Asking) -> None:
    id_, of = await met(ask), await network(ask, "Ett annat")
    late, last = "2026-10-01T11:01:00+02:00", "2026-10-01T11:00:00+02:00"
    payloads = [
        await done(ask, "createMeeting", meeting(of, late), ERRORS),
        await done(
            ask,
            "updateMeeting",
            {"id": id_, "expectedVersion": 1, "registration": {"closesAt": late}},
            ERRORS,
        ),
        await done(
            ask,
            "createMeetingSeries",
            meeting(of, late) | {"rule": {"frequency": "WEEKLY", "count": 3}},
            ERRORS,
        ),
    ]

    allowed = await done(ask, "createMeeting", meeting(of, last), ERRORS)

    assert [it["errors"] for it in payloads] == [
        [
            {
                "code": "CLOSES_AFTER_IT_ENDS",
                "path": ["input", "registration", "closesAt"],
                "message": "Anmälan skulle stänga 2026-10-01 11:01, men mötet slutar 2026-10-01 "
                "11:00. Låt den stänga tidigare. Säger du inget om anmälan när du flyttar mötet, "
                "så flyttas den med.",
            }
        ]
    ] * 3
    assert allowed["errors"] == []


async def test_each_of_a_series_closes_as_long_before_its_start(ask: Asking) -> None:
    said = meeting(await network(ask), "2026-09-30T16:00:00+02:00")
    payload = await arranged(ask, **said, rule={"frequency": "WEEKLY", "interval": 4, "count": 2})
    series = payload["meetingSeries"]["id"]
    made = await meetings(ask, series, "registration { closesAt }")

    hours = {"localStart": "2026-10-01T13:00", "localEnd": "2026-10-01T15:00"}
    later = await changed(ask, series, 1, "ALL", **hours)
    moved = await meetings(ask, series, "registration { closesAt }")
    sooner = {"closesAt": "2026-09-28T13:00:00+02:00"}
    again = await changed(ask, series, 2, "ALL", registration=sooner)

    def days(*moments: str) -> list[Any]:
        return [{"registration": {"closesAt": f"{it}+00:00"}} for it in moments]

    assert made == days("2026-09-30T14:00:00", "2026-10-28T15:00:00")
    assert moved == days("2026-09-30T18:00:00", "2026-10-28T19:00:00")
    assert [effects(it) for it in (later, again)] == [
        [("2026-10-01", "CHANGED"), ("2026-10-29", "CHANGED")]
    ] * 2
    told = await meetings(ask, series, "registration { closesAt }")
    assert told == days("2026-09-28T11:00:00", "2026-10-26T12:00:00")


async def test_a_meeting_that_was_moved_by_hand_closes_as_its_series_says(ask: Asking) -> None:
    """Its closing has moved along, which is no change by hand of its registration."""
    said = meeting(await network(ask), "2026-09-30T16:00:00+02:00")
    payload = await arranged(ask, **said, rule={"frequency": "WEEKLY", "interval": 4, "count": 2})
    series, second = payload["meetingSeries"]["id"], payload["meetings"][1]["meetingId"]
    friday = {"localStart": "2026-10-30T09:00", "localEnd": "2026-10-30T11:00"}
    await saved(ask, "Meeting", second, 1, **friday)

    sooner = {"closesAt": "2026-09-28T16:00:00+02:00", "url": "https://example.org/anmalan"}
    told = await changed(ask, series, 1, "ALL", registration=sooner)

    assert [it["kept"] for it in told["meetings"]] == [[], []]
    assert await meetings(ask, series, "localStart registration { url closesAt }") == [
        {
            "localStart": start,
            "registration": {"url": "https://example.org/anmalan", "closesAt": closes},
        }
        for start, closes in (
            ("2026-10-01T09:00:00", "2026-09-28T14:00:00+00:00"),
            ("2026-10-30T09:00:00", "2026-10-27T15:00:00+00:00"),
        )
    ]


async def test_from_one_on_the_closing_begins_anew_with_the_rule(ask: Asking) -> None:
    said = meeting(await network(ask), "2026-09-30T16:00:00+02:00")
    payload = await arranged(ask, **said, rule={"frequency": "WEEKLY", "interval": 4, "count": 3})
    series, second = payload["meetingSeries"]["id"], payload["meetings"][1]["meetingId"]
    await lived(ask, "publish", series, withMeetings=True)

    wish = {"occurrence": {"id": second}, "title": {"sv": "Nytt"}}
    told = await changed(ask, series, 1, "THIS_AND_FOLLOWING", **wish)
    asked = "meetingSeries { registration { closesAt } }"
    whole = {"id": series, "expectedVersion": 2, "scope": "ALL", "summary": {"sv": "Mer."}}
    payload = await done(ask, "updateMeetingSeries", whole, asked, now=NOW + DAY)

    assert effects(told) == [("2026-10-29", "CHANGED"), ("2026-11-26", "CHANGED")]
    closes = payload["meetingSeries"]["registration"]["closesAt"]
    assert closes == "2026-10-28T15:00:00+00:00"
    found = await meetings(ask, series, "registration { closesAt }")
    assert [it["registration"]["closesAt"] for it in found] == [
        "2026-09-30T14:00:00+00:00", "2026-10-28T15:00:00+00:00", "2026-11-25T15:00:00+00:00",
    ]  # fmt: skip
