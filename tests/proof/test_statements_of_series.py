"""What a series takes of the database does not depend on how many meetings it has."""

from typing import Any

import pytest

from services.database.storage import Store
from tests.asking import Asking
from tests.proof.test_statements import TOLD, Counting
from tests.schema.series import SERIES, network


async def counted(counting: Counting, count: int) -> dict[str, int]:
    """Count what each mutation takes for a series of so many meetings, public and not."""
    said: dict[str, Any] = {
        "title": {"sv": f"Serie om {count}"},
        "networks": [await network(counting.ask, f"Nätverk {count}")],
        "localStart": "2026-09-02T09:00",
        "localEnd": "2026-09-02T10:00",
        "rule": {"frequency": "DAILY", "count": count},
    }
    made = await counting.do("createMeetingSeries", SERIES, **said, idempotencyKey=str(count))
    id_ = made["meetingSeries"]["id"]
    await counting.do("publish", TOLD, ids=[id_], withMeetings=True)
    for version, rule in enumerate([{"interval": 2}, {"interval": 1}], 1):
        wish = {"id": id_, "expectedVersion": version, "scope": "ALL", "rule": rule}
        wish |= {"agenda": {"sv": f"Punkt {version}."}}
        told = await counting.do("updateMeetingSeries", SERIES, **wish)
        assert len(told["meetings"]) >= count
    for name in ("discardDraft", "unpublish", "deleteContent", "undelete"):
        await counting.do(name, TOLD, ids=[id_], withMeetings=True)
    return counting.counted


async def test_series_take_as_many_statements_with_three_hundred_meetings_as_with_three(
    store: Store, ask: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    found = [await counted(Counting(store, ask, caplog), count) for count in (3, 300)]

    assert found[0] == found[1]
    assert len(found[0]) == 7
