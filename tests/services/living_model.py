"""The life of content in plain Python, as simple as it can be said, to compare the real one with.

A version has a beginning and an end that is meant. It is public at a moment if it has begun, is
not meant to have ended, and none has begun after it. Moments are whole hours.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

ALWAYS = 10**6
"""An end that never comes."""


CalledOff = tuple[str, str, bool]
"""Whether a meeting is off, and how; why; and whether it ever was postponed."""


@dataclass
class Version:
    """What a version says, for whom, and when it is meant to be public."""

    content: int
    audience: int
    since: int | None = None
    meant: int = ALWAYS
    called_off: CalledOff = ("", "", False)

    def again(self) -> "Version":
        """Say the same once more, public nowhere yet."""
        return Version(self.content, self.audience, called_off=self.called_off)

    @property
    def says(self) -> tuple[int, CalledOff]:
        """What it says, to compare with another."""
        return self.content, self.called_off


@dataclass
class Thing:
    """An entry: its versions from 1, the one that editors see, and that at its deletion."""

    versions: list[Version] = field(default_factory=list)
    newest: int | None = None
    last: int | None = None

    def end(self, version: Version) -> int:
        """Tell when a version ceases to be public."""
        assert version.since is not None
        later = [it.since for it in self.versions if it.since and it.since > version.since]
        return min([version.meant, *later])

    def seen(self, moment: int, audience: int) -> int | None:
        """Give the number of the version that is public at a moment for an audience."""
        for number, it in enumerate(self.versions, 1):
            if it.since is not None and it.since <= moment < self.end(it):
                return number if it.audience <= audience else None
        return None


Things = list[Thing]


class Refusal(Exception):
    """An act that cannot be done, by the code of why."""


@dataclass
class World:
    """Some entries; the third needs the first to be public whenever it is itself."""

    things: Things
    now: int = 0
    contents: int = 0
    public: list[tuple[int, str]] = field(default_factory=list)
    """What changed for visitors: which entry, and how."""

    def pass_time(self, hours: int) -> None:
        """Let time pass, hour by hour."""
        for _ in range(hours):
            before = self._seen()
            self.now += 1
            self._tell(before)

    def act(self, name: str, which: Sequence[int], *values: int) -> tuple[int, set[str]]:
        """Do something to entries, all or nothing; give how many have changed, or why none."""
        wrong = set()
        kept = deepcopy(self.things)
        before = self._seen()
        for it in which:
            try:
                getattr(self, name)(self.things[it], *values)
            except Refusal as refusal:
                wrong.add(str(refusal))
        if wrong or not self._holds_together():
            self.things = kept
            return 0, wrong or {"REQUIRED_NOT_PUBLIC", "STILL_REQUIRED"}
        self._tell(before)
        return sum(old != new for old, new in zip(kept, self.things, strict=True)), wrong

    def save(self, thing: Thing, audience: int) -> None:
        newest = thing.versions[self._newest(thing) - 1]
        self.contents += 1
        thing.versions.append(Version(self.contents, audience, called_off=newest.called_off))
        thing.newest = len(thing.versions)

    def restore(self, thing: Thing, number: int) -> None:
        newest = thing.versions[self._newest(thing) - 1]
        if number > len(thing.versions):
            raise Refusal("NO_SUCH_VERSION")
        old = thing.versions[number - 1]
        if old.says != newest.says:
            thing.versions.append(old.again())
            thing.newest = len(thing.versions)

    def call_off(self, thing: Thing, how: str, why: str) -> None:
        """Say of all that stands that a meeting is off; none of it takes it back later."""
        newest = thing.versions[self._newest(thing) - 1]
        shown = [it for it in thing.versions if it.since is not None and thing.end(it) > self.now]
        for it in [*(one for one in shown if one is not newest), newest]:
            heir = it.again()
            heir.called_off = how, why, it.called_off[2] or how == "postpone"
            if heir.called_off == it.called_off:
                continue
            if it.since is not None and any(it is one for one in shown):
                heir.since, heir.meant = max(it.since, self.now), it.meant
            if it.since is not None and it.since >= self.now:
                it.since, it.meant = None, ALWAYS
            thing.versions.append(heir)
            if it is newest:
                thing.newest = len(thing.versions)

    def publish(self, thing: Thing, at: int, until: int) -> None:
        newest = thing.versions[self._newest(thing) - 1]
        begun = newest.since is not None and newest.since <= self.now
        if begun and thing.end(newest) < at:
            newest = newest.again()
            thing.versions.append(newest)
            thing.newest = len(thing.versions)
        elif begun:
            at = newest.since or 0
        for it in thing.versions:
            if it is not newest and it.since is not None and max(at, self.now) <= it.since < until:
                it.since, it.meant = None, ALWAYS
        newest.since, newest.meant = at, until

    def unpublish(self, thing: Thing, at: int) -> None:
        self._newest(thing)
        if not self._withdraw(thing, at):
            raise Refusal("NOT_PUBLISHED")

    def unschedule(self, thing: Thing) -> None:
        self._newest(thing)
        ahead = [it for it in thing.versions if it.since is not None and it.since > self.now]
        if not ahead:
            raise Refusal("NOT_SCHEDULED")
        for it in ahead:
            it.since, it.meant = None, ALWAYS

    def discard(self, thing: Thing) -> None:
        newest = thing.versions[self._newest(thing) - 1]
        if newest.since is not None and newest.since <= self.now:
            raise Refusal("NO_DRAFT")
        newest.since, newest.meant = None, ALWAYS
        begun = [(it.since, n) for n, it in enumerate(thing.versions, 1) if it.since is not None]
        if not begun:
            raise Refusal("NEVER_PUBLISHED")
        thing.newest = max(begun)[1]

    def delete(self, thing: Thing) -> None:
        thing.last = self._newest(thing)
        self._withdraw(thing, self.now)
        thing.newest = None

    def undelete(self, thing: Thing) -> None:
        if thing.newest is not None:
            raise Refusal("NOT_DELETED")
        thing.newest, thing.last = thing.last, None

    def _withdraw(self, thing: Thing, at: int) -> bool:
        begun = [it for it in thing.versions if it.since is not None]
        ends_anything = any(thing.end(it) > at for it in begun)
        for it in begun:
            if it.since is not None and it.since >= at:
                it.since, it.meant = None, ALWAYS
            else:
                it.meant = min(it.meant, at)
        return ends_anything

    def _newest(self, thing: Thing) -> int:
        if thing.newest is None:
            raise Refusal("NOT_FOUND")
        return thing.newest

    def _holds_together(self) -> bool:
        """Tell whether the first entry is public to all who see the third."""
        network, meeting = self.things[0], self.things[2]
        for moment in [*range(self.now, self.now + 40), ALWAYS - 1]:
            shown = meeting.seen(moment, 1)
            audience = meeting.versions[shown - 1].audience if shown else 0
            if shown and network.seen(moment, audience) is None:
                return False
        return True

    def _seen(self) -> list[int | None]:
        return [it.seen(self.now, 0) for it in self.things]

    def _tell(self, before: list[int | None]) -> None:
        for number, (old, new) in enumerate(zip(before, self._seen(), strict=True)):
            if old != new:
                change = "APPEARED" if old is None else "DISAPPEARED" if new is None else "CHANGED"
                self.public.append((number, change))
