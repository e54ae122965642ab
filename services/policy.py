"""Who may see what. Everything that decides access stands here, and nowhere else.

The compiler asks this file about every table that a statement touches: the content that is
listed, both ends of every relation, what is filtered by, counted and paged over.
"""

from dataclasses import dataclass
from datetime import datetime

from models.content import Audience
from services.errors import forbidden
from services.plan import Compare, Condition, Flag
from services.values import Column, Viewed
from services.view import Sight, View, Viewer, view_of

MOMENT = Viewed("moment")
AUDIENCE = Viewed("audience")

_BEGUN = Compare(Column("live_from", "instant"), "lte", MOMENT, likely=True)
_NOT_OVER = Compare(Column("live_until", "instant"), "gt", MOMENT, likely=True)
_FOR_THEM = Compare(Column("audience", "number"), "lte", AUDIENCE, likely=True)


def visible(sight: Sight) -> tuple[Condition, ...]:
    """Tell when a version can be seen: its window holds the moment, or it is the newest draft."""
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


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much an operation may cost, by who asks; ``services/pricing.py`` tells what one costs."""

    visitor: int = 2_000
    editor: int = 20_000

    def of(self, viewer: Viewer) -> int:
        """Tell how much an operation of this viewer may cost."""
        return self.visitor if viewer.audience < Audience.STAFF else self.editor


BOUNDLESS = Allowance(2**31, 2**31)
"""What those may spend who ask from within, such as tests."""


def may_read(audience_column: str) -> Condition:
    """Tell when a value with an audience of its own can be seen."""
    return Compare(Column(audience_column, "number"), "lte", AUDIENCE)


def look(
    viewer: Viewer, now: datetime, locale: str, *, drafts: bool = False, at: datetime | None = None
) -> View:
    """Decide the view of an operation, or refuse one that the viewer has no right to."""
    if viewer.audience < Audience.STAFF and (drafts or at is not None):
        raise forbidden(
            "Drafts and other moments are for editors: leave `drafts` and `at` out of @view "
            "to see what is public now."
        )
    moment = at or now
    return view_of(viewer, moment, locale, drafts=drafts, present=moment >= now)
