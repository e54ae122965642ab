"""Which kinds the ids in a request are of: one statement for all of them, before the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from graphql import GraphQLObjectType, SelectionSetNode

from resolvers.arguments import arguments
from resolvers.collecting import Asked, collect
from resolvers.filtering import source_of, uuids
from resolvers.planning import Sorted
from resolvers.sources import Identifies
from services.compiler.sorting import kinds_of_ids
from services.compiler.values import Value
from services.database.storage import Store
from services.errors import bad_input
from services.view import View

MOST_IDS = 100
"""How many ids one field may be asked for."""


@dataclass(frozen=True, slots=True)
class Unsorted:
    """A plan must wait: the ids that some roots ask for have to be sorted by kind first."""

    ids: tuple[tuple[str, Value], ...]


def identified(
    asked: Asked,
    query: GraphQLObjectType,
    selections: Iterable[SelectionSetNode],
    within: str = "",
) -> tuple[tuple[str, Value], ...]:
    """Find the roots that ask for ids, by path, and where their ids come from."""
    found = []
    for name, nodes in collect(asked, query, selections).items():
        definition = query.fields.get(nodes[0].name.value)
        source = definition and source_of(definition)
        if definition and isinstance(source, Identifies):
            given = arguments(nodes[0], definition.args, asked.variables)[source.argument]
            found.append((within + name, given.bound(_ids)))
    return tuple(found)


def _ids(value: Any) -> list[UUID]:
    ids = uuids([value] if isinstance(value, str) else value)
    if len(ids) > MOST_IDS:
        raise bad_input(f"These are {len(ids)} ids: ask for at most {MOST_IDS} at a time.")
    return ids


async def sorted_kinds(
    store: Store, unsorted: Unsorted, variables: Mapping[str, Any], view: View
) -> dict[str, Sorted]:
    """Tell which kinds each root's ids are of, of what can be seen, and how many there are."""
    asked = {name: value.read(variables, view) for name, value in unsorted.ids}
    kinds = await kinds_of_ids(store, [it for ids in asked.values() for it in ids], view)
    return {
        name: Sorted(tuple(sorted({kinds[it] for it in ids if it in kinds})), len(ids))
        for name, ids in asked.items()
    }
