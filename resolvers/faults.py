"""What is wrong with a request, as the answer tells it."""

from collections.abc import Sequence

import orjson
from graphql import GraphQLError

from services.errors import Refused

MOST = 20
"""How many errors an answer tells."""


def faults_of(errors: Sequence[GraphQLError], code: str) -> bytes:
    """Tell what graphql-core finds wrong, each with ``code``."""
    extensions = {"extensions": {"code": code}}
    return orjson.dumps({"errors": [dict(it.formatted) | extensions for it in errors[:MOST]]})


def faults_in(refused: Refused) -> bytes:
    """Tell why a service refused."""
    errors = [
        {"message": fault.message, "extensions": {"code": fault.code}}
        for fault in refused.faults[:MOST]
    ]
    return orjson.dumps({"errors": errors})
