"""Restoring: an earlier version is saved once more, as the newest; nothing in between is lost."""

from uuid import UUID

from models.event import EventName
from models.nouns import BY_KIND
from services.content.finding import conflict, newest
from services.content.saving import Saved, saved_over
from services.content.saying import read_version
from services.content.standing import kinds_of
from services.content.turns import turn
from services.database.storage import Store
from services.policy import Right, permit
from services.view import Actor
from services.wording import refused


async def restore_version(
    store: Store,
    actor: Actor,
    entry: UUID,
    number: int,
    *,
    expected_version: int | None = None,
    note: str = "",
) -> Saved:
    """Save what an earlier version says as the newest, a draft; nothing if it is the same.

    Raises ``Refused``: NOT_FOUND, NO_SUCH_VERSION, CONFLICT, or what is wrong with it today.
    """
    permit(actor, Right.WRITE)
    async with turn(store, actor) as taken:
        kinds = await kinds_of(taken.written, [entry])
        if entry not in kinds:
            raise refused(taken.locale, "NOT_FOUND", ("id",))
        model = BY_KIND[kinds[entry]]
        now = await newest(taken, model, entry)
        if expected_version not in (None, now.row.version):
            raise await conflict(taken, now, expected_version or 0)
        old = await model.get_or_none(entry_id=entry, version=number)
        if old is None:
            raise refused(taken.locale, "NO_SUCH_VERSION", ("version",), version=number)
        after = await read_version(taken.written, old)
        return await saved_over(taken, now, after, EventName.RESTORED, note)
