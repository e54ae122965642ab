"""What is said of a change, and under which key it is sent: texts that can be kept, or words."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from models import Contact
from services.content.publishing import (
    delete,
    discard_draft,
    publish,
    undelete,
    unpublish,
    unschedule,
)
from services.content.restoring import restore_version
from services.content.saving import create, update
from services.database.storage import Store
from services.errors import Refused
from tests.services.acting import editor, log, refusal, writer

ACTS = [publish, unpublish, unschedule, discard_draft, delete, undelete]
Act = Callable[..., Awaitable[object]]


async def person(store: Store) -> UUID:
    entry = (await create(store, writer(), Contact, {"name": "Lena"})).entry
    await update(store, writer(), Contact, entry, 1, {"name": "Lena Jonsson"})
    return entry


@pytest.mark.parametrize(("note", "code"), [("a\x00b", "BAD_CHARACTER"), ("å" * 1_001, "TOO_LONG")])
async def test_a_note_that_cannot_be_kept_is_told_with_all_else(
    store: Store, note: str, code: str
) -> None:
    entry = await person(store)
    before = len(await log())

    with pytest.raises(Refused) as created:
        await create(store, writer(), Contact, {"name": ""}, note=note)
    with pytest.raises(Refused) as updated:
        await update(store, writer(), Contact, entry, 2, {"email": "lena"}, note=note)
    with pytest.raises(Refused) as restored:
        await restore_version(store, writer(), entry, 1, note=note)

    wrong = (code, ("note",))
    assert refusal(created) == [("REQUIRED", ("name",)), wrong]
    assert refusal(updated) == [("BAD_EMAIL", ("email",)), wrong]
    assert refusal(restored) == [wrong]
    assert len(await log()) == before


@pytest.mark.parametrize("act", ACTS)
async def test_no_act_is_done_with_such_a_note(store: Store, act: Act) -> None:
    entry = await person(store)
    before = len(await log())

    with pytest.raises(Refused) as told:
        await act(store, editor(), [entry], note="a\x00b")

    assert refusal(told) == [("BAD_CHARACTER", ("note",))]
    assert len(await log()) == before


@pytest.mark.parametrize("key", ["", "a\x00b", "a\nb", "a" * 201])
async def test_a_key_that_cannot_be_kept_is_refused(store: Store, key: str) -> None:
    with pytest.raises(Refused) as told:
        await create(store, writer(), Contact, {"name": "Lena"}, key=key)

    assert refusal(told) == [("BAD_KEY", ("idempotency_key",))]
    assert await log() == []
