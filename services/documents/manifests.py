"""Manifests: the files in which front-ends' build tools list the documents that they will send.

Three forms are read. GraphQL Code Generator's client preset and Relay's compiler write an object
of texts by id, Apollo a list of operations with their ids. All that is wrong is told at once.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from services.documents.document_ids import SYNTAX, digest_of, is_digest, read_id
from services.errors import Fault, Refused, bad_input

APOLLO = "apollo-persisted-query-manifest"
FORMS = (
    "codegen's persisted-documents.json, Relay's persisted documents, "
    "or Apollo's persisted-query-manifest.json"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a manifest lists it: where in the file, under which id, and its text."""

    place: str
    known_as: str
    text: str


def read_manifest(content: bytes) -> tuple[Listed, ...]:
    """Read a manifest in any of the three forms; raises ``Refused`` with all its faults."""
    faults: list[str] = []
    found = tuple(_listed(_entries(_parsed(content)), faults.append))
    if not found and not faults:
        faults.append("the manifest lists no document; was it written by another build?")
    if faults:
        raise Refused(*(Fault("BAD_USER_INPUT", it) for it in faults))
    return found


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except json.JSONDecodeError as fault:
        said = f"line {fault.lineno}, column {fault.colno}: no JSON ({fault.msg})"
    except (ValueError, RecursionError) as fault:
        said = f"no JSON in UTF-8 ({fault})"
    raise bad_input(f"{said}; expected {FORMS}")


class _Pairs(list[tuple[str, Any]]):
    """An object's names and values as they stand in the file, also those that are there twice."""


Entry = tuple[str, Any, Any]
"""Where it stands, the id, and the text: as the file has them, of whatever kind."""


def _entries(said: Any) -> list[Entry]:
    if not isinstance(said, _Pairs):
        raise bad_input(f"line 1: an object was expected: {FORMS}")
    named = dict(said)
    if "format" in named or "operations" in named:
        return list(_apollos(named))
    return [(f"key {name!r}", name, text) for name, text in said]


def _apollos(named: dict[str, Any]) -> Iterator[Entry]:
    if (named.get("format"), named.get("version")) != (APOLLO, 1):
        raise bad_input(f"keys 'format' and 'version': only {APOLLO!r} in version 1 is known")
    operations = named.get("operations")
    if not isinstance(operations, list) or isinstance(operations, _Pairs):
        raise bad_input("key 'operations': a list was expected")
    for number, it in enumerate(operations):
        operation = dict(it) if isinstance(it, _Pairs) else {}
        yield f"operations[{number}]", operation.get("id"), operation.get("body")


def _listed(entries: list[Entry], report: Callable[[str], None]) -> Iterator[Listed]:
    texts: dict[str, str] = {}
    for place, said, text in entries:
        known_as = read_id(said) if isinstance(said, str) else None
        if known_as is None:
            report(f"{place}: {said!r} is no id of a document ({SYNTAX}; 200 characters at most)")
        elif not isinstance(text, str):
            report(f"{place}: the document's text was expected")
        elif (
            str(said).startswith("sha256:") and is_digest(known_as) and known_as != digest_of(text)
        ):
            report(f"{place}: the text has another SHA-256; build the manifest anew")
        elif texts.setdefault(known_as, text) != text:
            report(f"{place}: the id stands for two texts; build the manifest anew")
        else:
            yield Listed(place, known_as, text)
