"""What the schema tells of itself: graphql-core answers, the root's meta fields alone."""

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeNode,
    execute_sync,
    print_ast,
)

from resolvers.collecting import Asked
from resolvers.documents import Operation


def told(schema: GraphQLSchema, operation: Operation, asked: Asked, nodes: list[FieldNode]) -> str:
    """Let graphql-core answer ``__schema``, ``__type`` or ``__typename`` of the root."""
    name = nodes[0].alias.value if nodes[0].alias else nodes[0].name.value
    plain = [it for it in operation.node.variable_definitions or () if _plain(it.type)]
    alone = OperationDefinitionNode(
        operation=OperationType.QUERY,
        variable_definitions=tuple(plain),
        directives=(),
        selection_set=SelectionSetNode(selections=tuple(nodes)),
    )
    document = DocumentNode(definitions=(alone, *asked.fragments.values()))
    names = {it.variable.name.value for it in plain} & asked.variables.keys()
    values = {name: asked.variables[name] for name in names}
    result = execute_sync(schema, document, variable_values=values)
    if result.errors or result.data is None:
        raise RuntimeError(f"introspection failed: {result.errors}")
    return orjson.dumps(result.data[name]).decode()


def _plain(type_: TypeNode) -> bool:
    """Tell whether introspection may use a variable: all that it takes is texts and yes or no."""
    return print_ast(type_).strip("[]!") in ("String", "Boolean")
