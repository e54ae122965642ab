"""The schema as text, at ``/schema.graphql``: for code generators, linters and readers.

Its ETag is the text's own digest, so that whoever polls is told "unchanged" until it is not.
"""

from collections.abc import Awaitable, Callable
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from web.etags import NO_CACHE, etag_of, is_known


def sdl(printed: Callable[[], str]) -> Callable[[Request], Awaitable[Response]]:
    """Serve what ``printed`` says, or 304 to whoever has it (RFC 9110, section 13.1.2).

    It is printed for the first who asks, and kept: printing takes a tenth of a second.
    """

    @cache
    def kept() -> tuple[bytes, bytes]:
        body = printed().encode()
        return body, etag_of(body)

    async def answer(request: Request) -> Response:
        body, etag = kept()
        headers = {"ETag": etag.decode(), "Cache-Control": NO_CACHE.decode()}
        if is_known(request.headers.get("if-none-match", "").encode("latin-1"), etag):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/plain", headers=headers)

    return answer
