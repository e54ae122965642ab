"""What can go wrong on purpose, in the words of the people it goes wrong for.

``Refused`` carries faults up to whoever asked, and is the only exception that a service raises
on purpose: all others are accidents, which are logged in full and reported in one line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for programs, a message that says what to do instead.

    ``path`` leads to it through the input, by names in python_case and places from 0, such as
    ``("contacts", "2")``; ``more`` is what a code tells beside, such as a conflict's version.
    """

    code: str
    message: str
    path: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)


class Refused(Exception):
    """A request that will not be answered as it stands; it changed nothing.

    It carries all that is wrong with it, so that nobody has to mend one fault to hear of the next.
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(fault.message for fault in self.faults)


def bad_input(message: str) -> Refused:
    """Refuse a value that the sender can mend."""
    return Refused(Fault("BAD_USER_INPUT", message))


def forbidden(message: str) -> Refused:
    """Refuse what this viewer has no right to ask for."""
    return Refused(Fault("FORBIDDEN", message))


def unauthenticated(message: str) -> Refused:
    """Refuse what nobody may ask for without saying who they are."""
    return Refused(Fault("UNAUTHENTICATED", message))
