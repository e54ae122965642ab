"""Whether a file is a world: everything it names is there, and every rule of ours holds in it.

It is found out without a database, so that nothing is touched by what does not fit. What editors
could not save today but may have saved once is remarked upon, and comes along.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from models.content import Content
from models.event import Event
from models.nouns import BY_KIND
from services.content.checking import check
from services.content.windows import Window
from services.errors import Fault
from services.transfer.moments import bad_moments
from services.transfer.parsing import Line, Wrong, parsed

BEARABLE = frozenset({
    "AMBIGUOUS_TIME", "BAD_CODE", "BAD_EMAIL", "BAD_PHONE", "CLOSES_AFTER_IT_ENDS", "INSECURE_URL",
    "LABEL_SAYS_NOTHING", "NO_IMAGES_IN_TEXT", "NO_SUCH_TIME", "NO_WHOLE_DAY", "NOT_WHOLE_DAYS",
    "REQUIRED", "TOO_LONG", "TOO_MANY",
})  # fmt: skip
"""Faults of what is said that harm neither the database nor anybody who reads it."""

Fixed = tuple[Any, ...]

Report = Callable[[int], None]
"""Hears of each line that is done, by its number."""


@dataclass(slots=True)
class World:
    """What has been read of a file, as far as later lines depend on it."""

    wrong: Wrong = field(default_factory=Wrong)
    remarks: Wrong = field(default_factory=Wrong)
    kinds: dict[UUID, str] = field(default_factory=dict)
    latest: datetime | None = None
    """The moment of the last event."""

    windows: list[tuple[int, Window]] = field(default_factory=list)
    """The versions of the entry at hand, with the numbers of their lines."""

    addresses: dict[tuple[str, str, str], list[tuple[int, Window]]] = field(default_factory=dict)
    fixed: dict[UUID, Fixed] = field(default_factory=dict)
    """What every version of an entry says, by the entry."""

    occurrences: dict[Fixed, UUID] = field(default_factory=dict)
    """The meetings of series, by what tells them from each other."""

    sequence: int = 0
    public_sequence: int = 0


def examined(file: BinaryIO, report: Report) -> World:
    """Read all of a file. Raises ``Refused`` with what is wrong, by the numbers of its lines."""
    world = World()
    for line in parsed(file, world.wrong):
        if line.table.noun:
            _version(world, line, line.table.noun)
        elif line.table.model is Event:
            _event(world, line)
        else:
            _entry(world, line)
        report(line.number)
    _overlaps(world)
    _shared_addresses(world)
    world.wrong.refuse()
    return world


def _entry(world: World, line: Line) -> None:
    kind = line.values["kind"]
    if kind not in BY_KIND:
        world.wrong.add(line.number, f"entry.kind: {kind} is no kind of content.")
    world.kinds[line.values["id"]] = kind


def _version(world: World, line: Line, noun: type[Content]) -> None:
    """Look at a version: what it says, what it names, and when it is public."""
    values, kind = line.values, line.table.name
    if values["version"] < 1:
        world.wrong.add(line.number, f"{kind}.version: versions are counted from 1.")
    _leads(world, line, "entry_id", values["entry_id"], kind)
    for name, relation in noun.relations.items():
        for target in values[name]:
            _leads(world, line, name, target, relation.target)
    for name, target_kind in noun.references.items():
        if values[name]:
            _leads(world, line, name, values[name], target_kind)
    if noun.fixed:
        _occurrence(world, line, tuple(values[it] for it in sorted(noun.fixed)))
    faults = check(noun, values, "en")
    for it in faults:
        _say(world.remarks if it.code in BEARABLE else world.wrong, line, it)
    if noun.zoned and all(it.code in BEARABLE for it in faults):
        for message in bad_moments(values):
            world.wrong.add(line.number, message)
    _window(world, line, noun)


def _occurrence(world: World, line: Line, fixed: Fixed) -> None:
    """Look at which meeting of which series a version is of: that never changes, and is one."""
    entry = line.values["entry_id"]
    if world.fixed.setdefault(entry, fixed) != fixed:
        world.wrong.add(line.number, "an earlier version is of another series, or day of it.")
    if any(fixed) and not all(fixed):
        world.wrong.add(line.number, "a meeting of a series has its original start, and no other.")
    elif any(fixed) and (other := world.occurrences.setdefault(fixed, entry)) != entry:
        world.wrong.add(line.number, f"{other} has this original start in the series.")


def _leads(world: World, line: Line, name: str, target: UUID, kind: str) -> None:
    found = world.kinds.get(target)
    if found != kind:
        there = f"is a {found}" if found else "is not in the file"
        where = f"{line.table.name}.{name}"
        world.wrong.add(line.number, f"{where}: {target} {there}; it must be of kind {kind}.")


def _say(wrong: Wrong, line: Line, fault: Fault) -> None:
    where = ".".join((line.table.name, *fault.path))
    wrong.add(line.number, f"{where}: {fault.message}", fault.code)


def _window(world: World, line: Line, noun: type[Content]) -> None:
    window = window_of(line.values, noun)
    if window.since is not None and window.until <= window.since:
        world.wrong.add(line.number, "its window ends before it begins.")
    if window.meant < window.until:
        world.wrong.add(line.number, "its window ends later than it is meant to.")
    if world.windows and world.windows[0][1].entry != window.entry:
        _overlaps(world)
    world.windows.append((line.number, window))
    for name in noun.addresses:
        if window.since is not None or window.newest:
            key = (line.table.name, name, line.values[name])
            world.addresses.setdefault(key, []).append((line.number, window))


def window_of(values: dict[str, Any], noun: type[Content]) -> Window:
    """Give the life of a version that a line tells of; it has no id yet."""
    return Window(
        id=0,
        entry=values["entry_id"],
        version=values["version"],
        addresses=tuple(values[name] for name in noun.addresses),
        since=values["live_from"],
        until=values["live_until"],
        meant=values["meant_until"],
        newest=values["newest"],
        live=False,
        audience=values["audience"],
    )


def _overlaps(world: World) -> None:
    """Tell which versions of the entry at hand are public, or newest, at once."""
    told, world.windows = world.windows, []
    for number, earlier in _clashes(told):
        world.wrong.add(number, f"it is public while version {earlier.version} is.")
    newest = [number for number, it in told if it.newest]
    for number in newest[1:]:
        world.wrong.add(number, "an earlier version is the newest already.")


def _clashes(told: list[tuple[int, Window]]) -> Iterator[tuple[int, Window]]:
    """Give what overlaps what begins before it: in order of beginnings, neighbours suffice."""
    begun = [(it.since, number, it) for number, it in told if it.since is not None]
    last: Window | None = None
    for _, number, it in sorted(begun, key=lambda it: it[:2]):
        if last and it.overlaps(last):
            yield number, last
        if last is None or it.until > last.until:
            last = it


def _shared_addresses(world: World) -> None:
    """Tell which entries of a kind have one address at one moment, or share it as newest."""
    for (_, name, value), told in world.addresses.items():
        if len({it.entry for _, it in told}) < 2:
            continue
        for number, other in _clashes(told):
            world.wrong.add(number, f"{name}: {other.entry} has the address {value} then.")
        newest = [(number, it) for number, it in told if it.newest]
        for number, _ in newest[1:]:
            other = newest[0][1]
            world.wrong.add(number, f"{name}: {other.entry} has the address {value} as well.")


def _event(world: World, line: Line) -> None:
    """Look at an event: the log counts from 1 without gaps, and so does what visitors hear."""
    values = line.values
    _leads(world, line, "entry_id", values["entry_id"], values["kind"])
    world.sequence += 1
    if values["sequence"] != world.sequence:
        world.wrong.add(line.number, f"event.sequence: {world.sequence} comes next.")
        world.sequence = values["sequence"]
    public = values["public_sequence"]
    if (public is None) != (values["public_change"] is None):
        world.wrong.add(line.number, "event.public_change: it is told with its number, or not.")
    if public is not None:
        world.public_sequence += 1
        if public != world.public_sequence:
            said = f"event.public_sequence: {world.public_sequence} comes next."
            world.wrong.add(line.number, said)
    world.latest = max(world.latest or values["moment"], values["moment"])
