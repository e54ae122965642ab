"""What writes feeds takes memory, and time to load: a server has none of it until it is asked."""

from tests.test_commands import running

LOADED = """
import asyncio, sys
import commands
from services.feeds.loading import forms

before = "icalendar" in sys.modules
types = sorted(asyncio.run(forms()).TYPES)
print(before, types, "icalendar" in sys.modules)
"""


def test_what_writes_feeds_is_loaded_when_the_first_is_asked_for() -> None:
    with running({}, "-c", LOADED) as process:
        said, _ = process.communicate()

    assert said == "False ['atom', 'ics', 'json'] True\n"
