"""What editors' mutations do: from an input to an act of the services, and to its outcome."""

from models.content import Content
from resolvers.outcomes import Act, Doing, Outcome, Said
from services import saving


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
