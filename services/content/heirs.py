"""Heirs: versions that say what others say but for one change, and take their places at once.

All of it is values, as in ``services/content/windows.py``. An heir that is not written yet has the
id of the version that it follows, with a minus before it. Of the version that editors see the heir
is the one that they see then.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from models.fields import OPEN
from services.content.windows import Window, Windows, settled, unwindowed


def stands(window: Window, now: datetime) -> bool:
    """Tell whether a version is public or to be, or is the one that editors see."""
    return window.newest or not is_over(window, now)


def is_over(window: Window, now: datetime) -> bool:
    """Tell whether a version is not public any more, and is not to be."""
    return window.since is None or window.until <= now


def with_heirs(windows: Windows, ids: Collection[int]) -> Windows:
    """Give each of these versions an heir without a window, that of the newest as the last."""
    followed = sorted((it for it in windows if it.id in ids), key=lambda it: it.newest)
    last = max((it.version for it in windows), default=0)
    heirs = [
        replace(it, id=-it.id, version=number, since=None, until=OPEN, meant=OPEN, live=False)
        for number, it in enumerate(followed, last + 1)
    ]
    left = (replace(it, newest=it.newest and it.id not in ids) for it in windows)
    return (*left, *heirs)


def taken_over(windows: Windows, now: datetime) -> Windows:
    """Let heirs take over: what is public from now on, what is to come when it was to begin.

    What has been public until now stays so.
    """
    by_id = {it.id: it for it in windows}
    return settled(tuple(_after(it, by_id, now) for it in windows), now)


def _after(window: Window, by_id: Mapping[int, Window], now: datetime) -> Window:
    if window.id < 0:
        of = by_id[-window.id]
        if of.since is None or is_over(of, now):
            return window
        return replace(window, since=max(of.since, now), until=of.until, meant=of.meant)
    if -window.id in by_id and window.since is not None and window.since >= now:
        return unwindowed(window)
    return window
