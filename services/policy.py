"""Who may see and do what. Everything that decides access stands here, and nowhere else.

The compiler asks this file about every table that a statement touches: the content that is
listed, both ends of every relation, what is filtered by, counted and paged over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from models.account import Role
from models.content import Audience, Content
from models.event import Event
from services.compiler.plan import Any_, AtLeast, Compare, Condition, Flag, IsNull, Not
from services.compiler.values import Column, Constant, Viewed
from services.errors import forbidden, unauthenticated
from services.view import Actor, Sight, View, Viewer, sight_of
from services.wording import DENIED


class Right(StrEnum):
    """What takes more than being a visitor."""

    READ_STAFF = "READ_STAFF"
    """Read what is meant for staff."""

    READ_DRAFTS = "READ_DRAFTS"
    """Read drafts and moments to come of what is meant for one's eyes; with READ_STAFF, history."""

    WRITE = "WRITE"
    """Write drafts."""

    PUBLISH = "PUBLISH"
    """Publish, withdraw and delete; cancel and move what is public."""

    ADMINISTER = "ADMINISTER"
    """Manage accounts and tokens, and erase people's data."""


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.PREVIEW: frozenset({Right.READ_DRAFTS}),
    Role.STAFF: frozenset({Right.READ_STAFF}),
    Role.WRITER: frozenset({Right.READ_STAFF, Right.READ_DRAFTS, Right.WRITE}),
    Role.EDITOR: frozenset({Right.READ_STAFF, Right.READ_DRAFTS, Right.WRITE, Right.PUBLISH}),
    Role.ADMIN: frozenset(Right),
}
"""What each role may do; visitors have none of it. docs/rights.md prints this table."""


def viewer_of(role: Role, account: UUID | None = None, name: str = "") -> Viewer:
    """Give the eyes of somebody with this role."""
    staff = Right.READ_STAFF in RIGHTS[role]
    return Viewer(Audience.STAFF if staff else Audience.PUBLIC, role, account, name)


def permitted(viewer: Viewer, right: Right) -> bool:
    """Tell whether a viewer has a right."""
    return viewer.role is not None and right in RIGHTS[viewer.role]


def require(viewer: Viewer, right: Right, message: str) -> None:
    """Refuse whoever lacks a right; ``message`` says what they can do instead.

    Raises ``Refused``: UNAUTHENTICATED for a visitor, FORBIDDEN for anybody else.
    """
    if not permitted(viewer, right):
        raise (forbidden if viewer.role else unauthenticated)(message)


def permit(actor: Actor, right: Right) -> None:
    """Refuse an act to whoever lacks the right, in their language; as ``require`` does."""
    require(actor.viewer, right, DENIED[right][actor.locale])


def follows_all(viewer: Viewer) -> bool:
    """Tell whether a viewer may hear of all that happens, and not only of what visitors see."""
    return permitted(viewer, Right.READ_STAFF) and permitted(viewer, Right.READ_DRAFTS)


MOMENT = Viewed("moment")
AUDIENCE = Viewed("audience")

NEVER = Any_(())

_BEGUN = Compare(Column("live_from", "instant"), "lte", MOMENT, likely=True)
_NOT_OVER = Compare(Column("live_until", "instant"), "gt", MOMENT, likely=True)
_FOR_THEM = Compare(Column("audience", "number"), "lte", AUDIENCE, likely=True)


def visible(sight: Sight, model: type[Content] | type[Event]) -> tuple[Condition, ...]:
    """Tell when a row can be seen.

    A version can when its window holds the moment, or when it is the newest draft. An event can
    when it changed something for visitors, or by who may read the whole log.
    """
    if issubclass(model, Event):
        return () if sight.log else (Not(IsNull(Column("public_sequence", "number"))),)
    if sight.drafts:
        return (Flag("newest"), _FOR_THEM)
    window = (_BEGUN, _NOT_OVER, _FOR_THEM)
    return (Flag("live"), *window) if sight.present else window


def link_visible(sight: Sight) -> tuple[Condition, ...]:
    """Tell when a link may lead to its source; whether the source itself can be seen decides."""
    return (Flag("live"),) if sight.present and not sight.drafts else ()


def once_visible(sight: Sight) -> tuple[Condition, ...]:
    """Tell when a version has been public up to the moment, so that its address may lead on."""
    return (_FOR_THEM,) if sight.drafts else (_BEGUN, _FOR_THEM)


def remembered(sight: Sight) -> tuple[Condition, ...]:
    """Tell when a version can be seen among those of its entry, whatever its window."""
    return (_FOR_THEM,) if sight.log else (NEVER,)


def reckoned(sight: Sight) -> tuple[Condition, ...]:
    """Tell when a version counts for where its entry stands, as far as the viewer may know."""
    return (_FOR_THEM,) if sight.history else (NEVER,)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much an operation may cost, by who asks; ``services/compiler/pricing.py`` tells what one
    costs.
    """

    visitor: int = 2_000
    editor: int = 20_000

    def of(self, viewer: Viewer) -> int:
        """Tell how much an operation of this viewer may cost."""
        return self.editor if viewer.role else self.visitor


Mode = Literal["open", "apq", "trusted"]
"""Which documents are answered: all; all, kept by digest for who asks again; what is trusted."""


def may_ask_anything(viewer: Viewer, mode: Mode) -> bool:
    """Tell whether a viewer may send any document, or only those that are trusted."""
    return mode != "trusted" or viewer.role is not None


BOUNDLESS = Allowance(2**31, 2**31)
"""What those may spend who ask from within, such as tests."""


def may_read(column: Column, sight: Sight) -> Condition | None:
    """Tell when a value that is not for everybody can be seen; None when it always can."""
    if (column.history and not sight.history) or (column.log and not sight.log):
        return NEVER
    if isinstance(column.audience, Audience):
        return AtLeast(AUDIENCE, column.audience)
    if column.audience:
        return Compare(Column(column.audience, "number"), "lte", AUDIENCE)
    return None


def for_everybody(column: Column) -> Condition:
    """Tell when a value that has an audience of its own can be seen by all, whoever asks."""
    assert isinstance(column.audience, str), f"no column tells who may read {column.name}"
    return Compare(Column(column.audience, "number"), "eq", Constant(int(Audience.PUBLIC)))


def look(
    viewer: Viewer, now: datetime, locale: str, *, drafts: bool = False, at: datetime | None = None
) -> View:
    """Decide the view of an operation, or refuse one that the viewer has no right to."""
    if drafts or at is not None:
        require(
            viewer,
            Right.READ_DRAFTS,
            "Drafts and other moments are for editors: leave `drafts` and `at` out of @view "
            "to see what is public now.",
        )
    if at is not None and at < now:
        require(
            viewer,
            Right.READ_STAFF,
            "What was public earlier is history, and a preview has none: leave `at` out of @view, "
            "or name a moment to come.",
        )
    moment = at or now
    history = permitted(viewer, Right.READ_DRAFTS)
    log = history and permitted(viewer, Right.READ_STAFF)
    sight = sight_of(locale, drafts=drafts, present=moment >= now, history=history, log=log)
    return View(viewer, moment, sight)
