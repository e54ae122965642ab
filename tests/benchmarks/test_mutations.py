"""What is timed of changes is right: the benchmark's mutations do what they are to do."""

from typing import Any

import pytest

from benchmarks.contestants import CONTESTANTS, POSTGRAPHILE
from benchmarks.editors import KINDS, document_of, entries, variables_of
from services.database.storage import Store
from tests.asking import EDITOR, Asking

OURS = CONTESTANTS[0]


async def test_networks_are_created_saved_and_published(store: Store, ask: Asking) -> None:
    [entry] = entries(1, 1)
    told: list[Any] = []

    for kind in KINDS:
        document = document_of(OURS, kind)
        entry["lead"] += f" {kind}" * (kind == "update")
        found = await ask.data(document, variables_of(document, entry), viewer=EDITOR)
        network = found["changed"]["network"]
        told += network if isinstance(network, list) else [network]
        entry["id"] = told[-1]["id"]
        assert found["changed"]["errors"] == []

    said = {"id": entry["id"], "slug": "matt-1-0", "title": "Nätverk 1 0"}
    leads = ["Ett nätverk för den som vill.", *["Ett nätverk för den som vill. update"] * 2]
    assert told == [{**said, "lead": lead} for lead in leads]
    seen = await ask.data("{ networks { nodes { lead } } }")
    assert seen == {"networks": {"nodes": [{"lead": leads[-1]}]}}


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_compared_is_asked_about_the_same(kind: str) -> None:
    [entry] = entries(1, 1)

    for it in (OURS, POSTGRAPHILE):
        document = document_of(it, kind)
        assert "id" in document
        assert variables_of(document, entry).keys() <= entry.keys()
