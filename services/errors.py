"""What can go wrong on purpose, in the words of the people it goes wrong for.

``Refused`` carries faults up to whoever asked, and is the only exception that a service raises
on purpose: all others are accidents, which are logged in full and reported in one line.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for programs, a message that says what to do instead."""

    code: str
    message: str


class Refused(Exception):
    """A request that will not be answered as it stands; it changed nothing."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def bad_input(message: str) -> Refused:
    """Refuse a value that the sender can mend."""
    return Refused(Fault("BAD_USER_INPUT", message))


def forbidden(message: str) -> Refused:
    """Refuse what this viewer has no right to ask for."""
    return Refused(Fault("FORBIDDEN", message))
