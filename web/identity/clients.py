"""Where a request comes from, for whoever signs in or out by it.

The rule: a session is begun only where its cookie can be kept, which no message on a socket can
have done.
"""

from starlette.types import Scope

from resolvers.outcomes import Client, Lines
from services.identity.sessions import Begun
from web.clock import moment
from web.headers import Headers
from web.identity.cookies import forgotten, remembered, session_in
from web.rates import subscriber


def client_of(scope: Scope, headers: Headers) -> Client:
    """Tell where a request comes from."""
    state = scope["app"].state

    def keep(begun: Begun | None) -> Lines:
        return [remembered(scope, begun, moment(scope)) if begun else forgotten(scope)]

    return Client(
        state.rates.keyed(subscriber(scope)),
        session_in(scope, headers),
        state.entrance if scope["type"] == "http" else None,
        keep,
    )
