"""Meetings that are not held as announced: what is asked for, and what is answered."""

from typing import Any

import strawberry

from resolvers.cancelling import cancel, postpone
from resolvers.outcomes import Act
from resolvers.sources import SOURCE, Acts, Spreads
from schema.fields import came, touched
from schema.inputs import EXPECTED, NOTE, Fields, LocalisedText
from schema.life import DRY_RUN, Outlook
from schema.meeting import Fold, Meeting
from schema.payloads import change, payload
from schema.scalars import LocalDateTime, TimeZone
from schema.told import camel, make_input


def _said(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


@strawberry.input(description="When a meeting is to be instead, on the clocks of the place.")
class MeetingTimeInput:
    local_start: LocalDateTime = strawberry.field(description="When it starts.")
    local_end: LocalDateTime = strawberry.field(description="When it ends.")
    start_fold: Fold | None = _said("Which `localStart` it is, where there are two.")
    end_fold: Fold | None = _said("Which `localEnd` it is, where there are two.")
    time_zone: TimeZone | None = _said("The time zone of the place, if it is another.")


ID = (strawberry.ID, strawberry.field(description="Which meeting, by its id."))
REASON = (
    LocalisedText,
    strawberry.field(
        description="Why, for everybody to read. It takes the place of an earlier reason, in all "
        "languages."
    ),
)
TO = (
    MeetingTimeInput | None,
    strawberry.field(
        description="When instead; left out as long as nobody knows.",
        default=strawberry.UNSET,
        metadata={SOURCE: Spreads()},
    ),
)
AT_ONCE = (
    "Whatever is public of it, or is to be, says so at once, which only editors may do, and the "
    "draft says so too; a meeting that is not public stays a draft."
)


def _announcing(name: str, act: Act, description: str, more: Fields) -> Fields:
    title = camel(f"_{name}")
    said = {"id": ID, "expected_version": EXPECTED, "reason": REASON, **more}
    asked = type(f"{title}Input", (), {"__module__": __name__})
    make_input(asked, said | {"note": NOTE, "dry_run": DRY_RUN}, description)
    told = "The meeting as it is now; null when it cannot be seen, or nothing was done."
    answered = payload(
        f"{title}Payload",
        f"What came of `{camel(name)}`.",
        meeting=(Meeting | None, touched("meeting", told)),
        outlook=(Outlook | None, came("outlook", "What it brings; null when it was refused.")),
    )
    return {name: (answered, change(Acts(act), asked, f"{description} {AT_ONCE}"))}


CANCELLING: Fields = {
    **_announcing(
        "cancel_meeting",
        cancel,
        "Say that a meeting will not be held, and why. Nothing changes if that is said already.",
        {},
    ),
    **_announcing(
        "postpone_meeting",
        postpone,
        "Say that a meeting is held at another time than announced, and why. It keeps when it was "
        "to be, in `previousStartsAt`.",
        {"to": TO},
    ),
}
"""What can be said of a meeting at once, wherever it stands."""
