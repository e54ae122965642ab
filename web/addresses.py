"""What answers at which address; everything else is answered in ``web/errors.py``."""

from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp

from schema import printed
from web.endpoint.graphql import GraphqlDoor
from web.feeds import feed_routes
from web.identity.signing_in import show_sign_in, take_sign_in, take_sign_out
from web.pages.explorer import Opening, explorer_routes
from web.pages.home import home
from web.sdl import sdl
from web.sockets.graphql import GraphqlSocket, NoSocket
from web.watching.health import livez, readyz
from web.watching.metrics import Measures, metrics

GRAPHQL = "/graphql"


def routes(
    door: ASGIApp, inner: GraphqlDoor, measures: Measures | None, explorer: Opening
) -> list[BaseRoute]:
    """Lead to ``door`` and all the rest; without ``measures``, there is no ``/metrics``.

    ``inner`` is the door without whatever has been put around it: sockets are none of that's.
    """
    return [
        Route("/", home),
        Route(GRAPHQL, door),
        WebSocketRoute(GRAPHQL, GraphqlSocket(inner)),
        Route("/schema.graphql", sdl(printed)),
        *feed_routes(inner.patience.reading),
        *explorer_routes(explorer),
        Route("/sign-in", show_sign_in),
        Route("/sign-in", take_sign_in, methods=["POST"]),
        Route("/sign-out", take_sign_out, methods=["POST"]),
        Route("/livez", livez),
        Route("/readyz", readyz),
        *([Route("/metrics", metrics(measures))] if measures else ()),
        WebSocketRoute("/{elsewhere:path}", NoSocket()),
    ]
