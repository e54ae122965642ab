"""What goes with its series comes back with it; what an editor took away alone stays away."""

from typing import Any

from services.view import VISITOR
from tests.asking import Asking
from tests.factories import DAY, NOW
from tests.schema.editors import done, lived, saved
from tests.schema.series import arranged, changed, effects, meetings

OUTLOOK = "errors { code } outlook { problems { contentId code message blocks } }"


async def published(ask: Asking) -> tuple[str, list[str]]:
    """Make a series of four Thursdays, public with its meetings; give its id and theirs."""
    payload = await arranged(ask)
    series = payload["meetingSeries"]["id"]
    assert await lived(ask, "publish", series, withMeetings=True) == []
    return series, [it["meetingId"] for it in payload["meetings"]]


async def seen(ask: Asking, series: str, days: int) -> Any:
    """Give the ids of the meetings that visitors see so many days later; None without series."""
    found = await meetings(ask, series, "id", viewer=VISITOR, now=NOW + days * DAY)
    return found and [it["id"] for it in found]


async def test_meetings_that_were_withdrawn_with_their_series_come_back_with_it(
    ask: Asking,
) -> None:
    series, ids = await published(ask)

    withdrawn = await lived(ask, "unpublish", series, withMeetings=True, now=NOW + DAY)
    nothing = await seen(ask, series, 1)
    again = await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert (withdrawn, again) == ([], [])
    assert nothing is None
    assert await seen(ask, series, 2) == ids


async def test_a_meeting_that_was_withdrawn_alone_stays_so_and_the_outlook_says_it(
    ask: Asking,
) -> None:
    series, ids = await published(ask)
    await lived(ask, "unpublish", ids[1], now=NOW + DAY)
    await lived(ask, "unpublish", series, withMeetings=True, now=NOW + 2 * DAY)
    await saved(ask, "Meeting", ids[1], 1, summary={"sv": "Nytt."})
    input_ = {"ids": [series], "withMeetings": True}

    dry, real = [
        await done(ask, "publish", input_ | {"dryRun": it}, OUTLOOK, now=NOW + 3 * DAY)
        for it in (True, False)
    ]

    assert dry == real
    assert [it for it in real["outlook"]["problems"] if it["contentId"] == ids[1]] == [
        {
            "contentId": ids[1],
            "code": "STAYS_WITHDRAWN",
            "message": "”Morgonträff” 2026-09-10 har avpublicerats för sig och följer inte med sin "
            "serie. "
            "Publicera det också, om det ska synas.",
            "blocks": False,
        }
    ]
    assert await seen(ask, series, 3) == [ids[0], *ids[2:]]


async def test_a_meeting_that_stays_withdrawn_comes_back_when_it_is_named(ask: Asking) -> None:
    series, ids = await published(ask)
    await lived(ask, "unpublish", ids[1], now=NOW + DAY)
    await lived(ask, "publish", series, ids[1], withMeetings=True, now=NOW + 2 * DAY)
    named = await seen(ask, series, 2)

    await lived(ask, "unpublish", series, withMeetings=True, now=NOW + 3 * DAY)
    await lived(ask, "publish", series, withMeetings=True, now=NOW + 4 * DAY)

    assert named == ids
    assert await seen(ask, series, 4) == ids


async def test_meetings_whose_time_ended_with_their_series_begin_with_it_again(
    ask: Asking,
) -> None:
    payload = await arranged(ask)
    series, ids = payload["meetingSeries"]["id"], [it["meetingId"] for it in payload["meetings"]]
    until = (NOW + DAY).isoformat()
    await lived(ask, "publish", series, withMeetings=True, until=until)
    ended = await seen(ask, series, 1)

    await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert ended is None
    assert await seen(ask, series, 2) == ids


async def test_a_withdrawal_of_a_series_that_has_not_come_is_called_off_with_its_meetings(
    ask: Asking,
) -> None:
    series, ids = await published(ask)
    await lived(ask, "unpublish", ids[0], at=(NOW + 2 * DAY).isoformat())
    await lived(ask, "unpublish", series, withMeetings=True, at=(NOW + 3 * DAY).isoformat())

    await lived(ask, "publish", series, withMeetings=True, now=NOW + DAY)

    assert await seen(ask, series, 1) == ids
    assert await seen(ask, series, 4) == ids[1:]


async def test_what_was_withdrawn_alone_stays_so_when_it_was_deleted_along(ask: Asking) -> None:
    series, ids = await published(ask)
    await lived(ask, "unpublish", ids[3], now=NOW + DAY)
    await lived(ask, "deleteContent", ids[2], now=NOW + DAY)
    await lived(ask, "deleteContent", series, withMeetings=True, now=NOW + DAY)

    undeleted = await lived(ask, "undelete", series, withMeetings=True, now=NOW + DAY)
    await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert undeleted == []
    assert await seen(ask, series, 2) == ids[:2]


async def test_what_was_cancelled_by_hand_is_cancelled_still_when_its_day_comes_back(
    ask: Asking,
) -> None:
    series, ids = await published(ask)
    why = {"id": ids[3], "expectedVersion": 1, "reason": {"sv": "Vi är sjuka."}}
    await done(ask, "cancelMeeting", why, "errors { code }")

    shorter = await changed(ask, series, 1, "ALL", rule={"count": 2})
    await lived(ask, "publish", series, withMeetings=True, now=NOW + DAY)
    longer = await changed(ask, series, 2, "ALL", rule={"count": 4})
    await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert [effect for _, effect in effects(shorter)] == ["UNCHANGED"] * 2 + [
        "CANCELLED", "UNCHANGED",
    ]  # fmt: skip
    assert [effect for _, effect in effects(longer)] == ["UNCHANGED"] * 2 + [
        "BROUGHT_BACK", "UNCHANGED",
    ]  # fmt: skip
    assert [it["kept"] for it in longer["meetings"]] == [[], [], [], ["state"]]
    told = await meetings(ask, series, "id state reason", viewer=VISITOR, now=NOW + 2 * DAY)
    assert told == [
        *({"id": id_, "state": "CONFIRMED", "reason": None} for id_ in ids[:3]),
        {"id": ids[3], "state": "CANCELLED", "reason": "Vi är sjuka."},
    ]


async def test_what_was_deleted_by_hand_stays_so_when_its_day_comes_back(ask: Asking) -> None:
    series, ids = await published(ask)
    await lived(ask, "deleteContent", ids[3])
    await changed(ask, series, 1, "ALL", rule={"count": 2})

    longer = await changed(ask, series, 2, "ALL", rule={"count": 4})

    assert [effect for _, effect in effects(longer)] == ["UNCHANGED"] * 2 + ["BROUGHT_BACK"]
    assert [it["id"] for it in await meetings(ask, series, "id")] == ids[:3]


async def test_what_an_editor_took_away_comes_back_where_that_is_written_over(ask: Asking) -> None:
    series, ids = await published(ask)
    why = {"id": ids[3], "expectedVersion": 1, "reason": {"sv": "Vi är sjuka."}}
    await done(ask, "cancelMeeting", why, "errors { code }")
    await lived(ask, "deleteContent", ids[2])
    await changed(ask, series, 1, "ALL", rule={"count": 2})

    longer = await changed(ask, series, 2, "ALL", rule={"count": 4}, overwrite=True)

    assert [effect for _, effect in effects(longer)][2:] == ["BROUGHT_BACK"] * 2
    told = await meetings(ask, series, "id state")
    assert told == [{"id": id_, "state": "CONFIRMED"} for id_ in ids]


async def test_what_was_withdrawn_by_hand_is_so_still_when_its_day_comes_back(ask: Asking) -> None:
    series, ids = await published(ask)
    await lived(ask, "unpublish", ids[3])
    shorter = await changed(ask, series, 1, "ALL", rule={"count": 3})
    longer = await changed(ask, series, 2, "ALL", rule={"count": 4})

    await lived(ask, "publish", series, withMeetings=True, now=NOW + 2 * DAY)

    assert [effects(it)[3][1] for it in (shorter, longer)] == ["DELETED", "BROUGHT_BACK"]
    assert await seen(ask, series, 2) == ids[:3]
