"""Whether the process lives, and whether it can do its work.

``/livez`` asks nothing of anybody: restarting a process does not mend its database. ``/readyz``
is for whoever sends the traffic, and says in words that an operator can act on what is amiss.
"""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse

from services.database.migrating import pending, unknown
from services.database.storage import Store

OK = "ok"
PATIENCE = 2.0
"""Seconds that the database is given to answer."""

log = logging.getLogger(__name__)


async def livez(request: Request) -> JSONResponse:
    """Answer; that is all there is to say."""
    return _told(200, {"status": OK})


async def readyz(request: Request) -> JSONResponse:
    """Tell whether requests can be served now: 200 when they can, else 503 and what is amiss."""
    state = request.app.state
    serving = "shutting down" if state.closing.is_set() else OK
    database, migrations = await _asked(state.store)
    checks = {"serving": serving, "database": database, "migrations": migrations}
    ready = set(checks.values()) == {OK}
    return _told(200 if ready else 503, {"status": "ready" if ready else "unready", **checks})


async def _asked(store: Store) -> tuple[str, str]:
    """What the database has to say: whether it answers, and whether its tables are ours."""
    try:
        async with asyncio.timeout(PATIENCE):
            store.expect_in_place()
            waiting, strangers = await pending(store), await unknown(store)
    except Exception as error:  # whatever it is, nobody should be sent here
        log.warning("Not ready: %s", str(error) or repr(error))
        return "does not answer", "unknown"
    if waiting:
        return OK, f"{len(waiting)} to apply: run python commands.py migrate"
    if strangers:
        return OK, f"{strangers[-1]} is of a newer version: bring the checkout to that"
    return OK, OK


def _told(status: int, body: dict[str, str]) -> JSONResponse:
    return JSONResponse(body, status, headers={"Cache-Control": "no-store"})
