"""Signing in and out: from what somebody says of themselves to a session, and to who asks after it.

The rule: the session's secret goes to the browser by a header line and nowhere else; no answer
tells it.
"""

from typing import Any

from resolvers.outcomes import Client, Doing, Outcome, Said
from services.errors import Fault, Refused
from services.identity.sessions import end
from services.identity.signing_in import Attempt, Entrance, sign_in
from services.policy import RIGHTS, Right
from services.view import VISITOR, Viewer


async def signing_in(doing: Doing, said: Said) -> Outcome:
    """Begin a session in place of the one before."""
    client, actor = doing.client(), doing.actor
    attempt = Attempt(said["email"], said["password"], client.address, client.session)
    begun = await sign_in(_entrance(client), attempt, actor.moment, actor.locale)
    return Outcome(lines=client.keep(begun), viewer=begun.viewer)


async def signing_out(doing: Doing, _: Said) -> Outcome:
    """End the session that was shown, if any was."""
    client = doing.client()
    if client.session is not None:
        await end(_entrance(client).store, client.session)
    return Outcome(lines=client.keep(None), viewer=VISITOR)


def known_of(viewer: Viewer) -> dict[str, Any] | None:
    """Tell what is known of a viewer: nothing of a visitor."""
    if viewer.role is None:
        return None
    can = {right.name.lower(): right in RIGHTS[viewer.role] for right in Right}
    return {"name": viewer.name, "role": viewer.role, "can": can}


def _entrance(client: Client) -> Entrance:
    if client.entrance is None:
        raise Refused(Fault("FORBIDDEN", "Sign in and out by a POST: a socket keeps no cookie."))
    return client.entrance
