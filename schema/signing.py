"""Signing in and out by GraphQL; the session is kept by the browser, as a cookie."""

from typing import Any

import strawberry

from resolvers.signing import known_of, signing_in, signing_out
from resolvers.sources import Acts, Knows
from schema.fields import changing, told
from schema.payloads import change, payload
from schema.viewer import Viewer

COMPUTING = 100
"""What it costs beside its answer: it keeps a core busy for a quarter of a second."""


@strawberry.input(description="Who signs in.")
class SignInInput:
    email: str = strawberry.field(description="The e-mail address, however it is capitalised.")
    password: str = strawberry.field(description="The password; send it in a variable.")


def _viewer(description: str) -> Any:
    return Viewer | None, told(Knows(known_of), description)


SIGNING = {
    "sign_in": (
        payload(
            "SignInPayload",
            "What came of `signIn`. All that is asked after it is answered to the new viewer.",
            viewer=_viewer("Whoever is signed in now; null for a visitor."),
        ),
        change(
            Acts(signing_in, COMPUTING),
            SignInInput,
            "Sign in: the answer sets a cookie, which ends the session before. Whether there is "
            "such an account is not told. Not on a WebSocket, which keeps no cookie.",
        ),
    ),
    "sign_out": (
        payload(
            "SignOutPayload",
            "What came of `signOut`. All that is asked after it is answered to a visitor.",
            viewer=_viewer("Null: whoever asks is a visitor now."),
        ),
        changing(Acts(signing_out), "Sign out: the session ends, and the cookie is taken away."),
    ),
}
"""The changes of who asks: payload and declaration, by name."""
