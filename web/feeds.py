"""Feeds: ``/feeds/meetings….ics``, ``.atom`` and ``.json``, and ``/meetings/<slug>.ics``.

The rules: a feed tells what a visitor may see, whoever asks. What it holds is looked up in short
first, which version of what; whoever has just that is sent nothing, and what was written before
is not written again. Whatever is wrong with an address is 404, and with its options 400.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from typing import Any
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from resolvers.feeds import Looking, feed_of, meeting_of
from resolvers.recent import Recent
from services.events.log import last_public
from services.feeds.addresses import (
    CANCELLED,
    FORMS,
    LONGEST,
    OWNERS,
    Feed,
    Site,
    filter_of,
    meeting_path,
)
from services.feeds.feeding import Found, basis, changed
from services.feeds.loading import forms
from services.view import LOCALES, VISITOR
from web.clock import moment
from web.endpoint.operations import refusal_of
from web.etags import NO_CACHE, etag_of, is_known
from web.refusing import Refusal

KEPT, BYTES_KEPT = 500, 32_000_000
"""How many feeds are kept as they were written, and how many bytes of them together."""

OPTIONS = {"language": LOCALES, "cancelled": CANCELLED}
UNKNOWN = (
    "A feed's address may say: language=sv|en, cancelled=status|prefix|both, and the id of one "
    "network, contact, organisation or series."
)
NOTHING = "There is no such feed: copy its address from `feeds` in an answer of GraphQL."
NO_MEETING = "There is no such meeting."

Answer = Callable[[Request, Looking], Awaitable[Response]]
"""Answers for one kind of address."""

Find = Callable[[bool], Awaitable[Found | None]]
"""Looks up what a feed holds, whole or in short."""


@dataclass(frozen=True, slots=True)
class Feeds:
    """What answers at the addresses of feeds; ``patience`` is how long it may take, in seconds."""

    patience: float
    kept: Recent[bytes, bytes] = field(default_factory=lambda: Recent(KEPT, BYTES_KEPT))

    async def feed(self, request: Request) -> Response:
        """Answer for a feed of all meetings, or of those that a question asks for."""
        return await self._answered(request, self._feed)

    async def meeting(self, request: Request) -> Response:
        """Answer for one meeting; an old address leads on to the one that it has now."""
        return await self._answered(request, self._meeting)

    async def _answered(self, request: Request, answer: Answer) -> Response:
        """Answer, and let pages of listed origins read it, as they may what GraphQL answers."""
        response = await self._answer(request, answer)
        origin = request.headers.get("origin", "").encode("latin-1")
        response.raw_headers += request.app.state.origins.grants(origin)
        response.headers.add_vary_header("Origin")
        return response

    async def _answer(self, request: Request, answer: Answer) -> Response:
        state = request.app.state
        try:
            async with (
                asyncio.timeout(self.patience),
                state.rates.paying(request.scope, VISITOR) as spend,
            ):
                locale = _options(request)["language"]
                return await answer(
                    request, Looking(state.gate, moment(request.scope), locale, spend)
                )
        except Exception as error:
            refusal = refusal_of(error, request.scope, None)
            lines = {name.decode(): value.decode() for name, value in refusal.lines}
            headers = {"Cache-Control": "no-store", **lines}
            return Response(refusal.body(), refusal.status, headers, "application/json")

    async def _feed(self, request: Request, looking: Looking) -> Response:
        question, form = request.path_params.get("question", ""), request.path_params["form"]
        where = filter_of(question) if form in FORMS and len(question) <= LONGEST else None
        if where is None:
            raise Refusal(404, NOTHING, "NOT_FOUND")
        feed = _named(Feed(question, form), request)
        address = looking.gate.site.home + feed.path

        async def find(whole: bool) -> Found | None:
            return await feed_of(looking, feed, where, whole=whole)

        return await self._told(request, looking, feed, address, find)

    async def _meeting(self, request: Request, looking: Looking) -> Response:
        slug = request.path_params["slug"]
        feed = _named(Feed("", "ics"), request)

        async def find(whole: bool) -> Found | None:
            return await meeting_of(looking, slug, whole=whole)

        found = await find(False)
        if found is None:
            raise Refusal(404, NO_MEETING, "NOT_FOUND")
        [told] = found.meetings
        path = meeting_path(told["slug"], feed.locale)
        if told["slug"] != slug:
            return RedirectResponse(path, 302, {"Cache-Control": NO_CACHE.decode()})
        return await self._told(request, looking, feed, looking.gate.site.home + path, find)

    async def _told(
        self, request: Request, looking: Looking, feed: Feed, address: str, find: Find
    ) -> Response:
        """Tell a feed: nothing of it to whoever has it, and what is kept to everybody else."""
        found = await find(False)
        if found is None:
            raise Refusal(404, NOTHING, "NOT_FOUND")
        latest = changed(found, await last_public(looking.gate.store), looking.now)
        known = await forms()
        tag = partial(_tag, known.EDITION, looking.gate.site, feed, address)
        etag = tag(found)
        headers = _headers(feed, known.file_name(feed, found), etag, latest, looking.now)
        if _has_it(request.headers, etag, latest):
            return Response(None, 304, headers)
        body = self.kept.get(etag)
        if body is None:
            found = await find(True) or Found(())
            gate = looking.gate
            body = await known.written(gate.store, looking.now, feed, address, gate.site, found)
            etag = tag(found)  # something may have changed meanwhile
            headers["ETag"] = etag.decode()
            self.kept.put(etag, body, len(body))
        headers["Content-Type"] = f"{known.TYPES[feed.form]}; charset=utf-8"
        headers["Content-Length"] = f"{len(body)}"
        return Response(None if request.method == "HEAD" else body, 200, headers)


def feed_routes(patience: float) -> list[BaseRoute]:
    """Give the addresses of feeds; each is answered within ``patience``, in seconds."""
    feeds = Feeds(patience)
    return [
        Route("/feeds/meetings.{form}", feeds.feed),
        Route("/feeds/meetings/{question}.{form}", feeds.feed),
        Route("/meetings/{slug}.ics", feeds.meeting),
    ]


def _options(request: Request) -> dict[str, str]:
    """Read what the query string says; raises ``Refusal`` with 400."""
    said = {"language": "sv", "cancelled": "both"}
    for name, value in request.query_params.multi_items():
        if not (_is_id(value) if name in OWNERS else value in OPTIONS.get(name, ())):
            raise Refusal(400, UNKNOWN)
        said[name] = value
    if len(said) > len(OPTIONS) + 1:
        raise Refusal(400, UNKNOWN)
    return said


def _is_id(text: str) -> bool:
    """Tell whether this is an id as answers tell ids."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _named(feed: Feed, request: Request) -> Feed:
    said: Mapping[str, Any] = _options(request)
    owner = next((it for it in OWNERS if it in said), "")
    options = (said["language"], said["cancelled"], owner, said.get(owner, ""))
    return Feed(feed.question, feed.form, *options)


def _tag(edition: bytes, site: Site, feed: Feed, address: str, found: Found) -> bytes:
    options = f"{feed.form} {feed.locale} {feed.cancelled} {address} {site.page}".encode()
    return etag_of(edition, options, basis(found))


def _headers(feed: Feed, file: str, etag: bytes, latest: datetime, now: datetime) -> dict[str, str]:
    """Give the header lines; a change of this very second cannot be told from the next one."""
    headers = {
        "ETag": etag.decode(),
        "Cache-Control": NO_CACHE.decode(),
        "Content-Language": feed.locale,
        "Content-Disposition": f'inline; filename="{file}"',
    }
    if (now - latest).total_seconds() >= 1:
        headers["Last-Modified"] = format_datetime(latest, usegmt=True)
    return headers


def _has_it(headers: Headers, etag: bytes, latest: datetime) -> bool:
    """Tell whether a client has what there is: by tag, or else by time (RFC 9110, 13.2.2)."""
    if tags := ",".join(headers.getlist("if-none-match")):
        return is_known(tags.encode("latin-1"), etag)
    try:
        return parsedate_to_datetime(headers.get("if-modified-since", "")) >= latest
    except (TypeError, ValueError):
        return False
