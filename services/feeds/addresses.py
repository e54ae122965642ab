"""The address of a feed: it carries the question itself, so that no table has to remember it.

The question is the canonical JSON of a filter: no blanks, names in order, nothing that asks for
nothing. It is deflated (RFC 1951) with a dictionary of the words that filters are made of, and
written in the letters of base64url (RFC 4648, section 5). Whoever has an address is answered
what is public, as anybody who sends the same filter; so there is nothing to sign.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import quote, urlencode

import orjson

from services.errors import bad_input

Form = Literal["ics", "atom", "json"]
Cancelled = Literal["status", "prefix", "both"]
"""What tells that a meeting is cancelled: its status, its title, or both."""

FORMS: tuple[str, ...] = get_args(Form)
CANCELLED: tuple[str, ...] = get_args(Cancelled)
MEETINGS = "/meetings/"
"""Beneath what meetings have addresses of their own on this server."""

OWNERS = ("network", "contact", "organisation", "series")

LONGEST, DECODED = 1_500, 4_000
"""How many letters a question may have in an address, and how many bytes its JSON may have."""

_WORDS = (
    b'{"startsWith":"contains":"isNull":"notIn":"between":{"from":"to":"overlaps":{"from":"'
    b'"when":"UPCOMING"}"when":"PAST"}"allDay":{"eq":true}"timeZone":{"eq":"Europe/Stockholm"}'
    b'"venue":"municipality"contacts":{"some":{"slug":{"eq":"focusAreas":{"some":{"slug":{"eq":"'
    b'"endsAt":{"gte":"startsAt":{"gte":"2026-01-01T00:00:00Z"}"and":[{"or":[{"not":{"none":{'
    b'"every":{"title":{"contains":"state":{"ne":"CANCELLED"}"CONFIRMED"attendance":{"in":['
    b'"ONSITE","MIXED","ONLINE"]}{"networks":{"some":{"id":{"eq":"{"networks":{"some":{"slug":'
    b'{"in":["{"networks":{"some":{"slug":{"eq":"bibliotekschefer"}}}}'
)
"""Part of every address that was ever given out: it must never change."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is subscribed to: a question in an address's letters, empty for all; how it is told.

    Where there is an ``owner``, only the meetings that belong to it: to a network, a contact, the
    organisation that lends the place, or a series, by its id.
    """

    question: str
    form: Form
    locale: str = "sv"
    cancelled: Cancelled = "both"
    owner: str = ""
    owner_id: str = ""

    @property
    def path(self) -> str:
        """Its address on this server, with nothing in it that is usual."""
        beneath = f"/{self.question}" if self.question else ""
        said = {"language": self.locale, "cancelled": self.cancelled}
        if self.owner_id:
            said[self.owner] = self.owner_id
        usual = {"language": "sv", "cancelled": "both"}
        options = urlencode([it for it in said.items() if it not in usual.items()])
        return f"/feeds/meetings{beneath}.{self.form}{f'?{options}' if options else ''}"


@dataclass(frozen=True, slots=True)
class Site:
    """Where people find what is told: this server, and the page of a website for a meeting.

    ``page`` has ``{slug}`` in it, once, and may have ``{language}``. Where there is no such page, a
    meeting is led to as its own calendar on this server.
    """

    home: str = ""
    page: str = ""

    def meeting(self, slug: str, locale: str) -> str:
        """Give the address that a meeting is read at."""
        return f"{self.before(locale)}{quote(slug)}{self.behind(locale)}"

    def before(self, locale: str) -> str:
        """Give what stands before the slug in it."""
        return self._parts(locale)[0]

    def behind(self, locale: str) -> str:
        """Give what stands behind the slug in it."""
        return self._parts(locale)[2]

    def _parts(self, locale: str) -> tuple[str, str, str]:
        page = self.page or f"{self.home}{MEETINGS}{{slug}}{meeting_ending(locale)}"
        return page.replace("{language}", locale).partition("{slug}")


NOWHERE = Site()
"""Where nobody is led: of what is planned without being told."""


def meeting_path(slug: str, locale: str) -> str:
    """Give the address of a meeting alone, on this server."""
    return f"{MEETINGS}{quote(slug)}{meeting_ending(locale)}"


def meeting_ending(locale: str) -> str:
    """Give what stands behind the slug in the address of a meeting."""
    return f".ics{'' if locale == 'sv' else f'?language={locale}'}"


def question_of(where: dict[str, Any]) -> str:
    """Write a filter for an address; raises ``Refused`` for one that is too long."""
    if not where:
        return ""
    told = canonical(where)
    deflating = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=_WORDS)
    packed = deflating.compress(told) + deflating.flush()
    question = urlsafe_b64encode(packed).rstrip(b"=").decode()
    if len(question) > LONGEST or len(told) > DECODED:
        raise bad_input("This filter is too long for a feed's address: name fewer things in it.")
    return question


def filter_of(question: str) -> dict[str, Any] | None:
    """Read what ``question_of`` wrote; None for anything else, before much is made of it."""
    if not question:
        return {}
    try:
        packed = urlsafe_b64decode(question + "=" * (-len(question) % 4))
        inflating = zlib.decompressobj(-15, zdict=_WORDS)
        told = inflating.decompress(packed, DECODED)
        where = orjson.loads(told) if inflating.eof and not inflating.unused_data else None
    except (Error, ValueError, zlib.error):
        return None
    written = urlsafe_b64encode(packed).rstrip(b"=").decode() == question
    usable = isinstance(where, dict) and where and written and canonical(where) == told
    return where if usable else None


def canonical(where: dict[str, Any]) -> bytes:
    """Write a filter the one way that it is written in addresses."""
    return orjson.dumps(_asking(where), option=orjson.OPT_SORT_KEYS)


def _asking(value: Any) -> Any:
    """Leave out what is null: it asks for nothing."""
    if isinstance(value, dict):
        return {name: _asking(it) for name, it in value.items() if it is not None}
    return [_asking(it) for it in value] if isinstance(value, list) else value
