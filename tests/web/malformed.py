"""Requests that are wrong in one way or in several at once, built by rule.

A request goes through stages, each of which can find a fault: the method, the type of the answer,
whose page sent it, the type of the body, its size, its content. Whatever else is wrong, it is
answered with the status of the first stage that finds a fault.
"""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import quote

MOST = 2_000
"""How many bytes the server that is asked takes."""

GOOD: Final = {"query": "{ __typename }"}
WRONG: Final[tuple[Any, ...]] = (0, 1.5, True, "text", [], ["text"], {"a": 1})
NO_JSON: Final = (
    b"",
    b" ",
    b"{",
    b'{"query": "{ __typename }"',
    b'{"query": "{ __typename }"} {}',
    b"{'query': '{ __typename }'}",
    b'{"query": "{ __typename }",}',
    b'\xef\xbb\xbf{"query": "{ __typename }"}',
    b'{"query": "\xff"}',
    b'{"query": "\xed\xa0\x80"}',
    b'{"query": "\\ud800"}',
    b'{"query": "a\x00b"}',
    '{"query": "{ __typename }"}'.encode("utf-16"),
    b"query={__typename}",
    b"{ __typename }",
)
NO_VALUES: Final = ("NaN", "Infinity", "-Infinity", "1e999", "01", "+1", ".5", "1.", "undefined")
TOO_MUCH: Final = (
    "9" * 20,
    "-" + "9" * 1_000,
    "[" * 65 + "]" * 65,
    '{"a":' * 65 + "1" + "}" * 65,
    "[" * 900,
    '{"a":1,"a":2}',
    '[{"b":{"a":1,"\\u0061":2}}]',
)
"""Values that are JSON, or as good as, and that nobody should rely on or read."""

NO_IDS: Final = ("", " ", "a b", "sha256:", "sha256:abc", "md5:abc", "x-:a", "å", "a\n", "a" * 201)
"""What is not written as the id of a document is."""

METHODS: Final = ("PUT", "PATCH", "DELETE", "TRACE", "QUERY", "GETS")
ACCEPTS: Final = (
    "text/html",
    "application/xml, text/*",
    "application/json;q=0",
    "*/*;q=0",
    "application/*;q=0.0, text/html",
    "application/json;charset=latin1",
    "application/json;q=high",
    "json",
    ";",
)
ACCEPTED: Final = (None, "*/*", "application/json", "application/graphql-response+json")
TYPES: Final = (
    None,
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "application/graphql-response+json",
    "application/jsonp",
    "application/json, text/plain",
    "application/json; charset=latin1",
    "application/json; charset=utf-8; version=2",
    "text/application/json",
)
CODINGS: Final = ("gzip", "br", "deflate", "identity, gzip", "x")
SITES: Final = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "elsewhere"},
    {"origin": "https://elsewhere.example.org"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example.org"},
)


Headers = dict[str, str | None]
"""What is sent beside the body; None for a header that is left out."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A request, and the status that it is to be answered with: that of its first fault."""

    status: int = 0
    method: str = "POST"
    headers: Headers = field(default_factory=dict)
    body: bytes | None = None
    query: str = ""

    def also(self, status: int, headers: Headers) -> "Malformed":
        """Add a fault that is found before those that it has already."""
        return replace(self, status=status, headers=self.headers | headers)


def malformed() -> Iterator[Malformed]:
    """Every fault alone, and every one with some of those that are found later."""
    contents = [*bodies(), *addresses()]
    yield from contents
    typed = [it.also(415, fault) for it in bodies() for fault in types()]
    sited = [it.also(403, dict(fault)) for it in addresses() for fault in SITES]
    yield from (*typed, *sited)
    later = [*contents[::7], *typed[::29], *sited[::11], good("POST"), good("GET")]
    unacceptable = [it.also(406, {"accept": accept}) for it in later for accept in ACCEPTS]
    yield from unacceptable
    for method, it in itertools.product(METHODS, (*later[::3], *unacceptable[::31])):
        yield replace(it, status=405, method=method)


def good(method: str) -> Malformed:
    """A request without a fault."""
    if method == "GET":
        return Malformed(method=method, query="query=" + quote(GOOD["query"]))
    return _sent(json.dumps(GOOD).encode(), 0)


def types() -> Iterator[Headers]:
    """Headers of a body that is not taken."""
    for it in TYPES:
        yield {"content-type": it}
    for it in CODINGS:
        yield {"content-encoding": it}


def bodies() -> list[Malformed]:
    """POSTs whose body is no request."""
    wrong = [json.dumps(it).encode() for it in (*WRONG[:-1], None, [GOOD], {}, *parameters())]
    values = [*NO_VALUES, *TOO_MUCH]
    inside = [
        f'{{"query": "{{ __typename }}", "{name}": {value}}}'.encode()
        for name, value in itertools.product(("variables", "extensions", "other"), values)
    ]
    twice = b'{"query": "{ __typename }", "query": "{ __typename }"}'
    large = [b" " * (MOST + 1), json.dumps({"query": "#" * MOST}).encode()]
    faults = [_sent(body, 400) for body in (*NO_JSON, *wrong, *inside, twice)]
    return faults + [_sent(body, 413) for body in large]


def parameters() -> Iterator[dict[str, Any]]:
    """Requests one of whose parameters is of the wrong type."""
    for name, right in (("query", str), ("operationName", str), ("variables", dict)):
        yield from ({**GOOD, name: it} for it in WRONG if not isinstance(it, right))
    yield from ({**GOOD, "extensions": it} for it in WRONG if not isinstance(it, dict))
    yield from ({**GOOD, "documentId": it} for it in WRONG if not isinstance(it, str))
    for it in (*WRONG[:-1], *persisted()):
        yield {"extensions": {"persistedQuery": it}}
        yield {**GOOD, "extensions": {"persistedQuery": it}}
    yield from ({"documentId": it} for it in NO_IDS)
    yield {**GOOD, "documentId": "sha256:" + "0" * 64}
    yield {**GOOD, "query": None}
    yield {"variables": {}}


def persisted() -> Iterator[dict[str, Any]]:
    """Apollo's form of an id, wrong in one way."""
    right = {"version": 1, "sha256Hash": "0" * 64}
    yield from ({**right, "version": it} for it in (*WRONG, 2, None))
    yield from ({**right, "sha256Hash": it} for it in (*NO_IDS, 0, True, None))
    yield {}


def addresses() -> list[Malformed]:
    """GETs whose address is no request."""
    query = "query=" + quote(GOOD["query"])
    texts = [*(json.dumps(it) for it in WRONG[:-1]), *NO_VALUES, *TOO_MUCH, "{", "{'a': 1}", "a"]
    faults = ["", "q=1", "=", "variables={}", "query=%FF", query + "&x=%C3%28"]
    faults += [
        f"{query}&{name}={quote(text)}"
        for name, text in itertools.product(("variables", "extensions"), texts)
    ]
    faults += [
        f"{query}&{name}={value}&{name}={value}"
        for name, value in (
            ("operationName", "A"),
            ("variables", "{}"),
            ("extensions", ""),
            ("documentId", "a"),
        )
    ]
    faults += [f"documentId={quote(it)}" for it in NO_IDS]
    faults += [f"{query}&documentId=sha256:{'0' * 64}", f"{query}&documentId="]
    faults += [f"{query}&{query}", query + "".join(f"&a{it}=1" for it in range(1_001))]
    long = f"{query}&operationName={'A' * MOST}"
    found = [Malformed(400, "GET", query=it) for it in faults if len(it) <= MOST]
    return [*found, Malformed(414, "GET", query=long)]


def _sent(body: bytes, status: int) -> Malformed:
    return Malformed(status, headers={"content-type": "application/json"}, body=body)
