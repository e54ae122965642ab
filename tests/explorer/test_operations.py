"""The operations that are saved for editors: all are run as they stand, one after the other."""

from datetime import datetime, timedelta

import pytest

from services.database.storage import Store
from services.transfer.seeding import seed
from tests.asking import ADMIN, Asking
from tests.docs.conftest import MOMENT
from tests.explorer.telling import STORY, Known, came_of, missing
from tests.schema.editors import EVAS, eva
from web.pages.saved_operations import SavedOperation, saved_operations

SAVED = {it.name: it for it in saved_operations(MOMENT.year + 1)}
BY_ADMINISTRATORS = {"ExporteraPerson"}

CAME = {
    "SkapaMote": [(1, "DRAFT")],
    "SeFoljden": [(1, "DRAFT")],
    "PubliceraNu": [(1, "PUBLISHED")],
    "AndraMote": [(2, "CHANGED")],
    "SkjutUppMote": [(4, "CHANGED")],
    "StallInMote": [(6, "CHANGED")],
    "SkapaSerie": [(1, "DRAFT")],
    "AndraSerie": [(2, "DRAFT")],
    "PubliceraSerie": [(2, "PUBLISHED")],
    "SkapaNatverk": [(1, "DRAFT")],
    "AndraNatverk": [(2, "CHANGED")],
    "PubliceraVidArsskiftet": [(2, "SCHEDULED")],
    "StallInPublicering": [(2, "CHANGED")],
    "AterstallVersion": [(3, "CHANGED")],
    "KastaUtkastet": [(1, "PUBLISHED")],
    "SkapaPerson": [(1, "DRAFT")],
    "AndraPerson": [(2, "DRAFT")],
    "SkapaSida": [(1, "DRAFT")],
    "AndraSida": [(2, "CHANGED")],
    "AndraFokusomrade": [(2, "CHANGED")],
    "SkapaUtgava": [(1, "DRAFT")],
    "AndraUtgava": [(2, "DRAFT")],
    "Avpublicera": [(6, "WITHDRAWN")],
    "TaTillbaka": [(6, "WITHDRAWN")],
}
"""Which version stands after a change, and how."""


@pytest.fixture
async def editing(ask: Asking, store: Store) -> Asking:
    """Ask of the first content, in which Eva has an account."""
    await seed(store, lambda _: None, MOMENT)
    async with store.writing():
        await eva()
    return ask


async def test_an_editors_day_is_done_with_them_as_they_stand(editing: Asking) -> None:
    known, came = Known(), {}

    for minutes, name in enumerate(STORY):
        data = await done(editing, SAVED[name], known, MOMENT + timedelta(minutes=minutes))
        assert missing(data) == [], name
        came[name] = came_of(data)
        known.read(name, data)

    assert {name: it for name, it in came.items() if it} == CAME


async def done(
    ask: Asking, saved: SavedOperation, known: Known, now: datetime
) -> dict[str, object]:
    """Run an operation with its own variables, as Eva or an administrator."""
    viewer = ADMIN if saved.name in BY_ADMINISTRATORS else EVAS
    variables = known.filled(saved.variables)
    found: dict[str, object] = await ask.data(saved.operation, variables, viewer=viewer, now=now)
    return found


def test_all_of_them_are_part_of_the_day() -> None:
    assert sorted(STORY) == sorted(SAVED)
