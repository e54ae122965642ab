"""What the website asks is listed for the API, and is answered by one statement each."""

from typing import Any

from examples.website.documents import MANIFEST, document, manifest, names
from services.database.storage import Store
from services.transfer.seeding import seed
from tests.asking import Asking
from tests.factories import NOW

VIEW = {"locale": "SV"}
FILTER = {"networks": {"some": {"slug": {"eq": "spraklust"}}}}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("CalendarMonth", {"year": 2026, "month": 9, "where": None, "network": "", **VIEW}),
    ("CalendarMonth", {"year": 2026, "month": 9, "where": FILTER, "network": "spraklust", **VIEW}),
    ("CalendarWeek", {"year": 2026, "week": 53, "where": FILTER, "network": "spraklust", **VIEW}),
    ("FocusAreaPage", {"slug": "biblioteken-i-samhallet", **VIEW}),
    ("MeetingPage", {"slug": "exempel-digitalt-och-tillgangligt", **VIEW}),
    ("NetworkPage", {"slug": "spraklust", "first": 10, "after": None, **VIEW}),
    ("NetworkPage", {"slug": "spraklust", "last": 10, **VIEW}),
    ("Page", {"path": "/natverk-for-bibliotekspersonal", "home": "/om", **VIEW}),
    ("Sitemap", {}),
]
"""Each operation, with the values that the website gives it."""

FIRST = {
    "CalendarMonth": "calendar",
    "CalendarWeek": "calendar",
    "FocusAreaPage": "focusArea",
    "MeetingPage": "meeting",
    "NetworkPage": "network",
    "Page": "page",
    "Sitemap": "pages",
}
"""What each is about, which it asks for before all else."""


async def test_a_page_is_one_statement(store: Store, ask: Asking) -> None:
    await seed(store, lambda _: None, NOW)

    found = {}
    for name, variables in ASKED:
        before = store.statements
        [*_, (root, told)] = reversed((await ask.data(document(name), variables)).items())
        assert told, name  # there is something to find
        found[name] = (store.statements - before, root)

    assert found == {name: (1, root) for name, root in FIRST.items()}


def test_all_operations_are_asked_here() -> None:
    assert sorted({name for name, _ in ASKED}) == names()


def test_the_manifest_lists_what_the_queries_say() -> None:
    assert MANIFEST.read_text("utf-8") == manifest()
