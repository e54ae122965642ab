"""What editors say of content: ``CreateXInput`` and ``UpdateXInput``, derived from what X tells.

Whatever a type tells of its own row can be said, unless its model computes it. Texts per language
come by language, relations as ordered lists of ids, and what a type tells in an object of its own
is said in one.
"""

from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.field import StrawberryField

from models.content import Content as Kept
from resolvers.sources import SOURCE, Embeds, Lists, Related, Says, Spreads, Stored
from schema.content import Content, Link, LinkKind
from schema.recurrence import RecurrenceDay, RecurrenceDayInput
from schema.scalars import URL, Markdown
from schema.told import fields_of, kept_of, make_input, node_of, source_of
from services.compiler.ties import Forward, Reference
from services.compiler.values import LOCALE, Column
from services.content.checking import PROPOSED
from services.content.receipts import LONGEST_KEY

KEPT_FOR_US = {it.python_name for it in fields_of(Content)} - {"slug", "audience"}
"""What nobody says of content: writing and publishing keep it."""


def _said(description: str, **options: Any) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET, **options)


@strawberry.input(
    description="A text in each language. What is left out stays; null takes it away."
)
class LocalisedText:
    sv: str | None = _said("In Swedish.")
    en: str | None = _said("In English.")


@strawberry.input(
    description="Running text in each language. What is left out stays; null takes it away."
)
class LocalisedMarkdown:
    sv: Markdown | None = _said("In Swedish.")
    en: Markdown | None = _said("In English.")


@strawberry.input(description="A link out of a text. What it says to the ear is made of its label.")
class LinkInput:
    kind: LinkKind = strawberry.field(description="What it leads to.")
    url: URL = strawberry.field(
        description="Where it leads: a full address, or a path of the site."
    )
    label: LocalisedText = strawberry.field(description="What it says.")


_ITEMS = {Link: LinkInput, RecurrenceDay: RecurrenceDayInput}
"""What is said of what a short list holds."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was made for one type: to create content of it, and to change it."""

    create: type
    update: type


Fields = dict[str, tuple[Any, Any]]


NOTE = (str | None, _said("What this version is about, for those who read the history."))

KEY = (
    str | None,
    _said(
        f"A text of your own choosing, of 1 to {LONGEST_KEY} characters: sent again with the same "
        "key, the same input creates nothing more and is answered as before."
    ),
)

EXPECTED = (
    int,
    strawberry.field(
        description="The version that you have changed: when another one stands by now, nothing is "
        "changed and the error is a `ConflictError`."
    ),
)


def inputs(type_: type, more: Fields, creating: Fields, updating: Fields) -> Inputs:
    """Make the inputs of a type.

    ``more`` holds the fields that are an exception of it; ``creating`` and ``updating`` what is
    said of the act itself.
    """
    name = type_.__name__
    said = _fields(type_, kept_of(type_).model) | more | {"note": NOTE}
    which = (strawberry.ID, strawberry.field(description=f"Which {name}, by its id."))
    return Inputs(
        _made(
            f"Create{name}Input",
            f"What a new {name} says. It is a draft until it is published.",
            said | _required(type_, said) | {"idempotency_key": KEY} | creating,
        ),
        _made(
            f"Update{name}Input",
            f"What the next version of the {name} says: what is left out stays as it was, null "
            "takes it away. It is a draft until it is published.",
            {"id": which, "expected_version": EXPECTED} | updating | said,
        ),
    )


def _required(type_: type, said: Fields) -> Fields:
    """Ask for what new content cannot be without: what is always told, and has no usual value."""
    model = kept_of(type_).model
    needed = [
        field
        for field in fields_of(type_)
        if field.python_name in said
        and field.python_name not in PROPOSED
        and not isinstance(field.type, StrawberryOptional)
        and _is_required(field, model)
    ]
    return {
        it.python_name: (
            said[it.python_name][0].__args__[0],
            strawberry.field(
                description=_about(it, model), metadata=said[it.python_name][1].metadata
            ),
        )
        for it in needed
    }


def _is_required(field: StrawberryField, model: type[Kept]) -> bool:
    """Tell whether a column or a relation must be said; an object, if one of its columns must."""
    kept = model._meta.fields_map
    match source_of(field):
        case Stored(Column(name=name)):
            return name in kept and bool(kept[name].required)
        case Embeds((), ""):
            return any(_is_required(it, model) for it in fields_of(node_of(field.type)))
        case Related(Forward()):
            if field.python_name not in model.relations:
                raise LookupError(f"{model.__name__}.relations does not name {field.python_name}.")
            return model.relations[field.python_name].required
    return False


def _made(name: str, description: str, fields: Fields) -> type:
    made = type(name, (), {"__module__": __name__})
    make_input(made, fields, description)
    return made


def _fields(type_: type, model: type[Kept]) -> Fields:
    """Find what of a row a type tells that can be said, with the inputs that say it."""
    said: Fields = {}
    for field in fields_of(type_):
        found = _field(field, model)
        if found is not None:
            annotation, source = found
            options = {} if source is None else {"metadata": {SOURCE: source}}
            said[field.python_name] = (annotation | None, _said(_about(field, model), **options))
    return said


def _about(field: StrawberryField, model: type[Kept]) -> str:
    """Say what a field is, and what stands in new content that does not say it."""
    usual = "Proposed" if field.python_name in PROPOSED else _usual(field, model)
    said = f" {usual} when left out of what is new." if usual else ""
    return f"{field.description}{said}"


def _usual(field: StrawberryField, model: type[Kept]) -> str:
    """Write the value that a column has by itself, as a request would say it."""
    source, kept = source_of(field), model._meta.fields_map
    if not isinstance(source, Stored) or source.column.name not in kept:
        return ""
    value = kept[source.column.name].default
    if value is None or callable(value):
        return ""
    told = dict(source.column.words).get(value, value)
    return f"`{str(told).lower() if isinstance(told, bool) else told}`"


def _field(field: StrawberryField, model: type[Kept]) -> tuple[Any, Says | Spreads | None] | None:
    source, name = source_of(field), field.python_name
    if name in KEPT_FOR_US:
        return None
    match source:
        case Stored(column) if column.name in model.computed | model.fixed:
            return None
        case Related(Reference(column)) if column in model.fixed:
            return None
        case Stored(column):
            return _value(field, column.path), _says(column.name, name)
        case Embeds(present, _) if any(LOCALE in it.path for it in present):
            return LocalisedMarkdown, None
        case Embeds():
            return _nested(field, model), Spreads()
        case Lists(column):
            return list[_ITEMS[node_of(field.type)]], _says(column.name, name)  # type: ignore[misc]
        case Related(Forward()):
            return list[strawberry.ID], None
        case Related(Reference(column)):
            return strawberry.ID, _says(column, name)
    return None


def _says(column: str, name: str) -> Says | None:
    return None if column == name else Says(column)


def _value(field: StrawberryField, path: tuple[str, ...]) -> Any:
    if path == (LOCALE,):
        return LocalisedText
    type_: Any = field.type
    type_ = type_.of_type if isinstance(type_, StrawberryOptional) else type_
    if isinstance(type_, StrawberryList):
        return list[type_.of_type]
    return getattr(type_, "wrapped_cls", type_)  # an enumeration's own class


def _nested(field: StrawberryField, model: type[Kept]) -> type:
    told = node_of(field.type)
    definition = told.__strawberry_definition__  # type: ignore[attr-defined]
    description = f"{definition.description} What is left out stays; null takes it away."
    return _made(f"{told.__name__}Input", description, _fields(told, model))
