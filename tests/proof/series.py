"""A series and its meetings in the model: what is done to all of them, and to some along with it.

The model knows no rules: a meeting has a text, by its number, and was changed by hand if that is
not the text that its series has said.
"""

from copy import deepcopy
from dataclasses import dataclass, field, replace

from tests.proof.expecting import LIVING, Act, Expected, Expecting, status
from tests.proof.roles import Somebody
from tests.services.living_model import Refusal, Thing, Version, World

SERIES = 1
"""The place of the series; its network stands before it, and its meetings after."""


@dataclass
class ExpectingOfSeries(Expecting):
    """The world as it is to be; ``first`` is the meeting that the rule begins with."""

    first: int = SERIES + 1
    withdrawn: set[int] = field(default_factory=set)
    deleted: dict[int, int] = field(default_factory=dict)
    """When what is deleted was deleted."""

    def act(self, act: Act, by: Somebody) -> Expected:
        """Do it in the model, and tell what is to come of it."""
        if act.name == "change":
            refusal = by.refusal("save")
            return Expected(frozenset({refusal})) if refusal else self._change(act)
        if act.with_meetings and not by.refusal(act.name):
            act = replace(act, which=(*act.which, *self._along(act)))
        expected = super().act(act, by)
        if act.name in LIVING:
            self._decided(act.name, {*expected.events})
        return expected

    def _decided(self, name: str, places: set[int]) -> None:
        """Keep what was decided of entries that have changed by it."""
        if name in ("publish", "delete", "undelete"):
            self.withdrawn -= places
        if name == "unpublish":
            self.withdrawn |= places
        if name == "delete":
            self.deleted |= dict.fromkeys(places, self.world.now)

    def _along(self, act: Act) -> list[int]:
        """Tell to which meetings something is done along with their series."""
        if SERIES not in act.which:
            return []
        others = sorted(self.meetings - {*act.which})
        return [it for it in others if self._takes(act, it) and self._moves(act, it)]

    def _takes(self, act: Act, place: int) -> bool:
        thing = self.world.things[place]
        if act.name == "undelete":
            return thing.newest is None and self.deleted[place] == self.deleted.get(SERIES)
        if act.name != "publish" or thing.newest is None:
            return thing.newest is not None
        off = place in self.withdrawn and status(thing, self.world.now, 1) == "WITHDRAWN"
        return thing.versions[thing.newest - 1].since is None and not off

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
