"""What breaks for who asks as the last release allowed: found here, named in the changelog.

``released.graphql`` is the schema of that release; it is moved on when the next one is made.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphql import build_schema, find_breaking_changes

_COORDINATE = re.compile(r"@\w+(\(\w+:\))?|\w+\.\w+(\(\w+:\))?")
_TYPE = re.compile(r"\b[A-Z]\w*(?= (was|changed|no longer)\b)")


class Break(NamedTuple):
    """A change that breaks something: where, as a schema coordinate, and what it is."""

    coordinate: str
    said: str


def breaks(released: str, coming: str) -> Iterator[Break]:
    """Find what breaks between two schemas, given in the schema definition language."""
    for change in find_breaking_changes(build_schema(released), build_schema(coming)):
        found = _COORDINATE.search(change.description) or _TYPE.search(change.description)
        assert found, change.description
        yield Break(found[0], change.description)


def unnamed(found: Iterator[Break], changelog: str) -> list[str]:
    """Tell which of them the changelog's first section does not name, between backquotes."""
    coming = changelog.partition("\n## ")[2].partition("\n## ")[0]
    return [f"`{it.coordinate}`: {it.said}" for it in found if f"`{it.coordinate}`" not in coming]
