"""Who took a meeting of a series away, a rule or an editor: read from the log.

The rule: the last event decides that deleted it, or that said anew whether it takes place. Events
of what was done to a meeting along with its series say which ``effect`` that was on it.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.event import Event, EventName
from models.meeting import Meeting, MeetingState
from services.series.foreseeing import Effect

_CALLING_OFF = (EventName.CANCELLED, EventName.POSTPONED)


async def taken_of(meetings: Sequence[Meeting]) -> frozenset[UUID]:
    """Tell which of them are cancelled or deleted because a rule did not give their days."""
    deleted = {it.entry_id for it in meetings if not it.newest}
    off = {it.entry_id for it in meetings if it.state == MeetingState.CANCELLED} - deleted
    if not deleted | off:
        return frozenset()
    events = Event.filter(entry_id__in=[*deleted, *off]).order_by("sequence")
    last: dict[UUID, Any] = {}
    for entry, name, detail in await events.values_list("entry_id", "name", "detail"):
        if name == EventName.DELETED if entry in deleted else _says_state(name, detail):
            last[entry] = detail.get("effect")
    return frozenset(it for it, effect in last.items() if effect in _TAKING)


_TAKING = (Effect.CANCELLED, Effect.DELETED)


def _says_state(name: EventName, detail: dict[str, Any]) -> bool:
    return name in _CALLING_OFF or "state" in detail.get("fields", ())
