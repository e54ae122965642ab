"""What meetings can be asked for beside what is derived from their fields: by time."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

import strawberry

from models.meeting import LONGEST
from resolvers.arguments import Tree
from resolvers.sources import SOURCE, FilteredBy
from schema.scalars import DateTime
from services.compiler.plan import All, Any_, Compare, Condition
from services.compiler.values import Column, Several
from services.errors import bad_input
from services.policy import MOMENT


@strawberry.enum(description="On which side of the view's moment a meeting lies.")
class MeetingTime(Enum):
    UPCOMING = strawberry.enum_value(
        "UPCOMING", description="It has not ended: it is to come, or going on."
    )
    PAST = strawberry.enum_value("PAST", description="It has ended.")


@strawberry.input(description="A stretch of time, half open: `from` is in it, `to` is not.")
class TimeRange:
    from_: DateTime = strawberry.field(name="from", description="The first moment of it.")
    to: DateTime = strawberry.field(description="The first moment after it.")


_FIRST = datetime.min.replace(tzinfo=UTC)
_START, _END = Column("starts_at", "instant"), Column("ends_at", "instant")


def long_before(moment: datetime) -> datetime:
    """Tell before when nothing can have started that goes on at ``moment``."""
    return max(moment, _FIRST + LONGEST) - LONGEST


def overlapping(tree: dict[str, Tree]) -> Condition:
    """Hold for what overlaps a stretch of time; the bounds on either column are those of an index.

    What takes no time lies where it starts.
    """
    begin, end = tree["from"], tree["to"]
    return All(
        (
            Compare(_START, "lt", Several((begin.bound(), end.bound()), _in_order)),
            Compare(_END, "gte", begin.bound()),
            Any_((Compare(_END, "gt", begin.bound()), Compare(_START, "gte", begin.bound()))),
            Compare(_START, "gt", begin.bound(long_before)),
        )
    )


def _in_order(stretch: list[datetime]) -> datetime:
    """Give the end of a stretch; raises ``Refused`` where that is before its beginning."""
    begin, end = stretch
    if end < begin:
        raise bad_input("`overlaps` ends before it begins: `from` is to be the earlier moment.")
    return end


def lying(tree: Tree) -> Condition:
    """Hold for what is still to end, or has ended, at the view's moment."""
    if tree.value is MeetingTime.PAST:
        return Compare(_END, "lte", MOMENT)
    started = type(MOMENT)("moment", long_before)
    return All((Compare(_END, "gt", MOMENT), Compare(_START, "gt", started)))


def _asked(meaning: Any, description: str) -> Any:
    return strawberry.field(
        description=description, metadata={SOURCE: FilteredBy(meaning)}, default=strawberry.UNSET
    )


MEETING_FILTERS: dict[str, tuple[Any, Any]] = {
    "overlaps": (
        TimeRange | None,
        _asked(overlapping, "Any part of it lies in this stretch of time."),
    ),
    "when": (
        MeetingTime | None,
        _asked(lying, "It is still to end, or it has ended, at the moment that is looked at."),
    ),
}
"""What meetings can be asked for beside what is derived from their fields."""
