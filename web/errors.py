"""What is answered where nothing else answers: small, and in the form that the asker reads.

A browser is shown a page; everybody else gets the form in which GraphQL tells errors.
"""

import logging
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from services.database.storage import Unreachable
from web.endpoint.operations import refusal_of
from web.pages.frame import page
from web.refusing import Refusal, told
from web.request_ids import request_id
from web.watching.accidents import write_down

log = logging.getLogger(__name__)

NOTHING = "There is nothing here; GraphQL is at /graphql."
CODES = {403: "FORBIDDEN", 404: "NOT_FOUND"}
"""What programs are told, unless it is that the request is wrong."""

SWEDISH = {404: "Här finns ingenting", 405: "Så går det inte att fråga här"}
CONTENT = """<h1>{swedish}</h1>
<p class="soft" lang="en">{english}</p>
<p><a href="{home}">Till startsidan</a></p>"""


async def refused(request: Request, error: Exception) -> Response:
    """Answer a request that leads nowhere, such as one for an unknown address."""
    assert isinstance(error, HTTPException)
    status, headers = error.status_code, dict(error.headers or {})
    methods = " or ".join(sorted(headers.get("Allow", "").split(", ")))
    detail = {404: NOTHING, 405: f"Ask with {methods}."}.get(status, f"{error.detail}.")
    return _answer(request, status, detail, CODES.get(status, "BAD_REQUEST"), headers)


async def unanswered(request: Request, error: Exception) -> Response:
    """Answer a request of somebody who may not ask, or for whom nothing can be looked up now."""
    refusal = refusal_of(error, request.scope, None)
    headers = {name.decode(): value.decode() for name, value in refusal.lines}
    return _answer(request, refusal.status, str(refusal), refusal.code, headers)


def _answer(
    request: Request, status: int, detail: str, code: str, headers: dict[str, str]
) -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        body = told(detail, code)
        answer: Response = Response(body, status, media_type="application/json")
    else:
        answer = _page(request, status, detail)
    answer.headers.update({"Vary": "Accept", **headers})
    return answer


async def accident(request: Request, error: Exception) -> Response:
    """Answer for what nobody foresaw: say that it went wrong, and nothing of what did."""
    known_as = request_id(request.scope)
    write_down(log, error, known_as, None)
    body = told(
        f"Something went wrong here; it has been written down as {known_as}.",
        "INTERNAL_SERVER_ERROR",
        known_as,
    )
    return Response(body, 500, {"Cache-Control": "no-store"}, media_type="application/json")


ANSWERS = {
    HTTPException: refused,
    Refusal: unanswered,
    Unreachable: unanswered,
    TimeoutError: unanswered,
    Exception: accident,
}
"""What answers for which error, as Starlette has it."""


def _page(request: Request, status: int, detail: str) -> Response:
    swedish = SWEDISH.get(status, "Det gick inte")
    home = escape(str(request.base_url))
    content = CONTENT.format(swedish=swedish, english=escape(detail), home=home)
    return page(f"{swedish} – Knutpunkt", content, status)
