"""Why a change was not made, as its payload tells it: values of the interface ``UserError``."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from graphql import GraphQLInputObjectType

from resolvers.inputs import input_path
from services.errors import Fault, Refused

KINDS = {
    "NOT_FOUND": "NotFoundError",
    "FORBIDDEN": "ForbiddenError",
    "UNAUTHENTICATED": "ForbiddenError",
    "CONFLICT": "ConflictError",
    "RATE_LIMITED": "RateLimitedError",
}
"""The types of errors by the faults' codes; of all others the input is invalid."""


def told_faults(
    refused: Refused, type_: GraphQLInputObjectType | None, names: Mapping[UUID, str], most: int
) -> list[dict[str, Any]]:
    """Tell what a service refused, each fault by the way to the input field that it is about.

    They are ``most`` at most. ``names`` are those of the accounts that it speaks of.
    """
    return [_told(fault, type_, names) for fault in refused.faults[:most]]


def _told(
    fault: Fault, type_: GraphQLInputObjectType | None, names: Mapping[UUID, str]
) -> dict[str, Any]:
    path = input_path(fault.path, type_) if fault.path and type_ else None
    more = dict(fault.more)
    if type_ and "fields" in more:
        more["fields"] = [".".join(input_path((it,), type_)[1:]) for it in more["fields"]]
    if "saved_by" in more:
        name = names.get(more["saved_by"])
        more["saved_by"] = None if name is None else {"name": name}
    told = {"message": fault.message, "code": fault.code, "path": path}
    return {**more, **told, "__typename": KINDS.get(fault.code, "ValidationError")}
