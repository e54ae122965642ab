"""The schema as text, at ``/schema.graphql``: for code generators, linters and readers.

Its ETag is the text's own digest, so that whoever polls is told "unchanged" until it is not.
"""

from collections.abc import Awaitable, Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response


def sdl(text: str) -> Callable[[Request], Awaitable[Response]]:
    """Serve ``text``, or 304 to whoever has it already (RFC 9110, section 13.1.2)."""
    body = text.encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}

    async def answer(request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        if known.strip() == "*" or etag in [
            tag.strip().removeprefix("W/") for tag in known.split(",")
        ]:
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/plain", headers=headers)

    return answer
