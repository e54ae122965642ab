"""How rows are tied to the row that they are seen from: by links, or by a column."""

from dataclasses import dataclass

from models.content import Link


@dataclass(frozen=True, slots=True)
class Forward:
    """From a version through its links to the entries it names."""

    link: type[Link]


@dataclass(frozen=True, slots=True)
class Back:
    """From an entry through links to the versions that name it."""

    link: type[Link]


@dataclass(frozen=True, slots=True)
class Reference:
    """From a version to the one entry that its column names."""

    column: str


@dataclass(frozen=True, slots=True)
class Referenced:
    """From an entry to the versions whose column names it."""

    column: str


Tie = Forward | Back | Reference | Referenced
