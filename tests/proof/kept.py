"""What must hold of a database whatever has happened to those who wrote it."""

from collections import Counter

from models import Entry, Event, Network
from models.event import EventName
from models.network import NetworkContact
from models.nouns import BY_KIND

MAKING = {EventName.CREATED, EventName.SAVED, EventName.RESTORED}


async def broken() -> list[str]:
    """Tell what is half done: nothing, if all is well."""
    events = await Event.all().order_by("sequence")
    rows = [(kind, it) for kind, model in BY_KIND.items() for it in await model.all()]
    made = Counter((it.kind, it.entry_id, it.version) for it in events if it.name in MAKING)
    versions = Counter((kind, it.entry_id, it.version) for kind, it in rows)
    newest = Counter(it.entry_id for _, it in rows if it.newest)
    open_ = {it.entry_id for _, it in rows if it.live_from is not None}
    deleted = {it.entry_id for it in events if it.name == EventName.DELETED}
    published = {it.entry_id for it in events if it.name == EventName.PUBLISHED}
    public = [it.public_sequence for it in events if it.public_sequence is not None]
    found = {
        "versions without event, or events without version": made != versions,
        "several newest versions": max(newest.values(), default=1) > 1,
        "entries without version": {it.id for it in await Entry.all()} != newest.keys() | deleted,
        "numbers of events": [it.sequence for it in events] != [*range(1, len(events) + 1)],
        "public numbers of events": public != [*range(1, len(public) + 1)],
        "public without event, or the other way round": open_ != published,
    }
    return [it for it, is_so in found.items() if is_so]


async def contacts_of(slug: str) -> set[int]:
    """Tell how many contacts the versions of networks have whose address begins so."""
    rows = await Network.filter(slug__startswith=slug)
    linked = Counter([it.source_id for it in await NetworkContact.all()])
    return {linked[it.id] for it in rows}
