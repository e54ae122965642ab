"""Meetings that are announced, and what visitors are told of them, for the tests of calling off."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from models import Meeting
from services.content.publishing import publish
from services.content.standing import standing
from services.content.windows import public_at
from services.database.storage import Store
from tests.factories import NOW
from tests.services.acting import editor, met, network, versions

ILL = {"sv": "Föreläsaren är sjuk.", "en": "The speaker is ill."}
FULL = {"sv": "Lokalen är upptagen."}
START, END = datetime(2026, 10, 1, 7, tzinfo=UTC), datetime(2026, 10, 1, 9, tzinfo=UTC)
"""When the meetings are, at first."""

SOON = NOW + timedelta(minutes=1)


async def announced(store: Store) -> UUID:
    """Publish a meeting, with its network."""
    of = await network(store)
    meeting = await met(store, of)
    await publish(store, editor(), [of, meeting])
    return meeting


async def rows(entry: UUID) -> list[Meeting]:
    return cast("list[Meeting]", await versions(Meeting, entry))


async def told(store: Store, entry: UUID, moment: datetime = SOON) -> Any:
    """Give what visitors are told of a meeting: its state, why, and when; None if nothing."""
    windows = (await standing(store, [entry], ["meeting"]))["meeting"][entry]
    public = public_at(windows, moment, 0)
    return public and about(await Meeting.get(id=public.id))


def about(row: Meeting) -> tuple[str, Any, datetime, datetime | None]:
    return str(row.state), row.reason, row.starts_at, row.previous_starts_at
