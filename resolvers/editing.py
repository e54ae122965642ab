"""What editors' mutations do: from an input to an act of the services, and to its outcome."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from models.content import Audience, Content
from resolvers.outcomes import Act, Doing, Outcome, Said
from services.content import publishing, saving
from services.content.foreseeing import Outlook
from services.content.restoring import restore_version


def creating(model: type[Content], name: str) -> Act:
    """Write new content of a kind; the outcome tells it as ``name``."""

    async def create(doing: Doing, said: Said) -> Outcome:
        key, note = said.pop("idempotency_key", None), said.pop("note", None) or ""
        saved = await saving.create(doing.store, doing.actor, model, said, key=key, note=note)
        return Outcome({name: saved.entry}, moment=saved.moment)

    return create


def updating(model: type[Content], name: str) -> Act:
    """Write the next version of content of a kind; the outcome tells it as ``name``."""

    async def update(doing: Doing, said: Said) -> Outcome:
        entry, expected = said.pop("id"), said.pop("expected_version")
        note = said.pop("note", None) or ""
        saved = await saving.update(
            doing.store, doing.actor, model, entry, expected, said, note=note
        )
        return Outcome({name: saved.entry}, moment=saved.moment)

    return update


Living = Callable[..., Awaitable[Outlook]]
"""An act of ``services/content/publishing.py`` on the life of some entries."""


def living(act: Living) -> Act:
    """Do something about the life of content, or foresee it; the outcome tells what it brings."""

    async def live(doing: Doing, said: Said) -> Outcome:
        ids, dry_run = said.pop("ids"), bool(said.pop("dry_run", False))
        given = {name: value for name, value in said.items() if value is not None}
        outlook = await act(doing.store, doing.actor, ids, dry_run=dry_run, **given)
        values = {"content": ids, "outlook": told_outlook(outlook)}
        return Outcome(values, moment=None if dry_run else outlook.moment)

    return live


PUBLISH = living(publishing.publish)
UNPUBLISH = living(publishing.unpublish)
UNSCHEDULE = living(publishing.unschedule)
DISCARD = living(publishing.discard_draft)
DELETE = living(publishing.delete)
UNDELETE = living(publishing.undelete)


async def restore(doing: Doing, said: Said) -> Outcome:
    """Save an earlier version once more, as the newest."""
    entry, number, expected = said["id"], said["version"], said["expected_version"]
    saved = await restore_version(
        doing.store,
        doing.actor,
        entry,
        number,
        expected_version=expected,
        note=said.get("note") or "",
    )
    return Outcome({"content": saved.entry}, moment=saved.moment)


def told_outlook(outlook: Outlook) -> Mapping[str, Any]:
    """Give what an act brings as plain values, by the names that the schema has for them."""
    return {
        "moment": outlook.moment,
        "steps": [
            {
                "moment": it.moment,
                "content_id": it.entry,
                "type": it.kind.upper(),
                "effect": it.change.value,
                "version": it.version,
                "audience": Audience(it.audience).name,
            }
            for it in outlook.steps
        ],
        "problems": [
            {
                "content_id": it.entry,
                "code": it.fault.code,
                "message": it.fault.message,
                "blocks": it.blocks,
            }
            for it in outlook.problems
        ],
    }
