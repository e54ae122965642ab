"""Which content an act is about: some, each of it once, and not more than fits into one act."""

import pytest

from models import Event
from services.content.living import MOST
from services.wording import WORDING
from tests.asking import Asking
from tests.schema.editors import created, done, lived

ACTS = ["publish", "unpublish", "unschedule", "discardDraft", "deleteContent", "undelete"]
UNKNOWN = "018f0000-0000-7000-8000-{:012}"


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("dry", [False, True])
async def test_an_act_on_nothing_is_refused(ask: Asking, name: str, dry: bool) -> None:
    asked = "content { id } outlook { moment } errors { __typename code message path }"

    payload = await done(ask, name, {"ids": [], "dryRun": dry}, asked)

    fault = {
        "__typename": "ValidationError",
        "code": "REQUIRED",
        "message": WORDING["REQUIRED"]["sv"],
        "path": ["input", "ids"],
    }
    assert payload == {"content": [], "outlook": None, "errors": [fault]}


@pytest.mark.parametrize("name", ACTS)
async def test_what_is_named_twice_is_told_by_its_place(ask: Asking, name: str) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})
    if name == "undelete":
        await lived(ask, "deleteContent", id_)
    before = await Event.all().count()

    told = await lived(ask, name, id_, UNKNOWN.format(0), id_)

    assert told == [
        {"code": "NOT_FOUND", "path": ["input", "ids", "1"]},
        {"code": "TWICE", "path": ["input", "ids", "2"]},
    ]
    assert await Event.all().count() == before


@pytest.mark.parametrize("name", ACTS)
async def test_more_than_an_act_can_be_about_is_refused(ask: Asking, name: str) -> None:
    told = await lived(ask, name, *map(UNKNOWN.format, range(MOST + 1)))

    assert told == [{"code": "TOO_MANY", "path": ["input", "ids"]}]


async def test_an_empty_list_of_versions_is_not_that_of_any_content(ask: Asking) -> None:
    id_ = await created(ask, "Network", title={"sv": "Ett"})

    told = await lived(ask, "publish", id_, expectedVersions=[])

    assert told == [{"code": "VERSIONS_UNLIKE_IDS", "path": ["input", "expectedVersions"]}]
