"""Questions by chance, from the schema itself: whatever it allows may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
)
from hypothesis import strategies as st

from services.policy import Right, follows_all, permitted
from services.view import VISITOR, Viewer
from tests.asking import EDITOR, PREVIEW, STAFF
from tests.factories import NOW
from tests.oracle.cursors import cursor, version_cursor
from tests.oracle.nouns import ELSEWHERE, TABLES
from tests.oracle.pools import Pools, literal
from tests.oracle.rows import Rows
from tests.oracle.seen import Eyes, Seen
from tests.oracle.values import ABSENT, NOTHING, Said, Values, Variables

LONG = "x" * 64
"""Longer than PostgreSQL keeps of a name."""


STEPS = {"RichText", "Link", "Node", "Version", "VersionConnection", "FieldChange"}
STEPS |= {"ChangeConnection", "Content"}
"""Types that are a step from content to content, or as good as one."""

BARE = {"Version", "FieldChange", "Change"}
"""Types that are asked for little but scalars."""

SIZES = (3, 5, 8, 12, 30)
"""How many fields and fragments a question has, roughly: documents are bounded."""


@dataclass(frozen=True, slots=True)
class Question:
    """A document, and two requests with it: their variables, and the eyes that they read with."""

    query: str
    variables: tuple[dict[str, Any], dict[str, Any]]
    eyes: tuple[Eyes, Eyes]
    viewer: Viewer
    locale: str


@dataclass(slots=True)
class Asking:
    """A document in the making."""

    schema: GraphQLSchema
    values: Values
    seen: tuple[Seen, Seen]
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: int = 0
    items: int = 0
    most: int = SIZES[0]
    often: frozenset[str] = frozenset()
    """Fields that are asked for more often than others."""

    def selection(self, type_: Any, depth: int) -> str:
        """Ask something of an object, or of whatever an interface stands for."""
        items = [self._item(type_, depth) for _ in range(self.values.one([1, 2, 3, 4]))]
        return "{ " + " ".join([self._leaf(type_), *items]) + " }"

    def _item(self, type_: Any, depth: int) -> str:
        self.items += 1
        what = self.values.one(range(10))
        if self.items > self.most:
            return self._leaf(type_)
        if what < 6 and depth > 0:
            return self._object(type_, depth)
        if what < 8:
            return self._leaf(type_)
        return self._fragment(type_, depth)

    def _leaf(self, type_: Any) -> str:
        names = [name for name, it in type_.fields.items() if _is_leaf(it)]
        if self.values.chance(60 if type_.name in BARE else 15):
            return " ".join(["__typename", *names])
        name = self.values.one(["__typename", *names])
        return f"{self._alias(20)}{name}{self._directives(8)}"

    def _object(self, type_: Any, depth: int) -> str:
        if isinstance(type_, GraphQLInterfaceType) and self.values.chance(70):
            return self._fragment(type_, depth)
        names = [name for name, it in type_.fields.items() if not _is_leaf(it)]
        names = [name for name in names if name not in ELSEWHERE]
        if not names:
            return self._leaf(type_)
        preferred = [name for name in names if name in self.often]
        if preferred == [] and self.often and self.values.chance(20):
            preferred = [name for name in names if name == "changes"]
        name = self.values.one(preferred if preferred and self.values.chance(60) else names)
        definition = type_.fields[name]
        arguments = self._arguments(definition)
        alias = self._alias(100 if arguments or name == "networks" else 30)
        below = self.selection(get_named_type(definition.type), depth - self._cost(definition))
        return f"{alias}{name}{arguments}{self._directives(8)} {below}"

    def _cost(self, definition: GraphQLField) -> int:
        """Count the steps from content to content; what lies between is free."""
        name = get_named_type(definition.type).name
        return 1 if name in TABLES or name in STEPS else 0

    def _alias(self, percent: int) -> str:
        if not self.values.chance(percent):
            return ""
        self.names += 1
        return f"a{self.names}{LONG if self.values.chance(4) else ''}: "

    def _directives(self, percent: int) -> str:
        if not self.values.chance(percent):
            return ""
        type_ = self.schema.directives[0].args["if"].type
        said = self.values.said(type_, ("directive", "if"))
        return f" @{self.values.one(['skip', 'include'])}(if: {said.text})"

    def _fragment(self, type_: Any, depth: int) -> str:
        on = self._condition(type_)
        known = [name for name, (said, _) in self.fragments.items() if said == on.name]
        how = self.values.one(["inline", "named", "again"])
        if how == "again" and known:
            return f"...{self.values.one(known)}{self._directives(20)}"
        below = self.selection(on, depth)
        if how == "named":
            name = f"F{len(self.fragments)}"
            self.fragments[name] = (on.name, f"fragment {name} on {on.name} {below}")
            return f"...{name}{self._directives(20)}"
        said = "" if on is type_ and self.values.chance(50) else f" on {on.name}"
        return f"...{said}{self._directives(20)} {below}"

    def _condition(self, type_: Any) -> Any:
        """Choose a type that a fragment on ``type_`` may be about."""
        if isinstance(type_, GraphQLInterfaceType):
            return self.schema.type_map[self.values.one([*TABLES, *TABLES, "Content", "Node"])]
        if type_.name in TABLES:
            name = self.values.one([type_.name, type_.name, "Content", "Node"])
            return self.schema.type_map[name]
        return type_

    def _arguments(self, definition: GraphQLField) -> str:
        known = definition.args
        if "first" in known:
            return self._paging(definition)
        said = {name: self.values.said(it.type, ("", name)) for name, it in known.items()}
        return _written(said)

    def _paging(self, definition: GraphQLField) -> str:
        known, said = definition.args, dict[str, Said]()
        for name, percent in (("where", 60), ("orderBy", 50), ("types", 30)):
            if name in known and self.values.chance(percent):
                said[name] = self.values.said(known[name].type, ("", name))
        size = self.values.one(["first", "last", "first", "", ""])
        if size:
            said[size] = self.values.said(known[size].type, ("", size))
        noun = get_named_type(definition.type).name.removesuffix("Connection")
        for side in ("after", "before"):
            if self.values.chance(30):
                said[side] = self._cursor(noun, said.get("orderBy", NOTHING))
        return _written({name: it for name, it in said.items() if it is not NOTHING})

    def _cursor(self, noun: str, order: Said) -> Said:
        if noun not in TABLES:
            return self._numbered(noun)
        table = TABLES[noun]
        ids = [{row["entry_id"] for row in seen.all(table)} for seen in self.seen]
        if not (both := sorted(ids[0] & ids[1])):
            return NOTHING
        orders = [None if it is ABSENT else it for it in order.values]
        chosen = [self.values.one(both) for _ in range(2)] if self.values.chance(50) else None
        chosen = chosen or [self.values.one(both)] * 2
        values = tuple(
            cursor(seen, noun, said, entry)
            for seen, said, entry in zip(self.seen, orders, chosen, strict=True)
        )
        return self._paired((values[0], values[1]))

    def _numbered(self, type_: str) -> Said:
        """Choose cursors of versions, or of what happened, be they on the list or not."""
        numbers = [self.values.one(range(1, 25 if type_ == "Change" else 6)) for _ in range(2)]
        if type_ == "Version":
            return self._paired((version_cursor(numbers[0]), version_cursor(numbers[1])))
        letters = ["a" if seen.eyes.log else "p" for seen in self.seen]
        return self._paired((f"{letters[0]}{numbers[0]}", f"{letters[1]}{numbers[1]}"))

    def _paired(self, pair: tuple[str, str]) -> Said:
        if pair[0] == pair[1] and self.values.chance(50):
            return Said(literal(pair[0]), pair)
        return Said(self.values.variables.declare("String", pair), pair)


def _is_leaf(field: GraphQLField) -> bool:
    return isinstance(get_named_type(field.type), GraphQLScalarType | GraphQLEnumType)


def _written(said: dict[str, Said]) -> str:
    return f"({', '.join(f'{name}: {it.text}' for name, it in said.items())})" if said else ""


class World:
    """What is asked about: the rows, and what the schema lets be said of them."""

    def __init__(self, schema: GraphQLSchema, rows: Rows, pools: Pools) -> None:
        self.schema = schema
        self.rows = rows
        self.pools = pools

    def __repr__(self) -> str:
        return "World()"  # for Hypothesis, which would print it whole


ANYBODY = (VISITOR, PREVIEW, STAFF, EDITOR)
LOOKING_BACK = frozenset({"history", "atVersion", "content", "actor", "savedBy"})
"""What tells of versions and of the log."""


@st.composite
def questions(
    draw: Any,
    world: World,
    viewers: Sequence[Viewer] = ANYBODY,
    often: frozenset[str] = frozenset(),
) -> Question:
    """Draw a question about a world, for somebody's eyes."""
    schema, rows = world.schema, world.rows
    values = Values(draw, world.pools, Variables())
    viewer = values.one(viewers)
    locale = values.one(["sv", "en"])
    said = _view(schema, values, viewer)
    eyes = (_eyes(viewer, locale, said, 0), _eyes(viewer, locale, said, 1))
    asking = Asking(schema, values, (Seen(rows, eyes[0]), Seen(rows, eyes[1])))
    asking.most, asking.often = values.one(SIZES), often
    query = schema.query_type
    assert isinstance(query, GraphQLObjectType)
    below = asking.selection(query, values.one([1, 2, 3, 4]))
    declared = values.variables.declared
    variables = f"({', '.join(declared)})" if declared else ""
    view = f" @view{_written(said)}" if said else ""
    fragments = "\n".join(text for _, text in asking.fragments.values())
    text = f"query Q{variables}{view} {below}\n{fragments}"
    return Question(text, values.variables.values, eyes, viewer, locale)


def _view(schema: GraphQLSchema, values: Values, viewer: Viewer) -> dict[str, Said]:
    directive = schema.get_directive("view")
    assert directive is not None
    known = ["locale"]
    known += ["drafts"] if permitted(viewer, Right.READ_DRAFTS) else []
    known += ["at"] if follows_all(viewer) else []  # any moment, that is: previews have no past
    return {
        name: values.said(directive.args[name].type, ("view", name))
        for name in known
        if values.chance(40)
    }


def _eyes(viewer: Viewer, locale: str, said: dict[str, Said], at: int) -> Eyes:
    told = {name: it.values[at] for name, it in said.items()}
    told = {
        name: value for name, value in told.items() if value is not ABSENT and value is not None
    }
    moment = told.get("at")
    return Eyes(
        int(viewer.audience),
        NOW if moment is None else _moment(moment),
        bool(told.get("drafts", False)),
        told.get("locale", locale).lower(),
        permitted(viewer, Right.READ_DRAFTS),
        permitted(viewer, Right.READ_DRAFTS) and permitted(viewer, Right.READ_STAFF),
    )


def _moment(text: str) -> Any:
    return type(NOW).fromisoformat(text.upper())
