"""Erasing a person: all that is kept of a contact goes, from every version and from the log.

This is the one act that changes what editors have saved. What can be known to be about the person
goes at once. A mention in running text is found and told, and taken out only if asked for.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.contact import Contact
from models.content import Audience
from models.due import Due
from models.event import Event, EventName, PublicChange
from models.receipt import Receipt
from services.content.standing import standing
from services.content.turns import Turn, turn
from services.content.windows import public_at
from services.database.storage import Store
from services.policy import Right, permit
from services.privacy import holding, scrubbing, vacancies
from services.privacy.traces import Trace, traces
from services.view import Actor
from services.wording import refused

KIND = holding.KIND

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was held on a person, and what remains.

    ``remaining`` was found by the same search once it was ``done``, or is all that was found.
    ``forgotten`` tells that no byte which was deleted is left in the database's files.
    """

    moment: datetime
    held: holding.Holding
    remaining: tuple[Trace, ...]
    done: bool = False
    forgotten: bool = False


async def erase(
    store: Store,
    actor: Actor,
    entry: UUID,
    *,
    replace_with: UUID | None = None,
    scrub: bool = False,
    dry_run: bool = False,
) -> Erasure:
    """Erase a contact; what names it, or ever did, names ``replace_with`` instead, or nobody.

    With ``scrub``, mentions that can be of nobody else are taken out of running text. With
    ``dry_run`` nothing is changed. Raises ``Refused``: NOT_FOUND, NOT_THERE.
    """
    permit(actor, Right.ADMINISTER)
    async with turn(store, actor) as taken:
        found = await holding.held(taken.written, entry, taken.locale)
        await _expect(taken, entry, replace_with)
        erasure = Erasure(taken.moment, found, found.mentions)
        if dry_run:
            return erasure
        await _erase(taken, entry, replace_with)
        if scrub:
            alone = await scrubbing.alone(found.marks)
            await scrubbing.scrub(taken.written, found.mentions, alone)
        remaining = tuple(await traces(taken.written, found.marks))
    return replace(erasure, remaining=remaining, done=True, forgotten=await _forgotten(store))


async def _forgotten(store: Store) -> bool:
    """Rewrite the files; the person is erased whatever comes of it, so nothing is raised.

    Who has no time for it is told that it is not done: it goes on, and others who write wait.
    """
    forgetting = asyncio.create_task(store.forget())
    try:
        return await asyncio.shield(forgetting)
    except asyncio.CancelledError:
        log.warning("A person was erased; the files of the database are still being rewritten")
        forgetting.add_done_callback(_heard)
    except Exception:
        log.exception("A person was erased, but the files of the database were not rewritten")
    return False


def _heard(forgetting: asyncio.Task[bool]) -> None:
    """Write down what came of rewriting that nobody waited for."""
    failed = forgetting.cancelled() or forgetting.exception() is not None
    done = not failed and forgetting.result()
    log.warning("The files of the database were %srewritten", "" if done else "not ")


async def _expect(turn: Turn, entry: UUID, other: UUID | None) -> None:
    there = other is None or await Contact.filter(entry_id=other, newest=True).exists()
    if not there or other == entry:
        raise refused(turn.locale, "NOT_THERE", ("replace_with",))


async def _erase(turn: Turn, entry: UUID, other: UUID | None) -> None:
    """Write it. The entry itself stays, an id that says nothing: the log refers to it."""
    windows = (await standing(turn.written, [entry], [KIND]))[KIND][entry]
    seen = public_at(windows, turn.moment, Audience.PUBLIC)
    await vacancies.replace(turn.written, KIND, entry, other)
    await Contact.filter(entry_id=entry).delete()
    await Event.filter(entry_id=entry).update(detail={})
    await Receipt.filter(entry_id=entry).delete()
    await Due.filter(entry_id=entry).delete()
    change = None if seen is None else PublicChange.DISAPPEARED
    turn.record(EventName.ERASED, KIND, entry, None, public=change)
