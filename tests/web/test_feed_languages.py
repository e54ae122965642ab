"""In which language a feed tells what, also where a text is missing in that of the feed."""

from xml.etree import ElementTree

import pytest

from tests.factories import meeting
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PARTS = ("a:title", "a:summary")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

RHYMES, READING = {"sv": "Ramsor", "en": "Rhymes"}, {"sv": "Läsning", "en": "Reading"}
SPOKEN = {
    "Rhymes": ("en", "en"),
    "Bokprat": ("sv", "sv"),
    "Reading": ("en", "sv"),
    "Fika": ("sv", None),
    "Kaffe": ("sv", "en"),
}
"""The languages of a meeting's title and of its description, in a feed in English."""


@pytest.fixture
async def filled(feeds: Feeds) -> Feeds:
    """Meetings that are told in English, in Swedish, and in both."""
    async with feeds.store.writing():
        await meeting(RHYMES, summary={"sv": "Om ramsor.", "en": "On rhymes."})
        await meeting("Bokprat", summary={"sv": "Om böcker."}, agenda={"sv": "Kaffe"})
        await meeting(READING, agenda={"sv": "Högläsning"})
        await meeting("Fika", summary={"sv": "Om te."}, reason={"en": "The house is full."})
        await meeting("Kaffe", online_url="https://example.org/rum")
    return feeds


async def test_a_calendar_names_the_language_of_each_text(filled: Feeds) -> None:
    events = (await filled.events(f"{ALL}?language=en")).values()

    told = {
        str(it["summary"]): tuple(
            it[name].params.get("LANGUAGE") for name in ("summary", "description")
        )
        for it in events
    }
    assert told == SPOKEN


async def test_atom_names_what_is_in_another_language_than_the_feed(filled: Feeds) -> None:
    answer = await filled.get("/feeds/meetings.atom?language=en")

    feed = ElementTree.fromstring(answer.content)
    told = {
        it.findtext("a:title", None, ATOM): tuple(
            part.get(LANG)
            for name in ("title", "summary")
            for part in it.iterfind(f"a:{name}", ATOM)
        )
        for it in feed.iterfind("a:entry", ATOM)
    }
    assert feed.get(LANG) == "en"
    assert told == {
        title: tuple(None if it == "en" else it for it in languages)
        for title, languages in SPOKEN.items()
    }


async def test_a_json_feed_names_the_language_of_what_is_all_in_another(filled: Feeds) -> None:
    feed = (await filled.get("/feeds/meetings.json?language=en")).json()

    assert feed["language"] == "en"
    assert {it["title"]: it.get("language") for it in feed["items"]} == {
        "Rhymes": None,
        "Bokprat": "sv",
        "Reading": None,
        "Fika": None,
        "Kaffe": "sv",
    }


async def test_a_feed_in_the_language_of_its_texts_names_no_other(filled: Feeds) -> None:
    written = (await filled.get("/feeds/meetings.atom")).text

    assert written.count("xml:lang") == 1
