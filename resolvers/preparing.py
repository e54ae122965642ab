"""From an operation to a plan that is ready to run, kept with the document for its like.

Requests of one shape share a plan. Where ids are asked for, their kinds are part of it: they are
looked up first, in one statement for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resolvers.collecting import Asked, collect
from resolvers.documents import Document, Operation
from resolvers.gate import Gate
from resolvers.identifying import Unsorted, identified, sorted_kinds
from resolvers.introspecting import told
from resolvers.planning import Planning, Sorted
from resolvers.planning import field as plan_field
from services.compiling import Statement, compile_statement
from services.plan import Fields, Output
from services.pricing import Price, price
from services.view import View

LONGEST_KEPT = 2_000
"""How long a text a kept plan may hold of what is known of the answer, in characters."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that is ready to run: the statement, and what is already known of the answer.

    ``before`` holds the JSON that goes before each column of the row, and after the last; the
    answer's own brace is left open.
    """

    plan: Fields
    statement: Statement
    before: tuple[str, ...]
    price: Price


async def prepared(
    gate: Gate, document: Document, operation: Operation, variables: Mapping[str, Any], view: View
) -> Prepared:
    """Give the operation's plan for requests of this shape; ids are sorted by kind before."""
    key: tuple[Any, ...] = (view.sight, operation.shape(variables))
    found = operation.plans.get(key)
    asked = Asked(gate.schema, document.fragments, variables)
    if found is None:
        unsorted = Unsorted(identified(asked, gate.query, operation))
        found = unsorted if unsorted.ids else _plan(gate, operation, asked, {}, view)
        _keep(operation, key, found)
    if isinstance(found, Prepared):
        gate.plans.asked += 1
        return found
    kinds = await sorted_kinds(gate.store, found, variables, view)
    sorted_key = (*key, tuple(kinds.items()))
    plan: Prepared | None = operation.plans.get(sorted_key)
    if plan is None:
        plan = _plan(gate, operation, asked, kinds, view)
        _keep(operation, sorted_key, plan)
    gate.plans.asked += 1
    return plan


def _keep(operation: Operation, key: tuple[Any, ...], found: "Prepared | Unsorted") -> None:
    """Keep a plan, unless it holds what the schema tells of itself: that is long, and rare."""
    if isinstance(found, Unsorted) or max(map(len, found.before)) <= LONGEST_KEPT:
        operation.plans.put(key, found)


def _plan(
    gate: Gate, operation: Operation, asked: Asked, ids: Mapping[str, Sorted], view: View
) -> Prepared:
    gate.plans.made += 1
    planning = Planning(asked, gate.types, ids)
    outputs: list[tuple[str, Output]] = []
    before = ['{"data":{']
    for name, nodes in collect(asked, gate.query, [operation.node.selection_set]).items():
        before[-1] += f'{"" if before[-1].endswith("{") else ","}"{name}":'
        if nodes[0].name.value.startswith("__"):
            before[-1] += told(gate.schema, operation, asked, nodes)
        else:
            outputs.append((name, plan_field(planning, gate.query, name, nodes)))
            before.append("")
    before[-1] += "}"
    statement = compile_statement([it for _, it in outputs], gate.store.dialect, view.sight)
    return Prepared(tuple(outputs), statement, tuple(before), price(tuple(outputs)))
