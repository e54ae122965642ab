"""The plan of what is told of a change: its own values, and the content, by one statement.

A change says of which kind its content is, so there is a plan for each kind.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import orjson
from graphql import FieldNode

from resolvers.collecting import Asked, below, collect, told_by
from resolvers.filtering import source_of
from resolvers.gate import Gate
from resolvers.planning import ENTRY, Planning, fields, kept
from resolvers.sources import Heard
from services.compiling import Statement, compile_statement
from services.log import Change
from services.plan import Compare, One, Output, Rows
from services.pricing import Price, price
from services.values import Variable
from services.view import View

CHANGED = "(changed)"
"""Where among the variables the id of what changed stands; no variable can be called so."""

NOTHING = UUID(int=0)
"""The id of no content, where there is no change yet."""

_TYPE = Heard(lambda _: "Change")


class ChangePlan(NamedTuple):
    """What is told under each response name, in order: known of the change, or read."""

    told: tuple[tuple[str, Heard | None], ...]
    statement: Statement
    price: Price

    def json(self, change: Change, row: Sequence[bytes | None]) -> str:
        """Write it; ``row`` is what the statement has read."""
        read = ((it or b"null").decode() for it in row)
        texts = [
            f'"{name}":{_json(heard, change) if heard else next(read)}' for name, heard in self.told
        ]
        return f"{{{','.join(texts)}}}"


def planned(
    gate: Gate, asked: Asked, nodes: Sequence[FieldNode], kind: str, view: View
) -> ChangePlan:
    """Plan what ``nodes`` ask of a change of content of a kind; raises ``Refused``."""
    gate.plans.made += 1
    told: list[tuple[str, Heard | None]] = []
    outputs: list[tuple[str, Output]] = []
    type_ = told_by(gate.subscription.fields[nodes[0].name.value].type)
    for name, places in collect(asked, type_, below(nodes)).items():
        field = places[0].name.value
        source = _TYPE if field == "__typename" else source_of(type_.fields[field])
        heard = source if isinstance(source, Heard) else None
        told.append((name, heard))
        if heard is None:
            outputs.append((name, _content(gate, asked, kind, places)))
    roots = [it for _, it in outputs]
    statement = compile_statement(roots, gate.store.dialect, view.sight)
    return ChangePlan(tuple(told), statement, price(tuple(outputs)))


def _content(gate: Gate, asked: Asked, kind: str, nodes: list[FieldNode]) -> Output:
    """Plan the content that changed, which is null when it cannot be seen now."""
    type_ = gate.types[kind]
    rows = Rows(kept(type_).model, where=Compare(ENTRY, "eq", Variable((CHANGED,))), limit=1)
    return One(rows, fields(Planning(asked, gate.types, {}), type_, below(nodes)))


def _json(heard: Heard, change: Change) -> str:
    return orjson.dumps(heard.told(change)).decode()
