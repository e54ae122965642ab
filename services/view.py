"""The eyes that an operation reads with: decided once at the door, passed all the way down."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from models.account import Role
from models.content import Audience

LOCALES = ("sv", "en")
"""The languages that content is kept in, the default first."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever asks: which content is meant for them, and their role unless they are a visitor.

    ``account`` and ``name`` tell who it is, if it is a person: a token has a name alone.
    ``services/policy.py`` makes viewers of roles.
    """

    audience: Audience
    role: Role | None = None
    account: UUID | None = None
    name: str = ""


VISITOR = Viewer(Audience.PUBLIC)


@dataclass(frozen=True, slots=True)
class Actor:
    """A viewer who changes something at one moment, and reads of faults in ``locale``."""

    viewer: Viewer
    moment: datetime
    locale: str


class Sight(NamedTuple):
    """What of a view changes the statement itself, not only the values bound to it.

    ``history`` tells that it can be seen where a version stands in its life, ``log`` that what
    editors did can be, and who they are.
    """

    drafts: bool
    present: bool
    locales: tuple[str, ...]
    history: bool = False
    log: bool = False


class View(NamedTuple):
    """A viewer, looking at one moment, with or without drafts, in an order of languages.

    ``present`` tells that the moment is now or later, so that what is over cannot be public.
    """

    viewer: Viewer
    moment: datetime
    sight: Sight


def later(view: View, moment: datetime) -> View:
    """Look again at a moment of the present, if it is a little later than that of the view."""
    is_later = view.sight.present and moment > view.moment
    return view._replace(moment=moment) if is_later else view


@cache
def sight_of(
    locale: str, *, drafts: bool, present: bool, history: bool = False, log: bool = False
) -> Sight:
    """Give a sight with ``locale`` first and the other languages after it; there are few, kept."""
    locales = (locale, *(other for other in LOCALES if other != locale))
    return Sight(drafts, present, locales, history, log)


def view_of(
    viewer: Viewer, moment: datetime, locale: str, *, drafts: bool = False, present: bool = True
) -> View:
    """Look with ``viewer``'s eyes, ``locale`` first and the other languages after it."""
    return View(viewer, moment, sight_of(locale, drafts=drafts, present=present))
