"""Serves the schema with uvicorn (uvloop, httptools), JSON by orjson, nothing logged."""

import contextlib
import os
from collections.abc import AsyncIterator
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from tortoise import Tortoise

from benchmarks.competitors.dataloaders.calendars import feed
from benchmarks.competitors.dataloaders.loaders import Loaders
from benchmarks.competitors.dataloaders.schema import SCHEMA


class Endpoint(GraphQL[Loaders, None]):
    """The endpoint: loaders anew for each request, JSON by orjson."""

    async def get_context(self, request: Any, response: Any) -> Loaders:
        return Loaders()

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)


def configuration() -> dict[str, Any]:
    """Return Tortoise's configuration, from the variables of libpq."""
    credentials = {
        "host": os.environ["PGHOST"],
        "port": int(os.environ["PGPORT"]),
        "user": os.environ["PGUSER"],
        "database": os.environ["PGDATABASE"],
        "maxsize": int(os.environ["POOL"]),
    }
    connection = {"engine": "tortoise.backends.asyncpg", "credentials": credentials}
    app = {"models": ["benchmarks.competitors.dataloaders.models"], "default_connection": "default"}
    return {
        "connections": {"default": connection},
        "apps": {"plain": app},
        "timezone": "UTC",
        "use_tz": True,
    }


@contextlib.asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    """Keep the database open while the server runs."""
    await Tortoise.init(config=configuration(), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


endpoint = Endpoint(SCHEMA, graphql_ide=None, subscription_protocols=())
application = Starlette(
    routes=[Route("/graphql", endpoint), Route("/feeds/meetings.ics", feed)], lifespan=lifespan
)

if __name__ == "__main__":
    quiet: dict[str, Any] = {"log_level": "warning", "access_log": False}
    uvicorn.run(application, port=int(os.environ["PORT"]), loop="uvloop", http="httptools", **quiet)
