"""The freshly seeded website that the documentation's examples are asked of."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from services.documents.document_ids import digest_of
from services.documents.manifests import Listed
from services.documents.trusting import load
from services.transfer.seeding import seed
from tests.asking import Asking
from tests.web.conftest import NETWORK, app, client

__all__ = ["app", "client", "website"]

MOMENT = datetime(2025, 9, 1, 8, tzinfo=UTC)
"""When the examples are asked: a Monday morning, behind us on every clock that asks over HTTP."""


@dataclass(frozen=True, slots=True)
class Website:
    """The seeded content, to be asked at ``MOMENT``, or over HTTP at the present."""

    ask: Asking
    client: AsyncClient


@pytest.fixture
async def website(app: Starlette, client: AsyncClient) -> Website:
    """The application with the first content, as it is at ``MOMENT``."""
    await seed(app.state.store, lambda _: None, MOMENT)
    listed = [Listed("website", digest_of(NETWORK), NETWORK)]
    await load(app.state.store, "website", listed, {NETWORK: ["Network"]}, MOMENT)
    return Website(Asking(app.state.gate), client)
