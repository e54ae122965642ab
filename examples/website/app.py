"""The website as an ASGI application: its addresses, and what is on every answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from examples.website.api import Api, Clock
from examples.website.keeping import Kept
from examples.website.pages import PAGES, Page
from examples.website.rendering import ICON, STYLE, renderer
from examples.website.robots import robots, sitemap
from examples.website.settings import Settings
from examples.website.sites import LATER, Site
from examples.website.visits import LOCALES, PREFIXES, Locale, split

SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer. No script is allowed: there is none. A preview's address is told to nobody."""

FOR_GOOD: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
FOR_A_DAY: Final = {"Cache-Control": "public, max-age=86400"}

Endpoint = Callable[[Request], Awaitable[Response]]


def now() -> datetime:
    """Tell what time it is."""
    return datetime.now(UTC)


def create_app(settings: Settings, clock: Clock = now) -> Starlette:
    """Make the application; it asks the API of ``settings``, and ``clock`` for the time."""
    return Starlette(
        routes=_routes(),
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={500: _failed},
        lifespan=lambda app: _open(app, settings, clock),
    )


@asynccontextmanager
async def _open(app: Starlette, settings: Settings, clock: Clock) -> AsyncIterator[None]:
    limits = httpx.Limits(max_connections=50, max_keepalive_connections=10, keepalive_expiry=4)
    async with httpx.AsyncClient(
        base_url=settings.api_url, timeout=settings.timeout, limits=limits
    ) as client:
        kept = Kept(settings.kept_bytes, timedelta(hours=settings.kept_hours))
        token = settings.preview_token.get_secret_value()
        api = Api(client, kept, settings.patience, token, clock)
        app.state.site = Site(settings, api, renderer(settings), clock)
        yield
        for task in api.asking.values():
            task.cancel()
        await asyncio.gather(*api.asking.values(), return_exceptions=True)


def _routes() -> list[Route]:
    own = [
        Route("/website.css", _sending(STYLE, "text/css", FOR_GOOD)),
        Route("/icon.svg", _sending(ICON, "image/svg+xml", FOR_A_DAY)),
        Route("/robots.txt", robots),
        Route("/sitemap.xml", sitemap),
    ]
    english, swedish = (
        [Route(PREFIXES[locale] + page.pattern, _showing(page, locale)) for page in PAGES]
        for locale in reversed(LOCALES)
    )
    return [*own, Route("/en", _showing(PAGES[-1], "en")), *english, *swedish]


def _showing(page: Page, locale: Locale) -> Endpoint:
    async def show(request: Request) -> Response:
        site: Site = request.app.state.site
        return await site.show(page, locale, request)

    return show


def _sending(body: bytes, kind: str, headers: dict[str, str]) -> Endpoint:
    async def send(request: Request) -> Response:
        return Response(body, media_type=kind, headers=headers)

    return send


async def _failed(request: Request, error: Exception) -> Response:
    """Show that something is broken here; the server logs what."""
    site: Site = request.app.state.site
    locale, _ = split(request.url.path)
    return site.problem(site.visit(locale, request), 500, "failed", LATER)


class SafeHeaders:
    """Adds the headers to each answer of ``app``, whoever wrote it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                lines: list[Any] = [
                    (name.lower().encode(), it.encode()) for name, it in SAFE.items()
                ]
                message["headers"] = [*message.get("headers", ()), *lines]
            await send(message)

        await self.app(scope, receive, safely)
