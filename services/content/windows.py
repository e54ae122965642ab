"""Windows: when each version of an entry is public, and what the acts of editors make of them.

All of it is values: an act takes the windows of one entry and gives them as they are after it.
The rules: no two windows of an entry overlap, and what has been public at a moment that is past
stays so. A version has one window, so it cannot be public again after a pause: its copy can.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from models.content import Audience
from models.event import PublicChange
from models.fields import OPEN

GRACE = timedelta(minutes=1)
"""How long after its end a window stays ``live``: for readers whose moment is a little earlier."""


@dataclass(frozen=True, slots=True)
class Window:
    """A version as far as its life goes: ``[since, until)``, for whom, and under which addresses.

    ``since`` is None for what is not public and not going to be: a draft. ``meant`` is the end
    that editors chose; ``until`` is sooner when a later version takes the place before it.
    """

    id: int
    entry: UUID
    version: int
    addresses: tuple[str, ...]
    since: datetime | None
    until: datetime
    meant: datetime
    newest: bool
    live: bool
    audience: int

    def holds(self, moment: datetime) -> bool:
        """Tell whether the version is public at the moment, be it for staff only."""
        return self.since is not None and self.since <= moment < self.until

    def ahead(self, moment: datetime) -> bool:
        """Tell whether the version has a window that has not begun."""
        return self.since is not None and self.since > moment

    def overlaps(self, other: "Window") -> bool:
        """Tell whether there is a moment at which both are public."""
        if self.since is None or other.since is None:
            return False
        return self.since < other.until and other.since < self.until


Windows = tuple[Window, ...]
"""All versions of one entry, by version."""


class Status(StrEnum):
    """Where an entry stands at a moment, as editors see it."""

    DRAFT = "DRAFT"
    """It has never been public, and is not going to be."""

    SCHEDULED = "SCHEDULED"
    """Its newest version becomes public later; or nothing is public, and some version will be."""

    PUBLISHED = "PUBLISHED"
    """Its newest version is public."""

    CHANGED = "CHANGED"
    """An earlier version is public, and the newest is a draft."""

    WITHDRAWN = "WITHDRAWN"
    """It has been public, and is not going to be."""


def status(windows: Windows, moment: datetime) -> Status:
    """Tell where an entry stands at a moment."""
    newest, public = newest_of(windows), public_at(windows, moment)
    if newest and newest.ahead(moment):
        return Status.SCHEDULED
    if public:
        return Status.PUBLISHED if public is newest else Status.CHANGED
    if any(it.ahead(moment) for it in windows):
        return Status.SCHEDULED
    begun = any(it.since is not None for it in windows)
    return Status.WITHDRAWN if begun else Status.DRAFT


def newest_of(windows: Windows) -> Window | None:
    """Give the version that editors see; a deleted entry has none."""
    return next((it for it in windows if it.newest), None)


def public_at(windows: Windows, moment: datetime, audience: int = Audience.STAFF) -> Window | None:
    """Give the version that is public at a moment for an audience."""
    return next((it for it in windows if it.holds(moment) and it.audience <= audience), None)


def covered(windows: Iterable[Window], since: datetime, until: datetime, audience: int) -> bool:
    """Tell whether something is public at every moment of ``[since, until)`` for an audience."""
    for it in sorted(_begun(windows), key=lambda it: it.since or OPEN):
        if it.audience <= audience and it.since and it.since <= since < it.until:
            since = it.until
    return since >= until


def _begun(windows: Iterable[Window]) -> list[Window]:
    return [it for it in windows if it.since is not None]


def needs_copy(newest: Window, at: datetime, now: datetime) -> bool:
    """Tell whether a version has been public, and would be so again only after a pause."""
    return newest.since is not None and newest.since <= now and newest.until < at


def published(
    windows: Windows, version: int, at: datetime, until: datetime, now: datetime
) -> Windows:
    """Make a version public in ``[at, until)``, in the place of all that would be public then.

    What is public already goes on. What was to begin within is a draft again.
    """
    given = tuple(
        _given(it, at, until, now) if it.version == version else _making_way(it, at, until)
        for it in windows
    )
    return settled(given, now)


def _given(window: Window, at: datetime, until: datetime, now: datetime) -> Window:
    goes_on = window.since is not None and window.since <= now and window.until >= at
    since = window.since if goes_on else at
    return replace(window, since=since, until=until, meant=until)


def _making_way(window: Window, at: datetime, until: datetime) -> Window:
    begins_within = window.since is not None and at <= window.since < until
    return unwindowed(window) if begins_within else window


def settled(windows: Windows, now: datetime) -> Windows:
    """End each window that is not over where it is meant to end, or where the next begins."""
    begins = sorted(it.since for it in windows if it.since is not None)
    return tuple(
        it
        if it.since is None or it.until <= now
        else replace(it, until=min([it.meant, *(one for one in begins if one > it.since)]))
        for it in windows
    )


def unwindowed(window: Window) -> Window:
    """Take the window away from a version that was to become public and will not."""
    return replace(window, since=None, until=OPEN, meant=OPEN)


def withdrawn(windows: Windows, at: datetime, now: datetime) -> Windows:
    """Make nothing public from ``at`` on."""
    return settled(tuple(_ended(it, at, now) for it in windows), now)


def _ended(window: Window, at: datetime, now: datetime) -> Window:
    """End a window; one that ends sooner is not to go on when what would have followed does not."""
    if window.since is None or window.until <= now:
        return window
    if window.since >= at:
        return unwindowed(window)
    return replace(window, until=min(window.until, at), meant=min(window.meant, at))


def unscheduled(windows: Windows, now: datetime) -> Windows:
    """Make drafts again of what has not begun; what is public goes on as if nothing followed."""
    return settled(tuple(unwindowed(it) if it.ahead(now) else it for it in windows), now)


def discarded(windows: Windows, now: datetime) -> Windows:
    """Make the version that is, was or will be public last the newest, without later drafts.

    If that is the newest already and has not begun, it is the one to be discarded.
    """
    rest = tuple(unwindowed(it) if it.newest and it.ahead(now) else it for it in windows)
    back = max(_begun(rest), key=lambda it: it.since or OPEN)
    return settled(tuple(replace(it, newest=it.version == back.version) for it in rest), now)


def deleted(windows: Windows, at: datetime, now: datetime) -> Windows:
    """Make nothing public from ``at`` on, and hide the entry from editors."""
    return tuple(replace(it, newest=False) for it in withdrawn(windows, at, now))


def undeleted(windows: Windows, version: int) -> Windows:
    """Show an entry to editors again, as it was."""
    return tuple(replace(it, newest=it.version == version) for it in windows)


def marked(window: Window, now: datetime) -> Window:
    """Say in ``live`` whether a version may be public now, a moment ago, or later."""
    return replace(window, live=window.since is not None and window.until + GRACE > now)


def changed_for(before: Window | None, after: Window | None) -> PublicChange | None:
    """Tell what it means for those who read, that one version is public and not another."""
    if before is None:
        return None if after is None else PublicChange.APPEARED
    if after is None:
        return PublicChange.DISAPPEARED
    return None if before.version == after.version else PublicChange.CHANGED


def boundaries(windows: Sequence[Window], now: datetime) -> list[datetime]:
    """Give the moments after ``now`` at which something becomes or ceases to be public."""
    ends = {moment for it in _begun(windows) for moment in (it.since, it.until)}
    return sorted(it for it in ends if it is not None and now < it < OPEN)


def due(windows: Sequence[Window], now: datetime) -> list[datetime]:
    """Give the moments after ``now`` at which there is something to do about an entry."""
    over = {it.until + GRACE for it in windows if it.live and it.until < OPEN}
    return sorted({*boundaries(windows, now), *(it for it in over if it > now)})
