"""What the page shows in another language than its own says so, and nothing else does."""

import re

import pytest

from tests.factories import DAY
from tests.website.conftest import Website
from tests.website.filling import NOW
from tests.website.test_pages import HOME

ATTRIBUTE = re.compile(r'<(\w+)[^>]* lang="(\w+)"[^>]*>(?:<(?:a|b|p)\b[^>]*>)?([^<]*)')


async def marked(website: Website, address: str) -> list[tuple[str, str, str]]:
    """List the elements that name a language: which element, which language, what it begins with.

    The page itself is left out, and the way to the page in the other language.
    """
    body = (await website.get(address)).text
    found = [(name, locale, text.strip()) for name, locale, text in ATTRIBUTE.findall(body)]
    [page, way, *marked] = found
    assert page == ("html", "en" if address.startswith("/en/") else "sv", "")
    assert way[0] == "a"
    return marked


ENGLISH = {
    "/en/natverk/lascirklar": [
        ("h1", "sv", "Läscirklar"),
        ("dd", "sv", "Att läsa."),
        ("a", "sv", "Lust att läsa"),
        ("a", "sv", "Läscirkel"),
        ("a", "sv", "Läscirkel"),
        ("a", "sv", "Avslutning"),
        ("a", "sv", "Läscirkel"),
        ("span", "sv", "Samordnare"),
        ("a", "sv", "Handledning"),
    ],
    "/en/om-oss": [("h1", "sv", "Om oss"), ("div", "sv", "Vi finns i")],
    "/en/fokusomraden/lust-att-lasa": [("h1", "sv", "Lust att läsa"), ("a", "sv", "Läscirklar")],
    "/en/traffar/nordisk-traff": [("h1", "sv", "Nordisk träff")],
    "/en/traffar/flyttad": [("h1", "sv", "Flyttad träff"), ("p", "sv", "Lokalen var upptagen.")],
    "/en/traffar/cirkel-1": [
        ("a", "sv", "Läscirklar"),
        ("h1", "sv", "Läscirkel"),
        ("span", "sv", "Läscirkel"),
        ("span", "sv", "Avslutning"),
    ],
    f"/en/kalendarium/{NOW.year + 4}-01?natverk=lascirklar": [
        ("span", "sv", "Läscirklar"),
        ("option", "sv", "Läsglädje"),
        ("option", "sv", "Läscirklar"),
    ],
    "/en/natverk/digital-transformation": [],
}
"""Pages in English of which more or less is in Swedish alone."""

SWEDISH = {
    HOME: [],
    "/natverk/lascirklar": [("span", "en", "Library development")],
    "/traffar/nordisk-traff": [("p", "en", "A meeting across the Baltic.")],
    "/traffar/cirkel-1": [],
}


@pytest.mark.parametrize(("address", "texts"), [*ENGLISH.items(), *SWEDISH.items()])
async def test_just_what_is_in_another_language_says_which(
    website: Website, address: str, texts: list[tuple[str, str, str]]
) -> None:
    assert await marked(website, address) == texts


async def test_the_networks_page_marks_what_it_lists(website: Website) -> None:
    marks = await marked(website, f"/en{HOME}")

    assert marks[-5:] == [
        ("h3", "sv", "Lust att läsa"),
        ("a", "sv", "Läscirklar"),
        ("h3", "sv", "Ännu utan text"),
        ("a", "sv", "Läsglädje"),
        ("a", "sv", "Läscirklar"),
    ]


async def test_meetings_of_the_calendar_say_their_language(website: Website) -> None:
    day = NOW + 26 * DAY
    address = f"/en/kalendarium/{day.year}-{day.month:02}?natverk=lascirklar"

    marks = await marked(website, address)

    assert marks[3:5] == [("span", "sv", "Läscirkel"), ("span", "sv", "Läscirklar")]
