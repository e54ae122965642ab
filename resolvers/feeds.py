"""A feed's question, asked as a visitor's operation is: the same filters, planner and policy.

What feeds tell of a meeting is a GraphQL selection, written out below.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from graphql import GraphQLSchema

from resolvers.answering import Spend, Uncoerced, coerced
from resolvers.collecting import Asked, collect
from resolvers.documents import Document, read_document
from resolvers.feed_links import belonging
from resolvers.gate import Gate
from resolvers.planning import Planning, field
from services.compiling import compile_statement
from services.errors import Refused
from services.feed_addresses import Feed
from services.feeding import MOST, bounded, nodes
from services.plan import All, Connection, Output
from services.pricing import TROUBLE
from services.reading import read
from services.view import VISITOR, view_of

VERSIONS = "id startsAt version publishedAt networks { id version publishedAt }"
"""What is read to know whether a feed has changed."""

MEETING = """id slug version publishedAt title summary agenda { text } reason
  startsAt endsAt localStart localEnd timeZone allDay state attendance
  venue { name address } onlineUrl registration { mode url }
  networks { id version publishedAt title }"""

EACH = 3
"""What a meeting in a feed costs, with its networks. It is paid when it is known how many there
are: a feed may hold two thousand, and nearly all hold few.
"""

_MANY = "query Feed($where: MeetingFilter) { meetings(where: $where) { nodes { %s } } }"
_ONE = "query Feed($slug: String!) { meeting(slug: $slug) { %s } }"


@dataclass(frozen=True, slots=True)
class Looking:
    """With what a feed is looked at: the gate, the moment, the language, and what pays for it."""

    gate: Gate
    now: datetime
    locale: str
    spend: Spend


async def feed_of(
    looking: Looking, feed: Feed, where: Mapping[str, Any], *, whole: bool
) -> list[dict[str, Any]] | None:
    """Read what a feed holds, or its versions alone; None where no such filter can be asked."""
    text = _MANY % (MEETING if whole else VERSIONS)
    try:
        found = nodes(await _asked(looking, text, {"where": dict(where)}, partial(_all, feed)))
    except (Refused, Uncoerced):
        return None
    await looking.spend(EACH * len(found))
    return found


async def meeting_of(looking: Looking, slug: str, *, whole: bool) -> bytes | None:
    """Read the JSON of the meeting that has an address, or had it last."""
    text = _ONE % (MEETING if whole else f"slug {VERSIONS}")
    try:
        [found] = await _asked(looking, text, {"slug": slug}, lambda it: (it,))
    except (Refused, Uncoerced):
        return None
    return found


def _all(feed: Feed, asked: Output) -> tuple[Output, ...]:
    assert isinstance(asked, Connection)
    if feed.owner:
        belongs = belonging(feed.owner, UUID(feed.owner_id))
        where = All((asked.rows.where, belongs)) if asked.rows.where else belongs
        asked = replace(asked, rows=replace(asked.rows, where=where))
    return bounded(replace(asked, window=replace(asked.window, size=MOST)))


async def _asked(
    looking: Looking,
    text: str,
    variables: Mapping[str, Any],
    told: Callable[[Output], tuple[Output, ...]],
) -> tuple[bytes | None, ...]:
    gate = looking.gate
    document = _document(gate.schema, text)
    operation = document.operations["Feed"]
    values = coerced(gate, operation, variables)
    asked = Asked(gate.schema, document.fragments, values)
    [places] = collect(asked, gate.query, [operation.node.selection_set]).values()
    outputs = told(field(Planning(asked, gate.types, {}), gate.query, places[0].name.value, places))
    view = view_of(VISITOR, looking.now, looking.locale)
    await looking.spend(TROUBLE)
    statement = compile_statement(outputs, gate.store.dialect, view.sight)
    return await read(gate.store, statement, values, view)


@cache
def _document(schema: GraphQLSchema, text: str) -> Document:
    """Read one of the four questions of feeds, which an operator's limits are not meant for."""
    found = read_document(schema, text)
    assert isinstance(found, Document), "the questions of feeds are valid"
    return found
