"""The oracle itself: walks a question's syntax tree over the rows, field by field."""

import json
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

from tests.oracle.filtering import holds, listed, ordered
from tests.oracle.nouns import TABLES, TYPES, Has, Pages, Tells, instant
from tests.oracle.rows import Row, Rows
from tests.oracle.seen import Eyes, Seen

ABSENT = object()
USUAL = 20


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
        asked: dict[str, list[FieldNode]] = {}
        for node in self._fields(name, selections):
            asked.setdefault((node.alias or node.name).value, []).append(node)
        return {said: self._told(name, row, nodes) for said, nodes in asked.items()}

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
        said = {it.name.value: self._value(it.arguments[0].value) for it in node.directives}
        return said.get("include", True) and not said.get("skip", False)

    def _told(self, name: str, row: Row, nodes: list[FieldNode]) -> Any:
        field = nodes[0].name.value
        below = [node.selection_set for node in nodes if node.selection_set]
        given = {it.name.value: self._value(it.value) for it in nodes[0].arguments}
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
                return self._page(noun, read(self.seen, row), given, below)

    def _root(self, field: str, given: dict[str, Any], below: list[SelectionSetNode]) -> Any:
        if field == "node":
            return self._node(given["id"], below)
        if field == "nodes":
            return [self._node(it, below) for it in listed(given["ids"])]
        noun = next((it for it in TABLES if field in (_lower(it), f"{_lower(it)}s")), "")
        table = TABLES[noun]
        if field.endswith("s"):
            return self._page(noun, self.seen.all(table), given, below)
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

    def _page(
        self, noun: str, rows: list[Row], given: dict[str, Any], below: list[SelectionSetNode]
    ) -> Any:
        """Cut a page out of a list: the slow way, with every row at its place among all."""
        tree, order = given.get("where") or {}, given.get("orderBy")
        rows = [row for row in rows if holds(self.seen, noun, row, tree)]
        everything = ordered(self.seen, noun, self.seen.all(TABLES[noun]), order)
        place = {row["entry_id"]: at for at, row in enumerate(everything)}
        rows.sort(key=lambda row: place[row["entry_id"]])
        after, before = (
            place[_entry_of(given[side])] if given.get(side) else None for side in ("after", "before")
        )
        within = [
            row
            for row in rows
            if (after is None or place[row["entry_id"]] > after)
            and (before is None or place[row["entry_id"]] < before)
        ]
        first, last = given.get("first"), given.get("last")
        size = USUAL if first is None and last is None else first if last is None else last
        cut = len(within) > size
        page = within[:size] if last is None else within[len(within) - min(size, len(within)) :]
        beyond = before is not None and any(place[it["entry_id"]] >= before for it in rows)
        ahead = after is not None and any(place[it["entry_id"]] <= after for it in rows)
        info = {
            "hasNextPage": beyond or (cut and last is None),
            "hasPreviousPage": ahead or (cut and last is not None),
            "startCursor": page[0]["entry_id"] if page else None,
            "endCursor": page[-1]["entry_id"] if page else None,
        }
        return self._parts(noun, page, len(rows), info, below)

    def _parts(
        self, noun: str, page: list[Row], count: int, info: Row, below: list[SelectionSetNode]
    ) -> Any:
        asked: dict[str, list[FieldNode]] = {}
        for node in self._fields(f"{noun}Connection", below):
            asked.setdefault((node.alias or node.name).value, []).append(node)
        said: dict[str, Any] = {}
        for name, nodes in asked.items():
            inner = [node.selection_set for node in nodes if node.selection_set]
            match nodes[0].name.value:
                case "nodes":
                    said[name] = [self._object(noun, row, inner) for row in page]
                case "edges":
                    said[name] = [self._edge(noun, row, inner) for row in page]
                case "pageInfo":
                    said[name] = self._plain("PageInfo", info, inner)
                case "totalCount":
                    said[name] = count
                case "__typename":
                    said[name] = f"{noun}Connection"
        return said

    def _edge(self, noun: str, row: Row, below: list[SelectionSetNode]) -> Any:
        nodes: list[SelectionSetNode] = []
        for node in self._fields(f"{noun}Edge", below):
            if node.name.value == "node" and node.selection_set:
                nodes.append(node.selection_set)
        whole = {"cursor": row["entry_id"], "node": self._object(noun, row, nodes)}
        return self._plain(f"{noun}Edge", whole, below)

    def _plain(self, name: str, told: Row, below: list[SelectionSetNode]) -> Any:
        told = told | {"__typename": name}
        return {
            (node.alias or node.name).value: told[node.name.value]
            for node in self._fields(name, below)
        }

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


def _lower(noun: str) -> str:
    return noun[0].lower() + noun[1:]


def _entry_of(cursor: str) -> str:
    """Read the id of the entry that a cursor stands for."""
    return str(json.loads(bytes.fromhex(cursor))[-1])


def uncovered(told: Any) -> Any:
    """Put the entry's id in the place of each cursor of an answer."""
    if isinstance(told, dict):
        return {name: uncovered(value) for name, value in told.items()}
    if isinstance(told, list):
        return [uncovered(value) for value in told]
    if isinstance(told, str) and told.startswith("5b2231") and told.endswith("5d"):
        return _entry_of(told)
    return told
