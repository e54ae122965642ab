"""GraphQL, iCalendar, Atom, JSON Feed and JSON-LD say the same of every meeting, of any kind."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.web.feeding import ALL, Feeds, feeds
from tests.web.varied import COUNT, ROOM, vary

__all__ = ["feeds"]

ATOM = {"a": "http://www.w3.org/2005/Atom"}
QUESTION = """query @view(locale: %s) { meetings(first: 100) { nodes {
  id slug title reason startsAt endsAt localStart localEnd allDay state attendance onlineUrl
  venue { name address } networks { id title } jsonLd } } }"""
DAY = timedelta(days=1)
NOT_SAID = {"SV": ("INSTÄLLD: ", "UPPSKJUTEN: "), "EN": ("CANCELLED: ", "POSTPONED: ")}

Said = dict[str, dict[str, Any]]
"""What is said of each meeting, by its id."""


@pytest.mark.parametrize("locale", ["SV", "EN"])
async def test_five_forms_agree_on_every_meeting(feeds: Feeds, locale: str) -> None:
    async with feeds.store.writing():
        await vary()
    language = f"?language={locale.lower()}"

    nodes = (await feeds.ask(QUESTION % locale))["meetings"]["nodes"]
    expected = {it["id"]: of_node(it) for it in nodes}
    linked = [json.loads(it["jsonLd"]) for it in nodes]
    items = (await feeds.get(f"/feeds/meetings.json{language}")).json()["items"]
    events = await feeds.events(f"{ALL}{language}")
    atom = ElementTree.fromstring((await feeds.get(f"/feeds/meetings.atom{language}")).content)

    assert len(expected) == COUNT
    assert {plain_id(it["@id"]): of_linked(it) for it in linked} == expected
    assert {id_: of_event(it, locale) for id_, it in events.items()} == expected
    assert {plain_id(it["id"]): of_item(it, locale) for it in items} == expected
    brief = {id_: (it["title"], it["networks"]) for id_, it in expected.items()}
    assert {
        plain_id(found(it, "id")): of_entry(it, locale) for it in atom.iterfind("a:entry", ATOM)
    } == brief
    addresses = {it["url"] for it in linked}
    assert addresses == {str(it["url"]) for it in events.values()} == {it["url"] for it in items}
    assert "CANARY" not in f"{nodes}{items}{events}{ElementTree.tostring(atom)!r}"


def plain_id(iri: str) -> str:
    return iri.removeprefix("urn:uuid:")


def clean(title: str) -> str:
    """Leave out what feeds leave out of texts."""
    return "".join(it for it in title if it >= " ")


def unmarked(title: str, locale: str) -> tuple[str, bool]:
    """Take from a title what says that the meeting does not take place."""
    for mark in NOT_SAID[locale]:
        if title.startswith(mark):
            return title.removeprefix(mark), True
    return title, False


def of_node(node: dict[str, Any]) -> dict[str, Any]:
    place = node["venue"] or {}
    starts, ends = node["startsAt"], node["endsAt"]
    if node["allDay"]:
        starts, ends = node["localStart"][:10], node["localEnd"][:10]
    return {
        "title": clean(node["title"]),
        "times": (moment(starts), moment(ends)),
        "off": node["state"] in ("CANCELLED", "POSTPONED"),
        "networks": [it["title"] for it in node["networks"]],
        "place": ", ".join(it for it in (place.get("name"), place.get("address")) if it),
        "online": node["onlineUrl"],
    }


def moment(text: str) -> datetime | date:
    if len(text) == len("2026-01-01"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(UTC)


def of_linked(said: dict[str, Any]) -> dict[str, Any]:
    starts, ends = moment(said["startDate"]), moment(said["endDate"])
    places = said.get("location", [])
    rooms = [it for it in places if it["@type"] == "Place"]
    return {
        "title": clean(of_text(said["name"])),
        "times": (starts, ends if isinstance(ends, datetime) else ends + DAY),
        "off": said["eventStatus"].endswith(("Cancelled", "Postponed")),
        "networks": [of_text(it["name"]) for it in said.get("organizer", [])],
        "place": ", ".join(
            f"{it[name]}" for it in rooms for name in ("name", "address") if name in it
        ),
        "online": next((it["url"] for it in places if it["@type"] == "VirtualLocation"), None),
    }


def of_text(said: Any) -> str:
    """Read a text of JSON-LD, which may come with its language."""
    return str(said["@value"] if isinstance(said, dict) else said)


def of_event(event: Any, locale: str) -> dict[str, Any]:
    title, off = unmarked(str(event["summary"]), locale)
    starts = event["dtstart"].dt
    ends = event["dtend"].dt if "dtend" in event else starts
    place = str(event.get("location", ""))
    return {
        "title": title,
        "times": tuple(
            it.astimezone(UTC) if isinstance(it, datetime) else it for it in (starts, ends)
        ),
        "off": off,
        "networks": [str(it) for it in getattr(event.get("categories"), "cats", [])],
        "place": "" if place == ROOM else place,
        "online": str(event["conference"]) if "conference" in event else None,
    }


def of_item(item: dict[str, Any], locale: str) -> dict[str, Any]:
    title, off = unmarked(item["title"], locale)
    told = item["_meeting"]
    times = [told["starts_at"], told["ends_at"]]
    if told["all_day"]:
        times = [local_day(it, told["time_zone"]) for it in times]
    return {
        "title": title,
        "times": tuple(moment(it) for it in times),
        "off": off,
        "networks": item["tags"],
        "place": told.get("location", ""),
        "online": told.get("online_url"),
    }


def local_day(text: str, zone: str) -> str:
    """Give the day of a midnight: where whole days of these meetings are, it is ahead of UTC."""
    assert zone in ("Europe/Stockholm", "Asia/Tokyo")
    return str((datetime.fromisoformat(text) + timedelta(hours=12)).date())


def of_entry(entry: ElementTree.Element, locale: str) -> tuple[str, list[str]]:
    networks = [it.get("term", "") for it in entry.iterfind("a:category", ATOM)]
    return unmarked(found(entry, "title"), locale)[0], networks


def found(of: ElementTree.Element, name: str) -> str:
    return of.findtext(f"a:{name}", "", ATOM)
