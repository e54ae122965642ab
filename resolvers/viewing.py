"""The view of an operation: who asks, and what ``@view`` says of the moment and the language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode, OperationType

from resolvers.arguments import Tree, arguments
from services.policy import Right, look, permitted
from services.view import View, Viewer


def view_for(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    viewer: Viewer,
    now: datetime,
    locale: str,
) -> View:
    """Read ``@view`` of an operation; without it, the present in ``locale``.

    Who changes something sees the drafts unless told otherwise, if they may.
    """
    changing = operation.operation is OperationType.MUTATION
    usual = changing and permitted(viewer, Right.READ_DRAFTS)
    asked = next((it for it in operation.directives or () if it.name.value == "view"), None)
    if asked is None:
        return look(viewer, now, locale, drafts=usual)
    definition = schema.get_directive("view")
    assert definition is not None
    given = arguments(asked, definition.args, variables)
    at = _value(given, "at", None)
    return look(
        viewer,
        now,
        str(_value(given, "locale", locale)).lower(),
        drafts=bool(_value(given, "drafts", usual and at is None)),
        at=at,
    )


def _value(given: Mapping[str, Tree], name: str, otherwise: Any) -> Any:
    tree = given.get(name)
    if tree is None or tree.value is None:
        return otherwise
    return getattr(tree.value, "value", tree.value)
