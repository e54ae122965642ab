"""What is wrong with a request, as the answer tells it."""

from collections.abc import Sequence

import orjson
from graphql import GraphQLError

from services.errors import Refused


def faults_of(errors: Sequence[GraphQLError], code: str, most: int) -> bytes:
    """Tell what graphql-core finds wrong, each with ``code``: the first ``most`` of it."""
    extensions = {"extensions": {"code": code}}
    return orjson.dumps({"errors": [dict(it.formatted) | extensions for it in errors[:most]]})


def faults_in(refused: Refused, most: int) -> bytes:
    """Tell why a service refused: the first ``most`` of its reasons."""
    errors = [
        {"message": fault.message, "extensions": {"code": fault.code}}
        for fault in refused.faults[:most]
    ]
    return orjson.dumps({"errors": errors})
