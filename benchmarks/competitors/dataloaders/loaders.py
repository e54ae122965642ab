"""A DataLoader for each relation, made anew for every request.

Relations without a limit are read with the ORM; those with one number their rows for each
parent in the database and are read as rows, since the ORM cannot limit a prefetch by parent.
"""

import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final

from strawberry.dataloader import DataLoader
from tortoise.connection import get_connection

from benchmarks.competitors.dataloaders.models import (
    MeetingNetwork,
    NetworkContact,
    NetworkFocusArea,
)

Limited = tuple[uuid.UUID, int]
Coming = tuple[uuid.UUID, datetime, int]

NUMBERED: Final = """
select * from (
    select {columns}, link.{parent}_id as parent,
           row_number() over (partition by link.{parent}_id order by {order}) as place
    from plain.{link} link join plain.{child} child on child.id = link.{child}_id
    where link.{parent}_id = any($1) {where}
) numbered where place <= $2 order by parent, place
"""
NETWORK: Final = {
    "columns": "child.id, child.slug, child.title, child.lead, child.body",
    "child": "network",
}
BY_POSITION: Final = {"order": "child.position, child.id", "where": ""}

NETWORKS_OF_AREA: Final = NUMBERED.format(
    link="network_focus_area", parent="focus_area", **NETWORK, **BY_POSITION
)
NETWORKS_OF_CONTACT: Final = NUMBERED.format(
    link="network_contact", parent="contact", **NETWORK, **BY_POSITION
)
MEETINGS_OF_NETWORK: Final = NUMBERED.format(
    columns="child.id, child.slug, child.title, child.starts_at, child.ends_at, child.state",
    child="meeting",
    link="meeting_network",
    parent="network",
    order="child.starts_at, child.id",
    where="and child.ends_at > $3",
)


class Loaders:
    """All loaders of one request."""

    def __init__(self) -> None:
        self.areas_of_network: DataLoader[uuid.UUID, list[Any]] = DataLoader(_areas_of_networks)
        self.contacts_of_network: DataLoader[uuid.UUID, list[Any]] = DataLoader(
            _contacts_of_networks
        )
        self.networks_of_meeting: DataLoader[uuid.UUID, list[Any]] = DataLoader(
            _networks_of_meetings
        )
        self.networks_of_area: DataLoader[Limited, list[Any]] = DataLoader(
            _numbered(NETWORKS_OF_AREA)
        )
        self.networks_of_contact: DataLoader[Limited, list[Any]] = DataLoader(
            _numbered(NETWORKS_OF_CONTACT)
        )
        self.meetings_of_network: DataLoader[Coming, list[Any]] = DataLoader(
            _numbered(MEETINGS_OF_NETWORK)
        )


async def _areas_of_networks(keys: list[uuid.UUID]) -> list[list[Any]]:
    links = (
        NetworkFocusArea.filter(network_id__in=keys)
        .select_related("focus_area")
        .order_by("focus_area__position")
    )
    return _grouped(keys, ((link.network_id, link.focus_area) for link in await links))


async def _contacts_of_networks(keys: list[uuid.UUID]) -> list[list[Any]]:
    links = (
        NetworkContact.filter(network_id__in=keys).select_related("contact").order_by("position")
    )
    return _grouped(keys, ((link.network_id, link.contact) for link in await links))


async def _networks_of_meetings(keys: list[uuid.UUID]) -> list[list[Any]]:
    links = (
        MeetingNetwork.filter(meeting_id__in=keys).select_related("network").order_by("position")
    )
    return _grouped(keys, ((link.meeting_id, link.network) for link in await links))


def _numbered(sql: str) -> Callable[[list[Any]], Awaitable[list[list[Any]]]]:
    """Return a loader's function for keys of (parent, more arguments, limit).

    It asks one statement for all keys with equal arguments.
    """

    async def load(keys: list[Any]) -> list[list[Any]]:
        parents = defaultdict(list)
        for parent, *more, first in keys:
            parents[first, *more].append(parent)
        pairs: list[tuple[Hashable, Any]] = []
        for (first, *more), wanted in parents.items():
            rows = await get_connection("default").execute_query_dict(sql, [wanted, first, *more])
            pairs += (((row["parent"], *more, first), SimpleNamespace(**row)) for row in rows)
        return _grouped(keys, pairs)

    return load


def _grouped(keys: list[Any], pairs: Iterable[tuple[Hashable, Any]]) -> list[list[Any]]:
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return [groups[key] for key in keys]
