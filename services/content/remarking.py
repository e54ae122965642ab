"""What whoever calls a meeting off, or moves it, may want to know; it keeps nobody from it."""

from collections.abc import Iterator

from models.meeting import Meeting
from services.clocks.closing import CLOSES, written_locally
from services.content.finding import title_of
from services.content.foreseeing import Problem
from services.content.saying import Said
from services.content.stand import Stand
from services.content.turns import Turn
from services.wording import fault


def remarks_on(turn: Turn, stand: Stand[Meeting], said: Said) -> Iterator[Problem]:
    """Remark that a meeting is over, or that its registration was moved along and has closed.

    ``said`` is what the version says afterwards that people know of.
    """
    row, closes, title = stand.known.row, said[CLOSES], title_of(stand.known.row)
    if row.ends_at <= turn.moment:
        yield Problem(fault(turn.locale, "HAS_ENDED", ("id",), title=title), stand.entry, False)
    if closes and closes <= turn.moment and closes != stand.known.said[CLOSES]:
        when = written_locally(closes, said["time_zone"])
        closed = fault(turn.locale, "REGISTRATION_HAS_CLOSED", ("to",), value=when, title=title)
        yield Problem(closed, stand.entry, False)
