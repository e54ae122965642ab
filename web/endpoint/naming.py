"""Which document a request means: by its text, by its id, or by both.

GraphQL over HTTP, "Persisted Documents", has ``documentId``; Apollo's clients say the same in
``extensions.persistedQuery``. The rule: an id that is a digest must be that of a text beside it.
"""

from collections.abc import Mapping
from typing import Any

from services.documents.document_ids import SYNTAX, digest_of, is_digest, read_id
from web.refusing import Refusal


def document_of(
    query: Any, named: Any, extensions: Mapping[str, Any]
) -> tuple[str | None, str | None]:
    """Give the text, the id, or both if the id is the text's digest; raises ``Refusal`` with 400.

    A text beside any other id stands for itself: nothing tells whether the id is its own.
    """
    if query is not None and not isinstance(query, str):
        raise Refusal(400, "`query` is no text.")
    ids = [*_id("documentId", named), *_apollos(extensions.get("persistedQuery"))]
    if query is None and not ids:
        raise Refusal(400, "`query` is missing, and so is `documentId`: send one of them.")
    if len(set(ids)) > 1:
        raise Refusal(400, "`documentId` and `extensions.persistedQuery` name two documents.")
    document_id = ids[0] if ids else None
    if query is None or document_id is None:
        return query, document_id
    if not is_digest(document_id):
        return query, None
    if document_id != digest_of(query):
        raise Refusal(400, f"`query` is not the text whose SHA-256 is {document_id}.")
    return query, document_id


def _apollos(said: Any) -> list[str]:
    """Read Apollo's form of an id: ``{"version": 1, "sha256Hash": …}``."""
    place = "extensions.persistedQuery"
    if said is None:
        return []
    if not isinstance(said, dict):
        raise Refusal(400, f"`{place}` is no object.")
    version = said.get("version")
    if version != 1 or isinstance(version, bool):
        raise Refusal(400, f"`{place}.version` must be 1.")
    found = _id(f"{place}.sha256Hash", said.get("sha256Hash"))
    if not found:
        raise Refusal(400, f"`{place}.sha256Hash` is missing.")
    return found


def _id(place: str, said: Any) -> list[str]:
    if said is None:
        return []
    if not isinstance(said, str):
        raise Refusal(400, f"`{place}` is no text.")
    document_id = read_id(said)
    if document_id is None:
        raise Refusal(400, f"`{place}` is no id of a document: {SYNTAX}.")
    return [document_id]
