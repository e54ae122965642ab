"""Disclosing: all that is held on a person as one value, for whoever asks what we know of them.

That is a right of theirs (GDPR, article 15). What others are called or say beside it is in there
as well, where a text is about both: whoever hands it over decides what of that to leave out.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from models.account import Account, Session
from models.content import Content
from models.event import Event
from models.nouns import BY_KIND, NOUNS
from services.content.finding import title_of
from services.content.saying import jsonable, read_version
from services.database.storage import Reading, Store
from services.identity.people import email_key
from services.policy import Right, permit
from services.privacy.holding import Holding, held
from services.privacy.traces import Trace
from services.privacy.vacancies import Place
from services.view import Actor

_STANDING = ("version", "saved_at", "saved_by", "note", "live_from", "live_until", "audience")


async def disclose(store: Store, actor: Actor, entry: UUID) -> dict[str, Any]:
    """Give all that is held on a contact, as JSON can hold it. Raises ``Refused``: NOT_FOUND."""
    permit(actor, Right.ADMINISTER)
    async with store.writing() as written:
        found = await held(written, entry, actor.locale)
        whole = {
            "id": entry,
            "versions": [await _version(written, it) for it in found.versions],
            "events": [_event(it) for it in found.events],
            "receipts": [{"owner": it.owner, "moment": it.moment} for it in found.receipts],
            "named": [await _named(it) for it in found.places],
            "mentions": [_mention(it) for it in found.mentions],
            "accounts": [await _account(it) for it in await _accounts(found)],
        }
    disclosed: dict[str, Any] = jsonable(whole)
    return disclosed


async def _version(reading: Reading, row: Content) -> dict[str, Any]:
    stands = {name: getattr(row, name) for name in _STANDING}
    return {**stands, "says": await read_version(reading, row), "changes": row.changes}


def _event(event: Event) -> dict[str, Any]:
    names = ("sequence", "name", "kind", "entry_id", "version", "actor", "moment", "detail")
    return {name: getattr(event, name) for name in names}


async def _named(place: Place) -> dict[str, Any]:
    row = await BY_KIND[place.kind].get(entry_id=place.entry, version=place.version)
    said = {"kind": place.kind, "id": place.entry, "title": title_of(row)}
    window = {name: getattr(row, name) for name in ("live_from", "live_until")}
    return {**said, "version": place.version, "relation": place.relation, **window}


def _mention(trace: Trace) -> dict[str, Any]:
    return {
        "table": trace.table,
        "key": trace.key,
        "id": trace.entry,
        "version": trace.version,
        "column": trace.column,
        "locale": trace.locale,
        "what": trace.kind,
        "around": trace.around,
    }


async def _accounts(found: Holding) -> list[Account]:
    """Find the accounts that have one of the person's e-mail addresses."""
    keys = {email_key(it.email) for it in found.versions if it.email}
    return await Account.filter(email_key__in=sorted(keys)).order_by("created_at")


async def _account(account: Account) -> dict[str, Any]:
    """Tell of an account and of all that was done with it, but nothing that lets somebody in."""
    sessions = Session.filter(account_id=account.id).order_by("created_at")
    return {
        "id": account.id,
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "created_at": account.created_at,
        "disabled_at": account.disabled_at,
        "sessions": await sessions.values("created_at", "seen_at", "expires_at"),
        "acts": [_event(it) for it in await Event.filter(actor=account.id).order_by("sequence")],
        "saved": [it async for it in _saved_by(account.id, NOUNS)],
    }


async def _saved_by(account: UUID, nouns: Iterable[type[Content]]) -> Any:
    for noun in nouns:
        for row in await noun.filter(saved_by=account).order_by("entry_id", "version"):
            said = {"kind": str(noun._meta.db_table), "id": row.entry_id, "version": row.version}
            yield {**said, "saved_at": row.saved_at, "note": row.note}
