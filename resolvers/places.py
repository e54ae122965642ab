"""The cursors of changes: places in the log, by the public numbers or by those of all events.

They are the same wherever changes are told: who has listed them can follow them from there on.
"""

import re

from services.errors import bad_input
from services.events.log import Ends

_UNKNOWN = "`after` is no cursor of a change that you were told: begin without it."
_WRITTEN = re.compile("([ap])([0-9]{1,18})", re.ASCII)


def letter(whole: bool) -> str:
    """Tell which numbers a cursor is by."""
    return "a" if whole else "p"


def place_of(cursor: str, whole: bool) -> int:
    """Read a place that came back; raises ``Refused`` for one that is none, or of another log."""
    found = _WRITTEN.fullmatch(cursor)
    if found is None or found[1] != letter(whole):
        raise bad_input(_UNKNOWN)
    return int(found[2])


def read_place(cursor: str, ends: Ends, whole: bool) -> int:
    """Read a place that came back; raises ``Refused`` for one that is none, or not in this log."""
    place = place_of(cursor, whole)
    if place > ends.of(whole):
        raise bad_input(_UNKNOWN)
    return place
