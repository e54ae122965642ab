"""Deprecated parts of a schema that operations use: told by coordinates, and each where it is."""

from typing import Any

import pytest
from graphql import build_schema

from resolvers.deprecations import NOTHING, Deprecations
from resolvers.documents import Document, Documents

SCHEMA = """
directive @look(old: Int @deprecated(reason: "no"), new: Int) on QUERY | FIELD
enum Kind { OLD @deprecated(reason: "no") NEW }
input Deep { kind: Kind, kinds: [Kind!], inner: Deep, old: Int @deprecated(reason: "no"), n: Int }
input Plain { n: Int }
interface Thing { old: Int @deprecated(reason: "no"), new: Int }
type Box implements Thing { old: Int, new: Int, inside(old: Deep @deprecated(reason: "no")): Box }
type Query {
  thing: Thing
  box(old: Int @deprecated(reason: "no"), deep: Deep, kind: Kind, plain: Plain): Box
  gone: Int @deprecated(reason: "no")
}
"""

COORDINATES = {
    "@look(old:)",
    "Box.inside(old:)",
    "Deep.old",
    "Kind.OLD",
    "Query.box(old:)",
    "Query.gone",
    "Thing.old",
}

USED: list[tuple[str, dict[str, Any], set[str]]] = [
    ("{ gone }", {}, {"Query.gone"}),
    ("{ a: gone b: gone }", {}, {"Query.gone"}),
    ("{ box { new } }", {}, set()),
    ("{ box(old: 1) { new } }", {}, {"Query.box(old:)"}),
    ("{ box { inside(old: { n: 1 }) { inside { new } } } }", {}, {"Box.inside(old:)"}),
    ("{ box { old } }", {}, set()),
    ("{ thing { old } }", {}, {"Thing.old"}),
    ("{ thing { ... on Box { old } } }", {}, set()),
    ("{ box(kind: OLD) { new } }", {}, {"Kind.OLD"}),
    ("{ box(kind: NEW) { new } }", {}, set()),
    ("{ box(deep: { inner: { old: 1, kind: NEW } }) { new } }", {}, {"Deep.old"}),
    ("{ box(deep: { kinds: [NEW, OLD] }) { new } }", {}, {"Kind.OLD"}),
    ("query @look(old: 1) { thing { new } }", {}, {"@look(old:)"}),
    ("query @look(new: 1) { thing { new } }", {}, set()),
    ("{ thing @look(old: 1) { new } }", {}, {"@look(old:)"}),
    ("query($k: Kind = OLD) { box(kind: $k) { new } }", {}, {"Kind.OLD"}),
    ("query($k: Kind) { box(kind: $k) { new } }", {"k": "OLD"}, {"Kind.OLD"}),
    ("query($k: Kind) { box(kind: $k) { new } }", {"k": "NEW"}, set()),
    ("query($k: Kind) { box(kind: $k) { new } }", {}, set()),
    ("query($d: Deep) { box(deep: $d) { new } }", {"d": {"inner": {"old": 1}}}, {"Deep.old"}),
    ("query($d: Deep) { box(deep: $d) { new } }", {"d": {"kinds": "OLD"}}, {"Kind.OLD"}),
    ("query($d: Deep) { box(deep: $d) { new } }", {"d": {"kinds": ["NEW", "OLD"]}}, {"Kind.OLD"}),
    ("query($d: Deep!) { box(deep: $d) { new } }", {"d": [1, {"unknown": 2}]}, set()),
    ("query($p: Plain) { box(plain: $p) { new } }", {"p": {"n": 1}}, set()),
    ("{ ...F } fragment F on Query { ...G } fragment G on Query { gone }", {}, {"Query.gone"}),
    ("query gone { ...gone } fragment gone on Query { thing { new } }", {}, set()),
]


@pytest.mark.parametrize(("query", "variables", "used"), USED)
def test_what_is_used_is_told(query: str, variables: dict[str, Any], used: set[str]) -> None:
    document = Documents(build_schema(SCHEMA)).get(query)

    assert isinstance(document, Document)
    [operation] = document.operations.values()
    assert set(operation.uses.by(variables)) == used


def test_each_operation_has_its_own() -> None:
    document = Documents(build_schema(SCHEMA)).get(
        "query A { ...F } query B { thing { new } } query C { ...F thing { old } }"
        "fragment F on Query { gone }"
    )

    assert isinstance(document, Document)
    assert {name: set(it.uses.by({})) for name, it in document.operations.items()} == {
        "A": {"Query.gone"},
        "B": set(),
        "C": {"Query.gone", "Thing.old"},
    }


def test_all_that_is_deprecated_has_a_coordinate() -> None:
    assert Deprecations(build_schema(SCHEMA)).coordinates == COORDINATES


def test_where_nothing_is_deprecated_nothing_is_looked_for() -> None:
    document = Documents(build_schema("type Query { a: Int }")).get("{ a }")

    assert isinstance(document, Document)
    assert document.operations[None].uses is NOTHING
