"""What a feed holds: the plan of its question, bounded in time and number, and what it found.

The rule: all that has not ended, at most ``MOST`` of it, the next first; and of what has ended in
this month and the ``MONTHS`` before it, at most ``MOST``, the last first. The bound moves with the
calendar's months alone, so that a feed does not change from one second to the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

import orjson

from models.meeting import LONGEST
from services.compiler.plan import All, Compare, Condition, Connection, Order
from services.compiler.values import Column, Viewed
from services.feeds.subjects import MOST as SUBJECTS

MOST, MONTHS = 1_000, 12

_START, _END = Column("starts_at", "instant"), Column("ends_at", "instant")
_ENTRY = Order(Column("entry_id", "uuid"))


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as feeds tell it: what a visitor may see of it, in one language before others.

    ``language`` is that in which the title is there, ``languages`` are those of the other texts.
    """

    id: str
    slug: str
    modified: datetime
    title: str
    starts_at: datetime
    ends_at: datetime
    local_start: datetime
    local_end: datetime
    time_zone: str
    all_day: bool
    state: str
    attendance: str
    networks: tuple[str, ...]
    text: tuple[str, ...]
    reason: str | None = None
    venue: str | None = None
    online_url: str | None = None
    registration_url: str | None = None
    registration_closes_at: datetime | None = None
    language: str = "sv"
    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, node: dict[str, Any], named: Mapping[str, datetime]) -> Self:
        """Read a node of ``resolvers/feeds.py``'s question.

        ``named`` tells since when its networks have their names, by id.
        """
        venue = node["venue"] or {}
        place = ", ".join(it for it in (venue.get("name"), venue.get("address")) if it)
        registration = node["registration"]
        closes, is_open = registration["closesAt"], registration["mode"] == "OPEN"
        agenda, locales = node["agenda"] or {}, node["locales"]
        spoken = {locales["reason"], locales["summary"], agenda.get("locale")} - {None}
        published = _moment(node["publishedAt"])
        return cls(
            **{name: node[key] for name, key in _PLAIN.items()},
            starts_at=_moment(node["startsAt"]),
            ends_at=_moment(node["endsAt"]),
            local_start=_moment(node["localStart"]),
            local_end=_moment(node["localEnd"]),
            modified=max([published, *(named.get(it["id"], published) for it in node["networks"])]),
            networks=tuple(it["title"] for it in node["networks"]),
            text=tuple(it for it in (node["summary"], agenda.get("text")) if it),
            venue=place or None,
            registration_url=registration["url"] if is_open else None,
            registration_closes_at=_moment(closes) if closes else None,
            language=locales["title"].lower(),
            languages=tuple(sorted(it.lower() for it in spoken)),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a feed holds, in the order of time, and what the things are called that it is of.

    ``alone`` tells that it holds one meeting for itself, and is called as that is; ``turns`` that
    it holds others as time goes by, without any change.
    """

    meetings: Sequence[dict[str, Any]]
    names: tuple[str, ...] = ()
    alone: bool = False
    turns: bool = False


_PLAIN = {
    "id": "id",
    "slug": "slug",
    "title": "title",
    "time_zone": "timeZone",
    "all_day": "allDay",
    "state": "state",
    "attendance": "attendance",
    "reason": "reason",
    "online_url": "onlineUrl",
}


def bounded(asked: Connection) -> tuple[Connection, Connection]:
    """Turn a connection to meetings into what its feed holds: what is to come, and what was."""
    moment, rows = Viewed("moment"), asked.rows
    started = Compare(_START, "gt", Viewed("moment", _long_before))
    to_come = (Compare(_END, "gt", moment), started)
    over = (Compare(_END, "lte", moment), Compare(_START, "gte", Viewed("moment", since)))
    return (
        replace(asked, rows=replace(rows, where=_and(rows.where, to_come), order=_by_time(False))),
        replace(asked, rows=replace(rows, where=_and(rows.where, over), order=_by_time(True))),
    )


def _and(where: Condition | None, more: Sequence[Condition]) -> Condition:
    return All(((where,) if where else ()) + tuple(more))


def _by_time(descending: bool) -> tuple[Order, ...]:
    return (Order(_START, descending), replace(_ENTRY, descending=descending))


def since(moment: datetime) -> datetime:
    """Tell from when on a feed holds what is over: the month's first, ``MONTHS`` ago, in UTC."""
    months = moment.year * 12 + moment.month - 1 - MONTHS
    return datetime(max(1, months // 12), months % 12 + 1, 1, tzinfo=UTC)


def _long_before(moment: datetime) -> datetime:
    return max(moment, datetime.min.replace(tzinfo=UTC) + LONGEST) - LONGEST


def found_in(row: Sequence[bytes | None], where: Mapping[str, Any]) -> Found:
    """Read what came of what ``bounded`` made, in the order of time, and of what the feed is of.

    ``where`` is the filter that was asked for.
    """
    parts = [orjson.loads(part or b'{"nodes":[]}')["nodes"] for part in row]
    meetings = sorted((*parts[0], *parts[1]), key=lambda it: (it["startsAt"], it["id"]))
    names = [it["name"] for part in parts[2:] for it in part]
    of = tuple(names) if len(names) <= SUBJECTS else ()
    return Found(meetings, of, turns=_turns(where))


def _turns(where: Any) -> bool:
    """Tell whether a filter asks on which side of the present meetings lie, however deep within."""
    if isinstance(where, Mapping):
        return "when" in where or any(map(_turns, where.values()))
    return isinstance(where, list) and any(map(_turns, where))


def found_alone(told: bytes) -> Found:
    """Read a meeting alone."""
    meeting = orjson.loads(told)
    return Found([meeting], (meeting["title"],), alone=True)


def basis(found: Found) -> bytes:
    """Tell what the bytes of a feed follow from: its names, and which version of what is in it.

    What a version says never changes, so nothing else needs to be read to know it but since when
    it is public, which it may be once more after it was not.
    """
    told = [[part["id"], part["version"], part["publishedAt"]] for part in _parts(found)]
    return orjson.dumps([found.names, told])


def _parts(found: Found) -> Iterator[dict[str, Any]]:
    for meeting in found.meetings:
        yield from (meeting, *meeting["networks"])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def changed(found: Found, log: datetime | None, now: datetime) -> datetime:
    """Tell when what a feed holds changed last, to the second, at the latest.

    That is when something in it was published, when the log last told visitors of a change, such
    as that something is gone, or when the month began that ``since`` reckons from. Of what turns
    with the clock nobody knows, so it is this very second.
    """
    if found.turns:
        return now.replace(microsecond=0)
    month = now.replace(day=1, hour=0, minute=0, second=0)
    told = [_moment(part["publishedAt"]) for part in _parts(found)]
    return max([month, *told, *([log] if log else [])]).replace(microsecond=0)
