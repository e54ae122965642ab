"""A series and its meetings in the model: what is done to all of them, and to some along with it.

The model knows no rules: a meeting has a text, by its number, and was changed by hand if that is
not the text that its series has said.
"""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.proof.expecting import LIVING, Act, Expected, Expecting
from tests.proof.roles import Somebody
from tests.services.living_model import Refusal, Thing, Version, World

Bond = Literal["OWN", "ALONG", "APART"]
"""Whether a meeting's last publication was its own or its series', or it was withdrawn alone."""

SERIES = 1
"""The place of the series; its network stands before it, and its meetings after."""


@dataclass
class ExpectingOfSeries(Expecting):
    """The world as it is to be; ``first`` is the meeting that the rule begins with."""

    first: int = SERIES + 1
    bonds: dict[int, Bond] = field(default_factory=dict)
    """How the meetings stand to their series; of which nothing was decided is its own."""

    deleted: set[int] = field(default_factory=set)
    """The meetings that were deleted along with their series when they were last."""

    def act(self, act: Act, by: Somebody) -> Expected:
        """Do it in the model, and tell what is to come of it."""
        if act.name == "change":
            refusal = by.refusal("save")
            return Expected(frozenset({refusal})) if refusal else self._change(act)
        along, left = {*self.meetings}, frozenset[int]()
        if act.with_meetings and not by.refusal(act.name):
            left = self._left(act)
            act = replace(act, which=(*act.which, *self._along(act)))
        if not act.with_meetings or SERIES not in act.which:
            along = set()
        expected = super().act(act, by)
        if act.name in LIVING:
            for it in self.meetings & {*expected.events}:
                self._decided(act.name, it, along=it in along)
        return expected if expected.errors else replace(expected, left=left)

    def _decided(self, name: str, place: int, *, along: bool) -> None:
        """Keep what was decided of a meeting that has changed by it."""
        if name == "publish":
            self.bonds[place] = "ALONG" if along else "OWN"
        if name == "unpublish":
            self.bonds[place] = "ALONG" if along else "APART"
        if name == "undelete" and self._bond(place) == "OWN":
            self.bonds[place] = "ALONG"
        if name == "delete":
            self.deleted -= {place}
            self.deleted |= {place} if along else set()

    def _bond(self, place: int) -> Bond:
        return self.bonds.get(place, "OWN")

    def _left(self, act: Act) -> frozenset[int]:
        """Tell which meetings stay withdrawn though their series is published with its meetings."""
        if act.name != "publish" or SERIES not in act.which:
            return frozenset()
        apart = [it for it in self.meetings - {*act.which} if self._bond(it) == "APART"]
        return frozenset(it for it in apart if self._moves(act, it))

    def _along(self, act: Act) -> list[int]:
        """Tell to which meetings something is done along with their series."""
        if SERIES not in act.which:
            return []
        others = sorted(self.meetings - {*act.which})
        return [it for it in others if self._takes(act, it) and self._moves(act, it)]

    def _takes(self, act: Act, place: int) -> bool:
        thing = self.world.things[place]
        if act.name == "undelete":
            return thing.newest is None and place in self.deleted
        if act.name != "publish" or thing.newest is None:
            return thing.newest is not None
        is_draft = thing.versions[thing.newest - 1].since is None
        return self._bond(place) == "ALONG" or (self._bond(place) == "OWN" and is_draft)

    def _moves(self, act: Act, place: int) -> bool:
        world: World = deepcopy(self.world)
        try:
            getattr(world, act.name)(world.things[place], *act.values)
        except Refusal:
            return False
        return world.things[place] != self.world.things[place]

    def _change(self, act: Act) -> Expected:
        scope, place, overwrite = act.values
        things, series = self.world.things, self.world.things[SERIES]
        if series.newest is None:
            return Expected(frozenset({"NOT_FOUND"}))
        if scope != "ALL" and things[place].newest is None:
            return Expected(frozenset({"NOT_OF_SERIES"}))
        if scope == "THIS_AND_FOLLOWING" and place < self.first:
            return Expected(frozenset({"BEFORE_THE_RULE"}))
        effects = {place: "CHANGED"} if scope == "THIS" else self._effects(scope, place, overwrite)
        if act.dry_run:
            return Expected(effects=effects)
        self.world.contents += 1
        changed = [it for it, effect in effects.items() if effect == "CHANGED"]
        for it in changed if scope == "THIS" else [SERIES, *changed]:
            self._say(things[it])
        if scope == "THIS_AND_FOLLOWING":
            self.first = place
        events = changed if scope == "THIS" else [SERIES, *changed]
        return Expected(events=dict.fromkeys(events, "SAVED"), effects=effects)

    def _effects(self, scope: str, place: int, overwrite: bool) -> dict[int, str]:
        said = content(self.world.things[SERIES])
        return {
            it: "CHANGED" if overwrite or content(self.world.things[it]) == said else "UNCHANGED"
            for it in sorted(self.meetings)
            if self.world.things[it].newest and (scope == "ALL" or it >= place)
        }

    def _say(self, thing: Thing) -> None:
        before = thing.versions[(thing.newest or 1) - 1]
        thing.versions.append(
            Version(self.world.contents, before.audience, called_off=before.called_off)
        )
        thing.newest = len(thing.versions)


def content(thing: Thing) -> int | None:
    """Tell the number of an entry's newest text."""
    return thing.versions[thing.newest - 1].content if thing.newest else None
