"""What an act is done with, and what it comes to: the seam between mutations and services."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.database.storage import Store
from services.identity.sessions import Begun
from services.identity.signing_in import Entrance
from services.view import Actor, Viewer

Lines = Sequence[tuple[bytes, bytes]]
"""Header lines of the answer, as ASGI has them."""


@dataclass(frozen=True, slots=True)
class Client:
    """Where a request comes from, for whoever signs in or out by it.

    ``address`` is a key that stands for the address, ``session`` the secret that was shown.
    ``keep`` gives the header lines that have a session kept, or none; without an ``entrance``
    nobody can sign in this way.
    """

    address: str = ""
    session: str | None = None
    entrance: Entrance | None = None
    keep: Callable[[Begun | None], Lines] = lambda _: ()


Clients = Callable[[], Client]
"""Finds out where a request comes from, which few acts ask for."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What an act is done with: the store, who acts when, and where the request comes from."""

    store: Store
    actor: Actor
    client: Clients


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act came to, by the names that its payload tells of it.

    Plain values are told as they are asked for; ids of entries stand for content that is read
    afterwards. ``moment`` is when it happened, which may be later than it was asked for. ``lines``
    are header lines of the answer; ``viewer`` is whoever asks from now on, if that has changed.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Lines = ()
    viewer: Viewer | None = None
    moment: datetime | None = None


Said = dict[str, Any]
"""An input by Python names: what was left out is not there, what is to be cleared is None."""

Act = Callable[[Doing, Said], Awaitable[Outcome]]
"""Does something; raises ``Refused`` when it is not to be done, and has then changed nothing."""
