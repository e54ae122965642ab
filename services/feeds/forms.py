"""The forms of a feed: which type each has, how it is written, and what its bytes follow from."""

from asyncio import to_thread
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from inspect import getsource

from services.clocks import zone_rules
from services.content.slugs import slug_of
from services.database.storage import Store
from services.feeds import feeding, icalendars, syndication, words
from services.feeds.addresses import Feed, Site
from services.feeds.feeding import Found
from services.feeds.names import named_since

TYPES = {
    "ics": "text/calendar",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
_WRITING = {"ics": icalendars.icalendar, "atom": syndication.atom, "json": syndication.json_feed}

_PARTS = (words, feeding, icalendars, syndication, zone_rules)
EDITION = sha256(
    "\n".join([*map(getsource, _PARTS), version("icalendar"), version("tzdata")]).encode()
).digest()
"""What wrote it: other code, or other rules of time zones, may write other bytes."""


def file_name(feed: Feed, found: Found) -> str:
    """Give a feed's name as a file: a meeting alone has that of its address."""
    named = words.name(found, feed.locale)
    slug = found.meetings[0]["slug"] if found.alone else slug_of(named)
    return f"{slug or 'meetings'}.{feed.form}"


async def written(
    store: Store,
    now: datetime,
    feed: Feed,
    address: str,
    site: Site,
    found: Found,
) -> bytes:
    """Write what was found in a feed's form; its meetings are read at addresses of ``site``.

    It is written beside the loop: the largest feeds take some tenths of a second.
    """
    ids = [network["id"] for it in found.meetings for network in it["networks"]]
    named = await named_since(store, ids, feed.locale, now) if ids else {}
    meetings = [feeding.Told.of(it, named) for it in found.meetings]
    addresses = [site.meeting(it.slug, feed.locale) for it in meetings]
    parts = (meetings, words.name(found, feed.locale), address, addresses)
    return await to_thread(_WRITING[feed.form], *parts, feed.locale, feed.cancelled)
