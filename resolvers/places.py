"""The cursors of changes: places in the log, by the public numbers or by those of all events."""

import re

from services.errors import bad_input
from services.log import Ends

_WRITTEN = re.compile("([ap])([0-9]{1,18})", re.ASCII)


def written(place: int, whole: bool) -> str:
    """Write a place for clients, to whom it is opaque."""
    return f"{'a' if whole else 'p'}{place}"


def read_place(cursor: str, ends: Ends, whole: bool) -> int:
    """Read a place that came back; raises ``Refused`` for one that is none, or not in this log."""
    found = _WRITTEN.fullmatch(cursor)
    if found is None or (found[1] == "a") != whole or int(found[2]) > ends.of(whole):
        raise bad_input("`after` is no cursor of a change that you were told: begin without it.")
    return int(found[2])
