"""Whether operations are traced: OpenTelemetry is loaded when it is asked for, and not before.

It is an extra of the installation; ``settings.py`` refuses to ask for what is not there.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any, Protocol

from starlette.types import ASGIApp, Scope

from resolvers.documents import Operation
from services.database.address import Address
from services.database.watching import Around


class Tracing(Protocol):
    """What makes spans: one of a request, one of each statement that it needs."""

    @property
    def around(self) -> Callable[[Address], Around] | None:
        """From where statements run to what makes a span of each."""

    def running(self) -> AbstractAsyncContextManager[None]:
        """Make spans from here on; at the end, send what is left of them."""

    def traced(self, door: ASGIApp) -> ASGIApp:
        """Make a span of each request to ``door``."""

    def operating(self, scope: Scope) -> AbstractContextManager[None]:
        """Make a span of one operation on a socket, which is told apart by its ``scope``."""

    def noticed(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Say which operation it is that the current span is of."""


class Untraced:
    """No spans, and nothing in the way of what they would be of."""

    around = None

    def running(self) -> AbstractAsyncContextManager[None]:
        """Do nothing."""
        return nullcontext()

    def traced(self, door: ASGIApp) -> ASGIApp:
        """Give the door as it is."""
        return door

    def operating(self, scope: Scope) -> AbstractContextManager[None]:
        """Do nothing."""
        return nullcontext()

    def noticed(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Say nothing."""


def tracing(wanted: str) -> Tracing:
    """Load what makes spans, or nothing: ``otlp`` sends them as the OTEL_* variables say."""
    if wanted == "off":
        return Untraced()
    made: Tracing = import_module("web.watching.sending").otlp()
    return made
