"""Series of meetings, made and changed with all of their meetings."""

from enum import Enum
from typing import Any

import strawberry

from resolvers.series import creating, updating
from resolvers.sources import Acts
from schema.field_change import WORDS
from schema.fields import came, touched
from schema.inputs import Fields, inputs
from schema.meeting_series import MeetingSeries
from schema.nouns import INPUTS
from schema.payloads import change, payload
from schema.scalars import DateTime, LocalDateTime


@strawberry.enum(description="Which meetings of a series a change is for.")
class SeriesScope(Enum):
    THIS = strawberry.enum_value(
        "THIS", description="One meeting alone; the series stays as it is."
    )
    THIS_AND_FOLLOWING = strawberry.enum_value(
        "THIS_AND_FOLLOWING",
        description="A meeting and those after it. The series says it from then on; those before "
        "stay what they are, and stay in it.",
    )
    ALL = strawberry.enum_value(
        "ALL", description="All of them. What has begun keeps its times, and is not taken away."
    )


@strawberry.enum(description="What becomes of a meeting when its series is made or changed.")
class SeriesEffect(Enum):
    ADDED = strawberry.enum_value("ADDED", description="There was none on that day.")
    CHANGED = strawberry.enum_value("CHANGED", description="It says something else, as a draft.")
    UNCHANGED = strawberry.enum_value("UNCHANGED", description="It stays as it is.")
    BROUGHT_BACK = strawberry.enum_value(
        "BROUGHT_BACK",
        description="It was cancelled or deleted because the rule did not give its day, and the "
        "rule gives it again. What was cancelled or deleted by hand stays so.",
    )
    CANCELLED = strawberry.enum_value(
        "CANCELLED",
        description="The rule does not give its day any more. It is or will be public, so a draft "
        "says that it is cancelled: publish that, and whoever subscribes is told.",
    )
    DELETED = strawberry.enum_value(
        "DELETED",
        description="The rule does not give its day any more, and it is not public: it is deleted, "
        "and can be undeleted.",
    )
    KEPT = strawberry.enum_value(
        "KEPT",
        description="The rule does not give its day any more, but it was changed by hand.",
    )


@strawberry.type(description="A meeting of a series, and what becomes, or would become, of it.")
class SeriesMeeting:
    effect: SeriesEffect = came("effect", "What becomes of it.")
    meeting_id: strawberry.ID | None = came(
        "meeting_id", "Which meeting, by its id; null where it is not made yet."
    )
    original_start: LocalDateTime = came(
        "original_start", "When the series first had it start, on the clocks of the place."
    )
    starts_at: DateTime = came("starts_at", "When it starts now.")
    ends_at: DateTime = came("ends_at", "When it ends now.")
    holiday: str | None = came("holiday", "The Swedish holiday, or the eve of one, that is then.")
    kept: list[str] = came(
        "kept",
        "What the series says otherwise, and what stays as it is because it was changed by hand: "
        "fields of the input, such as `venue.name`.",
    )


@strawberry.input(description="One of a series' meetings.", one_of=True)
class SeriesMeetingInput:
    id: strawberry.ID | None = strawberry.field(
        description="By the meeting's id.", default=strawberry.UNSET
    )
    original_start: LocalDateTime | None = strawberry.field(
        description="By its `originalStart`.", default=strawberry.UNSET
    )


def _said(type_: Any, description: str) -> tuple[Any, Any]:
    return type_ | None, strawberry.field(description=description, default=strawberry.UNSET)


DRY_RUN = _said(bool, "Change nothing, and tell what would become of the meetings.")
UPDATING: Fields = {
    "scope": (
        SeriesScope,
        strawberry.field(description="Which of its meetings the change is for."),
    ),
    "occurrence": _said(
        SeriesMeetingInput, "The meeting that it is for, or from which on; not for all."
    ),
    "occurrence_version": _said(
        int, "The version of the meeting that you have changed; for one alone."
    ),
    "overwrite": _said(
        bool,
        "Write what is said here over what was changed by hand, and take away what the rule does "
        "not give any more even if that was. It stays as it is otherwise.",
    ),
    "dry_run": DRY_RUN,
}

_MADE = inputs(MeetingSeries, INPUTS[MeetingSeries], {"dry_run": DRY_RUN}, UPDATING)
_SERIES = touched(
    "meeting_series", "The series as it is after the change; null when there is none."
)
_MEETINGS = came(
    "meetings", "What became of its meetings, or would, by their days; null when refused."
)


def _payload(name: str) -> type:
    return payload(
        f"{name[0].upper()}{name[1:]}Payload",
        f"What came of `{name}`.",
        meeting_series=(MeetingSeries | None, _SERIES),
        meetings=(list[SeriesMeeting] | None, _MEETINGS),
    )


SERIES: Fields = {
    "create_meeting_series": (
        _payload("createMeetingSeries"),
        change(
            Acts(creating),
            _MADE.create,
            "Write a new MeetingSeries and all of its meetings, drafts: publish it `withMeetings`.",
        ),
    ),
    "update_meeting_series": (
        _payload("updateMeetingSeries"),
        change(
            Acts(updating(WORDS)),
            _MADE.update,
            "Change a MeetingSeries and its meetings, as drafts: publish it `withMeetings`.",
        ),
    ),
}
"""What can be done to series beside what can be done to any content."""
