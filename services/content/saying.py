"""What a version says, as editors say it: without what is computed, and without its window.

The shapes: a text per language is a dict by locale; running text is its Markdown; a relation is
a list of ids of entries. What was not said is left out, so that what is left out can stay as it is.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from tortoise.fields import Field, JSONField

from models.content import Content
from models.fields import Localised, RichText
from models.meeting import Gathering, Meeting
from services.clocks.closing import CLOSES, moved_along
from services.clocks.meeting_times import settled
from services.compiler.compiling import DIALECTS
from services.database.storage import Reading

Said = dict[str, Any]

_KEPT_BY_US = {
    "id", "entry", "entry_id", "version", "live_from", "live_until", "meant_until", "newest",
    "live", "saved_at", "saved_by", "note", "changes",
}  # fmt: skip


@cache
def columns(model: type[Content]) -> Mapping[str, Field[Any]]:
    """Name the columns that an editor may say something in, with their fields."""
    meta = model._meta
    return {
        name: field
        for name, field in meta.fields_map.items()
        if name in meta.fields_db_projection and name not in _KEPT_BY_US | model.computed
    }


def sayable(model: type[Content]) -> tuple[str, ...]:
    """Name all that an editor may say: columns and relations."""
    return (*columns(model), *model.relations)


def said_by(row: Content, relations: Mapping[str, Sequence[UUID]]) -> Said:
    """Give what a version says."""
    model = type(row)
    said = {name: _told(field, getattr(row, name)) for name, field in columns(model).items()}
    return {**said, **{name: list(relations.get(name, ())) for name in model.relations}}


def _told(field: Field[Any], value: Any) -> Any:
    if isinstance(field, RichText) and value:
        return {locale: text["markdown"] for locale, text in value.items()}
    if field.model_field_name == "links":
        return [{k: v for k, v in it.items() if k != "accessible_label"} for it in value]
    return value.value if isinstance(value, Enum) else value


async def read_version(reading: Reading, row: Content) -> Said:
    """Read all that a version says, with its relations."""
    relations = await relations_of(reading, type(row), [row.id])
    return said_by(row, relations[row.id])


async def relations_of(
    reading: Reading, model: type[Content], ids: Collection[int]
) -> dict[int, dict[str, list[UUID]]]:
    """Read what versions lead to, by id and relation, all of it in one statement."""
    dialect = DIALECTS[reading.dialect]
    here = f"WHERE {dialect.among('source_id', dialect.parameter(1))}"
    each = [
        f"SELECT '{name}', position, source_id, target_id FROM {it.link._meta.db_table} {here}"
        for name, it in model.relations.items()
    ]
    told: dict[int, dict[str, list[UUID]]] = {it: {} for it in ids}
    if each:
        rows = await reading.rows(f"{' UNION ALL '.join(each)} ORDER BY 1, 2", [list(ids)])
        for name, _, source, target in rows:
            told[source].setdefault(name, []).append(UUID(str(target)))
    return told


def merged(model: type[Content], before: Said, said: Mapping[str, Any]) -> Said:
    """Give what a version says after ``said``: what is left out stays, languages each by itself.

    When registration closes moves along with the start if it is left out.
    Raises ``LookupError`` for a name that the model does not have.
    """
    fields = columns(model)
    if unknown := said.keys() - {*fields, *model.relations}:
        raise LookupError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    after = {**unsaid(model), **before}
    for name, value in said.items():
        field = fields.get(name)
        if isinstance(field, Localised) and value is not None:
            after[name] = _per_language(field, after.get(name) or {}, value)
        else:
            after[name] = _tidy(field, value)
    if model is Meeting:
        after = settled(after)
    if issubclass(model, Gathering) and before and CLOSES not in said:
        return moved_along(before, after)
    return after


def unsaid(model: type[Content]) -> Said:
    """Give what a version says of which nothing was said."""
    said = {name: _default(field) for name, field in columns(model).items()}
    return {**said, **{name: [] for name in model.relations}}


def _default(field: Field[Any]) -> Any:
    value = field.default() if callable(field.default) else field.default
    return value.value if isinstance(value, Enum) else value


def _per_language(
    field: Field[Any], before: Mapping[str, str], said: Mapping[str, str | None]
) -> dict[str, str] | None:
    tidy = _tidy_running if isinstance(field, RichText) else tidied
    texts = {**before, **{locale: tidy(text) for locale, text in said.items()}}
    return {locale: text for locale, text in texts.items() if text} or None


def _tidy(field: Field[Any] | None, value: Any) -> Any:
    if field is None:
        return [UUID(str(it)) for it in value or ()]
    if field.model_field_name == "links":
        return [_tidy_link(it) for it in value or ()]
    if isinstance(field, JSONField) and not isinstance(field, Localised):
        return [_tidy_item(it) for it in value or ()]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if value is None and not field.null:
        return _default(field)
    return tidied(value) if isinstance(value, str) else value


def _tidy_link(link: Mapping[str, Any]) -> dict[str, Any]:
    kind, label = link.get("kind"), link.get("label") or {}
    spoken = {locale: text for locale, said in label.items() if (text := tidied(said))}
    kind = kind.value if isinstance(kind, Enum) else kind
    return {"kind": kind, "url": tidied(link.get("url")), "label": spoken}


def _tidy_item(item: Any) -> Any:
    """Write an item of a list as JSON has it; what an object does not say is left out of it."""
    if isinstance(item, Mapping):
        return {name: jsonable(it) for name, it in item.items() if it is not None}
    return jsonable(item)


def tidied(text: str | None) -> str | None:
    """Compose a text's letters, and cut blanks at its ends; one of blanks only says nothing."""
    return unicodedata.normalize("NFC", text).strip() or None if text else None


def _tidy_running(text: str | None) -> str | None:
    """Do the same, but keep the blanks that Markdown's first line may begin with."""
    if not text or not text.strip():
        return None
    return unicodedata.normalize("NFC", text).strip("\r\n").rstrip()


def jsonable(value: Any) -> Any:
    """Turn a value into what JSON can hold: ids, days and moments become texts."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): jsonable(it) for key, it in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(it) for it in value]
    return value.value if isinstance(value, Enum) else value
