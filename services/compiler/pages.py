"""Which page of a list is asked for, and what a page tells that is no content."""

from dataclasses import dataclass

from services.compiler.values import Value


@dataclass(frozen=True, slots=True)
class Window:
    """A page of rows: ``size`` of them from the front, or from the back if ``backward``.

    ``after`` and ``before`` hold a value for each column of the order: the row they stand for
    is not on the page. ``signature`` marks cursors, so that they fit no other order; where there
    is a ``letter``, a cursor is that and the one number that the list is in the order of.
    """

    size: int
    backward: bool
    after: tuple[Value, ...]
    before: tuple[Value, ...]
    signature: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row in its list."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are on all pages together."""
