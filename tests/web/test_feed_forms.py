"""GraphQL, iCalendar, Atom and JSON Feed say the same of every meeting."""

import json
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from services.transfer.seeding import seed
from tests.factories import NOW, meeting, network
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]

ATOM = {"a": "http://www.w3.org/2005/Atom"}
QUESTION = """query @view(locale: %s) { meetings(first: 100, orderBy: []) { nodes {
  id title state startsAt endsAt localStart localEnd allDay attendance onlineUrl
  venue { name address } networks { title } } } }"""

PREFIXES = {
    ("SV", "CANCELLED"): "INSTÄLLD: ",
    ("EN", "CANCELLED"): "CANCELLED: ",
    ("SV", "POSTPONED"): "UPPSKJUTEN: ",
    ("EN", "POSTPONED"): "POSTPONED: ",
}


@pytest.fixture
async def filled(feeds: Feeds) -> Feeds:
    """The first content, and meetings of every state and kind of time."""
    await seed(feeds.store, lambda _: None, NOW)
    async with feeds.store.writing():
        read = await network("Mångspråk & <läsning>")
        for state in ("SAVE_THE_DATE", "CONFIRMED", "POSTPONED", "CANCELLED"):
            await meeting(f"Läge {state}; å, ä & ö <b>", state=state, networks=[read])
        days: dict[str, Any] = {
            "local_start": "2026-11-01T00:00:00",
            "local_end": "2026-11-03T00:00:00",
        }
        await meeting("Hela dagar", all_day=True, networks=[read], **days)
        await meeting("Bara på nätet", attendance="ONLINE", online_url="https://example.org/m")
        await meeting("I Amerika", time_zone="America/New_York", networks=[read])
        await meeting("Rad\r\nbrytning\x0b\x01", summary={"sv": "En\ttext\r\nmed \x02 allt"})
    return feeds


@pytest.mark.parametrize("locale", ["SV", "EN"])
async def test_all_forms_agree_on_every_meeting(filled: Feeds, locale: str) -> None:
    nodes = (await filled.ask(QUESTION % locale))["meetings"]["nodes"]
    language = f"?language={locale.lower()}"
    items = (await filled.get(f"/feeds/meetings.json{language}")).json()["items"]
    atom = ElementTree.fromstring((await filled.get(f"/feeds/meetings.atom{language}")).content)
    events = await filled.events(f"{ALL}{language}")

    expected = {node["id"]: said(node, locale) for node in nodes}
    assert len(expected) == 20
    assert {id_: of_event(it) for id_, it in events.items()} == expected
    assert {it["id"].removeprefix("urn:uuid:"): of_item(it) for it in items} == expected
    entries = {
        entry(it, "id").removeprefix("urn:uuid:"): it for it in atom.iterfind("a:entry", ATOM)
    }
    assert {id_: entry(it, "title") for id_, it in entries.items()} == {
        id_: it["title"] for id_, it in expected.items()
    }
    assert {id_: networks(it) for id_, it in entries.items()} == {
        id_: it["networks"] for id_, it in expected.items()
    }
    modified = {id_: moment(entry(it, "updated")) for id_, it in entries.items()}
    assert modified == {id_: it["last-modified"].dt for id_, it in events.items()}
    assert modified == {
        it["id"].removeprefix("urn:uuid:"): moment(it["date_modified"]) for it in items
    }


def said(node: dict[str, Any], locale: str) -> dict[str, Any]:
    """Say what GraphQL says of a meeting in the terms of this test."""
    place = node["venue"] or {}
    lines = node["title"].replace("\r\n", "\n").replace("\v", "\n")
    title = "".join(it for it in lines if it >= " " or it == "\n")
    return {
        "title": PREFIXES.get((locale, node["state"]), "") + title,
        "starts": moment(node["startsAt"]),
        "ends": moment(node["endsAt"]),
        "cancelled": node["state"] == "CANCELLED",
        "networks": [it["title"] for it in node["networks"]],
        "place": ", ".join(it for it in (place.get("name"), place.get("address")) if it),
        "online": node["onlineUrl"],
    }


def of_event(event: Any) -> dict[str, Any]:
    place = str(event.get("location", ""))
    return {
        "title": str(event["summary"]),
        "starts": instant(event["dtstart"].dt),
        "ends": instant(event["dtend"].dt),
        "cancelled": str(event["status"]) == "CANCELLED",
        "networks": [str(it) for it in getattr(event.get("categories"), "cats", [])],
        "place": "" if place.startswith("https:") else place,
        "online": str(event["conference"]) if "conference" in event else None,
    }


def of_item(item: dict[str, Any]) -> dict[str, Any]:
    told = item["_meeting"]
    return {
        "title": item["title"],
        "starts": moment(told["starts_at"]),
        "ends": moment(told["ends_at"]),
        "cancelled": told["state"] == "CANCELLED",
        "networks": item["tags"],
        "place": told.get("location", ""),
        "online": told.get("online_url"),
    }


def instant(told: date) -> datetime:
    """Take a day for its midnight in Stockholm, where all whole days of this test are."""
    if isinstance(told, datetime):
        return told.astimezone(UTC)
    summer = date(2026, 3, 29) <= told < date(2026, 10, 25) or told >= date(2027, 3, 28)
    return datetime.fromisoformat(f"{told}T00:00:00{'+02:00' if summer else '+01:00'}")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def entry(of: ElementTree.Element, name: str) -> str:
    return of.findtext(f"a:{name}", "", ATOM)


def networks(of: ElementTree.Element) -> list[str]:
    return [it.get("term", "") for it in of.iterfind("a:category", ATOM)]


async def test_atom_has_what_rfc_4287_asks_for(filled: Feeds) -> None:
    answer = await filled.get("/feeds/meetings.atom")
    feed = ElementTree.fromstring(answer.content)

    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for owner, names in ((feed, ("id", "title", "updated", "author")), *each(feed)):
        assert [len(owner.findall(f"a:{it}", ATOM)) for it in names] == [1] * len(names)
    ids = [entry(it, "id") for it in (feed, *feed.iterfind("a:entry", ATOM))]
    assert len(ids) == len(set(ids))
    assert [it.get("href") for it in feed.findall("a:link[@rel='self']", ATOM)] == [
        "https://natverk.example.org/feeds/meetings.atom"
    ]
    newest = max(entry(it, "updated") for it in feed.iterfind("a:entry", ATOM))
    assert entry(feed, "updated") == newest


def each(feed: ElementTree.Element) -> list[tuple[ElementTree.Element, tuple[str, ...]]]:
    names = ("id", "title", "updated", "link", "summary")
    return [(it, names) for it in feed.iterfind("a:entry", ATOM)]


async def test_a_json_feed_has_what_version_1_1_asks_for(filled: Feeds) -> None:
    answer = await filled.get("/feeds/meetings.json")
    feed = json.loads(answer.content)

    assert answer.headers["content-type"].startswith("application/feed+json")
    assert {name: it for name, it in feed.items() if name != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Nätverksträffar",
        "feed_url": "https://natverk.example.org/feeds/meetings.json",
        "language": "sv",
    }
    for item in feed["items"]:
        assert list(item) == [
            "id", "url", "title", "content_text", "date_modified", "tags", "_meeting",
        ]  # fmt: skip


async def test_each_meeting_alone_is_the_one_of_the_calendar(filled: Feeds) -> None:
    together = await filled.events()

    for id_, event in together.items():
        alone = Calendar.from_ical((await filled.get(str(event["url"]))).content)
        [found] = alone.walk("VEVENT")
        assert found.to_ical() == event.to_ical(), id_


async def test_an_empty_feed_is_one(feeds: Feeds) -> None:
    assert await feeds.titles() == []
    assert (await feeds.get("/feeds/meetings.json")).json()["items"] == []
    feed = ElementTree.fromstring((await feeds.get("/feeds/meetings.atom")).content)
    assert entry(feed, "updated") == "1970-01-01T00:00:00Z"
