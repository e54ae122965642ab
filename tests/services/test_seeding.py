"""The first content is written as all content is: checked, published together, and in the log."""

import tomllib
from collections import Counter
from datetime import UTC, datetime

from models import Entry, Meeting
from models.event import EventName, PublicChange
from models.meeting import MeetingState
from models.nouns import NOUNS
from services.database.storage import Store
from services.events.following import follow_clock
from services.transfer.seeding import SEED, seed
from tests.factories import NOW
from tests.services.acting import log


async def test_every_entry_of_the_first_content_is_created_and_published(store: Store) -> None:
    told: list[str] = []

    written = await seed(store, told.append, NOW)

    events = await log()
    assert Counter(it.name for it in events) == {
        EventName.CREATED: written,
        EventName.PUBLISHED: written,
    }
    assert {it.public_change for it in events if it.public_sequence} == {PublicChange.APPEARED}
    assert {it.moment for it in events} == {NOW}
    assert len({it.entry_id for it in events}) == await Entry.all().count() == written
    assert told == [str(noun._meta.db_table) for noun in NOUNS]
    said = tomllib.loads((SEED / "content.toml").read_text("utf-8"))
    assert {it.kind for it in events} == {*said, "meeting"}


async def test_seeding_again_changes_nothing(store: Store) -> None:
    written = await seed(store, _silently, NOW)

    assert await seed(store, _silently, datetime(2027, 1, 1, tzinfo=UTC)) == 0

    assert await Entry.all().count() == written
    assert len(await log()) == 2 * written
    await follow_clock(store, datetime(2027, 1, 1, tzinfo=UTC))
    assert len(await log()) == 2 * written


async def test_the_meeting_that_is_postponed_tells_when_it_was_to_be(store: Store) -> None:
    await seed(store, _silently, NOW)

    [meeting] = await Meeting.filter(previous_starts_at__isnull=False)
    assert meeting.state == MeetingState.POSTPONED
    before = meeting.previous_starts_at, meeting.previous_ends_at
    assert before == (meeting.starts_at, meeting.ends_at)


def _silently(_: str) -> None:
    """Hear of a kind and say nothing."""
