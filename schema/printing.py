"""The schema as text: sorted, so that a change of it is a small difference in review."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graphql import DirectiveDefinitionNode, DocumentNode, SchemaDefinitionNode, parse, print_ast

_SORTED = ("arguments", "fields", "interfaces", "locations", "values")
"""The lists of a definition whose order means nothing."""


def sorted_text(sdl: str) -> str:
    """Sort definitions in the schema definition language: directives first, all by name."""
    definitions = [
        _sorted(it)
        for it in parse(sdl).definitions
        if not isinstance(it, SchemaDefinitionNode)  # Query is the root by its name
    ]
    text = print_ast(DocumentNode(definitions=tuple(sorted(definitions, key=_place))))
    return "\n".join(_spaced(text.splitlines())) + "\n"


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """Leave a line free above every description inside of a definition, but for the first."""
    describing, above = False, "{"
    for line in lines:
        quotes = line.count('"""')
        if quotes and not describing and line.startswith(" ") and not above.endswith(("{", "(")):
            yield ""
        yield line
        describing = describing != (quotes == 1)
        above = line


def _sorted(node: Any) -> Any:
    lists = {name: getattr(node, name, None) for name in _SORTED}
    said = {
        name: tuple(sorted(map(_sorted, parts), key=_name))
        for name, parts in lists.items()
        if parts
    }
    return replace(node, **said) if said else node


def _place(node: Any) -> tuple[bool, str]:
    return not isinstance(node, DirectiveDefinitionNode), _name(node)


def _name(node: Any) -> str:
    """Name a definition; the name of a location is the location itself."""
    named = getattr(node, "name", node)
    return str(getattr(named, "value", named))
