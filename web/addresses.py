"""What answers at which address; everything else is answered in ``web/errors.py``."""

from starlette.routing import Route
from starlette.types import ASGIApp

from schema import printed
from web.health import livez, readyz
from web.home import home
from web.metrics import Measures, metrics
from web.sdl import sdl

GRAPHQL = "/graphql"


def routes(door: ASGIApp, measures: Measures | None) -> list[Route]:
    """Lead to ``door`` and all the rest; without ``measures``, there is no ``/metrics``."""
    return [
        Route("/", home),
        Route(GRAPHQL, door),
        Route("/schema.graphql", sdl(printed)),
        Route("/livez", livez),
        Route("/readyz", readyz),
        *([Route("/metrics", metrics(measures))] if measures else ()),
    ]
