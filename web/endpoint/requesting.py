"""From what came over HTTP to a request of GraphQL, or a refusal that says what is wrong with it.

GraphQL over HTTP, "Request": a JSON object by POST, or the same names in the query string of a
GET. Names that nobody knows are ignored; those that are known must have the right type.
"""

from typing import Any
from urllib.parse import parse_qsl

from resolvers.answering import Request
from web.endpoint.naming import document_of
from web.endpoint.strict_json import NotStrict, read_json
from web.refusing import Refusal

LONGEST_ADDRESS = 60_000
"""How long a query string may be, in bytes: of longer ones, servers and proxies tell no more."""

NAMES = ("query", "operationName", "variables", "extensions", "documentId")


def from_body(body: bytes) -> Request:
    """Read what a POST had in its body; raises ``Refusal`` with 400."""
    try:
        said = read_json(body)
    except NotStrict as fault:
        raise Refusal(400, f"The body is no JSON that can be taken: {fault}.") from None
    return request_in(said, reading=False)


def from_address(query: bytes, most: int) -> Request:
    """Read a GET; raises ``Refusal`` with 400, or 414 for one of more than ``most`` bytes."""
    most = min(most, LONGEST_ADDRESS)
    if len(query) > most:
        raise Refusal(414, f"The query string may have {most} bytes at most: send a POST.")
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as fault:
        raise Refusal(400, f"The query string cannot be read: {fault}.") from None
    said: dict[str, Any] = {}
    for name, value in pairs:
        if name in said and name in NAMES:
            raise Refusal(400, f"`{name}` is in the address twice.")
        said[name] = value
    for name in ("variables", "extensions"):
        said[name] = _in_address(name, said.get(name, ""))
    return request_in(said, reading=True)


def _in_address(name: str, text: str) -> Any:
    try:
        return read_json(text.encode()) if text else None
    except (NotStrict, UnicodeEncodeError) as fault:
        said = f"`{name}` in the address is no JSON that can be taken: {fault}."
        raise Refusal(400, said) from None


def request_in(said: Any, *, reading: bool) -> Request:
    """Take what was said for a request; raises ``Refusal`` with 400."""
    if not isinstance(said, dict):
        raise Refusal(400, "Send one JSON object with `query`; lists of requests are not taken.")
    query, name, variables, extensions, named = map(said.get, NAMES)
    if name is not None and not isinstance(name, str):
        raise Refusal(400, "`operationName` is no text.")
    if variables is not None and not isinstance(variables, dict):
        raise Refusal(400, "`variables` is no object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise Refusal(400, "`extensions` is no object.")
    text, document_id = document_of(query, named, extensions or {})
    return Request(text, name or None, variables or {}, reading, document_id=document_id)
