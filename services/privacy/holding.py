"""What is held on a person: as a contact, in the log, wherever they are named or mentioned."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.contact import Contact
from models.event import Event
from models.receipt import Receipt
from services.database.storage import Reading
from services.privacy.marks import Mark, marks_of
from services.privacy.traces import Trace, traces
from services.privacy.vacancies import Place, places
from services.wording import refused

KIND = str(Contact._meta.db_table)


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is held on a person.

    ``versions``, ``events`` and ``receipts`` are theirs alone. ``places`` name them by a relation;
    ``mentions`` are what else one of their ``marks`` is found in.
    """

    versions: Sequence[Contact]
    events: Sequence[Event]
    receipts: Sequence[Receipt]
    places: tuple[Place, ...]
    mentions: tuple[Trace, ...]
    marks: tuple[Mark, ...]


async def held(reading: Reading, entry: UUID, locale: str) -> Holding:
    """Look for all that is held on a contact, or refuse: NOT_FOUND. To be called in a transaction.

    The number of statements is that of the tables.
    """
    versions = await Contact.filter(entry_id=entry).order_by("version")
    if not versions:
        raise refused(locale, "NOT_FOUND", ("id",))
    marks = marks_of(versions)
    found = await traces(reading, marks)
    return Holding(
        versions=versions,
        events=await Event.filter(entry_id=entry).order_by("sequence"),
        receipts=await Receipt.filter(entry_id=entry).order_by("id"),
        places=tuple(await places(reading, KIND, entry)),
        mentions=tuple(it for it in found if not _own(it, entry)),
        marks=marks,
    )


def _own(trace: Trace, entry: UUID) -> bool:
    """Tell whether a trace is in what goes with the person anyway."""
    return trace.entry == entry and trace.table in {KIND, str(Event._meta.db_table)}
