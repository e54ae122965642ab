"""What is written down when a request is not answered: all that helps to find out why.

The rule: the document stands for itself by its digest, and what its variables held is hidden,
also where a database repeats it in its complaint.
"""

import logging
import traceback
from collections.abc import Iterator, Mapping
from itertools import takewhile
from operator import eq
from typing import Any

from resolvers.answering import Request
from resolvers.documents import Operation
from services.documents.document_ids import digest_of
from web.request_ids import current_operation, named

HIDDEN = "…"
SHORT = 3
"""Values up to so many characters say nothing, and would be found everywhere."""

TELLING = 16
"""So many characters of a value are enough to know it by where it is cut off."""


def write_down(
    log: logging.Logger, error: BaseException, request_id: str, request: Request | None
) -> None:
    """Log an accident in a request: its traceback, and what was asked, without the values."""
    told = "".join(traceback.format_exception(error)).rstrip()
    told = hidden(told, request.variables) if request else told
    facts = {**facts_of(request_id, request), "exception": told}
    level, message = logging.ERROR, "Accident in request %s"
    record = log.makeRecord(log.name, level, __file__, 0, message, (request_id,), None, extra=facts)
    record.exc_text = told  # what a log in another form than ours shows
    log.handle(record)


def noticed(operation: Operation, variables: Mapping[str, Any]) -> None:
    """Remember which operation of its document a request asks for, in case it goes wrong."""
    if operation.node.name:
        named(operation.node.name.value)


def facts_of(request_id: str, request: Request | None) -> dict[str, Any]:
    """Tell which request it was: its id, the operation's name and the document's digest."""
    facts: dict[str, Any] = {"request_id": request_id}
    if request:
        facts["operation"] = request.operation or current_operation()
        facts["document"] = request.document_id or digest_of(request.query or "")
    return facts


def hidden(text: str, values: Any) -> str:
    """Give ``text`` without the values, even where it has only how they begin."""
    forms = {form for leaf in _leaves(values) for form in (leaf, leaf.lower(), repr(leaf)[1:-1])}
    for form in sorted(forms, key=len, reverse=True):
        beginning, rest = form[:TELLING], form[TELLING:]
        if len(beginning) > SHORT:
            first, *others = text.split(beginning)
            told = [it[_alike(it, rest) :] for it in others]
            text = HIDDEN.join([first, *told])
    return text


def _alike(one: str, other: str) -> int:
    """Count the characters in which two texts begin alike."""
    return sum(takewhile(bool, map(eq, one, other)))


def _leaves(values: Any) -> Iterator[str]:
    if isinstance(values, dict | list):
        for inner in values.values() if isinstance(values, dict) else values:
            yield from _leaves(inner)
    elif values is not None and not isinstance(values, bool):
        yield str(values)
