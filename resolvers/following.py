"""What a subscription asks for: to be told of changes, of which kinds, and from where on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import FieldNode

from resolvers.arguments import arguments
from resolvers.collecting import Asked, below, collect, told_by
from resolvers.documents import Document, Operation
from resolvers.gate import Gate
from resolvers.happening import PLACE, at_place
from resolvers.places import read_place
from resolvers.planning import Planning, fields
from services.compiler.compiling import Statement, compile_statement
from services.compiler.plan import One
from services.compiler.pricing import Price, price
from services.compiler.reading import read
from services.errors import bad_input
from services.events.log import Ends, Logged
from services.view import View


class ChangePlan(NamedTuple):
    """How a change of content of one kind is told, by one statement over the log."""

    statement: Statement
    price: Price


@dataclass(frozen=True, slots=True)
class Interest:
    """The one field of a subscription, under its response name; of all kinds if none are named."""

    gate: Gate
    operation: Operation
    asked: Asked
    name: str
    nodes: Sequence[FieldNode]
    after: str | None
    kinds: tuple[str, ...]

    def place(self, ends: Ends, whole: bool) -> int:
        """Tell where in the log to begin; raises ``Refused``."""
        return ends.of(whole) if self.after is None else read_place(self.after, ends, whole)

    def price(self, view: View) -> Price:
        """Tell what a change of the dearest kind may cost; raises ``Refused``."""
        plans = [self._plan(kind, view) for kind in self.kinds or self.gate.types]
        for plan in plans:
            for value in plan.statement.values:
                value.read({**self.asked.variables, PLACE: 0}, view)
        return max((it.price for it in plans), key=lambda it: it.total)

    def cost(self, event: Logged, view: View) -> int:
        """Tell what it may cost to tell a change."""
        return self._plan(event.kind, view).price.total

    async def told(self, event: Logged, view: View) -> bytes:
        """Tell a change, in one statement."""
        plan = self._plan(event.kind, view)
        variables = {**self.asked.variables, PLACE: event.place}
        [json] = await read(self.gate.store, plan.statement, variables, view)
        return f'{{"data":{{"{self.name}":{(json or b"null").decode()}}}}}'.encode()

    def _plan(self, kind: str, view: View) -> ChangePlan:
        plans = self.operation.plans
        key = (view.sight, self.operation.shape(self.asked.variables), kind)
        found: ChangePlan | None = plans.get(key)
        self.gate.plans.asked += 1
        return found or plans.put(key, self._planned(kind, view))

    def _planned(self, kind: str, view: View) -> ChangePlan:
        """Plan one change of the log; of which kind its content is, is known already."""
        self.gate.plans.made += 1
        type_ = told_by(self.gate.subscription.fields[self.nodes[0].name.value].type)
        types = {kind: self.gate.types[kind]}
        planning = Planning(self.asked, types, {}, log=view.sight.log)
        output = One(at_place(planning.log), fields(planning, type_, below(self.nodes)))
        statement = compile_statement([output], self.gate.store.dialect, view.sight)
        return ChangePlan(statement, price(((self.name, output),)))


def interest_of(
    gate: Gate,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any],
    view: View,
) -> Interest:
    """Read what a subscription asks for; raises ``Refused``."""
    asked = Asked(gate.schema, document.fragments, variables, gate.site)
    [(name, nodes)] = collect(
        asked, gate.subscription, [operation.node.selection_set]
    ).items()  # which is one field, and without conditions, or validation would have refused it
    trees = arguments(nodes[0], gate.subscription.fields[nodes[0].name.value].args, variables)
    given = {it: tree.bound().read(variables, view) for it, tree in trees.items() if tree}
    kinds = tuple(str(getattr(it, "value", it)) for it in given.get("types", ()))
    if "types" in given and not kinds:
        raise bad_input("`types` is empty: name what to be told of, or leave it out for all.")
    return Interest(gate, operation, asked, name, nodes, given.get("after"), kinds)
