"""The view of an operation: who asks, and what ``@view`` says of the moment and the language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graphql import GraphQLSchema, OperationDefinitionNode

from resolvers.arguments import Tree, arguments
from services.policy import look
from services.view import View, Viewer


def view_for(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    viewer: Viewer,
    now: datetime,
    locale: str,
) -> View:
    """Read ``@view`` of an operation; without it, the present in ``locale``."""
    asked = next((it for it in operation.directives or () if it.name.value == "view"), None)
    if asked is None:
        return look(viewer, now, locale)
    definition = schema.get_directive("view")
    assert definition is not None
    given = arguments(asked, definition.args, variables)
    return look(
        viewer,
        now,
        str(_value(given, "locale", locale)).lower(),
        drafts=bool(_value(given, "drafts", False)),
        at=_value(given, "at", None),
    )


def _value(given: Mapping[str, Tree], name: str, otherwise: Any) -> Any:
    tree = given.get(name)
    if tree is None:
        return otherwise
    return getattr(tree.value, "value", tree.value)
