"""Nothing breaks for clients without being named: the schema against that of the last release."""

import pytest

from schema import RELEASED, printed
from schema.releasing import breaks, unnamed
from settings import CHECKOUT

OLD = """
directive @look(at: Int) on QUERY | FIELD
enum Kind { A B }
input Filter { a: Int }
interface Thing { id: ID }
type Gone { id: ID }
union Either = Box | Gone
type Box implements Thing { id: ID, size(in: Kind): Int, gone: Gone, either: Either }
type Query { box(where: Filter): Box, more(n: Int): Int }
"""

BREAKING = [
    ("size(in: Kind): Int,", "", "Box.size"),
    ("size(in: Kind): Int", "size(in: Kind): String", "Box.size"),
    ("size(in: Kind)", "size", "Box.size(in:)"),
    ("size(in: Kind)", "size(in: Kind, of: Int!)", "Box.size(of:)"),
    ("more(n: Int)", "more(n: Int!)", "Query.more(n:)"),
    ("enum Kind { A B }", "enum Kind { A }", "Kind.B"),
    ("input Filter { a: Int }", "input Filter { a: Int, b: Int! }", "Filter.b"),
    ("input Filter { a: Int }", "input Filter { b: Int }", "Filter.a"),
    ("Box implements Thing", "Box", "Box"),
    ("Either = Box | Gone", "Either = Box", "Gone"),
    ("directive @look(at: Int)", "directive @look", "@look(at:)"),
    ("QUERY | FIELD", "QUERY", "@look"),
    ("enum Kind { A B }", "scalar Kind", "Kind"),
]

HARMLESS = [
    ("enum Kind { A B }", "enum Kind { A B C }"),
    ("more(n: Int)", "more(n: Int, m: Int)"),
    ("type Query {", "type Query { new: Int"),
    ("input Filter { a: Int }", "input Filter { a: Int, b: Int }"),
]


def test_what_breaks_is_named_in_the_changelog() -> None:
    released = RELEASED.read_text("utf-8")

    found = breaks(released, printed())

    assert unnamed(found, (CHECKOUT / "CHANGELOG.md").read_text("utf-8")) == []


@pytest.mark.parametrize(("old", "new", "coordinate"), BREAKING)
def test_what_breaks_is_found_where_it_is(old: str, new: str, coordinate: str) -> None:
    assert old in OLD

    assert [it.coordinate for it in breaks(OLD, OLD.replace(old, new))] == [coordinate]


@pytest.mark.parametrize(("old", "new"), HARMLESS)
def test_what_is_only_added_breaks_nothing(old: str, new: str) -> None:
    assert old in OLD

    assert list(breaks(OLD, OLD.replace(old, new))) == []


def test_a_break_must_be_named_under_the_coming_version() -> None:
    coming = OLD.replace("more(n: Int): Int", "")
    sections = "# Changelog\n\n## Unreleased\n\n{}\n\n## 0.1.0\n\n{}\n"

    silent = unnamed(breaks(OLD, coming), sections.format("- Nothing.", "- `Query.more`"))
    named = unnamed(breaks(OLD, coming), sections.format("- `Query.more` is gone.", ""))

    assert silent == ["`Query.more`: Field Query.more was removed."]
    assert named == []
