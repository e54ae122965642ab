"""The session's cookie: no script reads it, and no other site's form sends it.

Over TLS its name begins with ``__Host-``, so that a browser takes it from nobody but this host,
over TLS, for all of its addresses (RFC 6265bis, section 4.1.3.2). Whether it is TLS is what a
trusted proxy says.
"""

from datetime import datetime
from math import ceil

from starlette.requests import cookie_parser
from starlette.types import Scope

from services.identity.sessions import Begun
from web.headers import Headers

NAME = "knutpunkt_session"
Line = tuple[bytes, bytes]


def session_in(scope: Scope, headers: Headers) -> str | None:
    """Give the secret of the session that a request shows, if it shows any."""
    said = headers.get(b"cookie")
    return None if said is None else cookie_parser(said.decode("latin-1")).get(_name(scope))


def remembered(scope: Scope, begun: Begun, now: datetime) -> Line:
    """Have the browser keep a session until it ends."""
    seconds = ceil((begun.expires_at - now).total_seconds())
    return _line(scope, begun.secret, seconds)


def forgotten(scope: Scope) -> Line:
    """Have the browser forget the session that it keeps."""
    return _line(scope, "", 0)


def _line(scope: Scope, value: str, seconds: int) -> Line:
    secure = "; Secure" if _is_secure(scope) else ""
    said = f"{_name(scope)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    return b"set-cookie", said.encode()


def _name(scope: Scope) -> str:
    return f"__Host-{NAME}" if _is_secure(scope) else NAME


def _is_secure(scope: Scope) -> bool:
    return scope["scheme"] in ("https", "wss")
