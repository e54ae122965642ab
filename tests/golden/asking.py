"""How a golden question is asked: over HTTP, of the application on a seeded database."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graphql import get_variable_values
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from resolvers.documents import Document
from resolvers.preparing import Asking, Prepared, prepared
from server import create_app
from services.database.storage import opened
from services.transfer.seeding import seed
from services.view import VISITOR, view_of
from settings import Settings
from tests.golden.telling import plan_text, sql_text

FOLDER = Path(__file__).parent
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/question.graphql"))

SEEDED = datetime(2025, 9, 1, 8, tzinfo=UTC)
"""When the content was written; long ago by any clock, so that it is public when asked for."""


@dataclass(frozen=True, slots=True)
class Golden:
    """A question and its variables."""

    name: str

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def query(self) -> str:
        return (self.folder / "question.graphql").read_text("utf-8")

    @property
    def variables(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((self.folder / "variables.json").read_text("utf-8"))
        return said

    def kept(self, file: str) -> str:
        """Read what was kept."""
        return (self.folder / file).read_text("utf-8")


@asynccontextmanager
async def seeded(database: str) -> AsyncIterator[Starlette]:
    """Seed a migrated, empty database at the fixed moment, and start the application on it."""
    async with opened(database) as store:
        await seed(store, lambda _: None, now=SEEDED)
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app):
        yield app


async def told(app: Starlette, golden: Golden) -> dict[str, str]:
    """Ask a question; give what its files must say on this database."""
    answer = await _answered(app, golden)
    plan = await _planned(app, golden)
    return {
        "answer.json": json.dumps(answer, indent=2, ensure_ascii=False) + "\n",
        "plan.txt": plan_text(plan.plan),
        f"{app.state.gate.store.dialect}.sql": sql_text(plan.statement.sql),
    }


async def _answered(app: Starlette, golden: Golden) -> Any:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://knutpunkt.test") as client:
        asked = {"query": golden.query, "variables": golden.variables}
        response = await client.post("/graphql", json=asked)
    assert response.status_code == 200
    return response.json()


async def _planned(app: Starlette, golden: Golden) -> Prepared:
    """Give the plan that answered: it was kept with the document."""
    gate = app.state.gate
    document = gate.documents.get(golden.query)
    assert isinstance(document, Document)
    [operation] = document.operations.values()
    assert len(operation.plans) == 1
    variables = get_variable_values(
        gate.schema, operation.node.variable_definitions or (), golden.variables
    )
    assert not isinstance(variables, list)
    locale = golden.variables.get("locale", "sv").lower()
    view = view_of(VISITOR, SEEDED, locale)
    plan = await prepared(gate, Asking(document, operation, variables.coerced), view)
    assert len(operation.plans) == 1
    return plan
