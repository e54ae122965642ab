"""What every question goes through: the schema, the documents asked before, and the store."""

from graphql import GraphQLObjectType, GraphQLSchema

from resolvers.documents import Documents
from resolvers.planning import kinds_of
from resolvers.recent import Tally
from services.policy import BOUNDLESS, Allowance
from services.storage import Store


class Gate:
    """The one way in for a question: the schema, its documents, the store, what may be spent."""

    def __init__(
        self, schema: GraphQLSchema, store: Store, allowance: Allowance = BOUNDLESS
    ) -> None:
        self.schema = schema
        self.store = store
        self.allowance = allowance
        self.documents = Documents(schema)
        self.plans = Tally()
        self.types = kinds_of(schema)
        assert schema.query_type is not None
        self.query: GraphQLObjectType = schema.query_type
