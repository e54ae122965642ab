"""Other people's rules and readers find no fault with feeds, and read in them what was meant.

Atom by the grammar of RFC 4287, appendix B (``atom.rng``, its compact syntax written as XML);
JSON Feed by the published JSON Schema of version 1.1; iCalendar by ``ical.js`` and ``icalendar``;
linked data by the types of ``schema-dts``, which are made of schema.org's own vocabulary.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from services.feeds.icalendars import icalendar
from services.feeds.words import plain
from tests.services.test_icalendars import LONG
from tests.web.feeding import ALL, HOME, TEXTS, Feeds, feeds
from tests.web.javascript import Clients
from tests.web.varied import COUNT, vary
from tests.web.websites import copied

__all__ = ["feeds"]

GRAMMAR = Path(__file__).parent / "atom.rng"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
RULES = {
    "atom:feed": "atom:author or not(atom:entry[not(atom:author)])",
    "atom:entry": "atom:link[@rel='alternate'] or atom:link[not(@rel)] or atom:content",
    "atom:feed/atom:entry": "atom:author or ../atom:author or atom:source/atom:author",
}
"""What the appendix asserts beside its grammar, in Schematron: of which elements, and what."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MEETINGS = """query @view(locale: %s) { meetings(first: 100) { totalCount nodes {
  id title startsAt endsAt localStart localEnd allDay state jsonLd } } }"""
MONTH = """{ calendarMonth(year: 2026, month: 10) { feeds { ics } days {
  date totalCount slices { meeting { id } } } } }"""
DAY = timedelta(days=1)


@pytest.fixture
async def varied(feeds: Feeds) -> Feeds:
    async with feeds.store.writing():
        await vary()
    return feeds


async def nodes(feeds: Feeds, locale: str = "SV") -> list[dict[str, Any]]:
    """Ask GraphQL for all meetings."""
    found = (await feeds.ask(MEETINGS % locale))["meetings"]
    assert found["totalCount"] == len(found["nodes"]) == COUNT
    listed: list[dict[str, Any]] = found["nodes"]
    return listed


def faults(grammar: etree.RelaxNG, written: bytes) -> list[str]:
    document = etree.fromstring(written)
    grammar.validate(document)
    broken = [rule for of, rule in RULES.items() if _breaking(document, of, rule)]
    return [*(str(it) for it in grammar.error_log), *broken]


def _breaking(document: Any, of: str, rule: str) -> Any:
    return document.xpath(f"//{of}[not({rule})]", namespaces=ATOM)


@pytest.mark.parametrize("query", ["", "?language=en", "?cancelled=status"])
async def test_atom_is_what_the_grammar_of_its_rfc_says(varied: Feeds, query: str) -> None:
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))

    written = (await varied.get(f"/feeds/meetings.atom{query}")).content

    assert faults(grammar, written) == []
    assert faults(grammar, written.replace(b"<updated>", b"<updated>x")) != []
    assert faults(grammar, written.replace(b" term=", b" name=")) != []
    assert faults(grammar, written.replace(b"author>", b"contributor>")) == [
        RULES["atom:feed"], RULES["atom:feed/atom:entry"],
    ]  # fmt: skip
    assert faults(grammar, written.replace(b'"alternate"', b'"via"')) == [RULES["atom:entry"]]


async def test_an_empty_feed_is_what_the_grammar_says(feeds: Feeds) -> None:
    grammar = etree.RelaxNG(etree.parse(GRAMMAR))

    assert faults(grammar, (await feeds.get("/feeds/meetings.atom")).content) == []


@pytest.mark.parametrize("locale", ["SV", "EN"])
async def test_ical_js_and_the_schema_of_json_feed_read_what_was_meant(
    varied: Feeds, clients: Clients, tmp_path: Path, locale: str
) -> None:
    language = f"?language={locale.lower()}&cancelled=status"
    for form in ("ics", "json"):
        written = (await varied.get(f"/feeds/meetings.{form}{language}")).content
        (tmp_path / f"feed.{form}").write_bytes(written)

    read = clients.run("feeds.mjs", str(tmp_path / "feed.ics"), str(tmp_path / "feed.json"))

    assert read["faults"] == []
    assert read["same"]
    told = {it["uid"].removesuffix("@knutpunkt"): it for it in read["events"]}
    expected = {it["id"]: it for it in await nodes(varied, locale)}
    assert told.keys() == expected.keys()
    for id_, node in expected.items():
        assert (told[id_]["starts"], told[id_]["ends"]) == times(node), node["title"]
        assert (told[id_]["status"] == "CANCELLED") is (node["state"] == "CANCELLED")
        assert told[id_]["sequence"] > 0


def times(node: dict[str, Any]) -> tuple[str, str]:
    """Tell when a meeting is as ``feeds.mjs`` does."""
    if node["allDay"]:
        first, after = (date.fromisoformat(node[it][:10]) for it in ("localStart", "localEnd"))
        return str(first), str(max(after, first + DAY))
    starts, ends = (datetime.fromisoformat(node[it]) for it in ("startsAt", "endsAt"))
    return tuple(f"{it.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z" for it in (starts, ends))  # type: ignore[return-value]


async def test_icalendar_reads_a_feed_and_writes_the_same_lines(varied: Feeds) -> None:
    """But where a text has a backslash before an N: it writes that as a line's end."""
    for path in (ALL, f"{ALL}?language=en", "/meetings/over-midnatt.ics"):
        written = (await varied.get(path)).content

        again = Calendar.from_ical(written).to_ical()
        assert unfolded(again) == unfolded(written).replace(rb"\\N", rb"\n")


def unfolded(written: bytes) -> bytes:
    return written.replace(b"\r\n ", b"")


async def test_a_month_of_the_feed_is_the_month_of_the_calendar(varied: Feeds) -> None:
    """What reads the feed lays each event out by itself: it is told of no days."""
    found = (await varied.ask(MONTH))["calendarMonth"]
    days = {it["date"]: {at["meeting"]["id"] for at in it["slices"]} for it in found["days"]}

    laid: dict[str, set[str]] = {it: set() for it in days}
    for id_, event in (await varied.events(found["feeds"]["ics"])).items():
        for day in days_of(event):
            laid.get(str(day), set()).add(id_)

    assert laid == days
    assert sum(map(len, days.values())) > 30


def days_of(event: Any) -> list[date]:
    """Lay an event out on the days of Stockholm: one that ends at midnight is not on the next."""
    begins = event["dtstart"].dt
    ends = event["dtend"].dt if "dtend" in event else begins
    if isinstance(begins, datetime):
        first = begins.astimezone(STOCKHOLM).date()
        last = (max(ends - timedelta(microseconds=1), begins)).astimezone(STOCKHOLM).date()
    else:
        first, last = begins, max(ends - DAY, begins)
    return [first + at * DAY for at in range((last - first).days + 1)]


async def test_linked_data_is_an_event_by_the_types_of_schema_org(
    varied: Feeds, clients: Clients, tmp_path: Path
) -> None:
    events = [json.loads(it["jsonLd"]) for it in await nodes(varied)]
    website = copied(tmp_path / "clients", clients)
    typed = (
        'import type { Event, WithContext } from "schema-dts";\n'
        f"export const events: WithContext<Event>[] = {json.dumps(events)};\n"
    )
    (website.folder / "events.ts").write_text(typed)
    settings = json.loads((website.folder / "tsconfig.json").read_text("utf-8"))
    (website.folder / "events.json").write_text(json.dumps(settings | {"files": ["events.ts"]}))

    assert website.tool("tsc", "--project", "events.json") == ""
    (website.folder / "events.ts").write_text(typed.replace('"startDate"', '"startsAt"'))
    with pytest.raises(AssertionError, match="startsAt"):
        website.tool("tsc", "--project", "events.json")


@settings(max_examples=4, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=40, max_size=80))
def test_ical_js_reads_any_text_as_it_was_said(
    clients: Clients, texts: list[tuple[str, str, str, str]]
) -> None:
    """But it takes the comma after a listed text that ends with a backslash for an escaped one."""
    said = [
        [plain(title), plain(text), plain(venue), plain(of).rstrip("\\"), plain(title) + "."]
        for title, text, venue, of in texts
    ]
    meetings = [
        replace(LONG, title=title, text=(text,), venue=venue, networks=tuple(networks))
        for title, text, venue, *networks in said
    ]
    written = icalendar(meetings, "Träffar", HOME, [HOME] * len(meetings), "sv", "both")

    with NamedTemporaryFile(suffix=".ics") as file:
        Path(file.name).write_bytes(written)
        read = clients.run("texts.mjs", file.name)

    assert read == said
