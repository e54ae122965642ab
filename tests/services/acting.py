"""Those who act in the tests of this folder, and what they read of the database afterwards."""

from datetime import datetime
from uuid import UUID

import pytest

from models import Event
from models.account import Role
from models.content import Content
from services.errors import Refused
from services.policy import viewer_of
from services.view import Actor
from tests.factories import NOW

EVA = UUID("0190a000-0000-7000-8000-00000000e0a0")
"""An editor."""

WILMA = UUID("0190a000-0000-7000-8000-0000000001a0")
"""A writer."""


def editor(moment: datetime = NOW, locale: str = "sv") -> Actor:
    """Eva, who may publish."""
    return Actor(viewer_of(Role.EDITOR, EVA, "Eva"), moment, locale)


def writer(moment: datetime = NOW, locale: str = "sv") -> Actor:
    """Wilma, who writes drafts."""
    return Actor(viewer_of(Role.WRITER, WILMA, "Wilma"), moment, locale)


def refusal(told: pytest.ExceptionInfo[Refused]) -> list[tuple[str, tuple[str, ...]]]:
    """Give the codes and paths of what was refused."""
    return [(it.code, it.path) for it in told.value.faults]


async def log() -> list[Event]:
    """Read all events."""
    return await Event.all().order_by("sequence")


async def versions(model: type[Content], entry: UUID) -> list[Content]:
    """Read all versions of an entry."""
    return await model.filter(entry_id=entry).order_by("version")
