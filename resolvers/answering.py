"""From a request to the bytes of its answer.

graphql-core parses, validates, coerces variables and tells of the schema itself; what content
is asked for becomes one statement an operation, whose JSON goes into the answer as it is. There
are no half answers: an operation is answered whole or refused.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError, OperationType, get_variable_values

from resolvers.acting import Asker, acted
from resolvers.documents import Document, Faulty, Operation
from resolvers.faults import faults_in, faults_of
from resolvers.gate import Gate
from resolvers.outcomes import Client, Clients, Lines
from resolvers.preparing import Asking, Prepared, prepared
from services.compiler.compiling import Statement
from services.compiler.pricing import TROUBLE, afforded
from services.compiler.reading import bound, read
from services.database.watching import Count
from services.errors import Fault, Refused
from services.policy import may_ask_anything
from services.view import Viewer

UNUSABLE = "BAD_USER_INPUT"

Spend = Callable[[int], Awaitable[None]]
"""Spends so much of what whoever asks may spend in a while, or raises that it is too much."""


async def freely(_: int) -> None:
    """Spend nothing: for those who ask from within."""


class Request(NamedTuple):
    """What a client sent: a document, which of its operations, and the variables' values.

    The document comes as text, by its id, or as both: then the id is the text's own digest, under
    which it may be kept. ``reading`` tells that the request came in a way that must change
    nothing; ``telling``, that the answer is to tell what the operation costs, and those who are
    signed in, by how many statements it was answered.
    """

    query: str | None
    operation: str | None
    variables: Mapping[str, Any]
    reading: bool = False
    telling: bool = False
    document_id: str | None = None


class NotReading(Exception):
    """A request that must change nothing asks for a mutation."""


class Streaming(Exception):
    """A subscription: ``resolvers/streaming.py`` answers it."""


class Answer(NamedTuple):
    """JSON in UTF-8; ``refused`` is the code of the first fault when nothing was executed.

    ``lines`` are header lines that belong to it; ``locale`` is the language of its readers, where
    it tells any content.
    """

    body: bytes
    refused: str | None = None
    lines: Lines = ()
    locale: str = ""


def _nothing() -> None:
    """Take no notice of a change that begins."""


async def answer(
    gate: Gate,
    request: Request,
    viewer: Viewer,
    now: datetime,
    locale: str,
    spend: Spend = freely,
    *,
    client: Clients = Client,
    begin: Callable[[], None] = _nothing,
) -> Answer:
    """Answer a request as ``viewer`` sees the content at ``now``, in ``locale`` first.

    What it costs is spent before anything is read, and ``begin`` is called before anything is
    changed. Raises ``NotReading``, ``Streaming`` for a subscription, and what ``spend`` does.
    """
    try:
        document = await asked_document(gate, request, viewer)
        if isinstance(document, Faulty):
            if request.reading and request.operation in document.mutations:
                raise NotReading  # whatever else is wrong with it (GraphQL over HTTP, "GET")
            return Answer(document.body, document.code)
        count = Count() if request.telling and viewer.role else None
        asker = Asker(viewer, client, now, locale, spend, begin)
        watched = gate.watched(count) if count else gate
        return await _answered(watched, request, document, asker, count)
    except Refused as refused:
        return Answer(faults_in(refused, gate.bounds.errors), refused.faults[0].code)
    except Uncoerced as uncoerced:
        return Answer(faults_of(uncoerced.errors, UNUSABLE, gate.bounds.errors), UNUSABLE)


async def _answered(
    gate: Gate, request: Request, document: Document, asker: Asker, count: Count | None
) -> Answer:
    operation = chosen(document, request.operation)
    trouble = 0 if len(operation.plans) else TROUBLE
    gate.noticed(operation, request.variables)
    changing = operation.node.operation is OperationType.MUTATION
    if request.reading and changing:
        raise NotReading
    if operation.node.operation is OperationType.SUBSCRIPTION:
        raise Streaming
    asking = Asking(document, operation, coerced(gate, operation, request.variables))
    if changing:
        done = await acted(gate, asking, asker, trouble)
        told = _told(done.cost, done.allowed, count) if request.telling else ""
        return Answer(f'{{"data":{done.data}{told}}}'.encode(), None, done.lines, done.locale)
    view = asker.view(gate.schema, asking)
    plan = await prepared(gate, asking, view)
    allowed = afforded(plan.price, gate.allowance.of(asker.viewer))
    await asker.spend(trouble + max(1, plan.price.total))
    if plan.values:
        bound(Statement("", plan.values), asking.variables, view)
    row = await read(gate.store, plan.statement, asking.variables, view)
    told = _told(plan.price.total, allowed, count) if request.telling else ""
    return Answer(_body(plan, row, told), locale=view.sight.locales[0] if row else "")


async def asked_document(gate: Gate, request: Request, viewer: Viewer) -> Document | Faulty:
    """Give the document that a request sends or names, if this viewer may ask it.

    Raises ``Refused``.
    """
    text, document_id = request.query, request.document_id
    if text is None and document_id is not None:
        text = gate.registered.get(document_id)
        if text is None:
            return await gate.trusted.named(document_id)
    assert text is not None, "a request has a text or an id"
    if not may_ask_anything(viewer, gate.mode):
        return await gate.trusted.of_text(text)
    document = gate.documents.get(text)
    if document_id is not None and gate.mode == "apq" and isinstance(document, Document):
        gate.registered.keep(document_id, text)
    return document


class Uncoerced(Exception):
    """Variables that are not what the operation declares; graphql-core says what is wrong."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def chosen(document: Document, name: str | None) -> Operation:
    """Give the operation that a request means; raises ``Refused``."""
    operations = document.operations
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name in operations and (name is not None or len(operations) == 1):
        return operations[name]
    raise unresolvable(name, [it for it in operations if it])


def unresolvable(name: str | None, names: Sequence[str]) -> Refused:
    """Refuse a request that does not say which of the document's operations it means."""
    known = ", ".join(names) or "none"
    said = (
        "Say in `operationName` which operation to run"
        if name is None
        else f"There is no operation {name!r}"
    )
    return Refused(Fault("OPERATION_RESOLUTION_FAILURE", f"{said}; the document has: {known}."))


def coerced(gate: Gate, operation: Operation, variables: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take the variables for what the operation declares; raises ``Uncoerced``."""
    definitions = operation.node.variable_definitions
    if not definitions:
        return {}
    most, given = gate.bounds.errors, dict(variables)
    values = get_variable_values(gate.schema, definitions, given, most, hide_suggestions=True)
    if isinstance(values, list):
        raise Uncoerced(values)
    return values.coerced


def _body(prepared: Prepared, row: Sequence[bytes | None], extensions: str) -> bytes:
    pieces = [prepared.before[0]]
    for json, after in zip(row, prepared.before[1:], strict=True):
        pieces += (json or b"null", after)
    return b"".join([*pieces, extensions.encode(), b"}"])


def _told(requested: int, allowed: int, count: Count | None) -> str:
    told: dict[str, Any] = {"cost": {"requested": requested, "allowed": allowed}}
    if count is not None:
        told["statements"] = count.statements
    return f',"extensions":{orjson.dumps(told).decode()}'
