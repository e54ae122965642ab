"""What may be spent in a minute, by whom, and what is told to who has spent it: 429 (RFC 6585).

The rule: every request costs something, whatever comes of it. An operation costs its price, and
what is not answered a flat one; a long body costs by its length, for it is work to read. Whoever
has spent all is refused before more than a short body is read.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from math import ceil
from secrets import token_bytes

from starlette.types import Scope

from resolvers.answering import Spend, freely
from services.compiler.pricing import TROUBLE
from services.rates.budgets import Budget, Overspent
from services.rates.limiting import Limiter
from services.rates.sharing import Shared, sharing
from services.view import VISITOR, Viewer
from web.refusing import Refusal

MINUTE = 60

SUBSCRIBER = 8
"""Bytes of an IPv6 address that count as one address: a home or an office has all that begin so,
and a visitor another one whenever they like (RFC 6177).
"""


LIGHT = 10_000
"""Bytes of a body that cost nothing beside the operation: what nearly all requests stay below."""

BYTES = 100
"""Bytes beyond them that cost 1."""

_WEIGHT = "knutpunkt.weight"


class Purse:
    """What one operation may spend, of the budget that its ``key`` has a part in.

    It pays for the ``weight`` of its request as well, once.
    """

    __slots__ = ("_has_paid", "_key", "_limiter", "_weight")

    def __init__(self, limiter: Limiter, key: str, weight: int) -> None:
        self._limiter = limiter
        self._key = key
        self._weight = weight
        self._has_paid = False

    async def __aenter__(self) -> Spend:
        self._limiter.expect(self._key, TROUBLE)
        return self.spend

    async def __aexit__(self, *_: object) -> None:
        if not self._has_paid:
            await self.spend(TROUBLE)

    async def spend(self, cost: int) -> None:
        """Spend ``cost``; or raise ``Overspent``, which costs what trouble costs."""
        self._has_paid = True
        cost, self._weight = cost + self._weight, 0
        within = min(cost, self._limiter.budget.amount)
        await self._limiter.spend(self._key, within, least=TROUBLE)


@dataclass(frozen=True, slots=True)
class Rates:
    """Who counts visitors and who counts editors: nobody, where there is no limit.

    ``secret`` goes into the keys, so that nobody reads addresses from them; processes that share
    counters share it.
    """

    visitors: Limiter | None
    editors: Limiter | None
    secret: bytes
    shared: Shared | None = None

    def paying(self, scope: Scope, viewer: Viewer) -> AbstractAsyncContextManager[Spend]:
        """Give a context for one operation: it spends as an account, a token, or else an address.

        Enters only if something is left, as far as that is known; an operation that spent nothing
        by the end spends what trouble costs. All of them raise ``Overspent``.
        """
        limiter = self.editors if viewer.role else self.visitors
        if limiter is None:
            return nullcontext(freely)
        return Purse(limiter, self.keyed(_who(scope, viewer)), scope.get(_WEIGHT, 0))

    def expect(self, scope: Scope, viewer: Viewer) -> None:
        """Raise ``Overspent`` if nothing is left, as far as that is known; spend nothing."""
        limiter = self.editors if viewer.role else self.visitors
        if limiter is not None:
            limiter.expect(self.keyed(_who(scope, viewer)), TROUBLE)

    def keyed(self, who: bytes) -> str:
        """Give the key that stands for somebody."""
        return _keyed(self.secret, who)


@asynccontextmanager
async def rates(
    visitor: int, editor: int, valkey: str, missed: Callable[[], None] = lambda: None
) -> AsyncIterator[Rates]:
    """Open the limits of what visitors and editors may spend in a minute, each; 0 is no limit.

    ``valkey`` is the URL of where it is counted, if not in this process; ``missed`` is called each
    time that it does not answer.
    """
    shared = sharing(valkey, missed) if valkey else None
    secret = blake2b(valkey.encode()).digest() if valkey else token_bytes()
    kinds = (Budget("visitor", visitor, MINUTE), Budget("editor", editor, MINUTE))
    visitors, editors = (Limiter(it, shared) if it.amount else None for it in kinds)
    try:
        yield Rates(visitors, editors, secret, shared)
    finally:
        if shared is not None:
            await shared.close()


def weighed(scope: Scope, length: int) -> None:
    """Note in a request's scope what the length of its body costs."""
    scope[_WEIGHT] = weight_of(length)


def weight_of(length: int) -> int:
    """Tell what so many bytes cost beside what they ask for."""
    return max(0, length - LIGHT) // BYTES


def _who(scope: Scope, viewer: Viewer) -> bytes:
    """Tell whose budget it is: an account's, a token's, or else an address's."""
    return f"{viewer.account or viewer.name}".encode() if viewer.role else subscriber(scope)


def subscriber(scope: Scope) -> bytes:
    """Tell whose address a request came from, as the server says after asking trusted proxies."""
    return _subscriber((scope.get("client") or ("",))[0])


@lru_cache(1_000)
def _subscriber(host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        return host.encode()  # a proxy's own name for somebody
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped.packed if address.ipv4_mapped else address.packed[:SUBSCRIBER]
    return address.packed


@lru_cache(1_000)
def _keyed(secret: bytes, who: bytes) -> str:
    return blake2b(who, key=secret, digest_size=16).hexdigest()


def expect_left(scope: Scope, viewer: Viewer = VISITOR) -> None:
    """Refuse whoever has spent all, as far as that is known; raises ``Refusal`` with 429."""
    rates: Rates = scope["app"].state.rates
    try:
        rates.expect(scope, viewer)
    except Overspent as fault:
        raise too_many(fault) from None


async def charged(scope: Scope, cost: int) -> None:
    """Have an address pay for what is no operation; raises ``Refusal`` with 429."""
    rates: Rates = scope["app"].state.rates
    try:
        async with rates.paying(scope, VISITOR) as spend:
            await spend(cost)
    except Overspent as fault:
        raise too_many(fault) from None


async def tolled(scope: Scope, refusal: Refusal) -> Refusal:
    """Have a request pay that is refused for its own faults; the refusal may become another."""
    if refusal.status >= 500 or refusal.status == 429 or scope["method"] == "OPTIONS":
        return refusal
    rates: Rates = scope["app"].state.rates
    try:
        async with rates.paying(scope, VISITOR):
            return refusal
    except Overspent as fault:
        return too_many(fault)


def too_many(fault: Overspent) -> Refusal:
    """Say that there was too much, and when to come back (RFC 9110, section 10.2.3).

    The RateLimit fields are those of draft-ietf-httpapi-ratelimit-headers-10.
    """
    budget, seconds = fault.budget, max(1, ceil(fault.seconds))
    said = (
        f"You may spend {budget.amount} in {budget.seconds} seconds, and {fault.left} is left; "
        f"this is more. Try again in {seconds} seconds."
    )
    lines = [
        (b"retry-after", f"{seconds}".encode()),
        (b"ratelimit-policy", f'"{budget.name}";q={budget.amount};w={budget.seconds}'.encode()),
        (b"ratelimit", f'"{budget.name}";r={fault.left};t={seconds}'.encode()),
    ]
    return Refusal(429, said, "RATE_LIMITED", lines)
