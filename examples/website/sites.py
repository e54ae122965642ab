"""The website: from a request to a page, or to a page that says why there is none.

The rule: what is public may be kept, and is asked after before each use; what is a preview, or is
shown because the API is away, is not kept anywhere.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from examples.website.api import Answer, Api
from examples.website.outcomes import Away, Missing, Moved, Refused
from examples.website.pages import Page
from examples.website.previewing import PARAMETER, opened
from examples.website.rendering import Renderer
from examples.website.settings import Settings
from examples.website.visits import PARAMETERS, PREFIXES, Locale, Visit, moved

log = logging.getLogger(__name__)

Headers = Mapping[str, str]

KEPT: Final = {"Cache-Control": "no-cache"}
MOVED: Final = {"Cache-Control": "max-age=600"}
"""An old address may get another page one day: nobody should believe for ever that it has moved."""
NOT_KEPT: Final = {"Cache-Control": "no-store"}
PREVIEW: Final = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
LATER: Final = {"Retry-After": "30", **NOT_KEPT}


@dataclass(frozen=True, slots=True)
class Site:
    """What is behind all addresses; ``now`` tells what time it is."""

    settings: Settings
    api: Api
    renderer: Renderer
    now: Callable[[], datetime]

    async def show(self, page: Page, locale: Locale, request: Request) -> Response:
        """Answer a request for a page."""
        visit = self.visit(locale, request)
        try:
            visit = self._opened(visit)
            answer = await self._asked(page, visit)
            shown = {**page.shows(visit, answer.data), "since": answer.since}
        except Moved as move:
            return self._moved(visit, move)
        except Missing:
            return self.problem(visit, 404, "missing", NOT_KEPT)
        except Refused as refusal:
            return self.problem(visit, refusal.status, refusal.why, PREVIEW)
        except Away as error:
            log.error("No page at %s: %s", visit.path, error)
            return self.problem(visit, 503, "away", LATER)
        html = self.renderer.render(page.template, visit, shown).encode()
        return _found(request, html, _keeping(visit, answer))

    def visit(self, locale: Locale, request: Request) -> Visit:
        """Read a request; what its query string says is taken in as far as it is ours."""
        path = request.url.path.removeprefix(PREFIXES[locale]) or "/"
        said = {name: request.query_params.get(name, "") for name in PARAMETERS}
        now = self.now().astimezone(ZoneInfo(self.settings.time_zone))
        given = request.path_params
        return Visit(locale, path, now, self.settings.home, given, said)

    def problem(self, visit: Visit, status: int, what: str, headers: Headers) -> Response:
        """Say what is wrong, and where to go from there."""
        shown = {"what": what, "is_page": False, "title": what, "about": None}
        html = self.renderer.render("problem.html", visit, shown)
        return Response(html, status, headers, "text/html")

    def _opened(self, visit: Visit) -> Visit:
        """Follow a preview link, if it is one; raises ``Refused`` if it is not good."""
        said = visit.parameters[PARAMETER]
        if not said:
            return visit
        secret = self.settings.preview_secret.get_secret_value()
        preview = opened(secret, visit.path, said, visit.now)
        return replace(visit, preview=preview)

    async def _asked(self, page: Page, visit: Visit) -> Answer:
        variables: dict[str, Any] = {**page.asks(visit), "locale": visit.locale.upper()}
        ask = self.api.preview if visit.preview else self.api.ask
        return await ask(page.document, variables)

    def _moved(self, visit: Visit, move: Moved) -> Response:
        secret = self.settings.preview_secret.get_secret_value()
        address = moved(visit, move.path, move.changed, secret)
        kept = PREVIEW if visit.preview else MOVED
        return RedirectResponse(address, 308 if move.for_good else 307, kept)


def _keeping(visit: Visit, answer: Answer) -> Headers:
    if visit.preview:
        return PREVIEW
    return KEPT if answer.since is None else NOT_KEPT


def _found(request: Request, html: bytes, headers: Headers) -> Response:
    """Send a page, or tell who has it that it is still the same (RFC 9110, section 13.1.2)."""
    if headers is not KEPT:
        return Response(html, 200, headers, "text/html")
    etag = f'"{sha256(html).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    tags = {it.strip().removeprefix("W/") for it in known.split(",")}
    tagged = {"ETag": etag, **headers}
    if etag in tags:
        return Response(status_code=304, headers=tagged)
    return Response(html, 200, tagged, "text/html")
