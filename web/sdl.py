"""The schema as text, at ``/schema.graphql``: for code generators, linters and readers.

Its ETag is the text's own digest, so that whoever polls is told "unchanged" until it is not.
"""

from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response


def sdl(printed: Callable[[], str]) -> Callable[[Request], Awaitable[Response]]:
    """Serve what ``printed`` says, or 304 to whoever has it (RFC 9110, section 13.1.2).

    It is printed for the first who asks, and kept: printing takes a tenth of a second.
    """

    @cache
    def kept() -> tuple[bytes, str]:
        body = printed().encode()
        return body, f'"{sha256(body).hexdigest()[:32]}"'

    async def answer(request: Request) -> Response:
        body, etag = kept()
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if _has(request, etag):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/plain", headers=headers)

    return answer


def _has(request: Request, etag: str) -> bool:
    told = request.headers.get("if-none-match", "").split(",")
    return bool({etag, "*"} & {tag.strip().removeprefix("W/") for tag in told})
