"""What is told to a client that gets no answer: GraphQL's form of errors, under a status of HTTP.

The rule: a body never tells more than a message, a code, and the id that the log has.
"""

from collections.abc import Sequence

import orjson

Lines = Sequence[tuple[bytes, bytes]]
"""Header lines, as ASGI has them."""


class Refusal(Exception):
    """A request that is not answered: a status, the reason as message, a code, header lines."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str = "BAD_REQUEST",
        lines: Lines = (),
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.lines = lines
        self.request_id = request_id

    def body(self) -> bytes:
        """Tell it in JSON."""
        return told(str(self), self.code, self.request_id)


class Gone(Exception):
    """The client has hung up: nobody waits for an answer."""


def told(message: str, code: str, request_id: str | None = None) -> bytes:
    """Tell one error in JSON: no ``data``, for nothing was executed (GraphQL, section 7.1)."""
    extensions = {"code": code} | ({"requestId": request_id} if request_id else {})
    return orjson.dumps({"errors": [{"message": message, "extensions": extensions}]})
