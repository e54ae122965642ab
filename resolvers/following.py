"""What a subscription asks for: to be told of changes, of which kinds, and from where on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from resolvers.arguments import arguments
from resolvers.change_plans import CHANGED, NOTHING, ChangePlan, planned
from resolvers.collecting import Asked, collect
from resolvers.documents import Document, Operation
from resolvers.gate import Gate
from resolvers.places import read_place
from services.log import Change, Ends
from services.pricing import Price
from services.reading import read
from services.view import View


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
                value.read({**self.asked.variables, CHANGED: NOTHING}, view)
        return max((it.price for it in plans), key=lambda it: it.total)

    def cost(self, change: Change, view: View) -> int:
        """Tell what it may cost to tell a change."""
        return self._plan(change.kind, view).price.total

    async def told(self, change: Change, view: View) -> bytes:
        """Tell a change, in one statement if it asks for content."""
        plan = self._plan(change.kind, view)
        variables = {**self.asked.variables, CHANGED: change.entry}
        row = await read(self.gate.store, plan.statement, variables, view)
        return f'{{"data":{{"{self.name}":{plan.json(change, row)}}}}}'.encode()

    def _plan(self, kind: str, view: View) -> ChangePlan:
        plans = self.operation.plans
        key = (view.sight, self.operation.shape(self.asked.variables), kind)
        found: ChangePlan | None = plans.get(key)
        self.gate.plans.asked += 1
        return found or plans.put(key, planned(self.gate, self.asked, self.nodes, kind, view))


def interest_of(
    gate: Gate,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any],
    view: View,
) -> Interest:
    """Read what a subscription asks for; raises ``Refused``."""
    asked = Asked(gate.schema, document.fragments, variables)
    [(name, nodes)] = collect(
        asked, gate.subscription, [operation.node.selection_set]
    ).items()  # which is one field, and without conditions, or validation would have refused it
    trees = arguments(nodes[0], gate.subscription.fields[nodes[0].name.value].args, variables)
    given = {it: tree.bound().read(variables, view) for it, tree in trees.items() if tree}
    kinds = tuple(str(getattr(it, "value", it)) for it in given.get("types", ()))
    return Interest(gate, operation, asked, name, nodes, given.get("after"), kinds)
