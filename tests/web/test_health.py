"""Whether the process lives, and what it says when it cannot do its work."""

import shutil
from pathlib import Path

from httpx import AsyncClient
from starlette.applications import Starlette

from server import create_app
from services.database.migrating import written
from settings import Settings
from tests.web.conftest import asking

NEWER = """
INSERT INTO tortoise_migrations (id, app, name, applied_at)
    VALUES (99, 'models', '0099_later', '2027-01-01T00:00:00+00:00')
"""
UNDONE = "DELETE FROM tortoise_migrations WHERE name = '0099_later'"
READY = {"status": "ready", "serving": "ok", "database": "ok", "migrations": "ok"}


async def test_a_process_that_answers_lives(client: AsyncClient) -> None:
    answer = await client.get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"


async def test_a_migrated_database_that_answers_is_ready(client: AsyncClient) -> None:
    answer = await client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, READY)
    assert answer.headers["cache-control"] == "no-store"


async def test_a_database_that_waits_for_migrations_is_not_ready(blank: str) -> None:
    app = create_app(Settings(database_url=blank))

    async with app.router.lifespan_context(app), asking(app) as client:
        ready, lives = await client.get("/readyz"), await client.get("/livez")

    assert (ready.status_code, lives.status_code) == (503, 200)
    assert ready.json() == {
        **READY,
        "status": "unready",
        "migrations": f"{len(written())} to apply: run python commands.py migrate",
    }


async def test_a_database_of_a_newer_version_is_not_ready(database: str) -> None:
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app), asking(app) as client:
        async with app.state.store.writing() as told:
            await told.rows(NEWER, [])
        answer = await client.get("/readyz")
        async with app.state.store.writing() as told:
            await told.rows(UNDONE, [])

    assert answer.status_code == 503
    assert answer.json() == {
        **READY,
        "status": "unready",
        "migrations": "0099_later is of a newer version: bring the checkout to that",
    }


async def test_a_file_that_was_replaced_is_not_ready(sqlite_migrated: str, tmp_path: Path) -> None:
    file = tmp_path / "knutpunkt.db"
    shutil.copy(sqlite_migrated.removeprefix("sqlite://"), file)
    app = create_app(Settings(database_url=f"sqlite://{file}"))
    async with app.router.lifespan_context(app), asking(app) as client:
        shutil.copy(file, tmp_path / "copy")
        (tmp_path / "copy").replace(file)
        answer = await client.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, "does not answer")


async def test_a_server_that_shuts_down_is_not_ready(app: Starlette, client: AsyncClient) -> None:
    app.state.closing.set()

    answer = await client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {**READY, "status": "unready", "serving": "shutting down"}


async def test_a_database_that_is_gone_is_not_ready(database: str) -> None:
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app):
        pass  # opened, and closed again

    async with asking(app) as client:
        ready, lives = await client.get("/readyz"), await client.get("/livez")

    assert (ready.status_code, lives.status_code) == (503, 200)
    assert ready.json()["database"] == "does not answer"
