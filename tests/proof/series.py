"""A series and its meetings in the model: what is done to all of them, and to some along with it.

A meeting has a week and a text, by its number, and was changed by hand if that is not the text that
its series has said. What a change of the rule brings is told in ``tests/proof/rules.py``.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.proof.expecting import Act, Expected, Expecting
from tests.proof.roles import Somebody
from tests.proof.rules import Changed, Standing, Weeks, fate
from tests.services.living_model import CalledOff, Refusal, Thing, Version, World

Bond = Literal["OWN", "ALONG", "APART"]
"""Whether a meeting's last publication was its own or its series', or it was withdrawn alone."""

SERIES = 1
"""The place of the series; its network stands before it, and its meetings after."""


@dataclass
class ExpectingOfSeries(Expecting):
    """The world as it is to be, with the weeks of the meetings by their places."""

    weeks: dict[int, int] = field(default_factory=dict)
    rules: dict[int, Weeks] = field(default_factory=dict)
    """The rules of the series by the texts that it said together with them."""

    called_off_by: dict[int, str] = field(default_factory=dict)
    """Who last said anew of a meeting whether it takes place: a rule, or somebody else."""

    deleted_by: dict[int, str] = field(default_factory=dict)
    bonds: dict[int, Bond] = field(default_factory=dict)
    """How the meetings stand to their series; of which nothing was decided is its own."""

    deleted: set[int] = field(default_factory=set)
    """The meetings that were deleted along with their series when they were last."""

    def act(self, act: Act, by: Somebody) -> Expected:
        """Do it in the model, and tell what is to come of it."""
        if act.name == "change":
            refusal = by.refusal("save")
            return Expected(frozenset({refusal})) if refusal else self._change(act)
        with_series, left = act.with_meetings and SERIES in act.which, frozenset[int]()
        if with_series and not by.refusal(act.name):
            left = self._left(act)
            act = replace(act, which=(*act.which, *self._along(act)))
        before = {it: self._standing(it).says.called_off[0] for it in self.meetings}
        expected = super().act(act, by)
        for it in self.meetings & {*expected.events}:
            self._decided(act.name, it, along=with_series)
            if act.name == "call_off" or self._standing(it).says.called_off[0] != before[it]:
                self.called_off_by[it] = "hand"
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
            self.deleted_by[place] = "hand"
            self.deleted -= {place}
            self.deleted |= {place} if along else set()

    def _bond(self, place: int) -> Bond:
        return self.bonds.get(place, "OWN")

    def _left(self, act: Act) -> frozenset[int]:
        """Tell which meetings stay withdrawn though their series is published with its meetings."""
        if act.name != "publish":
            return frozenset()
        apart = [it for it in self.meetings - {*act.which} if self._bond(it) == "APART"]
        return frozenset(it for it in apart if self._moves(act, it))

    def _along(self, act: Act) -> list[int]:
        """Tell to which meetings something is done along with their series."""
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
        scope, place, overwrite, rule = act.values
        things, series = self.world.things, self.world.things[SERIES]
        if series.newest is None:
            return Expected(frozenset({"NOT_FOUND"}))
        if scope != "ALL" and things[place].newest is None:
            return Expected(frozenset({"NOT_OF_SERIES"}))
        if scope == "THIS":
            return (
                Expected(frozenset({"ONE_HAS_NO_RULE"})) if rule else self._change_one(act, place)
            )
        text = newest(series).content
        before = after = self.rules[text]
        if scope == "THIS_AND_FOLLOWING":
            if self.weeks[place] not in before.given:
                return Expected(frozenset({"BEFORE_THE_RULE"}))
            after = before.begun_in(self.weeks[place])
        change = Changed(before, replace(after, **rule), text, overwrite)
        since = self.weeks[place] if scope == "THIS_AND_FOLLOWING" else 0
        fates = {
            it: its
            for it in sorted(self.meetings)
            if self.weeks[it] >= since and (its := fate(change, self._standing(it)))
        }
        new = [it for it in change.after.given if it not in self.weeks.values() and it >= since]
        effects = {self.weeks[it]: its for it, its in fates.items()} | dict.fromkeys(new, "ADDED")
        if act.dry_run:
            return Expected(effects=effects)
        return Expected(events=self._changed(change, fates, new), effects=effects)

    def _change_one(self, act: Act, place: int) -> Expected:
        effects = {self.weeks[place]: "CHANGED"}
        if act.dry_run:
            return Expected(effects=effects)
        self.world.contents += 1
        self._say(place, self.world.contents)
        return Expected(events={place: "SAVED"}, effects=effects)

    def _standing(self, place: int) -> Standing:
        thing, now = self.world.things[place], self.world.now
        says = thing.versions[-1] if thing.newest is None else newest(thing)
        public = any(it.since is not None and thing.end(it) > now for it in thing.versions)
        by = self.deleted_by if thing.newest is None else self.called_off_by
        week, by_rule = self.weeks[place], by.get(place) == "rule"
        return Standing(week, says, thing.newest is None, public, by_rule)

    def _changed(self, change: Changed, fates: Mapping[int, str], new: list[int]) -> dict[int, str]:
        """Change the series, and do to each meeting what becomes of it; tell the events."""
        self.world.contents += 1
        text = self.world.contents
        self._say(SERIES, text)
        self.rules[text] = change.after
        told = {SERIES: "SAVED"}
        for place, its in fates.items():
            if its not in ("UNCHANGED", "KEPT"):
                told[place] = self._done(change, place, its, text)
        for week in new:
            place = len(self.world.things)
            self.world.things.append(Thing([Version(text, 0)], newest=1))
            self.weeks[place], told[place] = week, "CREATED"
        self.meetings = frozenset(self.weeks)
        return told

    def _done(self, change: Changed, place: int, its: str, text: int) -> str:
        """Do to a meeting what becomes of it; tell the name of the event."""
        thing, says = self.world.things[place], self._standing(place).says
        _, why, moved = says.called_off
        said = text if change.takes_text(says) else says.content
        if its == "CHANGED":
            self._say(place, text)
        elif its == "CANCELLED":
            self.called_off_by[place] = "rule"
            self._say(place, says.content, ("cancel", why, moved))
        elif its == "DELETED":
            thing.last, thing.newest = thing.newest, None
            self.deleted_by[place] = "rule"
            self.deleted -= {place}
            return "DELETED"
        elif thing.newest is None:
            self._decided("undelete", place, along=False)
            thing.last = None
            self._say(place, said, ("", "", moved))
            return "UNDELETED"
        else:
            self.called_off_by[place] = "nobody"
            self._say(place, said, ("", "", moved))
        return "SAVED"

    def _say(self, place: int, text: int, called_off: CalledOff | None = None) -> None:
        thing = self.world.things[place]
        says = thing.versions[(thing.newest or len(thing.versions)) - 1]
        off = says.called_off if called_off is None else called_off
        thing.versions.append(Version(text, says.audience, called_off=off))
        thing.newest = len(thing.versions)


def newest(thing: Thing) -> Version:
    """Give the newest version of an entry that is not deleted."""
    return thing.versions[(thing.newest or 0) - 1]
