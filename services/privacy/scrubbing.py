"""Scrubbing: taking a person's marks out of running text, in every version and in the log.

The rule: a mark goes only where it can be nothing but a mention. Addresses, and what another
contact or organisation is called or reached by, stay as they are: they are told of instead.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from models.contact import Contact
from models.content import Content
from models.event import Event
from models.nouns import BY_KIND
from services.content.derived import derived
from services.content.saying import columns, read_version
from services.database.storage import Reading
from services.privacy.marks import Mark, pattern, without
from services.privacy.traces import Trace
from services.view import LOCALES

INSTEAD = {"sv": "(raderat)", "en": "(erased)"}
"""What stands where a mark was, in each language."""

KEPT = {"code", "email", "mobile", "name", "path", "phone", "slug"}
"""Columns that say what something is called, or where it is found."""


async def alone(marks: Collection[Mark]) -> tuple[Mark, ...]:
    """Give the marks that no contact has: to be asked when the person's own are gone.

    A switchboard's number, or a name that two people have, is not one person's.
    """
    rows = await Contact.all().values_list("name", "email", "phone", "mobile")
    texts = {str(text) for row in rows for text in row if text}
    return tuple(it for it in marks if not any(pattern(it).search(text) for text in texts))


async def scrub(reading: Reading, traces: Iterable[Trace], marks: Collection[Mark]) -> None:
    """Take the marks out wherever there are traces of them."""
    rows = {(it.table, it.key) for it in traces}
    for table, key in sorted(rows):
        if noun := BY_KIND.get(table):
            await _scrub_version(reading, await noun.get(id=int(key)), marks)
        elif table == Event._meta.db_table:
            event = await Event.get(sequence=int(key))
            detail = _scrubbed(event.detail, marks, LOCALES[0])
            await Event.filter(sequence=event.sequence).update(detail=detail)


async def _scrub_version(reading: Reading, row: Content, marks: Collection[Mark]) -> None:
    model, fields = type(row), columns(type(row))
    said = await read_version(reading, row)
    before = {name: it for name, it in said.items() if name in fields}
    after = {
        name: it if name in KEPT else _fitting(fields[name], _scrubbed(it, marks, LOCALES[0]))
        for name, it in before.items()
    }
    whole = derived(model, after)
    changed = {
        name: whole[name]
        for name in whole
        if name in model.computed or before.get(name) != after.get(name)
    }
    changed["note"] = _scrubbed(row.note, marks, LOCALES[0])
    changed["changes"] = [_scrubbed_change(it, marks) for it in row.changes]
    await model.filter(id=row.id).update(**changed)


def _fitting(field: Any, value: Any) -> Any:
    most = getattr(field, "max_length", None)
    return value[:most] if isinstance(value, str) and most else value


def _scrubbed_change(change: Mapping[str, Any], marks: Collection[Mark]) -> dict[str, Any]:
    if change["field"] in KEPT:
        return {**change}
    locale = change["locale"] or LOCALES[0]
    return {**change, **{it: _scrubbed(change[it], marks, locale) for it in ("before", "after")}}


def _scrubbed(value: Any, marks: Collection[Mark], locale: str) -> Any:
    match value:
        case str():
            return without(value, marks, INSTEAD[locale])
        case dict():
            return {
                name: _scrubbed(it, marks, name if name in LOCALES else locale)
                for name, it in value.items()
            }
        case list():
            return [_scrubbed(it, marks, locale) for it in value]
        case _:
            return value
