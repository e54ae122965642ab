"""The website's four questions: what varies in each, and the right answer from the dataset.

The answers below are the measure: a contestant whose answer differs is not timed.

* ``listing`` {} → the first twenty networks by position
* ``page`` {slug, now} → one network, its focus areas and contacts, and the next ten of its
  meetings that have not ended at ``now``, by start and id
* ``month`` {from, to} → the first hundred meetings that overlap [from, to), by start and id,
  their networks with contacts, and how many there are in all
* ``deep`` {} → focus areas → networks → contacts → networks, ten at each level, by position

A contestant asks in its own words (a document each) but takes the variables by these names;
instants are written in ISO 8601 with Z.
"""

import random
import uuid
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from benchmarks.dataset import NOW, Contact, Dataset, FocusArea, Meeting, Network

NAMES: Final = ("listing", "page", "month", "deep")
VARIATIONS: Final = 50

Variables = dict[str, str]


@dataclass(frozen=True)
class Answers:
    """The right answers of a dataset, in the canonical shape: plain JSON, instants as datetimes."""

    dataset: Dataset

    def variations(self, question: str) -> list[Variables]:
        """Return the variables to rotate over: no two requests in a row ask for the same."""
        if question == "page":
            slugs = [network.slug for network in self.dataset.networks]
            chosen = random.Random(1).sample(slugs, min(VARIATIONS, len(slugs)))
            return [{"slug": slug, "now": instant(NOW)} for slug in chosen]
        return self._months() if question == "month" else [{}]

    def to(self, question: str, variables: Variables) -> Any:
        """Return the right answer."""
        ask: dict[str, Callable[..., Any]] = {
            "listing": self._listing,
            "page": self._page,
            "month": self._month,
            "deep": self._deep,
        }
        return ask[question](**{f"{name}_": value for name, value in variables.items()})

    def _months(self) -> list[Variables]:
        first = self._by_start[0].starts_at
        count = min(VARIATIONS, self.dataset.size.days // 31)
        starts = [
            datetime(*_month_after(first, step), 1, tzinfo=UTC) for step in range(1, count + 1)
        ]
        return [{"from": instant(start), "to": instant(_next_month(start))} for start in starts]

    def _listing(self) -> Any:
        return [self._card(network) for network in self.dataset.networks[:20]]

    def _page(self, slug_: str, now_: str) -> Any:
        network = next(network for network in self.dataset.networks if network.slug == slug_)
        contacts = [
            {**self._person(key), "email": self._contacts[key].email} for key in network.contacts
        ]
        coming = [one for one in self._meetings_of[network.id] if one.ends_at > at(now_)]
        return {
            **self._card(network),
            "contacts": contacts,
            "meetings": [_entry(one) for one in coming[:10]],
        }

    def _month(self, from_: str, to_: str) -> Any:
        last = bisect_left(self._by_start, at(to_), key=lambda one: one.starts_at)
        found = [one for one in self._by_start[:last] if one.ends_at > at(from_)]
        return {"total": len(found), "meetings": [self._hosted(one) for one in found[:100]]}

    def _deep(self) -> Any:
        return [
            {
                **_titled(area),
                "networks": [self._staffed(one) for one in self._networks_in[area.id][:10]],
            }
            for area in self.dataset.focus_areas[:10]
        ]

    def _card(self, network: Network) -> dict[str, Any]:
        areas = [_titled(self._areas[key]) for key in network.focus_areas]
        contacts = [self._person(key) for key in network.contacts]
        return {
            **_titled(network),
            "lead": network.lead_sv,
            "focusAreas": areas,
            "contacts": contacts,
        }

    def _person(self, key: uuid.UUID) -> dict[str, Any]:
        contact = self._contacts[key]
        return {"slug": contact.slug, "name": contact.name, "role": contact.role_sv}

    def _hosted(self, meeting: Meeting) -> dict[str, Any]:
        hosts = [self._networks[key] for key in meeting.networks]
        names = [[{"name": self._contacts[key].name} for key in host.contacts] for host in hosts]
        networks = [
            {**_titled(host), "contacts": contacts}
            for host, contacts in zip(hosts, names, strict=True)
        ]
        return {**_entry(meeting), "networks": networks}

    def _staffed(self, network: Network) -> dict[str, Any]:
        contacts = [self._contacts[key] for key in network.contacts[:10]]
        return {**_titled(network), "contacts": [self._busy(contact) for contact in contacts]}

    def _busy(self, contact: Contact) -> dict[str, Any]:
        networks = [_titled(one) for one in self._networks_with[contact.id][:10]]
        return {"slug": contact.slug, "name": contact.name, "networks": networks}

    @cached_property
    def _areas(self) -> dict[uuid.UUID, FocusArea]:
        return {area.id: area for area in self.dataset.focus_areas}

    @cached_property
    def _contacts(self) -> dict[uuid.UUID, Contact]:
        return {contact.id: contact for contact in self.dataset.contacts}

    @cached_property
    def _networks(self) -> dict[uuid.UUID, Network]:
        return {network.id: network for network in self.dataset.networks}

    @cached_property
    def _by_start(self) -> list[Meeting]:
        return sorted(self.dataset.meetings, key=lambda one: (one.starts_at, one.id))

    @cached_property
    def _meetings_of(self) -> dict[uuid.UUID, list[Meeting]]:
        return _grouped(self._by_start, lambda meeting: meeting.networks)

    @cached_property
    def _networks_in(self) -> dict[uuid.UUID, list[Network]]:
        return _grouped(self.dataset.networks, lambda network: network.focus_areas)

    @cached_property
    def _networks_with(self) -> dict[uuid.UUID, list[Network]]:
        return _grouped(self.dataset.networks, lambda network: network.contacts)


def instant(value: datetime) -> str:
    """Write an instant as a variable: UTC, whole seconds, Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def at(text: str) -> datetime:
    """Read an instant in whatever form of ISO 8601 an answer has it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _grouped(
    items: Any, keys: Callable[[Any], tuple[uuid.UUID, ...]]
) -> dict[uuid.UUID, list[Any]]:
    groups: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return groups


def _titled(item: FocusArea | Network) -> dict[str, Any]:
    return {"slug": item.slug, "title": item.title_sv}


def _entry(meeting: Meeting) -> dict[str, Any]:
    times = {"startsAt": meeting.starts_at, "endsAt": meeting.ends_at}
    return {"slug": meeting.slug, "title": meeting.title_sv, **times, "state": meeting.state}


def _month_after(first: datetime, step: int) -> tuple[int, int]:
    months = first.year * 12 + first.month - 1 + step
    return months // 12, months % 12 + 1


def _next_month(start: datetime) -> datetime:
    return (start + timedelta(days=32)).replace(day=1)
