"""The application as Starlette has it: what stands around all routes, and what is open."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import State
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from web.errors import ANSWERS
from web.headers import SafeHeaders, Shortcut

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


class Application(Starlette):
    """Starlette, with ``door`` at ``path`` beside all that Starlette has around its routes."""

    def __init__(self, path: str, door: ASGIApp, **given: Any) -> None:
        super().__init__(**given)
        self._path = path
        self._door = door

    def build_middleware_stack(self) -> ASGIApp:
        """Put the safe headers on every answer, whoever gives it."""
        return SafeHeaders(Shortcut(super().build_middleware_stack(), self._path, self._door))


class Opened(State):
    """State that has its attributes itself: a look at one calls nothing, and a request has many."""

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)


def application(
    routes: Sequence[BaseRoute], path: str, door: ASGIApp, lifespan: Lifespan
) -> Starlette:
    """Make the application; requests for ``path`` go straight to ``door``."""
    app = Application(path, door, routes=routes, exception_handlers=ANSWERS, lifespan=lifespan)
    app.state = Opened()
    return app
