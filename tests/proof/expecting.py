"""What is to come of an act: the model's world, with who may do what, versions and keys.

``tests/services/living_model.py`` has the windows; this adds what GraphQL adds to them. An act is
foreseen as `Expected` and done in the model at once.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.proof.roles import Somebody
from tests.services.living_model import Thing, Version, World

MEETING = 2
"""The place of the entry that is a meeting."""

FIRST = frozenset({"NOT_FOUND", "NOT_DELETED"})
"""What is told before anything else is asked."""

BLOCKS = frozenset({"REQUIRED_NOT_PUBLIC", "STILL_REQUIRED"})
LIVING = frozenset({"publish", "unpublish", "unschedule", "discard", "delete", "undelete"})
EVENTS = {
    "save": "SAVED",
    "restore": "RESTORED",
    "unpublish": "UNPUBLISHED",
    "unschedule": "UNSCHEDULED",
    "discard": "DRAFT_DISCARDED",
    "delete": "DELETED",
    "undelete": "UNDELETED",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody tries: about which entries, and with which numbers."""

    name: str
    who: str
    which: tuple[int, ...]
    values: tuple[Any, ...] = ()
    dry_run: bool = False
    with_meetings: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to come of it: the errors' codes, the event of each entry, and what is to be seen."""

    errors: frozenset[str] = frozenset()
    events: Mapping[int, str] = field(default_factory=dict)
    steps: Sequence[tuple[int, int, str, int | None]] = ()
    again: int | None = None
    """Which entry a key has created before."""

    effects: Mapping[int, str] = field(default_factory=dict)
    """What becomes of the meetings of a series, by their weeks."""

    left: frozenset[int] = frozenset()
    """The meetings that stay withdrawn though their series is published."""


@dataclass
class Expecting:
    """The world as it is to be."""

    world: World
    meetings: frozenset[int] = frozenset({MEETING})
    keys: dict[tuple[str, str], tuple[int, tuple[Any, ...], int]] = field(default_factory=dict)

    def act(self, act: Act, by: Somebody) -> Expected:
        """Do it in the model, and tell what is to come of it."""
        if refusal := by.refusal(act.name):
            return Expected(frozenset({refusal}))
        if act.name == "create":
            return self._create(act)
        if act.name in LIVING:
            return self._live(act, by)
        if act.name == "call_off":
            return self._call_off(act, by)
        return self._save(act)

    def _create(self, act: Act) -> Expected:
        key, *said = act.values
        kept = self.keys.get((act.who, key))
        if kept and self.world.now - kept[2] <= 24:
            same = kept[1] == tuple(said)
            return Expected(again=kept[0]) if same else Expected(frozenset({"KEY_USED"}))
        place = len(self.world.things)
        self.world.things.append(Thing([Version(-10 - place, said[0])], newest=1))
        if key:
            self.keys[act.who, key] = place, tuple(said), self.world.now
        return Expected(events={place: "CREATED"})

    def _save(self, act: Act) -> Expected:
        [place] = act.which
        thing = self.world.things[place]
        if thing.newest is None:
            return Expected(frozenset({"NOT_FOUND"}))
        if act.name == "stale":
            return Expected(frozenset({"CONFLICT"}))
        if act.name == "idle":
            return Expected()
        before = len(thing.versions)
        _, wrong = self.world.act(act.name, act.which, *act.values)
        after = len(self.world.things[place].versions)
        events = {place: EVENTS[act.name]} if after > before else {}
        return Expected(frozenset(wrong), events)

    def _call_off(self, act: Act, by: Somebody) -> Expected:
        """Only a meeting can be called off, and only by who may publish if it is shown."""
        [place] = act.which
        world, before, thing = self.world, deepcopy(self.world), self.world.things[place]
        if place not in self.meetings or thing.newest is None:
            return Expected(frozenset({"NOT_FOUND"}))
        shown = [it for it in thing.versions if it.since is not None and thing.end(it) > world.now]
        if shown and "publish" not in by.acts:
            return Expected(frozenset({"FORBIDDEN"}))
        world.act(act.name, act.which, *act.values)
        steps, changed = self._steps(act, before), thing != before.things[place]
        if act.dry_run:
            self.world = before
        written = changed and not act.dry_run
        name = {"cancel": "CANCELLED", "postpone": "POSTPONED"}[act.values[0]]
        return Expected(events={place: name} if written else {}, steps=steps)

    def _live(self, act: Act, by: Somebody) -> Expected:
        world, before = self.world, deepcopy(self.world)
        if act.name == "discard" and "publish" not in by.acts:
            newest = [_newest(world.things[it]) for it in act.which]
            ahead = any(it and it.since is not None and it.since > world.now for it in newest)
            if ahead and all(newest):
                return Expected(frozenset({"FORBIDDEN"}))
        _, wrong = world.act(act.name, act.which, *act.values)
        steps = () if wrong else self._steps(act, before)
        moved = [n for n, it in enumerate(before.things) if it != world.things[n]]
        name = EVENTS.get(act.name) or ("PUBLISHED" if act.values[0] <= world.now else "SCHEDULED")
        if act.dry_run:
            self.world = before
            return Expected(frozenset(wrong & FIRST or wrong), {}, steps)
        return Expected(frozenset(wrong & FIRST or wrong), dict.fromkeys(moved, name), steps)

    def _steps(self, act: Act, before: World) -> list[tuple[int, int, str, int | None]]:
        """Tell which version appears, changes or disappears when, after the act."""
        steps = []
        for place in act.which:
            thing, seen = self.world.things[place], before.things[place].seen(before.now, 1)
            for hour in range(before.now, before.now + 80):
                come = thing.seen(hour, 1)
                if come != seen:
                    change = "APPEARED" if not seen else "CHANGED" if come else "DISAPPEARED"
                    steps.append((hour, place, change, come))
                seen = come
        return sorted(steps, key=lambda it: it[:2])


def _newest(thing: Thing) -> Version | None:
    return thing.versions[thing.newest - 1] if thing.newest else None


def status(thing: Thing, hour: int, audience: int) -> str:
    """Tell where an entry stands, to those who may read what is for this audience."""
    versions = [it for it in thing.versions if it.audience <= audience]
    newest = _newest(thing)
    begun = [it for it in versions if it.since is not None]
    ahead = [it for it in begun if it.since is not None and it.since > hour]
    public = [it for it in begun if it not in ahead and hour < thing.end(it)]
    if any(it is newest for it in ahead):
        return "SCHEDULED"
    if public:
        return "PUBLISHED" if any(it is newest for it in public) else "CHANGED"
    return "SCHEDULED" if ahead else "WITHDRAWN" if begun else "DRAFT"
