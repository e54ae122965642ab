"""Everybody who may come, and what each may do: written out once more, to compare with.

This table is not made of ``services/policy.py``: a right that is given there by mistake differs.
"""

from dataclasses import dataclass
from uuid import UUID

from models.account import Role
from services.policy import viewer_of
from services.view import VISITOR, Viewer

DRAFTING = frozenset({"create", "save", "idle", "stale", "restore", "discard", "call_off"})
DECIDING = frozenset({"publish", "unpublish", "unschedule", "delete", "undelete"})


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who comes: whether for staff's content, whether they look at drafts, what they may do."""

    viewer: Viewer
    audience: int
    drafts: bool
    acts: frozenset[str]

    def refusal(self, act: str) -> str | None:
        """Tell how they are refused what they may never do."""
        if act in self.acts:
            return None
        return "FORBIDDEN" if self.viewer.role else "UNAUTHENTICATED"

    @property
    def follows_all(self) -> bool:
        """Whether they read the whole log, or what it means for visitors."""
        return self.drafts and self.audience == 1


def _with(role: Role, number: int) -> Viewer:
    return viewer_of(role, UUID(int=0x0190A000_0000_7000_8000_000000000000 + number), role)


EVERYBODY = {
    "VISITOR": Somebody(VISITOR, 0, False, frozenset()),
    "PREVIEW": Somebody(_with(Role.PREVIEW, 1), 0, True, frozenset()),
    "STAFF": Somebody(_with(Role.STAFF, 2), 1, False, frozenset()),
    "WRITER": Somebody(_with(Role.WRITER, 3), 1, True, DRAFTING),
    "EDITOR": Somebody(_with(Role.EDITOR, 4), 1, True, DRAFTING | DECIDING),
    "ADMIN": Somebody(_with(Role.ADMIN, 5), 1, True, DRAFTING | DECIDING),
}
