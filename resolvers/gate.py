"""What every question goes through: the schema, the documents asked before, and the store."""

import asyncio
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema

from resolvers.documents import Documents, Operation
from resolvers.keeping import kinds_of
from resolvers.recent import Tally
from resolvers.trusting import Registered, Trusted
from services.database.storage import Store
from services.database.watching import Around
from services.documents.bounds import USUAL_BOUNDS, Bounds
from services.events.pulse import Pulse
from services.feeds.addresses import NOWHERE, Site
from services.policy import BOUNDLESS, Allowance, Mode

Noticed = Callable[[Operation, Mapping[str, Any]], None]
"""Is told of each operation that is to be run, with the variables as they were sent."""


def unnoticed(operation: Operation, variables: Mapping[str, Any]) -> None:
    """Tell nobody."""


def telling(*those: Noticed) -> Noticed:
    """Tell all of ``those``."""

    def noticed(operation: Operation, variables: Mapping[str, Any]) -> None:
        for tell in those:
            tell(operation, variables)

    return noticed


class Gate:
    """The one way in for a question: the schema, its documents, the store, what may be spent.

    Whoever watches is told of each operation by ``noticed``. Streams end when ``closing`` is set.
    ``site`` tells where people find what they are led to.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        store: Store,
        allowance: Allowance = BOUNDLESS,
        noticed: Noticed = unnoticed,
        mode: Mode = "open",
        closing: asyncio.Event | None = None,
        bounds: Bounds = USUAL_BOUNDS,
        site: Site = NOWHERE,
    ) -> None:
        self.schema = schema
        self.store = store
        self.allowance = allowance
        self.noticed = noticed
        self.mode: Mode = mode
        self.bounds, self.site = bounds, site
        self.documents = Documents(schema, bounds=bounds)
        self.trusted = Trusted(self.documents.read, store)
        self.registered = Registered()
        self.plans = Tally()
        self.types = kinds_of(schema)
        roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
        self.query, self.mutation, self.subscription = map(_root, roots)
        self.pulse = Pulse(store, closing or asyncio.Event())

    def watched(self, around: Around) -> "Gate":
        """Give the same gate, the statements of whose store run inside of ``around``."""
        twin = copy(self)
        twin.store = self.store.watched(around)
        return twin


def _root(type_: GraphQLObjectType | None) -> GraphQLObjectType:
    assert type_ is not None, "the schema has all three roots"
    return type_
