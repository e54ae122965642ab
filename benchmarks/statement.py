"""The statement that Knutpunkt makes of a question, as whoever has no GraphQL would keep it."""

from datetime import UTC, datetime
from typing import Any

from resolvers.collecting import Asked, collect
from resolvers.documents import Document, read_document
from resolvers.keeping import kinds_of
from resolvers.planning import Planning, field
from schema import built
from services.compiler.compiling import compile_statement
from services.compiler.reading import bound
from services.view import VISITOR, view_of


def statement(question: str, dialect: str) -> tuple[str, list[Any]]:
    """Compile a question without variables; give its SQL and what to bind, as of now."""
    schema = built()
    document = read_document(schema, question)
    assert isinstance(document, Document), document
    assert schema.query_type is not None
    [operation] = document.operations.values()
    asked = Asked(schema, document.fragments, {})
    planning = Planning(asked, kinds_of(schema), {})
    roots = collect(asked, schema.query_type, [operation.node.selection_set])
    outputs = [field(planning, schema.query_type, name, it) for name, it in roots.items()]
    view = view_of(VISITOR, datetime.now(UTC), "sv")
    made = compile_statement(outputs, dialect, view.sight)
    return made.sql, bound(made, {}, view)
