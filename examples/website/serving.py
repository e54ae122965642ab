"""Serving: the port is taken first, so that it is known, and known to be free, when it is told."""

import gc
import logging
import os
import socket
import sys

import uvicorn

from examples.website.app import create_app
from examples.website.settings import Settings


def serve(settings: Settings) -> None:
    """Show the website until it is stopped, and say where."""
    logging.basicConfig(format="%(levelname)s  %(message)s")
    listening = _bound(settings)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    sys.stdout.write(f"Website  {settings.origin}/\n")
    sys.stdout.flush()
    app = create_app(settings)
    gc.freeze()  # what is there stays: nobody waits while it is looked through
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
    uvicorn.Server(config).run([listening])


def _bound(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as error:
        place = f"{settings.host} port {settings.port}"
        sys.stderr.write(f"Cannot listen on {place}: {os.strerror(error.errno or 0).lower()}.\n")
        raise SystemExit(1) from None
