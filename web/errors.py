"""What is answered where nothing else answers: small, and in the form that the asker reads.

A browser is shown a page; everybody else gets the form in which GraphQL tells errors.
"""

from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from web.headers import SAFE
from web.pages import page

ENGLISH = {404: "There is nothing here; GraphQL is at /graphql."}
SWEDISH = {404: "Här finns ingenting", 405: "Så går det inte att fråga här"}
CONTENT = """<h1>{swedish}</h1>
<p class="soft" lang="en">{english}</p>
<p><a href="{home}">Till startsidan</a></p>"""


async def refused(request: Request, error: Exception) -> Response:
    """Answer a request that leads nowhere, such as one for an unknown address."""
    assert isinstance(error, HTTPException)
    status, headers = error.status_code, error.headers
    detail = ENGLISH.get(status, f"{error.detail}.")
    if "text/html" not in request.headers.get("accept", ""):
        answer: Response = JSONResponse(_told(detail), status)
    else:
        answer = _page(request, status, detail)
    answer.headers.update({"Vary": "Accept", **(headers or {})})
    return answer


async def accident(request: Request, error: Exception) -> Response:
    """Answer for what nobody foresaw: say that it went wrong, and nothing of what did."""
    told = _told("Something went wrong here; it has been written down.", "INTERNAL_SERVER_ERROR")
    return JSONResponse(told, 500, headers=SAFE)


def _page(request: Request, status: int, detail: str) -> Response:
    swedish = SWEDISH.get(status, "Det gick inte")
    home = escape(str(request.base_url))
    content = CONTENT.format(swedish=swedish, english=escape(detail), home=home)
    return page(f"{swedish} – Knutpunkt", content, status)


def _told(message: str, code: str | None = None) -> dict[str, object]:
    error = {"message": message, **({"extensions": {"code": code}} if code else {})}
    return {"errors": [error]}
