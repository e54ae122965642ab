"""Those who act in the tests of this folder, and what they read of the database afterwards."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from models import Event, Meeting, Network
from models.account import Role
from models.content import Content
from services.content.saving import create
from services.content.standing import standing
from services.content.windows import Status, status
from services.database.storage import Store
from services.errors import Refused
from services.policy import viewer_of
from services.view import Actor
from tests.factories import NOW

LATER, LATEST = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
TITLED = {"title": {"sv": "Språklust", "en": "Joy of language"}}
TIMES = {"local_start": "2026-10-01T09:00", "local_end": "2026-10-01T11:00"}

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


async def network(store: Store, title: str = "Språklust", moment: datetime = NOW) -> UUID:
    """Save a network, a draft."""
    said = {"title": {"sv": title, "en": title}}
    return (await create(store, writer(moment), Network, said)).entry


async def met(store: Store, *networks: UUID, moment: datetime = NOW) -> UUID:
    """Save a meeting of networks, a draft."""
    said = {"title": {"sv": "Träff", "en": "Meeting"}, **TIMES, "networks": list(networks)}
    return (await create(store, writer(moment), Meeting, said)).entry


async def public(model: type[Content], moment: datetime) -> list[tuple[str, int]]:
    """Read the addresses and versions that are public at a moment."""
    rows = model.filter(live_from__lte=moment, live_until__gt=moment).order_by("slug")
    return [(it.slug, it.version) for it in await rows]


async def stands(store: Store, kind: str, entry: UUID, moment: datetime) -> Status:
    """Tell an entry's status."""
    return status((await standing(store, {entry: kind}))[kind][entry], moment)
