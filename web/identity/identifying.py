"""Who sends a request: a person, by the cookie of their session, or a program, by its token.

The rules: whoever shows neither is a visitor, at no cost. A token that is not good is refused, so
that no program works on as a visitor unawares; a session that is over makes a visitor, whose
browser is told to forget it. A cookie is heard only from pages of ours and of sites on the list.
An address that has spent all is not looked up for: what it shows must have been good before.
"""

from dataclasses import dataclass
from datetime import datetime

from starlette.types import Scope

from services.identity.recognising import Recognising
from services.view import VISITOR, Viewer
from web.clock import moment
from web.headers import Headers
from web.identity.cookies import forgotten, session_in
from web.rates import expect_left
from web.refusing import Lines, Refusal

CHALLENGE = (b"www-authenticate", b"Bearer")
"""What a 401 has to say (RFC 9110, section 11.6.1): how to tell who asks."""

BAD_TOKEN = (b"www-authenticate", b'Bearer error="invalid_token"')
"""The same to whoever tried (RFC 6750, section 3)."""

_KEPT = "knutpunkt.identified"


@dataclass(frozen=True, slots=True)
class Identified:
    """Who it is, and the header lines that the answer has for them."""

    viewer: Viewer
    lines: Lines = ()


NOBODY = Identified(VISITOR)


async def identified(scope: Scope, headers: Headers) -> Identified:
    """Find out who sends a request, once; raises ``Refusal`` with 401 or 429."""
    if b"authorization" not in headers and b"cookie" not in headers:
        return NOBODY
    found: Identified | None = scope.get(_KEPT)
    if found is None:
        found = scope[_KEPT] = await _found(scope, headers)
    return found


async def seen_anew(scope: Scope, headers: Headers) -> Viewer:
    """Find out once more who it is: a session may be over by now. Raises ``Refusal`` with 401."""
    known = b"authorization" in headers or b"cookie" in headers
    return (await _found(scope, headers)).viewer if known else VISITOR


def token_in(said: str) -> str:
    """Read the token that ``Bearer …`` names; raises ``Refusal`` with 401."""
    scheme, _, token = said.strip().partition(" ")
    if scheme.lower() != "bearer":
        told = "Send a token as `Authorization: Bearer` and the token."
        raise Refusal(401, told, "UNAUTHENTICATED", [BAD_TOKEN])
    return token.strip()


async def by_token(recognising: Recognising, token: str, now: datetime) -> Viewer:
    """Find out whose token this is; raises ``Refusal`` with 401."""
    viewer = await recognising.by_token(token, now)
    if viewer is None:
        told = "There is no such token, or it has expired or been revoked: ask for a new one."
        raise Refusal(401, told, "UNAUTHENTICATED", [BAD_TOKEN])
    return viewer


def who_asks(scope: Scope) -> Viewer | None:
    """Tell who sent a request, once that was found out, unless it was a visitor."""
    found: Identified | None = scope.get(_KEPT)
    return None if found is None or found.viewer.role is None else found.viewer


def lines_for(scope: Scope) -> Lines:
    """Give the header lines that the answer has for whoever asked."""
    found: Identified | None = scope.get(_KEPT)
    return () if found is None else found.lines


async def _found(scope: Scope, headers: Headers) -> Identified:
    state = scope["app"].state
    said = headers.get(b"authorization", b"").decode("latin-1")
    if said and not said.lower().startswith("basic "):  # that is for a proxy before us
        token = token_in(said)
        _expect_room(scope, token)
        return Identified(await by_token(state.entrance.known, token, moment(scope)))
    secret = session_in(scope, headers)
    if secret is None or not state.origins.believes(headers):
        return NOBODY
    _expect_room(scope, secret)
    viewer = await state.entrance.known.by_session(secret, moment(scope))
    return Identified(VISITOR, [forgotten(scope)]) if viewer is None else Identified(viewer)


def _expect_room(scope: Scope, secret: str) -> None:
    if not scope["app"].state.entrance.known.is_worth_a_look(secret):
        expect_left(scope)
