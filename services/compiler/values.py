"""Where a plan's values come from: columns of the rows, and what a request brings along.

What a request brings (variables, moment, audience) stands in a plan as a place to read it from,
never as the value itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tortoise import fields

from models.content import Audience, Content
from services.view import View

Kind = Literal["text", "number", "flag", "instant", "uuid", "json", "account"]
"""What a column holds; an account's id is told as the account's name."""


def as_is(value: Any) -> Any:
    """Pass a value on unchanged."""
    return value


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that stands in the document itself."""

    value: Any
    via: Callable[[Any], Any] = as_is

    def read(self, variables: Mapping[str, Any], view: View) -> Any:
        return self.via(self.value)


@dataclass(frozen=True, slots=True)
class Variable:
    """A value to be found in the request's variables, by its path in them."""

    path: tuple[str | int, ...]
    via: Callable[[Any], Any] = as_is

    def read(self, variables: Mapping[str, Any], view: View) -> Any:
        value: Any = variables
        for key in self.path:
            value = value[key]
        return self.via(value)


@dataclass(frozen=True, slots=True)
class Viewed:
    """A value that the view brings along."""

    name: Literal["moment", "audience", "viewer", "locale"]
    via: Callable[[Any], Any] = as_is

    def read(self, variables: Mapping[str, Any], view: View) -> Any:
        match self.name:
            case "moment":
                return self.via(view.moment)
            case "audience":
                return self.via(view.viewer.audience)
            case "locale":
                return self.via(view.sight.locales[0])
            case _:
                return self.via(view.viewer)


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values, each from its own place."""

    items: "tuple[Value, ...]"
    via: Callable[[Any], Any] = as_is

    def read(self, variables: Mapping[str, Any], view: View) -> Any:
        return self.via([item.read(variables, view) for item in self.items])


Value = Constant | Variable | Viewed | Several


@dataclass(frozen=True, slots=True)
class Around:
    """A value of the row from which the row at hand is seen."""

    column: "Column"


LOCALE = "(locale)"
"""The step of a column's path that goes into a language."""

FIRST_LOCALE = "(first locale)"
"""The step that goes into the first of the view's languages, whether a text is there or not."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the row at hand, or a place inside a column that holds JSON.

    ``LOCALE`` in a path stands for the first of the view's locales that is there; which one that
    is, by its name in ``locales``, is told in the text's place where there are such names.
    ``per_locale``: there is one column a locale, named with the locale at the end.
    ``audience``: who may read it, or the column that says so; hidden reads as null, as does what
    is ``history``, or part of the whole ``log``, to who may not read that. ``words`` are told in
    the place of what is kept, and other texts as they are; ``nothing`` is kept in that of null.
    A number with a ``letter`` is told as a text, behind the letter; an id behind the text that
    ``before`` gives.
    """

    name: str
    type: Kind = "text"
    path: tuple[str, ...] = ()
    locales: tuple[tuple[str, str], ...] = ()
    per_locale: bool = False
    nullable: bool = False
    audience: str | Audience | None = None
    history: bool = False
    log: bool = False
    letter: str = ""
    words: tuple[tuple[str | int, str], ...] = ()
    nothing: Value | None = None
    before: Value | None = None


_KINDS: tuple[tuple[type, Kind], ...] = (
    (fields.BooleanField, "flag"),
    (fields.IntField, "number"),
    (fields.SmallIntField, "number"),
    (fields.DatetimeField, "instant"),
    (fields.UUIDField, "uuid"),
    (fields.JSONField, "json"),
)


def kind_of(model: type[Content], column: str) -> Kind:
    """Tell the kind of a model's column by the kind of field that it is."""
    kept = model._meta.fields_map[column]
    return next((kind for field, kind in _KINDS if isinstance(kept, field)), "text")
