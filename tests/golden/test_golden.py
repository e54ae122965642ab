"""A few questions over the first content: their answers, plans and statements, to the letter."""

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette

from tests.golden.asking import NAMES, Golden, seeded, told


@pytest.fixture
async def app(database: str) -> AsyncIterator[Starlette]:
    """The application, on the seed of a fixed moment."""
    async with seeded(database) as app:
        yield app


@pytest.mark.parametrize("name", NAMES)
async def test_golden_questions_come_to_what_is_kept(app: Starlette, name: str) -> None:
    golden = Golden(name)

    found = await told(app, golden)

    assert found == {file: golden.kept(file) for file in found}


def test_there_are_golden_questions() -> None:
    assert NAMES == ["calendar", "deep", "listing", "month", "network-page"]
