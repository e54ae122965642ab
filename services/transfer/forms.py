"""The form of each line of a file, derived from the models: names, types, lengths and ranges.

The rule: nothing is taken for something else. A line is read only if writing what it says gives
the same bytes again; what an older version did not know yet may be missing, and is as usual.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from tortoise import fields
from typing_extensions import TypeAliasType, TypedDict

from models.fields import OPEN, Localised
from services.clocks.days import WEEKDAYS
from services.content.checking import MOST_NAMED
from services.transfer.moving import TABLES, Table, columns_of
from services.view import LOCALES

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
"""No moment is before it, nor after ``OPEN``."""


class Form(BaseModel):
    """What a line may say, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() != UTC.utcoffset(None):
        raise ValueError("must be in UTC, with +00:00 at the end")
    if not BEGINNING <= moment <= OPEN:
        raise ValueError("must lie between the years 1900 and 9999")
    return moment


def _keepable(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a character that cannot be kept")
    return text


Text = Annotated[str, Field(max_length=200_000), AfterValidator(_keepable)]
Moment = Annotated[datetime, AfterValidator(_utc)]
Language: Any = Literal[LOCALES]
Whole = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Json = TypeAliasType("Json", "bool | Whole | Text | list[Json] | dict[Text, Json] | None")


class Link(Form):
    """A link, without the accessible label that is computed from it."""

    kind: Text
    url: Text
    label: dict[Language, Text]


class Changed(Form):
    """What a version has changed: a change of ``services/content/comparing.py``."""

    field: Text
    locale: Language | None
    before: Json
    after: Json
    audience: Literal[0, 1]


class Header(Form):
    """Whose file it is, and how many rows of each table are in it."""

    format: str
    form: int
    rows: dict[str, Annotated[int, Field(ge=0)]]


class End(Form):
    """What the file must have had before."""

    rows: int
    sha256: str


class RuleDay(TypedDict):
    """A weekday of a rule; what it does not say is not there."""

    __pydantic_config__ = Form.model_config  # type: ignore[misc]

    weekday: Literal[WEEKDAYS]  # type: ignore[valid-type]
    nth: NotRequired[int]


_SPECIAL: Mapping[str, Any] = {
    "links": list[Link],
    "changes": list[Changed],
    "rule_by_day": list[RuleDay],
    "rule_by_month_day": list[int],
    "rule_by_month": list[int],
    "rule_exclude": list[Text],
}
"""Columns of JSON whose values have a shape of their own."""


@cache
def forms() -> Mapping[str, type[BaseModel]]:
    """Give the forms of all lines by their names; the models must know each other."""
    inside: dict[str, Any] = {"header": Header, "end": End}
    inside |= {table.name: _form(table) for table in TABLES}
    return {name: _object(f"Line of {name}", {name: (form, ...)}) for name, form in inside.items()}


def _object(name: str, parts: dict[str, Any]) -> type[BaseModel]:
    return create_model(name, __base__=Form, **parts)


def _form(table: Table) -> type[BaseModel]:
    parts: dict[str, Any] = {
        name: (_type(field), _usual(field)) for name, field in columns_of(table).items()
    }
    parts |= dict.fromkeys(table.noun.zoned if table.noun else (), (Moment | None, None))
    ids = Annotated[list[UUID], Field(max_length=MOST_NAMED)]
    parts |= dict.fromkeys(table.noun.relations if table.noun else (), (ids, ...))
    return _object(table.name, parts)


def _usual(field: fields.Field[Any]) -> Any:
    """Say what a column holds that a file does not know of; ``...`` if it has to."""
    if field.pk or (field.default is None and not field.null):
        return ...
    if callable(field.default):
        return Field(default_factory=field.default)
    return field.default


def _type(field: fields.Field[Any]) -> Any:
    """Give the type of a column's values."""
    plain = _plain(field)
    return plain | None if field.null else plain


def _plain(field: Any) -> Any:
    if isinstance(field, Localised):
        return Annotated[dict[Language, Annotated[Text, Field(min_length=1)]], Field(min_length=1)]
    if isinstance(field, fields.JSONField):
        usual = list[Json] if field.default is list else dict[Text, Json]
        return _SPECIAL.get(field.model_field_name, usual)
    if issubclass(getattr(field, "enum_type", object), Enum):
        return Literal[tuple(str(it.value) for it in field.enum_type)]
    if isinstance(field, fields.CharField):
        length = Field(min_length=1, max_length=field.max_length)
        return Annotated[str, length, AfterValidator(_keepable)]
    if isinstance(field, fields.IntField):
        bounds = field.constraints
        return Annotated[int, Field(ge=bounds["ge"], le=bounds["le"])]
    for kind, python in _TYPES:
        if isinstance(field, kind):
            return python
    raise TypeError(f"Lines have no form for a {type(field).__name__} yet.")


_TYPES: tuple[tuple[type, Any], ...] = (
    (fields.BooleanField, bool),
    (fields.UUIDField, UUID),
    (fields.DatetimeField, Moment),
    (fields.TextField, Text),
)
