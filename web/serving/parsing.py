"""Requests as uvicorn reads them, but for one thing: what is no HTTP is told in JSON, as all else.

It is told before there is a request, so nothing of ours stands around the answer.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from web.headers import LINES
from web.refusing import told

LONGEST_ADDRESS = 65_535
"""How long an address may be for uvicorn's parser, in bytes."""

_HEAD = b"""HTTP/1.1 400 Bad Request\r
content-type: application/json; charset=utf-8\r
cache-control: no-store\r
connection: close\r
"""


class Requests(HttpToolsProtocol):
    """One connection; uvicorn makes it."""

    def send_400_response(self, msg: str) -> None:
        body = told(
            "This cannot be read as HTTP: look at the request line, whose address may have "
            f"{LONGEST_ADDRESS} bytes at most, and at the headers.",
            "BAD_REQUEST",
        )
        lines = [*self.server_state.default_headers, *LINES, (b"content-length", b"%d" % len(body))]
        head = b"".join(b"%s: %s\r\n" % line for line in lines)
        self.transport.write(_HEAD + head + b"\r\n" + body)
        self.transport.close()
