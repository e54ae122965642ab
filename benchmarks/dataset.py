"""The content that every contestant serves, made from a seed: the same at every run.

Two sizes: a small one like the region's own site, and a large one that is a hundred times
more than it will ever hold. ``NOW`` is the clock of the benchmark; meetings lie round it.
"""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks import words

NOW: Final = datetime(2026, 9, 15, 10, 0, tzinfo=UTC)
TIME_ZONE: Final = "Europe/Stockholm"
STATES: Final = (
    "CONFIRMED",
    "CONFIRMED",
    "CONFIRMED",
    "CONFIRMED",
    "SAVE_THE_DATE",
    "POSTPONED",
    "CANCELLED",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much content there is, and over how many days round NOW its meetings lie."""

    name: str
    focus_areas: int
    networks: int
    contacts: int
    meetings: int
    days: int


SMALL: Final = Size("small", 3, 6, 8, 60, 365)
LARGE: Final = Size("large", 10, 1_000, 2_000, 100_000, 6 * 365)
SIZES: Final = {size.name: size for size in (SMALL, LARGE)}


@dataclass(frozen=True, slots=True)
class FocusArea:
    """A subject that networks belong to; ``position`` is the editors' order, from 0."""

    id: uuid.UUID
    slug: str
    title_sv: str
    title_en: str
    position: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to."""

    id: uuid.UUID
    slug: str
    name: str
    role_sv: str
    email: str


@dataclass(frozen=True, slots=True)
class Network:
    """A network; ``contacts`` stand in the editors' order, focus areas in their own."""

    id: uuid.UUID
    slug: str
    title_sv: str
    title_en: str
    lead_sv: str
    body_sv: str
    position: int
    focus_areas: tuple[uuid.UUID, ...]
    contacts: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one or more networks, the host first; instants in UTC, whole minutes."""

    id: uuid.UUID
    slug: str
    title_sv: str
    summary_sv: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    state: str
    networks: tuple[uuid.UUID, ...]
    contacts: tuple[uuid.UUID, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """All content of one size."""

    size: Size
    focus_areas: tuple[FocusArea, ...]
    contacts: tuple[Contact, ...]
    networks: tuple[Network, ...]
    meetings: tuple[Meeting, ...]


def make_dataset(size: Size, seed: int = 20230) -> Dataset:
    """Make all content of that size, always the same for the same seed."""
    dice = random.Random(f"{seed}-{size.name}")
    areas = tuple(_focus_area(dice, number) for number in range(size.focus_areas))
    contacts = tuple(_contact(dice, number) for number in range(size.contacts))
    networks = tuple(_network(dice, number, areas, contacts) for number in range(size.networks))
    meetings = tuple(_meeting(dice, number, size, networks) for number in range(size.meetings))
    return Dataset(size, areas, contacts, networks, meetings)


def _identity(dice: random.Random, made_at: datetime) -> uuid.UUID:
    """Return a UUID in the layout of version 7 (RFC 9562, section 5.7), without its chance."""
    milliseconds = int(made_at.timestamp() * 1000)
    value = (
        milliseconds << 80 | 7 << 76 | dice.getrandbits(12) << 64 | 2 << 62 | dice.getrandbits(62)
    )
    return uuid.UUID(int=value)


def _made_at(number: int) -> datetime:
    return NOW - timedelta(days=4 * 365) + timedelta(seconds=number)


def _focus_area(dice: random.Random, number: int) -> FocusArea:
    swedish, english = words.AREAS[number]
    return FocusArea(
        _identity(dice, _made_at(number)), f"fokusomrade-{number}", swedish, english, number
    )


def _contact(dice: random.Random, number: int) -> Contact:
    return Contact(
        id=_identity(dice, _made_at(number)),
        slug=f"kontakt-{number}",
        name=f"Kontakt {number} {dice.choice(words.FORENAMES)}",
        role_sv=dice.choice(words.ROLES),
        email=f"kontakt-{number}@example.org",
    )


def _network(
    dice: random.Random, number: int, areas: Sequence[FocusArea], contacts: Sequence[Contact]
) -> Network:
    topic = dice.choice(words.TOPICS)
    chosen = sorted(dice.sample(areas, dice.randint(1, 2)), key=lambda area: area.position)
    return Network(
        id=_identity(dice, _made_at(number)),
        slug=f"natverk-{number}",
        title_sv=f"{topic}: {dice.choice(words.GROUPS)} {number}",
        title_en=f"Network {number}",
        lead_sv=_sentences(dice, 2),
        body_sv=_markdown(dice),
        position=number,
        focus_areas=tuple(area.id for area in chosen),
        contacts=tuple(contact.id for contact in _popular(dice, contacts, dice.randint(2, 4))),
    )


def _popular(dice: random.Random, contacts: Sequence[Contact], count: int) -> list[Contact]:
    """Pick ``count`` different contacts, the first ones far more often than the last."""
    picked: dict[int, Contact] = {}
    while len(picked) < count:
        number = int(len(contacts) * dice.random() ** 2)
        picked[number] = contacts[number]
    return list(picked.values())


def _meeting(dice: random.Random, number: int, size: Size, networks: Sequence[Network]) -> Meeting:
    """Make the meeting of that number: spread evenly over the days, in office hours."""
    starts_at = _starts_at(dice, number, size)
    hosts = dice.sample(networks, dice.choices((1, 2, 3), (85, 11, 4))[0])
    contacts = dict.fromkeys(contact for host in hosts for contact in host.contacts[:2])
    return Meeting(
        id=_identity(dice, starts_at - timedelta(days=60)),
        slug=f"mote-{number}",
        title_sv=f"{dice.choice(words.MEETINGS)} {number}: {dice.choice(words.TOPICS).lower()}",
        summary_sv=_sentences(dice, 2),
        starts_at=starts_at,
        ends_at=starts_at + _lasts(dice),
        time_zone=TIME_ZONE,
        state=dice.choice(STATES),
        networks=tuple(host.id for host in hosts),
        contacts=tuple(contacts)[: dice.randint(1, 2)],
    )


def _starts_at(dice: random.Random, number: int, size: Size) -> datetime:
    first = NOW.date() - timedelta(days=size.days // 2)
    day = first + timedelta(days=number * size.days // size.meetings)
    quarter = dice.randrange(4 * 9)
    local = datetime(
        day.year, day.month, day.day, 8 + quarter // 4, quarter % 4 * 15, tzinfo=ZoneInfo(TIME_ZONE)
    )
    return local.astimezone(UTC)


def _lasts(dice: random.Random) -> timedelta:
    if dice.random() < 0.03:
        return timedelta(days=dice.randint(1, 3))
    return timedelta(minutes=15 * dice.randint(4, 12))


def _sentences(dice: random.Random, count: int) -> str:
    return " ".join(
        f"{dice.choice(words.SUBJECTS)} {dice.choice(words.PHRASES)} "
        f"och {dice.choice(words.PHRASES)}."
        for _ in range(count)
    )


def _markdown(dice: random.Random) -> str:
    """Write about a kilobyte: two headings, two paragraphs, a list and a link."""
    points = "\n".join(f"- {_sentences(dice, 1)}" for _ in range(3))
    link = "[Läs mer om nätverken](https://example.org/natverk)"
    return (
        f"## Om nätverket\n\n{_sentences(dice, 4)}\n\n{points}\n\n"
        f"## Hur vi möts\n\n**{dice.choice(words.MEETINGS)}.** {_sentences(dice, 4)} {link}.\n"
    )
