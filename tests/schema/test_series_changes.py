"""Series of meetings changed: for one, for that and those that follow, or for all."""

from typing import Any

from services.view import VISITOR
from tests.asking import Asking
from tests.factories import DAY, NOW
from tests.schema.editors import done, lived, saved
from tests.schema.series import SERIES, arranged, changed, effects, meetings

DAYS = ["2026-09-03", "2026-09-10", "2026-09-17", "2026-09-24"]
TOLD = "localStart title summary state venue { name address }"


async def series(ask: Asking, **said: Any) -> tuple[str, list[str]]:
    """Make a series of four Thursdays; give its id and those of its meetings."""
    payload = await arranged(ask, **said)
    return payload["meetingSeries"]["id"], [it["meetingId"] for it in payload["meetings"]]


def all_of(effect: str, *days: str) -> list[tuple[str, str]]:
    return [(day, effect) for day in days]


async def told(ask: Asking, id_: str, field: str, **who: Any) -> list[Any]:
    """Read one field of each meeting."""
    return [it[field] for it in await meetings(ask, id_, field, **who)]


async def test_a_change_for_all_is_said_by_each(ask: Asking) -> None:
    id_, _ = await series(ask)

    payload = await changed(ask, id_, 1, "ALL", summary={"sv": "Om böcker."})

    assert effects(payload) == all_of("CHANGED", *DAYS)
    assert payload["meetingSeries"]["version"] == 2
    assert await told(ask, id_, "summary") == ["Om böcker."] * 4
    assert await told(ask, id_, "version") == [2] * 4


async def test_what_was_changed_by_hand_stays(ask: Asking) -> None:
    id_, ids = await series(ask, venue={"name": "Biblioteket", "address": "Storgatan 1"})
    await saved(ask, "Meeting", ids[1], 1, venue={"name": "Kulturhuset"}, summary={"sv": "Eget."})

    payload = await changed(
        ask, id_, 1, "ALL", venue={"address": "Lillgatan 2"}, attendance="MIXED"
    )

    assert [it["kept"] for it in payload["meetings"]] == [
        [],
        ["venue.name", "venue.address"],
        [],
        [],
    ]
    assert await meetings(ask, id_, "venue { name address } summary attendance") == [
        {"venue": {"name": name, "address": address}, "summary": summary, "attendance": "MIXED"}
        for name, address, summary in (
            ("Biblioteket", "Lillgatan 2", None),
            ("Kulturhuset", "Storgatan 1", "Eget."),
            ("Biblioteket", "Lillgatan 2", None),
            ("Biblioteket", "Lillgatan 2", None),
        )
    ]


async def test_it_is_written_over_where_that_is_said_and_nothing_else_is(ask: Asking) -> None:
    id_, ids = await series(ask)
    await saved(ask, "Meeting", ids[1], 1, title={"sv": "Egen"}, summary={"sv": "Eget."})

    payload = await changed(ask, id_, 1, "ALL", summary={"sv": "Om böcker."}, overwrite=True)

    assert effects(payload) == all_of("CHANGED", *DAYS)
    assert await told(ask, id_, "summary") == ["Om böcker."] * 4
    assert await told(ask, id_, "title") == ["Morgonträff", "Egen", "Morgonträff", "Morgonträff"]


async def test_another_hour_moves_them_and_they_stay_who_they_are(ask: Asking) -> None:
    id_, ids = await series(ask)
    await saved(
        ask, "Meeting", ids[3], 1, localStart="2026-09-25T13:00", localEnd="2026-09-25T14:00"
    )

    payload = await changed(
        ask, id_, 1, "ALL", localStart="2026-09-03T10:00", localEnd="2026-09-03T11:00"
    )

    assert effects(payload)[:3] == all_of("CHANGED", *DAYS[:3])
    assert payload["meetings"][3]["effect"] == "UNCHANGED"
    assert payload["meetings"][3]["kept"] == ["localStart", "localEnd"]
    assert await told(ask, id_, "id") == ids
    assert await told(ask, id_, "localStart") == [
        *(f"{day}T10:00:00" for day in DAYS[:3]), "2026-09-25T13:00:00",
    ]  # fmt: skip
    assert await told(ask, id_, "originalStart") == [f"{day}T09:00:00" for day in DAYS]


async def test_from_one_on_those_before_stay_what_they_are(ask: Asking) -> None:
    id_, ids = await series(ask)

    payload = await changed(
        ask, id_, 1, "THIS_AND_FOLLOWING", occurrence={"id": ids[2]}, title={"sv": "Kvällsträff"}
    )

    assert effects(payload) == all_of("CHANGED", *DAYS[2:])
    assert await told(ask, id_, "title") == ["Morgonträff"] * 2 + ["Kvällsträff"] * 2
    assert await told(ask, id_, "id") == ids


async def test_from_one_on_as_many_are_left_as_were_to_come(ask: Asking) -> None:
    id_, ids = await series(ask)

    payload = await changed(
        ask,
        id_,
        1,
        "THIS_AND_FOLLOWING",
        occurrence={"originalStart": "2026-09-17T09:00"},
        rule={"interval": 2},
    )

    assert effects(payload) == [
        ("2026-09-17", "UNCHANGED"), ("2026-09-24", "DELETED"), ("2026-10-01", "ADDED"),
    ]  # fmt: skip
    assert await told(ask, id_, "id") == [*ids[:3], payload["meetings"][2]["meetingId"]]


async def test_one_is_changed_alone(ask: Asking) -> None:
    id_, ids = await series(ask)

    payload = await changed(
        ask,
        id_,
        1,
        "THIS",
        occurrence={"id": ids[1]},
        occurrenceVersion=1,
        localStart="2026-09-11T09:00",
        localEnd="2026-09-11T10:00",
    )

    assert effects(payload) == all_of("CHANGED", DAYS[1])
    assert payload["meetingSeries"]["version"] == 1
    assert (await told(ask, id_, "localStart"))[1] == "2026-09-11T09:00:00"
    assert await told(ask, id_, "version") == [1, 2, 1, 1]


async def test_days_that_a_rule_gives_no_more_are_cancelled_where_they_are_public(
    ask: Asking,
) -> None:
    id_, _ = await series(ask)
    await lived(ask, "publish", id_, withMeetings=True)

    payload = await changed(ask, id_, 1, "ALL", rule={"count": 2})
    seen_before = await told(ask, id_, "state", viewer=VISITOR)
    errors = await lived(ask, "publish", id_, withMeetings=True, now=NOW + DAY)

    assert effects(payload) == [
        *all_of("UNCHANGED", *DAYS[:2]), *all_of("CANCELLED", *DAYS[2:]),
    ]  # fmt: skip
    assert (seen_before, errors) == (["CONFIRMED"] * 4, [])
    seen = await told(ask, id_, "state", viewer=VISITOR, now=NOW + DAY)
    assert seen == ["CONFIRMED"] * 2 + ["CANCELLED"] * 2


async def test_days_that_come_back_bring_back_the_same_meetings(ask: Asking) -> None:
    id_, ids = await series(ask)
    await lived(ask, "publish", id_, ids[2])
    shorter = await changed(ask, id_, 1, "ALL", rule={"count": 2})

    longer = await changed(ask, id_, 2, "ALL", rule={"until": "2026-09-24"})

    assert effects(shorter)[2:] == [(DAYS[2], "CANCELLED"), (DAYS[3], "DELETED")]
    assert effects(longer)[2:] == all_of("BROUGHT_BACK", *DAYS[2:])
    assert await told(ask, id_, "id") == ids
    assert await told(ask, id_, "state") == ["CONFIRMED"] * 4


async def test_what_was_changed_by_hand_is_kept_though_its_day_is_given_no_more(
    ask: Asking,
) -> None:
    id_, ids = await series(ask)
    await saved(ask, "Meeting", ids[3], 1, summary={"sv": "Avslutning."})

    kept = await changed(ask, id_, 1, "ALL", rule={"count": 3})
    over = await changed(ask, id_, 2, "ALL", rule={"count": 3}, overwrite=True)

    assert effects(kept)[3:] == [(DAYS[3], "KEPT")]
    assert effects(over)[3:] == [(DAYS[3], "DELETED")]
    assert await told(ask, id_, "id") == ids[:3]


async def test_what_was_deleted_by_hand_does_not_come_back(ask: Asking) -> None:
    id_, ids = await series(ask)
    await lived(ask, "deleteContent", ids[1])

    payload = await changed(ask, id_, 1, "ALL", summary={"sv": "Nytt."}, rule={"count": 5})

    assert effects(payload) == [
        *all_of("CHANGED", DAYS[0], *DAYS[2:]), ("2026-10-01", "ADDED"),
    ]  # fmt: skip


async def test_what_has_begun_keeps_its_times_and_is_not_taken_away(ask: Asking) -> None:
    id_, _ = await series(ask)
    later = NOW + 10 * DAY  # two of them are over
    input_ = {
        "id": id_,
        "expectedVersion": 1,
        "scope": "ALL",
        "title": {"sv": "Ny"},
        "localStart": "2026-09-04T10:00",
        "localEnd": "2026-09-04T11:00",
    }

    payload = await done(ask, "updateMeetingSeries", input_, SERIES, now=later)

    assert effects(payload) == [
        (DAYS[0], "CHANGED"),
        (DAYS[1], "CHANGED"),
        ("2026-09-17", "DELETED"),
        ("2026-09-18", "ADDED"),
        ("2026-09-24", "DELETED"),
        ("2026-09-25", "ADDED"),
    ]
    found = await meetings(ask, id_, "localStart title", now=later)
    assert found[:2] == [{"localStart": f"{day}T09:00:00", "title": "Ny"} for day in DAYS[:2]]


async def test_a_dry_run_tells_the_same_and_changes_nothing(ask: Asking) -> None:
    id_, _ = await series(ask)
    said: dict[str, Any] = {"rule": {"count": 2}, "title": {"sv": "Ny"}}

    dry = await changed(ask, id_, 1, "ALL", dryRun=True, **said)
    before = await told(ask, id_, "version")
    real = await changed(ask, id_, 1, "ALL", **said)

    assert dry["meetings"] == real["meetings"]
    assert before == [1] * 4


async def test_somebody_elses_change_of_the_series_is_not_saved_over(ask: Asking) -> None:
    id_, ids = await series(ask)
    await changed(ask, id_, 1, "ALL", title={"sv": "Ny"})

    late = await changed(ask, id_, 1, "ALL", summary={"sv": "Sen."})
    unseen = await changed(
        ask, id_, 2, "THIS", occurrence={"id": ids[0]}, occurrenceVersion=1, title={"sv": "Sen"}
    )

    conflict = {"code": "CONFLICT", "currentVersion": 2, "fields": ["title"]}
    for payload, field in ((late, "expectedVersion"), (unseen, "occurrenceVersion")):
        [error] = payload["errors"]
        assert error | conflict == error
        assert error["path"] == ["input", field]
    assert await told(ask, id_, "version") == [2] * 4


async def test_what_cannot_be_wished_is_told(ask: Asking) -> None:
    id_, ids = await series(ask)
    one = {"occurrence": {"id": ids[0]}, "occurrenceVersion": 1}
    await changed(ask, id_, 1, "THIS_AND_FOLLOWING", occurrence={"id": ids[1]}, title={"sv": "Ny"})

    refused = [
        await changed(ask, id_, 2, "THIS", **one, rule={"count": 2}),
        await changed(ask, id_, 2, "THIS", occurrence={"id": ids[0]}, title={"sv": "Ny"}),
        await changed(ask, id_, 2, "THIS_AND_FOLLOWING", title={"sv": "Ny"}),
        await changed(ask, id_, 2, "THIS_AND_FOLLOWING", occurrence={"id": id_}),
        await changed(ask, id_, 2, "THIS_AND_FOLLOWING", occurrence={"id": ids[0]}),
        await changed(
            ask,
            id_,
            2,
            "THIS_AND_FOLLOWING",
            occurrence={"id": ids[2]},
            localStart="2026-09-10T09:00",
            localEnd="2026-09-10T10:00",
        ),
    ]

    found = [[(it["code"], ".".join(it["path"][1:])) for it in one["errors"]] for one in refused]
    assert found == [
        [("ONE_HAS_NO_RULE", "rule.count")],
        [("REQUIRED", "occurrenceVersion")],
        [("REQUIRED", "occurrence")],
        [("NOT_OF_SERIES", "occurrence")],
        [("BEFORE_THE_RULE", "occurrence")],
        [("STARTS_BEFORE_THAT", "localStart")],
    ]
