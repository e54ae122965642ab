"""A world to ask about: a few dozen entries with their history, written by chance from a seed.

The windows of an entry never overlap, no two entries of a kind have an address at one moment,
and what is over may or may not be marked so: that is all that writing promises. Everything else
is as unlucky as it gets: targets that cannot be seen, ties, missing languages, moments on edges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from models import Account, Entry, Event, Meeting, MeetingSeries, Network
from models.account import Role
from models.content import Content
from models.event import EventName, PublicChange
from models.fields import OPEN
from models.nouns import BY_KIND, NOUNS
from services.content.derived import derived
from services.content.saying import sayable
from services.content.writing import link_row
from tests.factories import DAY, NOW
from tests.nouns import kind_of
from tests.oracle.saying import saying

SIZES: dict[type[Content], int] = {Network: 9, Meeting: 14}
USUALLY = 6
"""How many entries of a kind there are."""

MOMENTS = (
    *(NOW + days * DAY for days in (-90, -60, -30, -1, 1, 30)),
    NOW,
    NOW - timedelta(microseconds=500_000),
    NOW + timedelta(microseconds=1),
)
"""Where windows begin and end; some exactly where somebody looks."""


KNOWN, UNKNOWN = (UUID(int=1), UUID(int=2)), UUID(int=3)
"""The ids of accounts, and one of which nothing is known any more."""


@dataclass(slots=True)
class Addresses:
    """Who has an address of a kind, and in which window: no two at one moment."""

    held: list[tuple[str, UUID, datetime, datetime, bool]] = field(default_factory=list)

    def free(
        self, chance: Random, entry: UUID, window: tuple[datetime, datetime], newest: bool
    ) -> str:
        """Find an address that nobody else has in the window; rather an old one than a new."""
        known = [*sorted({it[0] for it in self.held}), f"adress-{len(self.held)}"]
        chance.shuffle(known)
        return next(
            address
            for address in known
            if all(
                one == entry or (not (newest and new) and (end <= window[0] or window[1] <= start))
                for slug, one, start, end, new in self.held
                if slug == address
            )
        )


async def create(seed: int) -> None:
    """Write the world of a seed, inside ``store.writing()``."""
    chance = Random(seed)
    ids = {
        model: [UUID(int=chance.getrandbits(128)) for _ in range(SIZES.get(model, USUALLY))]
        for model in NOUNS
    }
    for model, entries in ids.items():
        addresses = {name: Addresses() for name in model.addresses}
        for place, entry in enumerate(entries, 1):
            series = chance.choice([None, *ids[MeetingSeries]])
            await Entry.create(id=entry, kind=kind_of(model), created_at=NOW)
            for standing in history(chance):
                said = saying(model, chance) | _leading(chance, model, ids)
                for name, held in addresses.items():
                    address = _held(held, chance, entry, standing)
                    said[name] = f"/{address}" if name == "path" else address
                if model is Meeting:
                    start = f"2026-09-{place:02}T08:00" if series else None
                    said |= {"series_id": series, "original_start": start}
                standing |= looked_back_on(chance, model, standing["version"])
                await _write(chance, model, entry, said, standing, ids)
    await Account.bulk_create(
        [Account(id=it, name=f"Namn {it.int}", role=Role.EDITOR, created_at=NOW) for it in KNOWN]
    )
    await Event.bulk_create([*happened(chance, ids)])


def _leading(
    chance: Random, model: type[Content], ids: dict[type[Content], list[UUID]]
) -> dict[str, Any]:
    """Name at most one entry in each column that may."""
    named = {name: ids[BY_KIND[kind]] for name, kind in model.references.items()}
    return {name: chance.choice([None, *known]) for name, known in named.items()}


def _held(addresses: Addresses, chance: Random, entry: UUID, standing: dict[str, Any]) -> str:
    since = standing["live_from"]
    window = (since or OPEN, standing["live_until"] if since else OPEN)
    address = addresses.free(chance, entry, window, standing["newest"])
    addresses.held.append((address, entry, *window, standing["newest"]))
    return address


async def _write(
    chance: Random,
    model: type[Content],
    entry: UUID,
    said: dict[str, Any],
    standing: dict[str, Any],
    ids: dict[type[Content], list[UUID]],
) -> None:
    version = await model.create(**derived(model, said), **standing, entry_id=entry)
    for to in model.relations.values():
        named = chance.sample(ids[BY_KIND[to.target]], chance.choice([0, 1, 1, 2, 3]))
        places = chance.sample(range(1, 9), len(named))
        for place, one in zip(places, named, strict=True):
            await to.link.create(**link_row(to.link, version, one, place))


def history(chance: Random) -> Sequence[dict[str, Any]]:
    """Give the standing of one to four versions: drafts before, between and after windows."""
    edges = sorted(chance.sample(MOMENTS, chance.randint(1, 4)))
    windows = [*pairwise(edges), (edges[-1], OPEN)]
    kept = [it for it in windows if chance.random() < 0.75][-4:]
    standings: list[tuple[datetime | None, datetime]] = [*kept]
    if not kept or (len(kept) < 4 and chance.random() < 0.3):
        standings.insert(chance.randint(0, len(kept)), (None, OPEN))
    deleted = chance.random() < 0.1
    return [
        {
            "version": number,
            "live_from": since,
            "live_until": until,
            "live": since is not None and (until > NOW or chance.random() < 0.5),
            "newest": number == len(standings) and not deleted,
            "audience": chance.choice([0, 0, 0, 1]),
            "saved_at": chance.choice(MOMENTS),
        }
        for number, (since, until) in enumerate(standings, 1)
    ]


def looked_back_on(chance: Random, model: type[Content], version: int) -> dict[str, Any]:
    """Give what is kept of a version for those who look back on it."""
    values = (None, "å", 3, True, ["a", "b"], {"sv": "Å"})
    changes = [
        {
            "field": chance.choice(sayable(model)),
            "locale": chance.choice([None, "sv", "en"]),
            "before": chance.choice(values),
            "after": chance.choice(values),
            "audience": chance.choice([0, 0, 1]),
        }
        for _ in range(chance.randint(0, 3) if version > 1 else 0)
    ]
    return {
        "saved_by": chance.choice([None, *KNOWN, UNKNOWN]),
        "note": chance.choice(["", "Första utkastet", "”Å”"]),
        "changes": changes,
    }


def happened(chance: Random, ids: dict[type[Content], list[UUID]]) -> Iterator[Event]:
    """Give what happened to the entries of a world, some of it for visitors as well."""
    public = 0
    for sequence in range(1, 31):
        model = chance.choice([*ids])
        change = chance.choice([None, *PublicChange])
        public += change is not None
        yield Event(
            sequence=sequence,
            public_sequence=public if change else None,
            public_change=change,
            name=chance.choice([*EventName]),
            kind=kind_of(model),
            entry_id=chance.choice(ids[model]),
            version=chance.choice([None, 1, 2]),
            actor=chance.choice([None, *KNOWN, UNKNOWN]),
            moment=NOW - (31 - sequence) * DAY,
            detail=chance.choice([{}, {"note": ""}, {"note": "Inför hösten"}]),
        )
