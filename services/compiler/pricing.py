"""What an operation may cost, told from its plan before anything is read.

The rule, after IBM's cost specification for GraphQL: each object of the answer costs 1, a list as
many times that as it may hold. That is the size of a page where there are pages, and what the plan
says is usual where there are none. Beside that, counting all pages costs ``COUNT``, and each
relation that a filter goes through ``RELATION``, wherever they stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.compiler.pages import Count
from services.compiler.plan import (
    All,
    Any_,
    ByIds,
    Chosen,
    Condition,
    Connection,
    Edges,
    Embedded,
    Exists,
    Fields,
    First,
    Info,
    Items,
    Known,
    Laid,
    Many,
    Nodes,
    Not,
    One,
    Output,
    Part,
    Rows,
    Status,
    Those,
    Total,
    Written,
)
from services.errors import Fault, Refused

COUNT, RELATION = 5, 5
"""What counting, and what a relation in a filter, costs beside the objects of the answer."""

TROUBLE = 100
"""What an operation costs besides that was not planned before, and what is not answered at all."""

ACT = 10
"""What a change costs beside its answer, unless its field says otherwise."""


@dataclass(frozen=True, slots=True)
class Price:
    """What an operation may cost in all, and each list's part in it by its path, dearest first."""

    total: int
    lists: tuple[tuple[str, int], ...]


def price(roots: Fields) -> Price:
    """Tell what the roots of an operation may cost together."""
    found = [(path, cost) for name, root in roots for path, cost in _output(name, root)]
    lists: dict[str, int] = {}
    for path, cost in found:
        lists[path] = lists.get(path, 0) + cost
    dearest = sorted(lists.items(), key=lambda it: (-it[1], it[0]))
    return Price(sum(cost for _, cost in found), tuple(dearest))


def afforded(asked: Price, allowed: int) -> int:
    """Give what may be spent, or raise ``Refused`` if more is asked for, naming what is dearest."""
    if asked.total > allowed:
        dearest = ", ".join(f"{path} ({cost})" for path, cost in asked.lists[:3])
        raise Refused(
            Fault(
                "COST_LIMIT_EXCEEDED",
                f"This operation may cost {asked.total}, and {allowed} is allowed. The dearest of "
                f"it: {dearest}. Ask for smaller pages with `first`, or for less at once.",
                more={"cost": {"requested": asked.total, "allowed": allowed}},
            )
        )
    return allowed


Costs = Iterator[tuple[str, int]]
"""Costs by the path of the list, or of the root, that they are in."""


def _output(path: str, output: Output) -> Costs:
    match output:
        case Known() | Status():
            yield path, 1
        case First() | Chosen() | Those() | Written():
            yield from _among(path, output)
        case Embedded(fields) | One(fields=fields):
            yield path, 1
            yield from _fields(path, fields)
        case Many(rows, fields):
            yield path, _filtered(rows)
            yield from _listed(path, rows.usually, fields)
        case Items(usually=usually, fields=fields):
            yield from _listed(path, usually, fields)
        case Laid(fields=fields, size=size):
            yield from _listed(path, size, fields)
        case Total(rows):
            yield path, COUNT + _filtered(rows)
        case Connection(rows, window, parts):
            yield path, 1 + _filtered(rows)
            for name, part in parts:
                yield from _part(f"{path}.{name}", path, part, window.size)
        case ByIds(kinds=kinds, count=count):
            each = [list(_listed(path, count, fields)) for _, fields in kinds]
            yield from max(each, key=_sum, default=[])


def _among(path: str, output: First | Chosen | Those | Written) -> Costs:
    match output:
        case First(outputs):
            yield from _dearest(path, outputs)
        case Chosen(cases, otherwise):
            yield from _dearest(path, [*(it for _, it in cases), otherwise])
        case Those(outputs):
            yield from (cost for it in outputs for cost in _output(path, it))
        case Written(inner):
            yield from _output(path, inner)


def _dearest(path: str, outputs: Iterable[Output]) -> Costs:
    each = [list(_output(path, it)) for it in outputs]
    yield from max(each, key=_sum, default=[])


def _part(path: str, connection: str, part: Part, size: int) -> Costs:
    match part:
        case Nodes(fields):
            yield from _listed(path, size, fields)
        case Edges(fields):
            yield path, size
            for name, it in fields:
                if isinstance(it, Nodes):
                    yield from _listed(f"{path}.{name}", size, it.fields)
        case Info() | Embedded():
            yield connection, 1
        case Count():
            yield connection, COUNT


def _listed(path: str, size: int, fields: Fields) -> Costs:
    yield path, size
    for inner, cost in _fields(path, fields):
        yield inner, size * cost


def _fields(path: str, fields: Fields) -> Costs:
    for name, output in fields:
        inner = path if isinstance(output, Embedded) else f"{path}.{name}"
        yield from _output(inner, output)


def _sum(costs: list[tuple[str, int]]) -> int:
    return sum(cost for _, cost in costs)


def _filtered(rows: Rows) -> int:
    return 0 if rows.where is None else RELATION * _relations(rows.where)


def _relations(where: Condition) -> int:
    match where:
        case Exists(rows):
            return 1 + (0 if rows.where is None else _relations(rows.where))
        case All(parts) | Any_(parts):
            return sum(map(_relations, parts))
        case Not(inner):
            return _relations(inner)
        case _:
            return 0
