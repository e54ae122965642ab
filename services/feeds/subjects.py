"""What a feed is of: the things that its filter names, or that the list belongs to which it tells.

The rule: they are those that every meeting of it has to do with. What may be among others, or must
not be, gives a feed no name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.feeds.addresses import Feed

Kind = Literal["network", "contact", "organisation", "series", "focus_area"]

MOST = 3
"""How many things a feed may be called by; of more than that it is called by none."""

_THROUGH: Mapping[str, Kind] = {"networks": "network", "contacts": "contact"}
_BY = ({"id"}, {"slug"})
"""What a filter names one thing, or a few, by."""
_EXACTLY = ({"eq"}, {"in"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Things of one kind, by the filter that names them."""

    kind: Kind
    where: Mapping[str, Any]


def subjects(feed: Feed, where: Mapping[str, Any]) -> tuple[Subject, ...]:
    """Tell what a feed is of, its owner first."""
    owner = [Subject(feed.owner, {"id": {"eq": feed.owner_id}})] if feed.owner else []  # type: ignore[arg-type]
    return (*owner, *_named(where))[:MOST]


def _named(where: Mapping[str, Any]) -> Iterator[Subject]:
    for relation, kind in _THROUGH.items():
        some = _within(where, relation, "some")
        areas = _within(some, "focusAreas", "some")
        if _is_name(some):
            yield Subject(kind, some)
        elif set(some) == {"focusAreas"} and _is_name(areas):
            yield Subject("focus_area", areas)
    parts = where.get("and")
    for part in parts if isinstance(parts, list) else ():
        yield from _named(part if isinstance(part, dict) else {})


def _within(where: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """Go into a filter of which nobody knows yet whether it can be asked."""
    for step in path:
        inner = where.get(step)
        where = inner if isinstance(inner, dict) else {}
    return where


def _is_name(where: Mapping[str, Any]) -> bool:
    return set(where) in _BY and all(set(_within(where, it)) in _EXACTLY for it in where)
