"""The oracle itself: walks a question's syntax tree over the rows, field by field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    parse,
)

from tests.nouns import camel, many
from tests.oracle.filtering import listed, ordered
from tests.oracle.kinds import Has, Numbered, Pages, Picked, Tells, Whichever, instant
from tests.oracle.looking_back import LOG
from tests.oracle.nouns import TABLES, TYPES
from tests.oracle.pages import Cut, cut, numbered
from tests.oracle.rows import Row, Rows
from tests.oracle.seen import Eyes, Seen

ABSENT = object()


@dataclass(frozen=True, slots=True)
class Oracle:
    """One question of one view: gives what its answer must be."""

    seen: Seen
    document: DocumentNode
    variables: Mapping[str, Any]

    def answer(self) -> dict[str, Any]:
        [operation] = [
            it for it in self.document.definitions if isinstance(it, OperationDefinitionNode)
        ]
        return {"data": self._object("Query", {}, [operation.selection_set])}

    def _object(self, name: str, row: Row, selections: Iterable[SelectionSetNode]) -> Any:
        asked = self._asked(name, selections).items()
        return {said: self._told(name, row, nodes) for said, nodes in asked}

    def _asked(
        self, name: str, selections: Iterable[SelectionSetNode]
    ) -> dict[str, list[FieldNode]]:
        asked: dict[str, list[FieldNode]] = {}
        for node in self._fields(name, selections):
            asked.setdefault((node.alias or node.name).value, []).append(node)
        return asked

    def _fields(self, name: str, selections: Iterable[SelectionSetNode]) -> Iterator[FieldNode]:
        for selection in selections:
            for node in selection.selections:
                if not self._wanted(node):
                    continue
                if isinstance(node, FieldNode):
                    yield node
                elif isinstance(node, FragmentSpreadNode):
                    yield from self._fragment(name, self._defined(node.name.value))
                elif isinstance(node, InlineFragmentNode):
                    yield from self._fragment(name, node)

    def _fragment(
        self, name: str, fragment: InlineFragmentNode | FragmentDefinitionNode
    ) -> Iterator[FieldNode]:
        on = fragment.type_condition.name.value if fragment.type_condition else name
        if on == name or (on in ("Node", "Content") and name in TABLES):
            yield from self._fields(name, [fragment.selection_set])

    def _defined(self, name: str) -> FragmentDefinitionNode:
        [found] = [
            it
            for it in self.document.definitions
            if isinstance(it, FragmentDefinitionNode) and it.name.value == name
        ]
        return found

    def _wanted(self, node: Any) -> bool:
        said = {it.name.value: self._value(it.arguments[0].value) for it in node.directives or ()}
        return said.get("include", True) and not said.get("skip", False)

    def _told(self, name: str, row: Row, nodes: list[FieldNode]) -> Any:
        field = nodes[0].name.value
        below = [node.selection_set for node in nodes if node.selection_set]
        given = {it.name.value: self._value(it.value) for it in nodes[0].arguments or ()}
        given = {it: value for it, value in given.items() if value is not ABSENT}
        if field == "__typename":
            return name
        if name == "Query":
            return self._root(field, given, below)
        match TYPES[name][field]:
            case Tells(read):
                told = read(self.seen, row)
                return instant(told) if hasattr(told, "isoformat") else told
            case Has(noun, read):
                found = read(self.seen, row)
                if isinstance(found, list):
                    return [self._object(noun, it, below) for it in found]
                return None if found is None else self._object(noun, found, below)
            case Pages(noun, read):
                return self._page(noun, cut(self.seen, noun, read(self.seen, row), given), below)
            case Numbered() as field_:
                return self._numbered(field_, row, given, below)
            case Picked(type_, pick):
                picked = pick(self.seen, row, given["number"])
                return None if picked is None else self._object(type_, picked, below)
            case Whichever(seek):
                sought = seek(self.seen, row)
                return None if sought is None else self._object(*sought, below)

    def _root(self, field: str, given: dict[str, Any], below: list[SelectionSetNode]) -> Any:
        if field == "node":
            return self._node(given["id"], below)
        if field == "nodes":
            return [self._node(it, below) for it in listed(given["ids"])]
        if field == "changes":
            return self._numbered(LOG, {}, given, below)
        noun, table = next(it for it in TABLES.items() if field in (camel(it[1]), many(it[1])))
        if field == many(table):
            return self._page(noun, cut(self.seen, noun, self.seen.all(table), given), below)
        if field == "edition":
            years = [it for it in self.seen.all(table) if it["year"] == given["year"]]
            found = next(iter(ordered(self.seen, noun, years, None)), None)
        else:
            [(column, address)] = given.items()
            found = self.seen.addressed(table, column, address)
        return None if found is None else self._object(noun, found, below)

    def _node(self, id_: str, below: list[SelectionSetNode]) -> Any:
        for noun, table in TABLES.items():
            if row := self.seen.entry(table, id_.lower()):
                return self._object(noun, row, below)
        return None

    def _numbered(
        self, field: Numbered, row: Row, given: dict[str, Any], below: list[SelectionSetNode]
    ) -> Any:
        page = numbered(self.seen, field, row, given)
        return self._page(field.name, page, below, field)

    def _page(
        self, noun: str, page: Cut, below: list[SelectionSetNode], by: Numbered | None = None
    ) -> Any:
        said: dict[str, Any] = {}
        for name, nodes in self._asked(f"{noun}Connection", below).items():
            inner = [node.selection_set for node in nodes if node.selection_set]
            match nodes[0].name.value:
                case "nodes":
                    said[name] = [self._object(noun, row, inner) for row in page.rows]
                case "edges":
                    said[name] = [self._edge(noun, row, inner, by) for row in page.rows]
                case "pageInfo":
                    said[name] = self._info(page.info, inner)
                case "totalCount":
                    said[name] = page.count
                case "__typename":
                    said[name] = f"{noun}Connection"
        return said

    def _edge(self, noun: str, row: Row, below: list[SelectionSetNode], by: Numbered | None) -> Any:
        said: dict[str, Any] = {}
        for name, nodes in self._asked(f"{noun}Edge", below).items():
            inner = [node.selection_set for node in nodes if node.selection_set]
            match nodes[0].name.value:
                case "node":
                    said[name] = self._object(noun, row, inner)
                case "cursor":
                    said[name] = by.cursor(self.seen, row) if by else row["entry_id"]
                case "__typename":
                    said[name] = f"{noun}Edge"
        return said

    def _info(self, info: dict[str, Any], below: list[SelectionSetNode]) -> Any:
        told = info | {"__typename": "PageInfo"}
        asked = self._asked("PageInfo", below).items()
        return {name: told[nodes[0].name.value] for name, nodes in asked}

    def _value(self, node: ValueNode) -> Any:
        """Read a value where it stands: a literal, or what a variable brings or defaults to."""
        if isinstance(node, VariableNode):
            return self._variable(node.name.value)
        if isinstance(node, NullValueNode):
            return None
        if isinstance(node, ListValueNode):
            return [self._value(it) for it in node.values]
        if isinstance(node, ObjectValueNode):
            said = {it.name.value: self._value(it.value) for it in node.fields}
            return {name: value for name, value in said.items() if value is not ABSENT}
        text = getattr(node, "value")  # noqa: B009
        return int(text) if node.kind == "int_value" else text

    def _variable(self, name: str) -> Any:
        if name in self.variables:
            return self.variables[name]
        for operation in self.document.definitions:
            for it in getattr(operation, "variable_definitions", None) or ():
                if it.variable.name.value == name and it.default_value:
                    return self._value(it.default_value)
        return ABSENT


def foretold(rows: Rows, eyes: Eyes, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Work out the answer to a question, with the entry's id in the place of each cursor."""
    return Oracle(Seen(rows, eyes), parse(query), variables).answer()
