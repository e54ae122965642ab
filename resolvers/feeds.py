"""A feed's question, asked as a visitor's operation is: the same filters, planner and policy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from graphql import GraphQLSchema

from resolvers.answering import Spend, Uncoerced, coerced
from resolvers.collecting import Asked, collect
from resolvers.documents import Document, read_document
from resolvers.feed_questions import Question, about_many, about_one, held
from resolvers.gate import Gate
from resolvers.planning import Planning, field
from services.compiler.compiling import compile_statement
from services.compiler.plan import Output
from services.compiler.pricing import TROUBLE
from services.compiler.reading import read
from services.errors import Refused
from services.feeds.addresses import Feed
from services.feeds.feeding import Found, found_alone, found_in
from services.view import VISITOR, view_of

EACH = 3
"""What a meeting in a feed costs, with its networks. It is paid when it is known how many there
are: a feed may hold two thousand, and nearly all hold few.
"""


@dataclass(frozen=True, slots=True)
class Looking:
    """With what a feed is looked at: the gate, the moment, the language, and what pays for it."""

    gate: Gate
    now: datetime
    locale: str
    spend: Spend


async def feed_of(
    looking: Looking, feed: Feed, where: Mapping[str, Any], *, whole: bool
) -> Found | None:
    """Read what a feed holds, or its versions alone; None where no such filter can be asked."""
    try:
        row = await _asked(looking, about_many(feed, where, whole=whole), partial(held, feed))
    except (Refused, Uncoerced):
        return None
    found = found_in(row, where)
    await looking.spend(EACH * len(found.meetings))
    return found


async def meeting_of(looking: Looking, slug: str, *, whole: bool) -> Found | None:
    """Read the meeting that has an address, or had it last."""
    try:
        [told] = await _asked(looking, about_one(slug, whole=whole), lambda it: (it,))
    except (Refused, Uncoerced):
        return None
    return None if told is None else found_alone(told)


async def _asked(
    looking: Looking, question: Question, told: Callable[[Output], tuple[Output, ...]]
) -> tuple[bytes | None, ...]:
    (text, variables), gate = question, looking.gate
    document = _document(gate.schema, text)
    operation = document.operations["Feed"]
    values = coerced(gate, operation, variables)
    asked = Asked(gate.schema, document.fragments, values)
    planning = Planning(asked, gate.types, {})
    roots = collect(asked, gate.query, [operation.node.selection_set])
    meetings, *others = (field(planning, gate.query, *it) for it in roots.items())
    outputs = (*told(meetings), *others)
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
