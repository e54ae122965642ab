"""Signing in and out by a page: ``/sign-in``, also from a link that works once, and ``/sign-out``.

The rule: what lets somebody in is only ever sent in the body of a form; a link's secret goes from
the address into the form, and is worth nothing once the form was sent.
"""

from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.errors import Refused
from services.identity.people import Person
from services.identity.sessions import Begun, end
from services.identity.sign_in_links import owner, redeem
from services.identity.signing_in import Attempt, Entrance, sign_in
from web.clock import moment
from web.headers import combined
from web.identity.clients import client_of
from web.identity.cookies import forgotten, remembered, session_in
from web.identity.forms import read_form
from web.identity.identifying import identified
from web.identity.sign_in_pages import over_page, sign_in_page, signed_in_page, welcome_page

SWEDISH = "sv"
HOME = {"./": "Till startsidan"}
EXPLORER = {"explorer": "Till utforskaren"}


async def show_sign_in(request: Request) -> Response:
    """Show the form: for whoever has a link, for anybody, or to sign out."""
    link = request.query_params.get("link")
    if link is not None:
        return await _welcome(link, moment(request.scope))
    who = await identified(request.scope, combined(request.scope["headers"]))
    if who.viewer.account is None:
        where = request.query_params.get("next")
        return sign_in_page({"next": where} if where in EXPLORER else {})
    ways = HOME if request.app.state.explorer == "off" else {**EXPLORER, **HOME}
    return signed_in_page(who.viewer, ways)


async def take_sign_in(request: Request) -> Response:
    """Take a form, and begin a session; or show it again with what is wrong."""
    said = await read_form(request)
    now = moment(request.scope)
    try:
        begun = await (_redeemed if "link" in said else _signed_in)(request, said, now)
    except Refused as refused:
        return _again(said, refused)
    answer = _onward(said)
    answer.raw_headers.append(remembered(request.scope, begun, now))
    return answer


async def take_sign_out(request: Request) -> Response:
    """End the session, if there is one, and have the browser forget it."""
    said = await read_form(request)
    secret = session_in(request.scope, combined(request.scope["headers"]))
    if secret is not None:
        await end(_entrance(request).store, secret)
    answer = _onward(said)
    answer.raw_headers.append(forgotten(request.scope))
    return answer


def _onward(said: Mapping[str, str]) -> RedirectResponse:
    """Lead on to where the form came from, if that is a page of ours that is known to have it."""
    where = "explorer" if said.get("next") in EXPLORER else "sign-in"
    return RedirectResponse(where, 303, {"Cache-Control": "private, no-store"})


async def _welcome(link: str, now: datetime) -> Response:
    try:
        account = await owner(link, now, SWEDISH)
    except Refused as refused:
        return over_page(refused.faults)
    known = {"name": account.name, "email": account.email} if account.email else {}
    return welcome_page({"link": link, **known})


async def _signed_in(request: Request, said: Mapping[str, str], now: datetime) -> Begun:
    client = client_of(request.scope, combined(request.scope["headers"]))
    email, password = said.get("email", ""), said.get("password", "")
    attempt = Attempt(email, password, client.address, client.session)
    return await sign_in(_entrance(request), attempt, now, SWEDISH)


async def _redeemed(request: Request, said: Mapping[str, str], now: datetime) -> Begun:
    person = Person(said.get("email", ""), said.get("name", ""))
    return await redeem(_entrance(request), said["link"], person, said.get("password", ""), now)


def _again(said: Mapping[str, str], refused: Refused) -> Response:
    first = refused.faults[0]
    if first.code == "LINK_OVER":
        return over_page(refused.faults)
    status = 429 if first.code == "RATE_LIMITED" else 400
    page = (welcome_page if "link" in said else sign_in_page)(said, refused.faults, status)
    if seconds := first.more.get("retry_after"):
        page.headers["Retry-After"] = str(seconds)
    return page


def _entrance(request: Request) -> Entrance:
    entrance: Entrance = request.app.state.entrance
    return entrance
