"""Series whose meetings are called off, changed and published: what their subscribers get of it.

Each change that can be seen moves the SEQUENCE of what it changes once, and of nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from models.meeting import Meeting
from models.meeting_series import MeetingSeries
from services.content.cancelling import cancel, postpone
from services.content.publishing import publish, unpublish
from services.feeds.icalendars import EPOCH
from services.series.creating import create_series
from services.series.updating import update_series
from services.series.wishes import Scope, Wish
from tests.factories import DAY, NOW
from tests.services.acting import editor, network
from tests.web.feeding import Feeds, feeds

__all__ = ["feeds"]

THURSDAYS = ["2026-09-03", "2026-09-10", "2026-09-17", "2026-09-24"]
ILL, FULL = {"sv": "Sjuk."}, {"sv": "Fullt."}
FRIDAY = {"local_start": "2026-09-18T13:00", "local_end": "2026-09-18T14:00"}


@dataclass
class Series:
    """A public series of four Thursdays, its meetings in their order, and its feed."""

    feeds: Feeds
    id: UUID
    meetings: list[UUID]
    moment: datetime = NOW

    def later(self) -> Any:
        """Let an hour pass, and give somebody who acts then."""
        self.moment += DAY / 24
        self.feeds.at(self.moment)
        return editor(self.moment)

    async def version(self, entry: UUID) -> int:
        model: Any = MeetingSeries if entry == self.id else Meeting
        return int((await model.get(entry_id=entry, newest=True)).version)

    async def publish(self) -> None:
        await publish(self.feeds.store, self.later(), [self.id], with_meetings=True)

    async def change(self, **said: Any) -> list[str]:
        """Change all of it, as a draft; tell what becomes of each."""
        actor, version = self.later(), await self.version(self.id)
        wish = Wish(said, Scope.ALL)
        told = await update_series(self.feeds.store, actor, self.id, version, wish)
        return [str(it.effect) for it in told.meetings]

    async def call_off(self, place: int, act: Any, **said: Any) -> None:
        entry = self.meetings[place]
        version = await self.version(entry)
        await act(self.feeds.store, self.later(), entry, version, **said)

    async def told(self) -> dict[int, tuple[str, str, int]]:
        """Tell of each meeting in the feed: its status, what it is about, and its SEQUENCE."""
        return {
            self.meetings.index(UUID(id_)): (
                str(it["status"]),
                str(it.get("description", "")),
                int(it["sequence"]),
            )
            for id_, it in (await self.feeds.events()).items()
        }

    @property
    def sequence(self) -> int:
        """The SEQUENCE of what has just been changed."""
        return int((self.moment - EPOCH).total_seconds())


@pytest.fixture
async def series(feeds: Feeds) -> Series:
    of = await network(feeds.store)
    said = {
        "title": {"sv": "Träff"},
        "networks": [of],
        "local_start": "2026-09-03T09:00",
        "local_end": "2026-09-03T10:00",
        "rule_frequency": "WEEKLY",
        "rule_count": 4,
    }
    made = await create_series(feeds.store, editor(), said)
    assert made.entry
    await publish(feeds.store, editor(), [of])
    found = Series(feeds, made.entry, [id_ for _, id_ in sorted(made.entries.items())])
    await found.publish()
    return found


async def test_what_was_called_off_stays_so_when_the_series_says_something_else(
    series: Series,
) -> None:
    first = series.sequence
    await series.call_off(1, cancel, reason=ILL)
    cancelled = series.sequence
    await series.call_off(2, postpone, reason=FULL, to=FRIDAY)
    moved = series.sequence
    before = await series.told()

    effects = await series.change(summary={"sv": "Om böcker."}, rule_count=5)
    draft = await series.told()
    await series.publish()

    assert before == draft == {
        0: ("CONFIRMED", "", first),
        1: ("CANCELLED", "Sjuk.", cancelled),
        2: ("CONFIRMED", "Fullt.", moved),
        3: ("CONFIRMED", "", first),
    }  # fmt: skip
    assert effects == ["CHANGED"] * 4 + ["ADDED"]
    series.meetings += [await one_on("2026-10-01")]
    now = series.sequence
    assert await series.told() == {
        0: ("CONFIRMED", "Om böcker.", now),
        1: ("CANCELLED", "Sjuk.\n\nOm böcker.", now),
        2: ("CONFIRMED", "Fullt.\n\nOm böcker.", now),
        3: ("CONFIRMED", "Om böcker.", now),
        4: ("CONFIRMED", "Om böcker.", now),
    }
    assert await starts(series) == [
        ("2026-09-03T09:00:00", "2026-09-03T09:00:00"),
        ("2026-09-10T09:00:00", "2026-09-10T09:00:00"),
        ("2026-09-17T09:00:00", "2026-09-18T13:00:00"),
        ("2026-09-24T09:00:00", "2026-09-24T09:00:00"),
        ("2026-10-01T09:00:00", "2026-10-01T09:00:00"),
    ]


async def test_a_rule_that_gives_their_days_no_more_leaves_what_was_called_off(
    series: Series,
) -> None:
    first = series.sequence
    await series.call_off(1, cancel, reason=ILL)
    cancelled = series.sequence
    await series.call_off(3, postpone, reason=FULL)
    postponed = series.sequence

    effects = await series.change(rule_interval=2, rule_count=2)
    await series.publish()

    assert effects == ["UNCHANGED", "UNCHANGED", "UNCHANGED", "KEPT"]
    assert await series.told() == {
        0: ("CONFIRMED", "", first),
        1: ("CANCELLED", "Sjuk.", cancelled),
        2: ("CONFIRMED", "", first),
        3: ("TENTATIVE", "Fullt.", postponed),
    }
    assert [start for start, _ in await starts(series)] == [f"{it}T09:00:00" for it in THURSDAYS]


async def test_another_hour_moves_what_is_cancelled_and_leaves_what_was_moved_by_hand(
    series: Series,
) -> None:
    await series.call_off(1, cancel, reason=ILL)
    await series.call_off(2, postpone, reason=FULL, to=FRIDAY)
    moved = series.sequence

    await series.change(local_start="2026-09-03T10:00", local_end="2026-09-03T11:00")
    await series.publish()

    told, now = await series.told(), series.sequence
    assert {place: (it[0], it[2]) for place, it in told.items()} == {
        0: ("CONFIRMED", now),
        1: ("CANCELLED", now),
        2: ("CONFIRMED", moved),
        3: ("CONFIRMED", now),
    }
    assert await starts(series) == [
        ("2026-09-03T09:00:00", "2026-09-03T10:00:00"),
        ("2026-09-10T09:00:00", "2026-09-10T10:00:00"),
        ("2026-09-17T09:00:00", "2026-09-18T13:00:00"),
        ("2026-09-24T09:00:00", "2026-09-24T10:00:00"),
    ]


async def test_what_was_withdrawn_does_not_come_back_with_a_change_of_its_series(
    series: Series,
) -> None:
    await unpublish(series.feeds.store, series.later(), [series.meetings[1]])

    effects = await series.change(summary={"sv": "Om böcker."})
    await series.publish()

    assert effects == ["CHANGED"] * 4
    assert [*await series.told()] == [0, 2, 3]
    await publish(series.feeds.store, series.later(), [series.meetings[1]])
    assert (await series.told())[1] == ("CONFIRMED", "Om böcker.", series.sequence)


async def test_publishing_once_more_changes_not_a_byte(series: Series) -> None:
    await series.call_off(1, cancel, reason=ILL)
    before = (await series.feeds.get()).content

    assert await series.change(title={"sv": "Träff"}) == ["UNCHANGED"] * 4
    await series.publish()

    assert (await series.feeds.get()).content == before


async def starts(series: Series) -> list[tuple[str | None, str]]:
    """Tell of each meeting when it was to be at first, and when it is."""
    rows = [await Meeting.get(entry_id=it, newest=True) for it in series.meetings]
    return [(it.original_start, it.local_start) for it in rows]


async def one_on(day: str) -> UUID:
    return (await Meeting.get(original_start=f"{day}T09:00:00", newest=True)).entry_id
