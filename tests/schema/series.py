"""Series, through GraphQL: what their tests do first, and what they look at."""

from typing import Any

from tests.asking import Asking
from tests.schema.editors import EVAS, created, done, lived

THURSDAYS: dict[str, Any] = {
    "title": {"sv": "Morgonträff", "en": "Morning meeting"},
    "localStart": "2026-09-03T09:00",
    "localEnd": "2026-09-03T10:30",
    "rule": {"frequency": "WEEKLY", "count": 4},
}
"""A series of four Thursdays, two days after the moment that the tests look at."""

ERRORS = "errors { code path message ... on ConflictError { currentVersion fields } }"
MEETINGS = "meetings { effect meetingId originalStart startsAt endsAt holiday kept }"
SERIES = f"meetingSeries {{ id slug version status }} {MEETINGS} {ERRORS}"


async def network(ask: Asking, title: str = "Språklust") -> str:
    """Make a network, public."""
    id_ = await created(ask, "Network", title={"sv": title, "en": title})
    assert await lived(ask, "publish", id_) == []
    return id_


async def arranged(ask: Asking, **said: Any) -> Any:
    """Make a series of a network of its own, and give the payload."""
    if "networks" not in said:
        said["networks"] = [await network(ask, f"Nätverk {said.get('title', 'om språk')}")]
    payload = await done(ask, "createMeetingSeries", THURSDAYS | said, SERIES)
    assert payload["errors"] == []
    return payload


async def changed(ask: Asking, id_: str, version: int, scope: str, **said: Any) -> Any:
    """Change a series, and give the payload."""
    input_ = {"id": id_, "expectedVersion": version, "scope": scope, **said}
    return await done(ask, "updateMeetingSeries", input_, SERIES)


async def meetings(ask: Asking, id_: str, told: str, **who: Any) -> Any:
    """Read the meetings of a series, as editors see them unless somebody else looks."""
    drafts = "" if "viewer" in who else "@view(drafts: true)"
    question = f"""query($id: ID!) {drafts} {{
      node(id: $id) {{ ... on MeetingSeries {{ meetings(first: 100) {{ nodes {{ {told} }} }} }} }}
    }}"""
    found = await ask.data(question, {"id": id_}, **{"viewer": EVAS, **who})
    return found["node"] and found["node"]["meetings"]["nodes"]


def effects(payload: Any) -> list[tuple[str, str]]:
    """Tell the days of the meetings, and what becomes of each."""
    assert payload["errors"] == []
    return [(it["originalStart"][:10], it["effect"]) for it in payload["meetings"]]
