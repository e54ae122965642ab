"""What writes feeds is loaded when the first is asked for, and not before.

The library ``icalendar`` takes 3 MB and a tenth of a second, as much as the schema does.
"""

from asyncio import to_thread
from datetime import datetime
from importlib import import_module
from typing import Protocol

from services.database.storage import Store
from services.feeds.addresses import Feed, Site
from services.feeds.feeding import Found


class Forms(Protocol):
    """The forms of feeds, as ``services/feeds/forms.py`` has them."""

    TYPES: dict[str, str]
    EDITION: bytes

    def file_name(self, feed: Feed, found: Found) -> str:
        """Give a feed's name as a file."""

    async def written(
        self, store: Store, now: datetime, feed: Feed, address: str, site: Site, found: Found
    ) -> bytes:
        """Write what was found in a feed's form."""


async def forms() -> Forms:
    """Give the forms of feeds, loaded beside the loop."""
    loaded: Forms = await to_thread(import_module, "services.feeds.forms")
    return loaded
