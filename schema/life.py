"""The life of content, the same for all kinds: published, withdrawn, deleted, and back again."""

from typing import Any

import strawberry

from resolvers.editing import DELETE, DISCARD, PUBLISH, UNDELETE, UNPUBLISH, UNSCHEDULE, restore
from resolvers.outcomes import Act
from resolvers.sources import Acts
from schema.change import ContentType, PublicChange
from schema.content import Audience, Content
from schema.fields import came, touched
from schema.inputs import EXPECTED, NOTE, Fields
from schema.payloads import change, payload
from schema.scalars import DateTime
from schema.told import camel, make_input
from schema.user_errors import ErrorCode


@strawberry.type(description="That content appears, changes or disappears at a moment.")
class OutlookStep:
    moment: DateTime = came("moment", "When.")
    content_id: strawberry.ID = came("content_id", "Which content, by its id.")
    type: ContentType = came("type", "Of which type it is.")
    effect: PublicChange = came("effect", "What it means for whoever may read it.")
    version: int | None = came(
        "version", "The version that is seen from then on; null when none is."
    )
    audience: Audience = came("audience", "Who may read it.")


@strawberry.type(description="What is, or would be, wrong with content once it is done.")
class OutlookProblem:
    content_id: strawberry.ID = came("content_id", "Which content, by its id.")
    code: ErrorCode = came("code", "What is wrong, for programs.")
    message: str = came("message", "What is wrong, and what to do about it.")
    blocks: bool = came("blocks", "Whether it keeps the change from being made.")


@strawberry.type(description="What a change brings, or would bring.")
class Outlook:
    moment: DateTime = came("moment", "When it was, or would be, done.")
    steps: list[OutlookStep] = came(
        "steps", "What becomes visible or hidden, and when, in the order of time."
    )
    problems: list[OutlookProblem] = came(
        "problems", "What to consider, what blocks it first. Empty when all is well."
    )


def _said(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


IDS = (
    list[strawberry.ID],
    strawberry.field(
        description="Which content, by its ids: 1 to 100, each once. All of it, or nothing."
    ),
)
EXPECTED_VERSIONS = (
    list[int] | None,
    _said(
        "The newest versions that you have seen, in the order of `ids`: when another one stands by "
        "now, nothing is done, and a `ConflictError` tells of each."
    ),
)
AT = (DateTime | None, _said("From when on; from now on when left out."))
UNTIL = (DateTime | None, _said("Until when; without end when left out."))
DRY_RUN = (
    bool | None,
    _said("Change nothing, and tell what would come of it: `outlook`, with what would block it."),
)
WITH_MEETINGS = (
    bool | None,
    _said(
        "To the meetings of each series among them as well, however many: those that it changes. "
        "What was withdrawn or deleted together with its series comes back together with it; a "
        "meeting that was withdrawn or deleted by itself stays so until it is named."
    ),
)
WHY = (str | None, _said("Why it is done, for those who read the history."))
ID = (strawberry.ID, strawberry.field(description="Which content, by its id."))
VERSION = (int, strawberry.field(description="The number of the version to go back to."))


def _input(name: str, description: str, fields: Fields) -> type:
    made = type(name, (), {"__module__": __name__})
    make_input(made, fields, description)
    return made


def _living(name: str, act: Act, description: str, more: Fields) -> Fields:
    """Declare an act on the life of any content."""
    title = camel(f"_{name}")
    said = {"ids": IDS, "with_meetings": WITH_MEETINGS, **more, "note": WHY, "dry_run": DRY_RUN}
    asked = _input(f"{title}Input", f"{description} All of the content, or none of it.", said)
    told = "The content as it is now, in the order of the ids; null for what cannot be seen."
    answered = payload(
        f"{title}Payload",
        f"What came of `{camel(name)}`.",
        content=(list[Content | None], touched("content", told)),
        outlook=(Outlook | None, came("outlook", "What it brings; null when it was refused.")),
    )
    return {name: (answered, change(Acts(act), asked, description))}


def _restoring() -> Fields:
    said = {"id": ID, "version": VERSION, "expected_version": EXPECTED, "note": NOTE}
    description = "Save what an earlier version says once more, as the newest: a draft."
    content = (Content | None, touched("content", "The content as it is now; null when refused."))
    answered = payload("RestoreVersionPayload", "What came of `restoreVersion`.", content=content)
    asked = _input("RestoreVersionInput", description, said)
    return {"restore_version": (answered, change(Acts(restore), asked, description))}


LIFE: Fields = {
    **_living(
        "publish",
        PUBLISH,
        "Make the newest versions public, at once or from a moment on.",
        {"expected_versions": EXPECTED_VERSIONS, "at": AT, "until": UNTIL},
    ),
    **_living(
        "unpublish",
        UNPUBLISH,
        "Withdraw content: what is public, and what was to be.",
        {"expected_versions": EXPECTED_VERSIONS, "at": AT},
    ),
    **_living(
        "unschedule",
        UNSCHEDULE,
        "Call off publications that have not begun: what they were of is a draft again, and what "
        "is public stays.",
        {"expected_versions": EXPECTED_VERSIONS},
    ),
    **_living(
        "discard_draft",
        DISCARD,
        "Go back to what is public; history keeps the drafts.",
        {"expected_versions": EXPECTED_VERSIONS},
    ),
    **_restoring(),
    **_living(
        "delete_content",
        DELETE,
        "Withdraw content and hide it from editors; it can come back.",
        {"expected_versions": EXPECTED_VERSIONS},
    ),
    **_living("undelete", UNDELETE, "Bring deleted content back, as a draft.", {}),
}
"""What can be done to content of any kind."""
