"""Documents that are made to cost: of each kind several, up to the length that a document may have.

Each is a text that a server of GraphQL is known to choke on, or that ours might.
"""

from collections.abc import Callable, Iterator
from inspect import getmembers, isfunction

from benchmarks.bombs import definitions, selections, texts
from benchmarks.bombs.length import LENGTH

COUNTS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 400, 1_000, 5_000)
"""How many parts a bomb is made of; those that become too long are left out."""

KINDS: dict[str, Callable[[int], str]] = {
    name.replace("_", " "): made
    for module in (selections, definitions, texts)
    for name, made in getmembers(module, isfunction)
}
"""All kinds, by what they are made of, and how one of so many parts is made."""


def bombs(kind: str) -> Iterator[str]:
    """Give the bombs of a kind, small ones first."""
    made = map(KINDS[kind], COUNTS)
    return (text for text in made if len(text) <= LENGTH)
