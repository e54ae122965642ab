"""Mutations: what each field changes, one after the other, and how it is answered.

GraphQL, section 6.2.2: the fields run serially. Each is a transaction of its own and is answered
before the next begins, by one statement for all content that its payload asks for. All that can be
refused of a request (its cost, its arguments, its cursors) is refused before the first of them.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from graphql import GraphQLInputObjectType, GraphQLSchema, get_named_type

from resolvers.arguments import arguments
from resolvers.gate import Gate
from resolvers.inputs import INPUT, said
from resolvers.outcomes import Clients, Doing, Lines, Outcome, Said
from resolvers.planning import OUTCOME
from resolvers.preparing import Asking, Step, Steps, steps_of
from resolvers.refusing import told_faults
from resolvers.viewing import view_for
from services.compiler.compiling import Statement
from services.compiler.pricing import afforded
from services.compiler.reading import bound, names_of_accounts, read
from services.errors import Refused
from services.policy import Right, look, permitted
from services.view import Actor, View, Viewer, later


class Asker(NamedTuple):
    """Who asks, from where and when, and which language they prefer.

    ``spend`` is told what it costs before anything is done, and may refuse. ``begin`` is called
    before the first change: from then on the work is finished, whether anybody waits or not.
    """

    viewer: Viewer
    client: Clients
    now: datetime
    locale: str
    spend: Callable[[int], Awaitable[None]]
    begin: Callable[[], None]

    def view(self, schema: GraphQLSchema, asking: Asking) -> View:
        """Decide the view of an operation; raises ``Refused``."""
        node, variables = asking.operation.node, asking.variables
        return view_for(schema, node, variables, self.viewer, self.now, self.locale)

    def afterwards(self, before: View) -> View:
        """Look with the eyes that an act has given them, at what they see unless told otherwise."""
        drafts = permitted(self.viewer, Right.READ_DRAFTS)
        return look(self.viewer, self.now, before.sight.locales[0], drafts=drafts)


@dataclass(frozen=True, slots=True)
class Acted:
    """What a mutation is answered with: its data as JSON, header lines, and what it cost.

    ``locale`` is the language of its readers.
    """

    data: str
    locale: str
    lines: Lines
    cost: int
    allowed: int


async def acted(gate: Gate, asking: Asking, asker: Asker, trouble: int) -> Acted:
    """Do what a mutation asks for; raises ``Refused`` before anything is done.

    It costs ``trouble`` beside its price.
    """
    view = asker.view(gate.schema, asking)
    steps = await steps_of(gate, asking, view)
    allowed = afforded(steps.price, gate.allowance.of(asker.viewer))
    inputs = [_input(step, asking, view) for step in steps.all]
    _check(steps, asking, view)
    await asker.spend(trouble + steps.price.total)
    asker.begin()
    told: list[str] = []
    lines: list[tuple[bytes, bytes]] = []
    for at, input_ in enumerate(inputs):
        actor = Actor(asker.viewer, asker.now, view.sight.locales[0])
        doing = Doing(gate.store, actor, asker.client)
        outcome = await _outcome(steps.all[at], doing, input_, gate.bounds.errors)
        if outcome.viewer is not None:
            asker = asker._replace(viewer=outcome.viewer)
            view = asker.afterwards(view)
            steps = await steps_of(gate, asking, view)
        then = view if outcome.moment is None else later(view, outcome.moment)
        told.append(await _told(gate, steps.all[at], asking, then, outcome.values))
        lines += outcome.lines
    data, locale = f"{{{','.join(told)}}}", view.sight.locales[0]
    return Acted(data, locale, lines, steps.price.total, allowed)


def _input(step: Step, asking: Asking, view: View) -> Said:
    if step.definition is None:
        return {}
    given = arguments(step.node, step.definition.args, asking.variables)
    type_ = _input_type(step)
    return {} if type_ is None else said(given[INPUT], type_, asking.variables, view) or {}


def _input_type(step: Step) -> GraphQLInputObjectType | None:
    argument = step.definition and step.definition.args.get(INPUT)
    type_ = argument and get_named_type(argument.type)
    return type_ if isinstance(type_, GraphQLInputObjectType) else None


def _check(steps: Steps, asking: Asking, view: View) -> None:
    """Refuse now what could not be read after the change, such as a cursor that is none."""
    for statement in (Statement("", steps.values), *(it.statement for it in steps.all)):
        bound(statement, _with(asking.variables, {"errors": []}), view)


async def _outcome(step: Step, doing: Doing, input_: Said, most: int) -> Outcome:
    """Do it, or tell ``most`` reasons why not; either way there is a payload."""
    if step.definition is None:
        return Outcome()
    try:
        outcome = await step.acts.act(doing, input_)
    except Refused as refused:
        accounts = [it.more["saved_by"] for it in refused.faults if it.more.get("saved_by")]
        names = await names_of_accounts(doing.store, accounts) if accounts else {}
        return Outcome({"errors": told_faults(refused, _input_type(step), names, most)})
    return replace(outcome, values={"errors": [], **outcome.values})


async def _told(
    gate: Gate, step: Step, asking: Asking, view: View, values: Mapping[str, Any]
) -> str:
    if step.definition is None:
        return f'"{step.name}":"{gate.mutation.name}"'
    variables = _with(asking.variables, values)
    [json] = await read(gate.store, step.statement, variables, view)
    return f'"{step.name}":{(json or b"null").decode()}'


def _with(variables: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**variables, OUTCOME: defaultdict(lambda: None, values)}
