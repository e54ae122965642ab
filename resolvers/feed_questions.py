"""What a feed asks: a GraphQL selection, written out, and what of its answer the feed holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from resolvers.feed_links import belonging
from services.compiler.plan import All, Connection, Output
from services.feeds.addresses import Feed
from services.feeds.feeding import MOST, bounded
from services.feeds.subjects import Kind, subjects

VERSIONS = "id startsAt version publishedAt networks { id version publishedAt }"
"""What is read to know whether a feed has changed."""

MEETING = """id slug version publishedAt title summary agenda { text locale } reason
  locales { title summary reason }
  startsAt endsAt localStart localEnd timeZone allDay state attendance
  venue { name address } onlineUrl registration { mode url closesAt }
  networks { id version publishedAt title }"""

_MANY = "query Feed($where: MeetingFilter%s) { meetings(where: $where) { nodes { %s } } %s}"
_ONE = "query Feed($slug: String!) { meeting(slug: $slug) { %s } }"

_SUBJECTS: Mapping[Kind, tuple[str, str]] = {
    "network": ("NetworkFilter", "networks(where: $%s, first: 4) { nodes { name: title } }"),
    "contact": ("ContactFilter", "contacts(where: $%s, first: 4) { nodes { name } }"),
    "organisation": (
        "OrganisationFilter",
        "organisations(where: $%s, first: 4) { nodes { name } }",
    ),
    "series": (
        "MeetingSeriesFilter",
        "allMeetingSeries(where: $%s, first: 4) { nodes { name: title } }",
    ),
    "focus_area": ("FocusAreaFilter", "focusAreas(where: $%s, first: 4) { nodes { name: title } }"),
}
"""How it is asked what the things are called that a feed is of: one more than it may be of."""

Question = tuple[str, dict[str, Any]]
"""A document, and the values of its variables."""


def about_one(slug: str, *, whole: bool) -> Question:
    """Ask for the meeting that has an address, or for what its feed follows from alone."""
    return _ONE % (MEETING if whole else f"slug title {VERSIONS}"), {"slug": slug}


def about_many(feed: Feed, where: Mapping[str, Any], *, whole: bool) -> Question:
    """Ask for the meetings of a feed, and for what it is of."""
    of = {f"of{number}": it for number, it in enumerate(subjects(feed, where))}
    declared = "".join(f", ${name}: {_SUBJECTS[it.kind][0]}" for name, it in of.items())
    asked = "".join(f"{name}: {_SUBJECTS[it.kind][1] % name} " for name, it in of.items())
    text = _MANY % (declared, MEETING if whole else VERSIONS, asked)
    return text, {"where": dict(where)} | {name: dict(it.where) for name, it in of.items()}


def held(feed: Feed, asked: Output) -> tuple[Output, ...]:
    """Plan what a feed holds of the meetings that it asks for: what is to come, and what was."""
    assert isinstance(asked, Connection)
    if feed.owner:
        belongs = belonging(feed.owner, UUID(feed.owner_id))
        where = All((asked.rows.where, belongs)) if asked.rows.where else belongs
        asked = replace(asked, rows=replace(asked.rows, where=where))
    return bounded(replace(asked, window=replace(asked.window, size=MOST)))
