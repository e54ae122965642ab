"""How much of what can be read with is in use, for those who watch over it."""

from typing import NamedTuple


class Usage(NamedTuple):
    """Connections that are busy or idle, and how many statements wait for one."""

    busy: int
    idle: int
    waiting: int
