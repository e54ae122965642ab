"""Changes over HTTP: made by POST alone, and finished though their sender has hung up."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from services.database.storage import Unsure
from tests.web.conftest import one_error
from web.endpoint.attending import LOOK_AFTER, Attendance, Patience
from web.refusing import Gone

CREATE = """
mutation { createNetwork(input: {title: {sv: "A"}}) { network { id } errors { code path } } }
"""


async def test_a_visitor_is_told_that_changes_are_not_for_them(client: AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": CREATE})

    assert answer.status_code == 200
    assert answer.json() == {
        "data": {
            "createNetwork": {
                "network": None,
                "errors": [{"code": "UNAUTHENTICATED", "path": None}],
            }
        }
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_mutation_is_never_run_by_what_only_reads(client: AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", params={"query": CREATE})

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    if method == "GET":
        assert one_error(answer.content)["message"] == "Send a mutation by POST."


async def hung_up() -> dict[str, Any]:
    """Be a client who has gone."""
    return {"type": "http.disconnect"}


async def worked(*, changing: bool, patience: Patience) -> bool:
    """Work for a client who has gone, twice as long as it takes to notice."""
    with Attendance(hung_up, patience) as attendance:
        attendance.received()
        if changing:
            attendance.changing()
        await asyncio.sleep(2 * LOOK_AFTER)
    return True


async def test_a_change_is_finished_though_its_sender_has_hung_up() -> None:
    patient = Patience(reading=5, changing=5)

    assert await worked(changing=True, patience=patient)
    with pytest.raises(Gone):
        await worked(changing=False, patience=patient)


async def test_a_change_has_a_time_of_its_own() -> None:
    assert await worked(changing=True, patience=Patience(reading=LOOK_AFTER, changing=5))
    with pytest.raises(Unsure):
        await worked(changing=True, patience=Patience(reading=5, changing=LOOK_AFTER))
