"""What is wished of a series: what is to be changed, for which of its meetings, from when on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.content.saying import Said
from services.content.turns import Turn
from services.series.foreseeing import Member
from services.series.occurring import times_on
from services.series.recurring import given, rule_of
from services.wording import refused


class Scope(StrEnum):
    """Which meetings of a series a change is for."""

    THIS = "THIS"
    THIS_AND_FOLLOWING = "THIS_AND_FOLLOWING"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be changed of a series, and for which of its meetings.

    ``which`` is the id of the meeting that the scope is about, or its original start; ``seen`` the
    version of it that was seen, where the change is for that one alone.
    """

    said: Mapping[str, Any]
    scope: Scope
    which: UUID | str | None = None
    seen: int | None = None
    overwrite: bool = False
    note: str = ""
    dry_run: bool = False


def ending(said: Mapping[str, Any]) -> Said:
    """Let a rule end by the one thing that is said of its end; what it ended by before goes."""
    ends = ("rule_count", "rule_until")
    by = [it for it in ends if said.get(it) is not None]
    return {**(dict.fromkeys(ends) if len(by) == 1 else {}), **said}


def begun_anew(turn: Turn, before: Said, since: date, said: Said) -> Said:
    """Have a series begin anew on a day: at its hour, and as many times as are left of its count.

    What is said otherwise stands.
    """
    rule = rule_of(before)
    days = given(rule)
    if since not in days:
        raise refused(turn.locale, "BEFORE_THE_RULE", ("occurrence",), first=rule.first)
    if said.get("local_start") and said["local_start"] < since.isoformat():
        raise refused(turn.locale, "STARTS_BEFORE_THAT", ("local_start",), first=since)
    left = {"rule_count": rule.count - days.index(since)} if rule.count else {}
    return {**times_on(before, since), **left, **said}


def member_of(turn: Turn, members: Sequence[Member], wish: Wish) -> Member:
    """Find the meeting that a change is about, or begins with."""
    if wish.which is None:
        raise refused(turn.locale, "REQUIRED", ("occurrence",))
    for it in members:
        if it.row.newest and wish.which in (it.entry, it.said["original_start"]):
            return it
    raise refused(turn.locale, "NOT_OF_SERIES", ("occurrence",))
