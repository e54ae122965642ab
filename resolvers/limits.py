"""How large a document may be, told before it is validated: validating is what a large one costs.

The rule: one walk, in which every fragment is measured once, however often it is spread; what a
spread adds is multiplied, not walked again. How deep introspection goes is graphql-core's to say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Visitor,
    visit,
)

from services.documents.bounds import USUAL_BOUNDS, Bounds

DIGITS = 100
"""What Python reads of a number that is longer takes time, or fails in words that are not ours."""

_LONG_NUMBER = re.compile(rf"\d{{{DIGITS + 1}}}")


@dataclass(frozen=True, slots=True)
class Size:
    """What a document, or a part of one, amounts to with all its fragments spread."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    repeated: int = 0
    directives: int = 0

    def beside(self, other: "Size") -> "Size":
        """Add what stands beside this; the deeper and the more repeated of the two counts."""
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            max(self.repeated, other.repeated),
            max(self.directives, other.directives),
        )


SAID = {
    "depth": "Fields may go {most} deep into one another; here they go {found} deep.",
    "fields": "An operation may ask for {most} fields, fragments spread; this one has {found}.",
    "aliases": "An operation may give {most} aliases, fragments spread; this one has {found}.",
    "repeated": "A field may be asked for in {most} places at once; here one is in {found}.",
    "directives": "A field may have {most} directives; here one has {found}.",
}


Measured = tuple[Size, Counter[str]]
"""A selection's size, and in how many places it asks for each response name.

What stands under a name in several places is merged, which validation does pair by pair: the
places therefore multiply on the way down.
"""


@dataclass(slots=True)
class Measuring:
    """A walk through a document: the fragments it has, and what those came to so far."""

    fragments: Mapping[str, FragmentDefinitionNode]
    known: dict[str, Measured] = field(default_factory=dict)


def too_long(text: str, bounds: Bounds) -> str | None:
    """Say what of a text is beyond the limits before it is parsed; None if nothing is."""
    if len(text) > bounds.characters:
        return f"A document may be {bounds.characters} characters long; this one is {len(text)}."
    lines = text.count("\n") + text.count("\r") + 1  # each mistake's place is found by counting
    if lines > bounds.lines:
        return f"A document may have {bounds.lines} lines; this one has {lines}."
    return None


class _LongNumbers(Visitor):
    """Finds numbers that are written with more digits than any of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[GraphQLError] = []

    def enter_int_value(self, node: IntValueNode, *_: Any) -> None:
        self._look(node)

    def enter_float_value(self, node: FloatValueNode, *_: Any) -> None:
        self._look(node)

    def _look(self, node: IntValueNode | FloatValueNode) -> None:
        if _LONG_NUMBER.search(node.value):
            said = f"A number may be written with {DIGITS} digits; here one has more."
            self.found.append(GraphQLError(said, node))


def long_numbers(text: str, document: DocumentNode) -> list[GraphQLError]:
    """Tell which numbers of a parsed text are too long to be read."""
    if not _LONG_NUMBER.search(text):  # nor is there a reason to look
        return []
    visitor = _LongNumbers()
    visit(document, visitor)
    return visitor.found


def too_large(document: DocumentNode, bounds: Bounds = USUAL_BOUNDS) -> list[GraphQLError]:
    """Tell what of a parsed document goes beyond the limits, in words; nothing if all is well."""
    found = [it for it in document.definitions if isinstance(it, OperationDefinitionNode)]
    if len(found) > bounds.operations:
        said = f"A document may hold {bounds.operations} operations; this one has {len(found)}."
        return [GraphQLError(said)]
    measuring = Measuring(
        {it.name.value: it for it in document.definitions if isinstance(it, FragmentDefinitionNode)}
    )
    return [
        it for one in found for it in _beyond(one, _measured(measuring, one.selection_set), bounds)
    ]


def _beyond(
    operation: OperationDefinitionNode, size: Size, bounds: Bounds
) -> Iterator[GraphQLError]:
    for limit in fields(Size):
        found, most = getattr(size, limit.name), getattr(bounds, limit.name)
        if found > most:
            yield GraphQLError(SAID[limit.name].format(most=most, found=found), operation)


def _measured(measuring: Measuring, selection: SelectionSetNode) -> Size:
    size, names = _walked(measuring, selection)
    return size.beside(Size(repeated=max(names.values(), default=0)))


def _walked(measuring: Measuring, selection: SelectionSetNode) -> Measured:
    """Measure a selection; what fragments ask for stands beside its own fields."""
    size, names = Size(), Counter[str]()
    for node in selection.selections:
        if isinstance(node, FieldNode):
            added = _field(measuring, node)
            names[(node.alias or node.name).value] += max(added.repeated, 1)
            size = size.beside(added)
            continue
        if isinstance(node, FragmentSpreadNode):
            added, more = _fragment(measuring, node.name.value)
        else:
            assert isinstance(node, InlineFragmentNode)
            added, more = _walked(measuring, node.selection_set)
        size = size.beside(added)
        names.update(more)
    return size, names


def _field(measuring: Measuring, node: FieldNode) -> Size:
    own = Size(1, 1, int(node.alias is not None), 0, len(node.directives or ()))
    if node.selection_set is None:
        return own
    inner = _measured(measuring, node.selection_set)
    depth = 0 if node.name.value.startswith("__") else inner.depth + 1
    return own.beside(replace(inner, depth=depth))


def _fragment(measuring: Measuring, name: str) -> Measured:
    """Measure a fragment once; one that spreads itself is left to validation to refuse."""
    if name not in measuring.fragments:
        return Size(), Counter()
    if name not in measuring.known:
        measuring.known[name] = (Size(), Counter())  # while it is measured
        selection = measuring.fragments[name].selection_set
        measuring.known[name] = _walked(measuring, selection)
    return measuring.known[name]
