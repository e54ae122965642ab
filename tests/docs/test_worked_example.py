"""The worked example of the architecture is what the code makes of its question, to the letter.

Only the layout of the SQL is the document's own: blanks and line breaks are not compared.
"""

import re

from resolvers.collecting import Asked, collect
from resolvers.documents import Document, read_document
from resolvers.keeping import kinds_of
from resolvers.planning import Planning, field
from schema import built
from services.compiler.compiling import compile_statement
from services.compiler.plan import Output
from services.policy import look
from services.view import VISITOR
from tests.docs.conftest import MOMENT
from tests.docs.reading import blocks
from tests.golden.telling import plan_text

DOCUMENT = "docs/architecture.md"


def test_the_plan_is_the_one_that_is_made() -> None:
    [plan] = planned()

    assert told("text plan") == plan_text(plan)


def test_the_statements_are_the_ones_that_are_compiled() -> None:
    sight = look(VISITOR, MOMENT, "sv").sight

    made = {
        kind: bare(compile_statement(planned(), kind, sight).sql)
        for kind in ("sqlite", "postgresql")
    }

    assert {kind: bare(told(f"sql {kind}")) for kind in made} == made


def planned() -> list[Output]:
    """Plan the document's question."""
    schema = built()
    document = read_document(schema, told("graphql"))
    assert isinstance(document, Document), document
    assert schema.query_type is not None
    [operation] = document.operations.values()
    asked = Asked(schema, document.fragments, {})
    planning = Planning(asked, kinds_of(schema), {})
    fields = collect(asked, schema.query_type, [operation.node.selection_set])
    return [field(planning, schema.query_type, name, it) for name, it in fields.items()]


def told(kind: str) -> str:
    """Read the document's block of a kind; there is one."""
    [text] = [it.text for it in blocks(DOCUMENT) if it.kind == kind]
    return text


def bare(sql: str) -> str:
    """Take the layout away."""
    return re.sub(r"\s+", "", sql)
