"""What editors' mutations about series of meetings do: from an input to an act, and its outcome."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from resolvers.outcomes import Act, Doing, Outcome, Said
from services.clocks.holidays import holidays_on
from services.clocks.meeting_times import instants
from services.series.creating import Arranged, create_series
from services.series.foreseeing import Foreseen
from services.series.updating import update_series
from services.series.wishes import Scope, Wish


async def creating(doing: Doing, said: Said) -> Outcome:
    """Write a series with its meetings, or tell which there would be."""
    key, note = said.pop("idempotency_key", None), said.pop("note", None) or ""
    dry_run = bool(said.pop("dry_run", False))
    arranged = await create_series(
        doing.store, doing.actor, said, key=key, note=note, dry_run=dry_run
    )
    return _outcome(arranged, {}, doing.actor.locale, dry_run=dry_run)


def updating(words: Mapping[str, str]) -> Act:
    """Change a series and its meetings, or foresee it; ``words`` are inputs' names for columns."""

    async def update(doing: Doing, said: Said) -> Outcome:
        entry, expected = said.pop("id"), said.pop("expected_version")
        which = said.pop("occurrence", None) or {}
        wish = Wish(
            scope=Scope(said.pop("scope")),
            which=which.get("id") or _local(which.get("original_start")),
            seen=said.pop("occurrence_version", None),
            overwrite=bool(said.pop("overwrite", False)),
            note=said.pop("note", None) or "",
            dry_run=bool(said.pop("dry_run", False)),
            said=said,
        )
        arranged = await update_series(doing.store, doing.actor, entry, expected, wish)
        return _outcome(arranged, words, doing.actor.locale, dry_run=wish.dry_run)

    return update


def _local(time: str | None) -> str | None:
    """Write a local time as it is kept; one that is none names no meeting."""
    try:
        return time and datetime.fromisoformat(time).isoformat()
    except ValueError:
        return time


def _outcome(
    arranged: Arranged, words: Mapping[str, str], locale: str, *, dry_run: bool
) -> Outcome:
    told = [_told(it, arranged.entries, words, locale) for it in arranged.meetings]
    values = {"meeting_series": arranged.entry, "meetings": told}
    return Outcome(values, moment=None if dry_run else arranged.moment)


def _told(
    meeting: Foreseen, entries: Mapping[Any, UUID], words: Mapping[str, str], locale: str
) -> dict[str, Any]:
    starts, ends = instants(meeting.said)
    holiday = next(iter(holidays_on(meeting.day)), None)
    return {
        "effect": meeting.effect.value,
        "meeting_id": entries.get(meeting.day),
        "original_start": meeting.said["original_start"],
        "starts_at": starts,
        "ends_at": ends,
        "holiday": holiday and getattr(holiday, locale),
        "kept": [words.get(it, it) for it in meeting.kept],
    }
