"""What is wrong with a request, as the answer tells it."""

from collections.abc import Sequence
from dataclasses import replace

import orjson
from graphql import FieldNode, GraphQLError

from services.errors import Fault, Refused


def faults_of(errors: Sequence[GraphQLError], code: str, most: int) -> bytes:
    """Tell what graphql-core finds wrong, each with ``code``: the first ``most`` of it."""
    return orjson.dumps({"errors": [_told(it, code) for it in errors[:most]]})


def _told(error: GraphQLError, code: str) -> dict[str, object]:
    """Tell it in the words of JSON: graphql-core speaks Python where a value is missing."""
    message = error.message.replace("not to be None", "not to be null")
    return {**error.formatted, "message": message, "extensions": {"code": code}}


def placed(refused: Refused, nodes: Sequence[FieldNode]) -> Refused:
    """Say of faults where the document asks for them, unless that is said already."""
    where = GraphQLError("", nodes).formatted["locations"]
    return Refused(*(replace(it, more={"locations": where, **it.more}) for it in refused.faults))


def faults_in(refused: Refused, most: int) -> bytes:
    """Tell why a service refused: the first ``most`` of its reasons."""
    return orjson.dumps({"errors": [_refused(it) for it in refused.faults[:most]]})


def _refused(fault: Fault) -> dict[str, object]:
    places = {name: it for name, it in fault.more.items() if name == "locations"}
    costs = {name: it for name, it in fault.more.items() if name == "cost"}
    return {"message": fault.message, **places, "extensions": {"code": fault.code, **costs}}
