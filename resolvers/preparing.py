"""From an operation to a plan that is ready to run, kept with the document for its like.

Requests of one shape share a plan. Where ids are asked for, their kinds are part of it: they are
looked up first, in one statement for all of them.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from graphql import FieldNode, GraphQLField, GraphQLObjectType

from resolvers.collecting import Asked, Collected, below, collect, told_by
from resolvers.documents import Document, Operation
from resolvers.filtering import source_of
from resolvers.gate import Gate
from resolvers.identifying import Unsorted, identified, sorted_kinds
from resolvers.introspecting import Walk, told
from resolvers.planning import Planning, Sorted, fields
from resolvers.planning import field as plan_field
from resolvers.sources import Acts, Everything
from services.compiler.compiling import Statement, compile_statement
from services.compiler.plan import Embedded, Fields, Output
from services.compiler.pricing import Price, price
from services.compiler.values import Value
from services.view import View

NOTHING = Statement("", ())

LONGEST_KEPT = 2_000
"""How long a text a kept plan may hold of what is known of the answer, in bytes."""


class Asking(NamedTuple):
    """An operation of a document, and the values of its variables."""

    document: Document
    operation: Operation
    variables: Mapping[str, Any]

    def asked(self, gate: Gate) -> Asked:
        """Give what its selections are read with."""
        return Asked(gate.schema, self.document.fragments, self.variables, gate.site)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that is ready to run: the statement, and what is already known of the answer.

    ``before`` holds the JSON that goes before each column of the row, and after the last; the
    answer's own brace is left open. ``values`` are to be fit for use, though not all are used.
    """

    plan: Fields
    statement: Statement
    before: tuple[bytes, ...]
    price: Price
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a mutation: its name in the answer, and the statement that tells its payload.

    ``__typename`` has neither a definition nor a statement.
    """

    name: str
    node: FieldNode
    definition: GraphQLField | None = None
    statement: Statement = NOTHING

    @property
    def acts(self) -> Acts:
        """What it does, and what that costs."""
        source = source_of(self.definition)
        assert isinstance(source, Acts)
        return source


@dataclass(frozen=True, slots=True)
class Steps:
    """The fields of a mutation in their order, and what they may cost together.

    ``values`` are to be fit for use, though not all are used.
    """

    all: tuple[Step, ...]
    price: Price
    values: tuple[Value, ...] = ()


Ready = TypeVar("Ready", Prepared, Steps)


def prepared(gate: Gate, asking: Asking, view: View) -> Awaitable[Prepared]:
    """Give a query's plan for requests of this shape; ids are sorted by kind before."""
    selections = [asking.operation.node.selection_set]

    def find() -> tuple[tuple[str, Value], ...]:
        return identified(asking.asked(gate), gate.query, selections)

    return _kept(gate, asking, view, find, _plan)


def steps_of(gate: Gate, asking: Asking, view: View) -> Awaitable[Steps]:
    """Give a mutation's steps for requests of this shape, each with a statement for its payload."""

    def find() -> tuple[tuple[str, Value], ...]:
        asked = asking.asked(gate)
        changes = collect(asked, gate.mutation, [asking.operation.node.selection_set])
        return tuple(identified_after(asked, gate.query, gate.mutation, changes))

    return _kept(gate, asking, view, find, _steps)


async def _kept(
    gate: Gate,
    asking: Asking,
    view: View,
    find: Callable[[], tuple[tuple[str, Value], ...]],
    plan: "Callable[[Gate, Asking, Mapping[str, Sorted], View], Ready]",
) -> Ready:
    operation, variables = asking.operation, asking.variables
    key: tuple[Any, ...] = (view.sight, operation.shape(variables))
    if (found := operation.plans.get(key)) is None:
        unsorted = Unsorted(find())
        found = unsorted if unsorted.ids else plan(gate, asking, {}, view)
        _keep(operation, key, found)
    gate.plans.asked += 1
    if not isinstance(found, Unsorted):
        ready: Ready = found
        return ready
    kinds = await sorted_kinds(gate.store, found, variables, view)
    sorted_key = (*key, tuple(kinds.items()))
    sorted_plan: Ready | None = operation.plans.get(sorted_key)
    if sorted_plan is None:
        sorted_plan = plan(gate, asking, kinds, view)
        _keep(operation, sorted_key, sorted_plan)
    return sorted_plan


def _keep(operation: Operation, key: tuple[Any, ...], found: Prepared | Steps | Unsorted) -> None:
    """Keep a plan, unless it holds what the schema tells of itself: that is long, and rare."""
    if not isinstance(found, Prepared) or max(map(len, found.before)) <= LONGEST_KEPT:
        operation.plans.put(key, found)


def _plan(gate: Gate, asking: Asking, ids: Mapping[str, Sorted], view: View) -> Prepared:
    gate.plans.made += 1
    operation, asked = asking.operation, asking.asked(gate)
    planning, walk = (
        Planning(asked, gate.types, ids, log=view.sight.log),
        Walk(asked, gate.bounds.values),
    )
    outputs: list[tuple[str, Output]] = []
    before = ['{"data":{']
    roots = collect(asked, gate.query, [operation.node.selection_set])
    cost = dearest(planning, lambda it: planned_roots(it, gate.query, roots))
    values = _values(gate, planning, view, lambda it: planned_roots(it, gate.query, roots))
    for name, nodes in roots.items():
        before[-1] += f'{"" if before[-1].endswith("{") else ","}"{name}":'
        if nodes[0].name.value.startswith("__"):
            before[-1] += told(walk, gate.query, nodes)
        else:
            outputs.append((name, plan_field(planning, gate.query, name, nodes)))
            before.append("")
    before[-1] += "}"
    statement = compile_statement([it for _, it in outputs], gate.store.dialect, view.sight)
    parts = tuple(it.encode() for it in before)
    return Prepared(tuple(outputs), statement, parts, cost, (*values, *statement.unbound))


def _values(
    gate: Gate,
    planning: Planning,
    view: View,
    plan: Callable[[Planning], Iterable[tuple[str, Output]]],
) -> tuple[Value, ...]:
    """Give what would be bound if the ids were of each kind in turn, to be looked at as well."""
    found: list[Value] = []
    for kind in planning.types if planning.identified else ():
        kinds = {name: Sorted((kind,), it.count) for name, it in planning.identified.items()}
        outputs = [it for _, it in plan(replace(planning, identified=kinds))]
        statement = compile_statement(outputs, gate.store.dialect, view.sight)
        found += (*statement.values, *statement.unbound)
    return tuple(found)


def dearest(planning: Planning, plan: Callable[[Planning], Iterable[tuple[str, Output]]]) -> Price:
    """Price what is planned as if all ids were of the kind that costs most, root by root.

    Of which kind an id is may be hidden: neither what it costs nor a fault is to tell it.
    """
    ids, found = planning.identified, dict[str, Price]()
    for kind in planning.types if ids else [""]:
        kinds = {name: Sorted((kind,), it.count) for name, it in ids.items()}
        for name, output in plan(replace(planning, identified=kinds)):
            cost = price(((name, output),))
            if name not in found or cost.total > found[name].total:
                found[name] = cost
    lists = sorted((it for cost in found.values() for it in cost.lists), key=_dearest_first)
    return Price(sum(it.total for it in found.values()), tuple(lists))


def _dearest_first(part: tuple[str, int]) -> tuple[int, str]:
    return -part[1], part[0]


def planned_roots(
    planning: Planning, query: GraphQLObjectType, roots: Collected
) -> Iterator[tuple[str, Output]]:
    """Plan the fields of a query that ask for content, by their names in the answer."""
    for name, nodes in roots.items():
        if not nodes[0].name.value.startswith("__"):
            yield name, plan_field(planning, query, name, nodes)


def _steps(gate: Gate, asking: Asking, ids: Mapping[str, Sorted], view: View) -> Steps:
    gate.plans.made += 1
    asked, steps = asking.asked(gate), []
    changes = collect(asked, gate.mutation, [asking.operation.node.selection_set])
    planning = Planning(asked, gate.types, ids, log=view.sight.log)
    cost = price_of_changes(planning, gate.mutation, changes)
    payloads = dict(planned_payloads(planning, gate.mutation, changes))
    for name, nodes in changes.items():
        step = Step(name, nodes[0])
        if name in payloads:
            statement = compile_statement([payloads[name]], gate.store.dialect, view.sight)
            step = Step(name, nodes[0], gate.mutation.fields[nodes[0].name.value], statement)
        steps.append(step)
    values = _values(gate, planning, view, lambda it: planned_payloads(it, gate.mutation, changes))
    unbound = (it for step in steps for it in step.statement.unbound)
    return Steps(tuple(steps), cost, (*values, *unbound))


def planned_payloads(
    planning: Planning, mutation: GraphQLObjectType, changes: Collected
) -> Iterator[tuple[str, Output]]:
    """Plan what a mutation's fields are answered with, by their names in the answer."""
    for name, nodes in changes.items():
        definition = mutation.fields.get(nodes[0].name.value)
        if definition is not None:  # or it is ``__typename``
            within = replace(planning, within=f"{name}.")
            yield name, Embedded(fields(within, told_by(definition.type), below(nodes)))


def price_of_changes(planning: Planning, mutation: GraphQLObjectType, changes: Collected) -> Price:
    """Tell what a mutation may cost: its acts, and what is told of them."""
    fields_ = [mutation.fields.get(nodes[0].name.value) for nodes in changes.values()]
    acts = [source_of(it) for it in fields_ if it is not None]
    told = dearest(planning, lambda it: planned_payloads(it, mutation, changes))
    return Price(told.total + sum(it.cost for it in acts), told.lists)


def identified_after(
    asked: Asked, query: GraphQLObjectType, mutation: GraphQLObjectType, changes: Collected
) -> Iterator[tuple[str, Value]]:
    """Find what payloads ask for by id, in what can be asked after each change."""
    for name, nodes in changes.items():
        definition = mutation.fields.get(nodes[0].name.value)
        if definition is None:
            continue
        payload = told_by(definition.type)
        for inner, places in collect(asked, payload, below(nodes)).items():
            told_field = payload.fields.get(places[0].name.value)
            if told_field and isinstance(source_of(told_field), Everything):
                yield from identified(asked, query, below(places), f"{name}.{inner}.")
