"""Which other sites may ask with a browser's help: CORS for those that are listed.

The rule against forged requests: what a page of another site can send without asking first, a
plain GET, is not answered; whatever makes the browser ask first (a preflight) is.
"""

from dataclasses import dataclass

from web.headers import Headers
from web.refusing import Refusal

PREFLIGHTED = (
    b"graphql-preflight",
    b"apollo-require-preflight",
    b"x-apollo-operation-name",
    b"x-requested-with",
)
"""Headers that a page cannot send to another site unless that site allowed it beforehand."""

MAX_AGE = 7200
"""Seconds that a browser may remember a preflight's answer; none does for longer."""

_ALLOWED = (
    "authorization",
    "content-type",
    "x-request-id",
    "graphql-cost",
    "if-none-match",
    "traceparent",
    "tracestate",
    "apollographql-client-name",
    "apollographql-client-version",
    *(name.decode() for name in PREFLIGHTED),
)
_PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", ", ".join(_ALLOWED).encode()),
    (b"access-control-max-age", str(MAX_AGE).encode()),
]
_TOLD = b"ETag, X-Request-Id, Retry-After, RateLimit, RateLimit-Policy"
_EXPOSED = (b"access-control-expose-headers", _TOLD)


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins whose pages may read answers; ``anybody`` when all may, without credentials."""

    listed: frozenset[bytes]
    anybody: bool

    @classmethod
    def parse(cls, text: str) -> "Origins":
        """Read a list with commas between, or ``*``."""
        names = frozenset(name.strip().encode() for name in text.split(",") if name.strip())
        return cls(names - {b"*"}, b"*" in names)

    def admit(self, origin: bytes | None) -> bool:
        """Tell whether a page of this origin may read answers."""
        return origin is not None and (self.anybody or origin in self.listed)

    def expect_known(self, headers: Headers) -> None:
        """Refuse with 403 a socket that a page of an unknown origin wants to open.

        Browsers let any page open one, cookies and all, and leave it to us to look.
        """
        origin = headers.get(b"origin")
        if origin is not None and not self.admit(origin) and not _same(origin, headers):
            raise Refusal(403, "Pages of this origin may not open a socket here.", "FORBIDDEN")

    def believes(self, headers: Headers) -> bool:
        """Tell whether cookies say who asks: not when it is only that everybody may ask."""
        return from_own_page(headers) or headers.get(b"origin") in self.listed

    def grants(self, origin: bytes | None) -> list[tuple[bytes, bytes]]:
        """Give what an answer tells the browser (Fetch, section 3.2.3): nothing for a stranger."""
        if origin is None or not self.admit(origin):
            return []
        if self.anybody:
            return [(b"access-control-allow-origin", b"*"), _EXPOSED]
        own = (b"access-control-allow-origin", origin)
        return [own, (b"access-control-allow-credentials", b"true"), _EXPOSED]

    def preflight(self, headers: Headers) -> list[tuple[bytes, bytes]]:
        """Give what a preflight's answer adds to that; raises ``Refusal`` with 403."""
        if b"access-control-request-method" not in headers:
            return []
        if not self.admit(headers.get(b"origin")):
            raise Refusal(
                403,
                "Pages of this origin may not ask here: whoever runs this lists those that may.",
                "FORBIDDEN",
            )
        return _PREFLIGHT

    def expect_own(self, headers: Headers) -> None:
        """Refuse with 403 a GET that a page of another site had a browser send."""
        if from_own_page(headers) or self.admit(headers.get(b"origin")):
            return
        if any(headers.get(name) for name in PREFLIGHTED):
            return
        said = "A GET from another site needs the header GraphQL-Preflight: 1; or send a POST."
        raise Refusal(403, said, "FORBIDDEN")


def from_own_page(headers: Headers) -> bool:
    """Tell whether a page of ours sent a request, or something that is no browser speaks."""
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    if site is None and origin is None:
        return True
    return site in (b"same-origin", b"none") or (site is None and _same(origin, headers))


def _same(origin: bytes | None, headers: Headers) -> bool:
    """Tell whether an origin is ours; a proxy that ends TLS may have kept the scheme to itself."""
    return origin is not None and origin.partition(b"://")[2] == headers.get(b"host", b"")
